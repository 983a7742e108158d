import { getBlock } from 'viem/actions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../../localnet/chainState.ts'
import { computePayments } from '../../localnet/rewards/payments.ts'
import { readRewardsInput } from '../../localnet/rewards/read.ts'
import { DAY, type Payment, type RewardsInput } from '../../localnet/rewards/types.ts'
import type { Chain } from '../protocol/deployments/types.ts'
import { createMemoryStore } from '../protocol/logs/memoryStore.ts'
import { createHistory } from '../protocol/network/history.ts'
import { createNetworkSync } from '../protocol/network/networkSync.ts'
import { readNetwork } from '../protocol/network/readNetwork.ts'
import type { Address, Network } from '../protocol/network/types.ts'
import { createClientFor } from '../protocol/rpc/client.ts'
import { aprFrom } from './position.ts'
import { type Accrual, createRewardBook, type RewardBook } from './rewardBook.ts'
import type { StakeHistory, SubmissionKind } from './submissions.ts'

/*
 * Rewards worked out twice, by code that has nothing in common: the local chain's updater asks the contracts for each
 * restaker's shares at each midnight and rounds as EigenLayer does; the app replays what operators had from the log and
 * counts in floating point. They have to agree on the ninety seeded days with their slashings, changed splits,
 * withdrawals, and operators that came and left.
 */

/** Floors cost up to a wei in 10^15 of a part and floating point about as much; a wrong day costs percents. */
const TOLERANCE = 1e-9
const WINDOW = 30

let chain: SeededForTests
let network: Network
let input: RewardsInput
let payments: Payment[]
let now: number

const lower = (address: string) => address.toLowerCase() as Address

beforeAll(async () => {
  chain = await startSeededForTests({ history: true })
  const entry = chain.meta.deployments as unknown as Chain
  const client = createClientFor(entry, chain.url)
  const { number, hash, timestamp } = await getBlock(client)
  const store = Promise.resolve(createMemoryStore())
  const log = await createNetworkSync({ client, chain: entry, store })({ toBlock: number })
  network = await readNetwork(client, { chain: entry, ...log, block: { number, hash, timestamp } })
  now = Number(timestamp)
  const calculationEndTimestamp = now - (now % DAY)
  input = await readRewardsInput(chain.client, {
    addresses: {
      ...chain.meta.deployments.eigenLayer,
      multicall3: chain.meta.deployments.multicall3,
    },
    fromBlock: BigInt(entry.startBlock),
    calculationEndTimestamp,
  })
  payments = computePayments(input, calculationEndTimestamp)
})
afterAll(() => chain?.stop())

function bookOf(windowDays: number): RewardBook {
  return createRewardBook({
    submissions: network.submissions,
    operators: network.operators.map((operator) => operator.address),
    setsOfAvs: Object.fromEntries(network.avss.map((avs) => [avs.address, avs.sets])),
    history: createHistory(network) as unknown as StakeHistory,
    now,
    windowDays,
  })
}

const kindOf = (submission: number): SubmissionKind =>
  network.submissions[submission]?.kind as SubmissionKind

/** Sums by a key of the caller's choice; what gives no key is left out. */
function sums<T>(
  entries: Iterable<T>,
  keyOf: (entry: T) => string | null,
  of: (entry: T) => number,
) {
  const result = new Map<string, number>()
  for (const entry of entries) {
    const key = keyOf(entry)
    if (key !== null) result.set(key, (result.get(key) ?? 0) + of(entry))
  }
  return result
}

/** Entries that differ by more than the tolerance or are on one side only. */
function differences(ours: ReadonlyMap<string, number>, theirs: ReadonlyMap<string, number>) {
  const found: string[] = []
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const [a = 0, b = 0] = [ours.get(key), theirs.get(key)]
    // Three wei beside: a tiny part loses more to its floors than the tolerance allows.
    if (Math.abs(a - b) > TOLERANCE * Math.max(a, b) + 3) found.push(`${key}: ${a}, updater ${b}`)
  }
  return found
}

