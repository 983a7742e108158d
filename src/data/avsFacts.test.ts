import { describe, expect, test } from 'vitest'
import type { Address, Network, Operator, OperatorSetKey } from '../protocol/network/types.ts'
import { cheapness, corruptionOf, type SetMember, setFacts, slashableShares } from './avsFacts.ts'
import { avsRewards } from './avsRewards.ts'

const ETH = 10n ** 18n
const at = (n: number) => `0x${n.toString(16).padStart(40, '0')}` as Address
const avs = at(0xa)
const key = `${avs}-0` as OperatorSetKey
const stEth = at(0x51)
const unpriced = at(0x52)

/** Small whole numbers, the same each time. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const member = (n: number, delegated: bigint, slashable: bigint): SetMember => ({
  operator: at(n),
  registered: true,
  delegatedWei: delegated * ETH,
  slashableWei: slashable * ETH,
})

const factsWith = (members: SetMember[]) =>
  ({ set: {}, members, stakes: [], complete: true }) as never

/** Every coalition there is, none left out. */
function bruteForce(
  members: readonly SetMember[],
  theta: number,
  basis: 'delegated' | 'slashable',
) {
  const votes = members.map(
    (one) => Number(basis === 'delegated' ? one.delegatedWei : one.slashableWei) / 1e18,
  )
  const costs = members.map((one) => Number(one.slashableWei) / 1e18)
  const target = theta * votes.reduce((sum, vote) => sum + vote, 0)
  let cost = Number.POSITIVE_INFINITY
  let fewest = Number.POSITIVE_INFINITY
  for (let coalition = 0; coalition < 2 ** members.length; coalition++) {
    let held = 0
    let spent = 0
    let size = 0
    for (let k = 0; k < members.length; k++) {
      if ((coalition & (1 << k)) === 0) continue
      held += votes[k] as number
      spent += costs[k] as number
      size++
    }
    if (held < target - 1e-9) continue
    cost = Math.min(cost, spent)
    fewest = Math.min(fewest, size)
  }
  return { cost, fewest }
}

describe('what corrupting a set costs', () => {
  test('is what trying every coalition gives', () => {
    const next = numbers(7)
    for (let round = 0; round < 60; round++) {
      const members = Array.from({ length: 1 + next(11) }, (_, k) => {
        const delegated = BigInt(1 + next(1_000))
        return member(k + 1, delegated, (delegated * BigInt(next(101))) / 100n)
      })
      for (const basis of ['delegated', 'slashable'] as const) {
        const found = corruptionOf(factsWith(members), basis)
        const total = members.reduce(
          (sum, one) => sum + (basis === 'delegated' ? one.delegatedWei : one.slashableWei),
          0n,
        )
        if (total === 0n) {
          expect(found).toBeNull()
          continue
        }
        for (const [theta, share] of [
          ['third', 1 / 3],
          ['half', 1 / 2],
          ['twoThirds', 2 / 3],
        ] as const) {
          const truth = bruteForce(members, share, basis)
          expect(found?.[theta].exact).toBe(true)
          expect(found?.[theta].cost).toBeCloseTo(truth.cost, 6)
          expect(found?.[theta].minOperators).toBe(truth.fewest)
          expect(found?.[theta].votes).toBeCloseTo((Number(total) / 1e18) * share, 6)
        }
      }
    }
  })

  test('is nothing where the votes have nothing to lose', () => {
    const members = [member(1, 600n, 0n), member(2, 300n, 300n), member(3, 100n, 100n)]
    expect(corruptionOf(factsWith(members), 'delegated')?.half.cost).toBe(0)
    expect(cheapness(factsWith(members))).toEqual({ share: 0, nextToNothing: true })
    // By slashable stake the same set is dear.
    expect(corruptionOf(factsWith(members), 'slashable')?.half.cost).toBe(300)
    expect(cheapness(factsWith([member(1, 100n, 100n)]))?.nextToNothing).toBe(false)
    expect(cheapness(factsWith([]))).toBeNull()
  })

  test('a large set is bounded from both sides, at once', () => {
    const next = numbers(3)
    for (const count of [21, 500]) {
      const members = Array.from({ length: count }, (_, k) => {
        const delegated = BigInt(1 + next(1_000))
        return member(k + 1, delegated, (delegated * BigInt(next(101))) / 100n)
      })
      const half = corruptionOf(factsWith(members), 'delegated')?.half
      expect(half?.lower).toBeLessThanOrEqual((half?.cost ?? 0) * (1 + 1e-9))
      // Large operators cannot be bought in parts; the gap is at most one of them.
      expect((half?.cost ?? 0) - (half?.lower ?? 0)).toBeLessThan(1_000)
      const largest = members.map((one) => Number(one.delegatedWei / ETH)).sort((a, b) => b - a)
      let held = 0
      let fewest = 0
      const total = largest.reduce((sum, one) => sum + one, 0)
      while (held < total / 2) held += largest[fewest++] as number
      expect(half?.minOperators).toBe(fewest)
    }
  })

  test('who has left has no vote, but can still be slashed', () => {
    const left = { ...member(2, 0n, 50n), registered: false }
    const found = corruptionOf(factsWith([member(1, 100n, 100n), left]), 'slashable')
    expect(found?.half.votes).toBe(50)
    expect(found?.half.cost).toBe(100)
  })
})

