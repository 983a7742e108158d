import { describe, expect, it } from 'vitest'
import { baseApr } from './base.ts'
import { type AprParameters, aprOf } from './position.ts'
import { rewardApr } from './rewardApr.ts'
import type { RewardBookParameters } from './rewardBook.ts'
import { operatorDirected, stakerPooled, uniqueStake } from './rewards.ts'
import { historyFromSnapshots, type OperatorSnapshot } from './snapshots.ts'
import { accrualDays, type StakeHistory, type Submission } from './submissions.ts'

const DAY = 86_400
const WAD = 10n ** 18n
const NOW = 100 * DAY

const o1: OperatorSnapshot = {
  operator: 'o1',
  shares: { stETH: 100n * WAD },
  sets: { 'a-0': { stETH: WAD / 2n } },
}
const o2: OperatorSnapshot = {
  operator: 'o2',
  shares: { stETH: 300n * WAD },
  maxMagnitude: { stETH: WAD / 2n },
  sets: { 'a-0': { stETH: WAD / 4n } },
}
const o3: OperatorSnapshot = { operator: 'o3', shares: { stETH: 600n * WAD }, sets: {} }

const submission = (change: Partial<Submission>): Submission => ({
  kind: 'operatorDirectedSet',
  avs: 'a',
  set: 'a-0',
  token: 'T',
  amount: 0n,
  startTimestamp: NOW - 30 * DAY,
  duration: 30 * DAY,
  strategies: [{ strategy: 'stETH', multiplier: WAD }],
  operatorRewards: null,
  ...change,
})

function parts(...submissions: Submission[]): AprParameters & RewardBookParameters {
  return {
    position: { operator: 'o1', shares: { stETH: WAD } },
    baseApr: 0.03,
    submissions,
    operators: ['o1', 'o2', 'o3'],
    setsOfAvs: { a: ['a-0'] },
    history: historyFromSnapshots({ snapshots: [{ day: 0, operators: [o1, o2, o3] }] }),
    tokens: { T: { decimals: 18, priceEth: 0.01 }, U: { decimals: 6, priceEth: null } },
    sharePrices: { stETH: 1.1875 },
    now: NOW,
  }
}