/** What each restaker takes part in day by day, with the stake that it had on each day. */
function* accrualsByDay(book: RewardBook) {
  const byOperatorAndDay = new Map<string, Accrual[]>()
  for (const { address } of network.operators) {
    for (const accrual of book.accrualsOf(address)) {
      const key = `${address} ${accrual.day}`
      byOperatorAndDay.set(key, [...(byOperatorAndDay.get(key) ?? []), accrual])
    }
  }
  const numbers = new Map(network.submissions.map((submission, index) => [submission, index]))
  for (const day of input.days) {
    for (const { staker, operator, shares } of day.stakers) {
      if (operator === undefined) continue
      for (const accrual of byOperatorAndDay.get(`${lower(operator)} ${day.midnight}`) ?? []) {
        let own = 0
        for (const [strategy, amount] of shares) {
          own += Number(amount) * (accrual.weights[lower(strategy)] ?? 0)
        }
        if (own === 0) continue
        yield {
          staker: lower(staker),
          operator: lower(operator),
          midnight: day.midnight,
          submission: numbers.get(accrual.submission as Network['submissions'][number]) as number,
          tokens: (accrual.tokens * own) / accrual.poolWeight,
          split: accrual.splitBips / 10_000,
        }
      }
    }
  }
}

test('both read the same submissions, of all seven kinds', () => {
  const kinds: Record<RewardsInput['submissions'][number]['kind'], SubmissionKind> = {
    avs: 'avs',
    forAll: 'forAll',
    allEarners: 'forAllEarners',
    operatorDirectedAvs: 'operatorDirectedAvs',
    operatorDirectedOperatorSet: 'operatorDirectedSet',
    uniqueStake: 'uniqueStake',
    totalStake: 'totalStake',
  }
  expect(network.submissions.map(({ kind, token, amount }) => ({ kind, token, amount }))).toEqual(
    input.submissions.map((submission) => ({
      kind: kinds[submission.kind],
      token: lower(submission.token),
      amount:
        'amount' in submission
          ? submission.amount
          : submission.operatorRewards.reduce((sum, { amount }) => sum + amount, 0n),
    })),
  )
  expect(new Set(network.submissions.map(({ kind }) => kind)).size).toBe(7)
  expect(network.failures).toEqual([])
})

test('thirty days of every restaker whose stake did not move: tokens a day times days', () => {
  const book = bookOf(WINDOW)
  expect(book.days).toBe(WINDOW)
  const window = input.days.slice(-WINDOW)
  const stakeOf = (day: (typeof window)[number]) =>
    new Map(day.stakers.map((row) => [lower(row.staker), row]))
  const days = window.map(stakeOf)
  const same = (a: unknown, b: unknown) => String(a) === String(b)
  const still = [...(days.at(-1) ?? [])].filter(
    ([staker, { operator, shares }]) =>
      operator !== undefined &&
      days.every((day) => {
        const row = day.get(staker)
        return row?.operator === operator && same(row?.shares, shares)
      }),
  )
  expect(still.length).toBeGreaterThan(40)

  const ours = new Map<string, number>()
  for (const [staker, { operator, shares }] of still) {
    const { rewards } = aprFrom(
      book,
      {
        position: {
          operator: lower(operator as string),
          shares: Object.fromEntries(shares.map(([strategy, amount]) => [lower(strategy), amount])),
        },
        baseApr: 0,
        tokens: network.tokens,
        sharePrices: {},
      },
      'historical',
    )
    for (const { kind, token, tokensPerDay } of rewards) {
      if (kind === 'forAll') continue
      const key = `${staker} ${token}`
      ours.set(key, (ours.get(key) ?? 0) + tokensPerDay * book.days * 1e18)
    }
  }
  const first = window[0]?.midnight as number
  const compared = new Set(still.map(([staker]) => staker))
  const theirs = sums(
    payments,
    ({ role, midnight, submission, earner, token }) =>
      role === 'staker' &&
      midnight >= first &&
      kindOf(submission) !== 'forAll' &&
      compared.has(lower(earner))
        ? `${lower(earner)} ${lower(token)}`
        : null,
    ({ amount }) => Number(amount),
  )
  expect(theirs.size).toBeGreaterThan(60)
  expect(differences(ours, theirs)).toEqual([])
})