test('slashable shares are rounded down twice, as the contract does', () => {
  const max = (7n * ETH) / 10n
  // ⌊1e18·3/7⌋ first, then of the shares: the second rounding is seen in the last digits.
  expect(slashableShares(1_000n, 300_000_000_000_000_000n, max)).toBe(428n)
  expect(slashableShares(ETH, ETH / 3n, ETH)).toBe(ETH / 3n)
  expect(slashableShares(7n, 0n, max)).toBe(0n)
  expect(slashableShares(7n, 1n, 0n)).toBe(0n)
})

function network(operators: Partial<Operator>[], more: Partial<Network> = {}): Network {
  const strategy = (address: Address, priceEth: number | null) => ({
    address,
    kind: 'erc20',
    rate: ETH,
    token: { address: at(0x99), symbol: 'T', decimals: 18, priceEth },
  })
  return {
    block: { number: 100n, timestamp: 8_000_000n, hash: '0x' },
    strategies: { [stEth]: strategy(stEth, 1), [unpriced]: strategy(unpriced, null) },
    operatorSets: { [key]: { key, avs, id: 0, strategies: [stEth, unpriced], slashCount: 0 } },
    avss: [{ address: avs, sets: [key] }],
    operators: operators.map((operator, k) => ({
      address: at(k + 1),
      shares: {},
      maxMagnitudes: {},
      registeredSets: [],
      allocations: [],
      ...operator,
    })),
    submissions: [],
    tokens: {},
    ...more,
  } as unknown as Network
}

const allocation = (magnitude: bigint, slashable: boolean | null) => ({
  set: key,
  strategy: stEth,
  currentMagnitude: magnitude,
  pendingDiff: 0n,
  effectBlock: 0,
  inSet: true,
  slashable,
})

describe('what stands behind a set', () => {
  test('members with all they hold, slashable what is allocated and in reach', () => {
    const facts = setFacts(
      network([
        {
          registeredSets: [key],
          shares: { [stEth]: 100n * ETH },
          allocations: [allocation(ETH / 4n, true)],
        },
        { registeredSets: [key], shares: { [stEth]: 40n * ETH, [at(0x77)]: ETH } },
        // Allocated without being a member: latent, neither a vote nor slashable.
        { shares: { [stEth]: 1_000n * ETH }, allocations: [allocation(ETH, false)] },
        // Left, still within reach.
        { shares: { [stEth]: 10n * ETH }, allocations: [allocation(ETH / 2n, true)] },
      ]),
    ).get(key)
    expect(
      facts?.members.map(({ registered, delegatedWei, slashableWei }) => [
        registered,
        delegatedWei / ETH,
        slashableWei / ETH,
      ]),
    ).toEqual([
      [true, 100n, 25n],
      [true, 40n, 0n],
      [false, 0n, 5n],
    ])
    expect(facts?.stakes[0]).toMatchObject({ delegated: 140n * ETH, slashable: 30n * ETH })
    expect(facts?.complete).toBe(true)
  })

  test('a stake without a price, or one that could not be read, is said to be missing', () => {
    const priceless = setFacts(network([{ registeredSets: [key], shares: { [unpriced]: ETH } }]))
    expect(priceless.get(key)).toMatchObject({ complete: false, delegatedWei: 0n })
    const unread = setFacts(network([{ registeredSets: [key], shares: null }]))
    expect(unread.get(key)?.complete).toBe(false)
  })
})

test('rewards are spread over the days they pay for, none of the future', () => {
  const now = 8_000_000
  const WEEK = 604_800
  const submission = (startTimestamp: number, duration: number, amount: bigint, kind = 'avs') => ({
    kind,
    avs,
    token: at(0xee),
    amount,
    startTimestamp,
    duration,
  })
  const rewards = avsRewards(
    network([], {
      tokens: { [at(0xee)]: { decimals: 18, priceEth: 0.5 } } as never,
      submissions: [
        // Half of it is still to come.
        submission(now - WEEK, 2 * WEEK, 40n * ETH),
        // Two whole weeks before that.
        submission(now - 3 * WEEK, 2 * WEEK, 8n * ETH),
        // Another's pool.
        submission(now - WEEK, WEEK, ETH, 'forAll'),
      ] as never,
    }),
    avs,
    4,
  )
  expect(rewards.weeks.map(({ eth }) => eth)).toEqual([0, 2, 2, 10])
  expect(rewards.tokens).toEqual([{ token: at(0xee), amount: 28n * ETH, eth: 14 }])
})