describe('aprOf by kind of submission', () => {
  const amount = 30n * WAD

  it('operator-directed: the operator’s own amount over its own stakers', () => {
    const operatorRewards = [
      { operator: 'o1', amount },
      { operator: 'o2', amount: 99n * WAD },
    ]
    const result = aprOf(parts(submission({ operatorRewards })))
    const { apr } = rewardApr({
      operatorTokensPerDay: 1,
      tokenPrice: 0.01,
      multiplier: 1,
      poolWeight: 100,
      sharePrice: 1.1875,
    })
    expect(result.rewards[0]?.apr).toBeCloseTo(apr!, 12)
    expect(result.apr).toBeCloseTo(0.03 + apr!, 12)
    expect(result.splitTaken).toBeCloseTo(apr! / 9, 12)
    expect(result).toMatchObject({
      days: 30,
      priced: 1,
      total: 1,
      weights: 'current',
      incomplete: false,
    })
    // The exact day of the same submission, in token units.
    const day = operatorDirected({
      amount,
      durationDays: 30,
      registeredSnapshots: 30,
      multipliers: { stETH: WAD },
      stakers: { me: { stETH: WAD }, others: { stETH: 99n * WAD } },
    })
    expect(result.rewards[0]?.tokensPerDay).toBeCloseTo(Number(day.stakers.me) / 1e18, 12)
  })

  it('unique stake: only what is allocated earns', () => {
    const result = aprOf(parts(submission({ kind: 'uniqueStake', amount })))
    const day = uniqueStake({
      amount,
      durationDays: 30,
      multipliers: { stETH: WAD },
      operators: {
        o1: {
          shares: o1.shares,
          magnitude: { stETH: WAD / 2n },
          maxMagnitude: { stETH: WAD },
          stakers: { me: { stETH: WAD }, others: { stETH: 99n * WAD } },
        },
        o2: {
          shares: o2.shares,
          magnitude: { stETH: WAD / 4n },
          maxMagnitude: { stETH: WAD / 2n },
          stakers: {},
        },
      },
    })
    expect(result.rewards[0]?.tokensPerDay).toBeCloseTo(
      Number(day.operators.o1!.stakers.me) / 1e18,
      12,
    )
  })

  it('total stake: by all delegated stake of the members', () => {
    const result = aprOf(parts(submission({ kind: 'totalStake', amount })))
    expect(result.rewards[0]?.tokensPerDay).toBeCloseTo((1 / 400) * 0.9, 12)
  })

  it('asks only those who were ever in a set, where that is known, and comes to the same', () => {
    const all = [
      'avs',
      'forAll',
      'forAllEarners',
      'operatorDirectedSet',
      'uniqueStake',
      'totalStake',
    ]
    const submissions = all.flatMap((kind) => [
      submission({ kind: kind as Submission['kind'], amount, token: kind }),
      // A set and an AVS that nobody knows of.
      submission({ kind: kind as Submission['kind'], amount, avs: 'b', set: 'b-0' }),
      submission({ kind: kind as Submission['kind'], amount, avs: 'b', set: null }),
    ])
    const operatorRewards = [{ operator: 'o1', amount }]
    const blind = parts(...submissions, submission({ operatorRewards, token: 'U' }))
    const history: StakeHistory = {
      ...blind.history,
      setsOf: (operator) => (operator === 'o3' ? [] : ['a-0', 'gone-1']),
    }
    const positions = ['o1', 'o2', 'o3', 'stranger'].map((operator) => ({
      operator,
      shares: { stETH: WAD },
    }))
    for (const position of positions)
      expect(aprOf({ ...blind, history, position })).toEqual(aprOf({ ...blind, position }))
    const asked: string[] = []
    const isMember: StakeHistory['isMember'] = (operator, set, at) => {
      asked.push(operator)
      return history.isMember(operator, set, at)
    }
    aprOf({ ...blind, history: { ...history, isMember } })
    expect(new Set(asked)).toEqual(new Set(['o1', 'o2']))
  })

  it.each([
    ['avs', 400, 0.9],
    ['forAllEarners', 400, 0.9],
    ['forAll', 1000, 1],
  ] as const)('%s: one pool over stakers', (kind, pool, kept) => {
    const result = aprOf(parts(submission({ kind, set: null, amount })))
    expect(result.rewards[0]?.tokensPerDay).toBeCloseTo(kept / pool, 12)
    const day = stakerPooled({
      amount,
      durationDays: 30,
      multipliers: { stETH: WAD },
      splitBips: kind === 'forAll' ? 0 : 1000,
      stakers: {
        me: { operator: 'o1', shares: { stETH: WAD } },
        others: { operator: 'o2', shares: { stETH: BigInt(pool - 1) * WAD } },
      },
    })
    expect(result.rewards[0]?.tokensPerDay).toBeCloseTo(Number(day.stakers.me) / 1e18, 12)
  })
})