test('ninety days, each day of each submission to each restaker, moved or not', () => {
  const ours = sums(
    accrualsByDay(bookOf(WINDOW * 4)),
    ({ staker, midnight, submission }) =>
      kindOf(submission) === 'forAll' ? null : `${staker} ${midnight} ${submission}`,
    ({ tokens, split }) => tokens * (1 - split),
  )
  const theirs = sums(
    payments,
    ({ role, earner, midnight, submission }) =>
      role === 'staker' && kindOf(submission) !== 'forAll'
        ? `${lower(earner)} ${midnight} ${submission}`
        : null,
    ({ amount }) => Number(amount),
  )
  expect(theirs.size).toBeGreaterThan(10_000)
  expect(differences(ours, theirs)).toEqual([])
})

test('ninety days of every operator: what its split takes', () => {
  const book = bookOf(WINDOW * 4)
  const ours = sums(
    accrualsByDay(book),
    ({ operator, midnight, submission, split }) =>
      split === 0 ? null : `${operator} ${midnight} ${submission}`,
    ({ tokens, split }) => tokens * split,
  )
  // Paid by name, an operator takes its split even on a day on which nobody had delegated anything to it.
  for (const { address } of network.operators) {
    for (const { submission, day, tokens, poolWeight, splitBips } of book.accrualsOf(address)) {
      if (submission.operatorRewards === null || poolWeight > 0) continue
      const index = network.submissions.indexOf(submission as Network['submissions'][number])
      ours.set(`${address} ${day} ${index}`, (tokens * splitBips) / 10_000)
    }
  }
  const theirs = sums(
    payments,
    ({ role, earner, midnight, submission }) =>
      role === 'operator' ? `${lower(earner)} ${midnight} ${submission}` : null,
    ({ amount }) => Number(amount),
  )
  expect(theirs.size).toBeGreaterThan(1_000)
  expect(differences(ours, theirs)).toEqual([])
})

/*
 * The one pool that differs: rewards for all stakers go to undelegated stake too, and no getter or log that the app
 * keeps tells of it. The app's figure is too high by exactly that stake's part of the pool.
 */
test('rewards for all: too high by the weight of the stake that nobody is delegated', () => {
  const ours = sums(
    accrualsByDay(bookOf(WINDOW * 4)),
    ({ staker, midnight, submission }) => {
      if (kindOf(submission) !== 'forAll') return null
      return `${staker} ${midnight} ${submission}`
    },
    ({ tokens, split }) => tokens * (1 - split),
  )
  const delegatedPart = new Map<string, number>()
  for (const [index, { kind, strategies }] of network.submissions.entries()) {
    if (kind !== 'forAll') continue
    const multipliers = new Map(
      strategies.map(({ strategy, multiplier }) => [strategy, multiplier]),
    )
    for (const { midnight, stakers } of input.days) {
      let delegated = 0
      let all = 0
      for (const { operator, shares } of stakers) {
        for (const [strategy, amount] of shares) {
          const weight = Number(amount) * Number(multipliers.get(lower(strategy)) ?? 0n)
          all += weight
          if (operator !== undefined) delegated += weight
        }
      }
      delegatedPart.set(`${midnight} ${index}`, delegated / all)
    }
  }
  const undelegated = new Set(
    input.days.flatMap(({ midnight, stakers }) =>
      stakers
        .filter(({ operator }) => operator === undefined)
        .map(({ staker }) => `${lower(staker)} ${midnight}`),
    ),
  )
  const theirs = sums(
    payments,
    ({ earner, midnight, submission }) =>
      kindOf(submission) === 'forAll' && !undelegated.has(`${lower(earner)} ${midnight}`)
        ? `${lower(earner)} ${midnight} ${submission}`
        : null,
    ({ amount }) => Number(amount),
  )
  for (const [key, amount] of ours) {
    ours.set(key, amount * (delegatedPart.get(key.slice(key.indexOf(' ') + 1)) as number))
  }
  expect(theirs.size).toBeGreaterThan(1_000)
  expect(differences(ours, theirs)).toEqual([])
  // In the last thirty days that is a third of a percent.
  const recent = [...delegatedPart].filter(
    ([key]) => Number(key.split(' ')[0]) > now - WINDOW * DAY,
  )
  for (const [key, part] of recent) expect(part, key).toBeGreaterThan(0.995)
})
