import type { Address } from 'viem'
import { describe, expect, test } from 'vitest'
import { type Earnings, rootOf, treeOf } from '../contracts/rewards/tree.ts'
import { buildLevels, proofOfLeaf, rootOfLevels } from './merkle.ts'
import { computePayments } from './payments.ts'
import { splitAt } from './split.ts'
import { DAY, type DaySnapshot, type Payment, type RewardsInput, type Submission } from './types.ts'
import { buildDistribution, computeDistribution } from './updater.ts'

const E18 = 10n ** 18n
const address = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}`
const [A, B, C, D] = [address(0xa), address(0xb), address(0xc), address(0xd)]
const [o1, o2, o3] = [address(0x101), address(0x102), address(0x103)]
const avs = address(0x900)
const token = address(0x777)
const [steth, reth] = [address(0x51), address(0x52)]
const START = 1_800_057_600
const midnight = (n: number) => START + n * DAY

type Stakers = Record<Address, { operator?: Address; shares: [Address, bigint][] }>

/** A day on which these stakers stand and these operators are in set 1 of the AVS. */
function day(
  n: number,
  stakers: Stakers,
  members: Address[],
  magnitudes: Record<Address, [magnitude: bigint, maxMagnitude: bigint]> = {},
): DaySnapshot {
  const totals = new Map<string, { operator: Address; strategy: Address; shares: bigint }>()
  for (const { operator, shares } of Object.values(stakers)) {
    if (operator === undefined) continue
    for (const [strategy, amount] of shares) {
      const id = operator + strategy
      const before = totals.get(id)?.shares ?? 0n
      totals.set(id, { operator, strategy, shares: before + amount })
    }
  }
  return {
    midnight: midnight(n),
    block: BigInt(n),
    stakers: Object.entries(stakers).map(([staker, rest]) => ({
      staker: staker as Address,
      ...rest,
    })),
    operatorSets: [{ avs, operatorSetId: 1, members }],
    operators: [...totals.values()].map((row) => ({
      ...row,
      maxMagnitude: magnitudes[row.operator]?.[1] ?? E18,
    })),
    allocations: Object.entries(magnitudes).map(([operator, [magnitude]]) => ({
      operator: operator as Address,
      avs,
      operatorSetId: 1,
      strategy: steth,
      magnitude,
    })),
  }
}

const week = (make: (n: number) => DaySnapshot) => Array.from({ length: 9 }, (_, n) => make(n))
const base = {
  strategies: [{ strategy: steth, multiplier: E18 }],
  token,
  startTimestamp: START,
  duration: 7 * DAY,
}
const input = (submissions: Submission[], days: DaySnapshot[], over = {}): RewardsInput => ({
  submissions,
  splits: [],
  defaultSplits: [],
  days,
  ...over,
})
/** What each earner gets of each role at one midnight. */
function at(payments: Payment[], n: number): Record<string, bigint> {
  return Object.fromEntries(
    payments
      .filter((p) => p.midnight === midnight(n))
      .map((p) => [`${p.role} ${p.earner}`, p.amount]),
  )
}

describe('operator-directed', () => {
  const directed = (amount: bigint, over: Partial<Submission> = {}): Submission =>
    ({
      ...base,
      kind: 'operatorDirectedOperatorSet',
      avs,
      operatorSetId: 1,
      operatorRewards: [{ operator: o1, amount }],
      ...over,
    }) as Submission

  test('21 tokens over 7 days, 10 % split, stETH × 1 and rETH × 2', () => {
    const stakers: Stakers = {
      [A]: { operator: o1, shares: [[steth, 60n * E18]] },
      [B]: {
        operator: o1,
        shares: [
          [steth, 30n * E18],
          [reth, 5n * E18],
        ],
      },
    }
    const strategies = [
      { strategy: steth, multiplier: E18 },
      { strategy: reth, multiplier: 2n * E18 },
    ]
    const payments = computePayments(
      input(
        [directed(21n * E18, { strategies })],
        week((n) => day(n, stakers, [o1])),
      ),
      midnight(8),
    )
    // The start day is not paid, the end day is.
    expect([...new Set(payments.map((p) => p.midnight))]).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map(midnight),
    )
    expect(at(payments, 7)).toEqual({
      [`operator ${o1}`]: (3n * E18) / 10n,
      [`staker ${A}`]: (162n * E18) / 100n,
      [`staker ${B}`]: (108n * E18) / 100n,
    })
  })

  test('registered on five of seven snapshots: divided by five; proportions keep 15 decimals', () => {
    const stakers: Stakers = {
      [A]: { operator: o1, shares: [[steth, E18]] },
      [B]: { operator: o1, shares: [[steth, 2n * E18]] },
    }
    const days = week((n) => day(n, stakers, n === 2 || n === 6 ? [] : [o1]))
    const splits = [
      { kind: 'operatorSet', operator: o1, avs, operatorSetId: 1, bips: 500, activatedAt: 5 },
    ]
    const payments = computePayments(input([directed(21n * E18)], days, { splits }), midnight(8))
    expect(at(payments, 2)).toEqual({})
    expect(at(payments, 3)).toEqual({
      [`operator ${o1}`]: 210_000_000_000_000_000n,
      [`staker ${A}`]: 1_329_999_999_999_998_670n,
      [`staker ${B}`]: 2_659_999_999_999_997_340n,
    })
  })

  test('never registered: each day an equal part goes back to the AVS', () => {
    const payments = computePayments(
      input(
        [directed(21n * E18)],
        week((n) => day(n, {}, [o2])),
      ),
      midnight(8),
    )
    expect(payments).toHaveLength(7)
    expect(at(payments, 4)).toEqual({ [`avs ${avs}`]: 3n * E18 })
  })

  test('for a whole AVS, membership of any of its sets counts, and the AVS split', () => {
    const whole = {
      ...base,
      kind: 'operatorDirectedAvs',
      avs,
      operatorRewards: [{ operator: o1, amount: 7_003n }],
    } as const
    const splits = [
      { kind: 'operatorSet', operator: o1, avs, operatorSetId: 1, bips: 0, activatedAt: 5 },
      { kind: 'avs', operator: o1, avs, bips: 2_500, activatedAt: 5 },
    ]
    const stakers: Stakers = { [A]: { operator: o1, shares: [[steth, 3n]] } }
    const payments = computePayments(
      input(
        [whole],
        week((n) => day(n, stakers, [o1])),
        { splits },
      ),
      midnight(8),
    )
    expect(at(payments, 1)).toEqual({ [`operator ${o1}`]: 250n, [`staker ${A}`]: 750n })
  })
})

describe('by stake', () => {
  const stakers: Stakers = {
    [A]: { operator: o1, shares: [[steth, 40n * E18]] },
    [B]: { operator: o1, shares: [[steth, 60n * E18]] },
    [C]: { operator: o2, shares: [[steth, 300n * E18]] },
    [D]: { operator: o3, shares: [[steth, 900n * E18]] },
  }
  const magnitudes: Record<Address, [bigint, bigint]> = {
    [o1]: [E18 / 2n, E18],
    [o2]: [E18 / 4n, E18 / 2n],
    [o3]: [0n, E18],
  }
  const splits = [
    { kind: 'operatorSet', operator: o2, avs, operatorSetId: 1, bips: 500, activatedAt: 5 },
  ]
  const stake = (kind: 'uniqueStake' | 'totalStake'): Submission => ({
    ...base,
    kind,
    avs,
    operatorSetId: 1,
    amount: 70n * E18,
  })
  const days = week((n) => day(n, stakers, [o1, o2, o3], magnitudes))

  test('unique stake follows what is allocated; unallocated stake earns nothing', () => {
    const payments = computePayments(input([stake('uniqueStake')], days, { splits }), midnight(8))
    expect(at(payments, 1)).toEqual({
      [`operator ${o1}`]: (25n * E18) / 100n,
      [`staker ${A}`]: (90n * E18) / 100n,
      [`staker ${B}`]: (135n * E18) / 100n,
      [`operator ${o2}`]: (375n * E18) / 1000n,
      [`staker ${C}`]: (7_125n * E18) / 1000n,
    })
  })

  test('the magnitudes weigh stakers too, strategy by strategy', () => {
    // Of stETH half is allocated, of rETH all: A's rETH weighs twice B's stETH.
    const two: Stakers = {
      [A]: { operator: o1, shares: [[reth, 5n * E18]] },
      [B]: { operator: o1, shares: [[steth, 5n * E18]] },
    }
    const snapshot = day(1, two, [o1], { [o1]: [E18 / 2n, E18] })
    const allocations = [
      ...snapshot.allocations,
      { operator: o1, avs, operatorSetId: 1, strategy: reth, magnitude: E18 },
    ]
    const strategies = [
      { strategy: steth, multiplier: 1n },
      { strategy: reth, multiplier: 1n },
    ]
    const submission = { ...stake('uniqueStake'), strategies, duration: DAY } as Submission
    const payments = computePayments(
      input([submission], [{ ...snapshot, allocations }], {
        defaultSplits: [{ timestamp: 0, bips: 0 }],
      }),
      midnight(1),
    )
    const [a, b] = [at(payments, 1)[`staker ${A}`], at(payments, 1)[`staker ${B}`]]
    expect(a).toBe((666_666_666_666_666n * 70n * E18) / 10n ** 15n)
    expect(b).toBe((333_333_333_333_333n * 70n * E18) / 10n ** 15n)
  })

  test('total stake ignores magnitudes', () => {
    const payments = computePayments(input([stake('totalStake')], days), midnight(8))
    const tokens = (shares: bigint) => (10n * E18 * shares) / 1300n
    expect(at(payments, 1)[`operator ${o3}`]).toBe(tokens(900n) / 10n)
    expect(at(payments, 1)[`operator ${o1}`]).toBe(tokens(100n) / 10n)
  })

  test('a day without any weight goes back to the AVS', () => {
    const none = week((n) => day(n, stakers, n === 3 ? [] : [o3], magnitudes))
    const unique = computePayments(input([stake('uniqueStake')], none), midnight(8))
    expect(at(unique, 5)).toEqual({ [`avs ${avs}`]: 10n * E18 })
    const total = computePayments(input([stake('totalStake')], none), midnight(8))
    expect(at(total, 3)).toEqual({ [`avs ${avs}`]: 10n * E18 })
    expect(at(total, 4)[`avs ${avs}`]).toBeUndefined()
  })
})

describe('pools', () => {
  const stakers: Stakers = {
    [A]: { operator: o1, shares: [[steth, 30n * E18]] },
    [B]: { operator: o2, shares: [[steth, 70n * E18]] },
    [C]: { shares: [[steth, 100n * E18]] },
    [D]: { operator: o3, shares: [[steth, 100n * E18]] },
  }
  const days = week((n) => day(n, stakers, [o1, o2]))
  const pool = (kind: 'avs' | 'allEarners' | 'forAll') =>
    ({ ...base, kind, avs, amount: 7_000n * E18 }) as Submission
  const paid = {
    [`staker ${A}`]: 270n * E18,
    [`operator ${o1}`]: 30n * E18,
    [`staker ${B}`]: 700n * E18,
  }

  test('v1 and programmatic incentives: one pool, the split from each staker’s part', () => {
    for (const kind of ['avs', 'allEarners'] as const) {
      const split = kind === 'avs' ? { kind, avs } : { kind: 'pi' }
      const splits = [{ ...split, operator: o2, bips: 0, activatedAt: 5 }]
      const payments = computePayments(input([pool(kind)], days, { splits }), midnight(8))
      expect(at(payments, 1)).toEqual(paid)
    }
  })

  test('for all: every staker, delegated or not, without splits', () => {
    const payments = computePayments(input([pool('forAll')], days), midnight(8))
    expect(at(payments, 1)).toEqual({
      [`staker ${A}`]: 100n * E18,
      [`staker ${B}`]: (1_000n * E18 * 233_333_333_333_333n) / 10n ** 15n,
      [`staker ${C}`]: (1_000n * E18 * 333_333_333_333_333n) / 10n ** 15n,
      [`staker ${D}`]: (1_000n * E18 * 333_333_333_333_333n) / 10n ** 15n,
    })
  })
})

describe('splits', () => {
  const set = { kind: 'operatorSet', avs, operatorSetId: 1 } as const
  const splits = [
    { ...set, operator: o1, bips: 300, activatedAt: midnight(2) },
    { ...set, operator: o1, bips: 700, activatedAt: midnight(4) + 1 },
    { ...set, operator: o2, bips: 1, activatedAt: 5 },
    { ...set, operatorSetId: 2, operator: o1, bips: 2, activatedAt: 5 },
  ]
  const defaultSplits = [
    { timestamp: midnight(1), bips: 50 },
    { timestamp: midnight(1) + 9, bips: 60 },
  ]
  test('own split, else default, else 1,000; each from the midnight after it counts', () => {
    const split = (n: number) => splitAt({ splits, defaultSplits }, midnight(n), o1, set)
    expect([0, 1, 2, 3, 4, 5].map(split)).toEqual([1_000n, 1_000n, 60n, 300n, 300n, 700n])
    expect(splitAt({ splits, defaultSplits }, midnight(5), o1, { kind: 'pi' })).toBe(60n)
  })
})

describe('time', () => {
  const stakers: Stakers = { [A]: { operator: o1, shares: [[steth, E18]] } }
  const submission = { ...base, kind: 'forAll', amount: 70n } as const

  test('earnings only grow and count elapsed snapshots alone, of later submissions too', () => {
    const days = week((n) => day(n, stakers, [o1]))
    const earned = (n: number, submissions: Submission[]) =>
      computeDistribution(input(submissions, days.slice(0, n + 1)), midnight(n)).earners[0]
        ?.tokens[0]?.cumulativeEarnings ?? 0n
    expect([0, 1, 2, 3].map((n) => earned(n, [submission]))).toEqual([0n, 10n, 20n, 30n])
    // One more for the same days counts for the days before it was made.
    expect(earned(3, [submission, submission])).toBe(60n)
    expect(earned(8, [submission, submission])).toBe(140n)
  })

  test('operator-directed rewards wait for the end of their period', () => {
    const directed = {
      ...base,
      kind: 'operatorDirectedAvs',
      avs,
      operatorRewards: [{ operator: o1, amount: 70n }],
    } as const
    const days = week((n) => day(n, stakers, n === 7 ? [] : [o1]))
    const payments = (n: number) => computePayments(input([directed], days), midnight(n))
    expect(payments(6)).toEqual([])
    // Registered on six of the seven snapshots.
    expect(at(payments(7), 3)).toEqual({ [`operator ${o1}`]: 1n, [`staker ${A}`]: 10n })
  })

  test('a missing snapshot is an error, days before the first one are empty', () => {
    const days = week((n) => day(n, stakers, [o1])).filter((_, n) => n !== 4)
    expect(() => computePayments(input([submission], days), midnight(8))).toThrow(
      'There is no snapshot of 2027-01-20',
    )
    const later = computePayments(input([submission], days.slice(4)), midnight(8))
    expect(later.map((p) => p.midnight)).toEqual([5, 6, 7].map(midnight))
  })
})

describe('trees', () => {
  test('equal those of an independent implementation for every number of leaves up to 9', () => {
    for (let size = 1; size <= 9; size++) {
      const leaves = Array.from({ length: size }, (_, i) => `0x${`${i + 1}`.repeat(64)}` as const)
      const levels = buildLevels(leaves)
      const other = treeOf(leaves)
      expect(rootOfLevels(levels)).toBe(other.root)
      for (let i = 0; i < size; i++) expect(proofOfLeaf(levels, i)).toBe(other.proof(i))
    }
    expect(() => buildLevels([])).toThrow('A tree needs a leaf.')
  })

  test('a distribution is ordered by address and gives claims for those who earned', () => {
    const second = address(0x666)
    const submissions = [token, second].map(
      (paid) => ({ ...base, token: paid, kind: 'forAll', amount: 700n }) as Submission,
    )
    const stakers: Stakers = {
      [B]: { shares: [[steth, 1n]] },
      [A]: { shares: [[steth, 1n]] },
      [C]: { shares: [[steth, 2n]] },
    }
    const distribution = computeDistribution(
      input(
        submissions,
        week((n) => day(n, stakers, [])),
      ),
      midnight(7),
    )
    expect(distribution.earners.map(({ earner }) => BigInt(earner))).toEqual(
      [A, B, C].map((each) => BigInt(each)),
    )
    expect(distribution.earners[2]?.tokens).toEqual([
      { token: second, cumulativeEarnings: 350n },
      { token, cumulativeEarnings: 350n },
    ])
    const tree = buildDistribution(distribution)
    const plain: Earnings = distribution.earners.map(({ earner, tokens }) => [
      earner,
      tokens.map((leaf) => [leaf.token, leaf.cumulativeEarnings]),
    ])
    expect(tree.root).toBe(rootOf(plain))
    expect(tree.claimFor(B, 4, [token])).toMatchObject({
      rootIndex: 4,
      earnerIndex: 1,
      tokenIndices: [1],
      tokenLeaves: [{ cumulativeEarnings: 175n }],
    })
    expect(tree.claimFor(D, 4)).toBeUndefined()
    expect(() => tree.claimFor(B, 4, [avs])).toThrow('has earned no')
    expect(() => buildDistribution({ calculationEndTimestamp: 1, earners: [] })).toThrow(
      'Nobody has earned anything',
    )
  })
})