describe('aprOf', () => {
  const amount = 30n * WAD

  it('averages over the window: a week of rewards in 30 days', () => {
    const week = submission({
      kind: 'totalStake',
      amount: 7n * WAD,
      startTimestamp: NOW - 20 * DAY,
      duration: 7 * DAY,
    })
    expect(aprOf(parts(week)).rewards[0]?.tokensPerDay).toBeCloseTo((0.9 / 400) * (7 / 30), 12)
    const young = { ...parts(week), since: NOW - 10 * DAY }
    expect(aprOf(young).days).toBe(10)
    expect(aprOf({ ...parts(week), windowDays: 14 }).rewards[0]?.tokensPerDay).toBeCloseTo(
      (0.9 / 400) * (1 / 14),
      12,
    )
  })

  it('divides operator-directed amounts by registered days, with past weights and splits', () => {
    const registered = { ...o1, shares: { stETH: 50n * WAD } }
    const absent = { ...o1, sets: {} }
    const history = historyFromSnapshots({
      snapshots: [
        { day: 0, operators: [absent] },
        { day: NOW - 10 * DAY, operators: [registered] },
        { day: NOW - 5 * DAY, operators: [o1] },
      ],
      splits: [{ operator: 'o1', scope: 'a-0', bips: 0, activatedAt: NOW - 3 * DAY }],
      defaultSplits: [{ bips: 2000, activatedAt: 0 }],
    })
    const operatorRewards = [{ operator: 'o1', amount: 11n * WAD }]
    const result = aprOf({ ...parts(submission({ operatorRewards })), history })
    // 11 registered days at 1 token: 5 days of 1/50, 2 of 1/100, both less 20%, 4 of 1/100 whole.
    expect(result.weights).toBe('historical')
    expect(result.rewards[0]?.tokensPerDay).toBeCloseTo((5 * 0.016 + 2 * 0.008 + 4 * 0.01) / 30, 12)
  })

  it('lists tokens without a price and never counts them', () => {
    const result = aprOf(
      parts(
        submission({ kind: 'totalStake', amount }),
        submission({ kind: 'totalStake', amount: 400_000_000n, token: 'U' }),
      ),
    )
    expect(result).toMatchObject({ priced: 1, total: 2 })
    const line = result.rewards.find(({ token }) => token === 'U')
    expect(line?.apr).toBeNull()
    expect(line?.tokensPerDay).toBeCloseTo((400 / 30 / 400) * 0.9, 12)
    expect(result.rewardsApr).toBe(result.rewards[0]?.apr)
  })

  it('weighs strategies by multiplier, not by value', () => {
    const strategies = [
      { strategy: 'stETH', multiplier: WAD },
      { strategy: 'rETH', multiplier: 2n * WAD },
    ]
    const row = { ...o1, shares: { stETH: 90n * WAD, rETH: 5n * WAD } }
    const base = parts(
      submission({ strategies, operatorRewards: [{ operator: 'o1', amount: 90n * WAD }] }),
    )
    const history = historyFromSnapshots({ snapshots: [{ day: 0, operators: [row] }] })
    const sharePrices = { stETH: 2500, rETH: 2750 }
    const tokens = { T: { decimals: 18, priceEth: 2.5 } }
    const of = (shares: Record<string, bigint>) =>
      aprOf({ ...base, history, sharePrices, tokens, position: { operator: 'o1', shares } })
        .rewardsApr
    expect(of({ stETH: WAD })).toBeCloseTo(0.009855, 10)
    expect(of({ rETH: WAD })).toBeCloseTo(0.017918, 6)
  })

  it('thins the pool only for shares that come on top', () => {
    const base = parts(submission({ kind: 'totalStake', amount }))
    const shares = { stETH: 400n * WAD }
    const part = aprOf({ ...base, position: { operator: 'o1', shares } })
    const top = aprOf({ ...base, position: { operator: 'o1', shares, additional: true } })
    expect(top.rewards[0]?.tokensPerDay).toBeCloseTo(part.rewards[0]!.tokensPerDay / 2, 12)
  })

  it('says what it does not know', () => {
    const base = parts(submission({ kind: 'totalStake', amount }))
    expect(aprOf({ ...base, baseApr: null }).apr).toBeNull()
    expect(aprOf({ ...base, sharePrices: {} })).toMatchObject({
      apr: null,
      valueEth: null,
      rewardsApr: null,
    })
    const unread = { ...base.history, shares: () => null }
    expect(aprOf({ ...base, history: unread })).toMatchObject({ rewards: [], incomplete: true })
    const alone = aprOf({ ...base, position: { operator: null, shares: { stETH: WAD } } })
    expect(alone).toMatchObject({ apr: 0.03, rewards: [], total: 0 })
    expect(
      aprOf({ ...base, position: { operator: 'o3', shares: { stETH: WAD } } }).rewards,
    ).toEqual([])
  })
})

describe('accrualDays', () => {
  it('leaves out the start day and takes in the end day', () => {
    expect(accrualDays({ startTimestamp: 3 * DAY, duration: 2 * DAY })).toEqual([4 * DAY, 5 * DAY])
    expect(accrualDays({ startTimestamp: 3 * DAY, duration: 0 })).toEqual([])
  })
})

describe('baseApr', () => {
  const report = (day: number, growth: bigint) => ({
    reportTimestamp: BigInt(NOW - day * DAY),
    timeElapsed: BigInt(DAY),
    preTotalShares: 10n ** 24n,
    preTotalEther: 10n ** 24n,
    postTotalShares: 10n ** 24n,
    postTotalEther: 10n ** 24n + growth,
  })

  it('is the mean of the reports of the last seven days', () => {
    const reports = [
      report(8, 10n ** 22n),
      report(7, 10n ** 22n),
      report(1, 10n ** 20n),
      report(0, -(10n ** 20n) / 2n),
    ]
    expect(baseApr(reports, NOW)).toBeCloseTo((365 * (1e-4 - 0.5e-4)) / 2, 10)
    expect(baseApr([report(0, -(10n ** 20n))], BigInt(NOW))).toBeLessThan(0)
    expect(baseApr(reports, NOW - 60 * DAY)).toBeNull()
  })
})
