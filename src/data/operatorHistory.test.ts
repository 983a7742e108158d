import { describe, expect, test } from 'vitest'
import type { Address, Network, Operator, OperatorSetKey } from '../protocol/network/types.ts'
import { restsOnDefault } from './basis.ts'
import { operatorFacts } from './operatorFacts.ts'
import { operatorEarnings, operatorEvents, stakeHistory } from './operatorHistory.ts'

const ETH = 10n ** 18n
const at = (n: number) => `0x${n.toString(16).padStart(40, '0')}` as Address
const avs = at(0xa)
const key = `${avs}-0` as OperatorSetKey
const [stEth, token] = [at(0x51), at(0xee)]
const DAY = 86_400
const now = 100 * DAY

const operator = (n: number, change: Partial<Operator> = {}): Operator =>
  ({
    address: at(n),
    shares: { [stEth]: 30n * ETH },
    maxMagnitudes: {},
    registeredSets: [key],
    allocations: [],
    registeredAtBlock: 10n,
    splits: {},
    ...change,
  }) as Operator

/** A block is a day. */
const change = (day: number, rest: Record<string, unknown>) => ({
  block: BigInt(day),
  timestamp: BigInt(day * DAY),
  operator: at(1),
  ...rest,
})

function network(more: Partial<Record<keyof Network, unknown>>): Network {
  return {
    block: { number: 100n, timestamp: BigInt(now), hash: '0x' },
    clock: [
      [0, 0],
      [100, now],
    ],
    parameters: { defaultOperatorSplitBips: 1_000 },
    strategies: {
      [stEth]: { kind: 'erc20', rate: ETH, token: { decimals: 18, priceEth: 2 } },
    },
    operatorSets: {},
    avss: [{ address: avs, sets: [key] }],
    operators: [operator(1)],
    changes: [],
    notices: [],
    slashes: [],
    submissions: [],
    tokens: { [token]: { decimals: 18, priceEth: 0.1 } },
    ...more,
  } as unknown as Network
}

describe('events of an operator', () => {
  test('newest first, a slash tells of its magnitudes itself, allocations by the max of their time', () => {
    const slash = {
      operator: at(1),
      set: key,
      strategies: [stEth],
      wadSlashed: [ETH / 2n],
      description: '',
      block: 50n,
      timestamp: BigInt(50 * DAY),
    }
    const events = operatorEvents(
      network({
        changes: [
          change(20, { type: 'shares', strategy: stEth, delta: 1n }),
          change(20, {
            type: 'allocation',
            set: key,
            strategy: stEth,
            magnitude: ETH / 2n,
            effectBlock: 22,
          }),
          change(50, {
            type: 'allocation',
            set: key,
            strategy: stEth,
            magnitude: ETH / 4n,
            effectBlock: 50,
          }),
          change(50, { type: 'maxMagnitude', strategy: stEth, magnitude: ETH / 2n }),
          change(60, {
            type: 'allocation',
            set: key,
            strategy: stEth,
            magnitude: ETH / 2n,
            effectBlock: 60,
          }),
          change(70, { type: 'registration', set: key, registered: false, operator: at(2) }),
        ],
        slashes: [slash],
        notices: [
          { type: 'metadata', operator: at(1), block: 80n, timestamp: 0n },
          { type: 'slasher', set: key, block: 81n, timestamp: 0n },
        ],
      }),
      operator(1),
    )
    expect(events.map(({ type, block }) => [type, Number(block)])).toEqual([
      ['metadata', 80],
      ['allocation', 60],
      ['slash', 50],
      ['allocation', 20],
      ['registered', 10],
    ])
    expect(events.flatMap((event) => (event.type === 'allocation' ? [event.max] : []))).toEqual([
      ETH / 2n,
      ETH,
    ])
  })

  test('the last change is an act of the operator’s, not a restaker’s', () => {
    const facts = operatorFacts(
      network({
        changes: [
          change(30, { type: 'registration', set: key, registered: true }),
          change(90, { type: 'shares', strategy: stEth, delta: 1n }),
          change(40, {
            type: 'split',
            scope: key,
            activatedAt: now + DAY,
            oldBips: 1_000,
            newBips: 500,
          }),
        ],
      }),
    ).get(at(1))
    expect(facts?.lastChange?.block).toBe(40n)
    expect(facts?.pending).toBe(true)
    expect(facts?.leastMagnitude).toBe(ETH)
    expect(facts?.parts).toEqual([{ strategy: stEth, shares: 30n * ETH, wei: 60n * ETH }])
  })
})

test('only an exposure that nothing but the prior stands behind rests on the default', () => {
  const of = (...slashes: number[]) => restsOnDefault(slashes.map((count) => ({ slashes: count })))
  expect(of(0, 0)).toBe(true)
  expect(of(0, 2)).toBe(false)
  expect(of()).toBe(false)
})

test('stake is walked back from now, in ETH', () => {
  const points = stakeHistory(
    network({
      changes: [
        change(20, { type: 'shares', strategy: stEth, delta: 10n * ETH }),
        change(55, { type: 'shares', strategy: stEth, delta: 20n * ETH }),
      ],
    }),
    operator(1),
    10,
  )
  expect(points?.map(({ at: day, eth }) => [day / DAY, eth])).toEqual([
    [10, 0],
    [20, 20],
    [30, 20],
    [40, 20],
    [50, 20],
    [60, 60],
    [70, 60],
    [80, 60],
    [90, 60],
    [100, 60],
  ])
  expect(stakeHistory(network({}), operator(1, { shares: null }))).toBeNull()
})

test('rewards fall to an operator by its share of the pool, its own part by its split', () => {
  const both = [operator(1), operator(2, { shares: { [stEth]: 10n * ETH } })]
  const { earnings } = operatorEarnings(
    network({
      operators: both,
      changes: both.map(({ address }) =>
        change(60, { type: 'registration', set: key, registered: true, operator: address }),
      ),
      submissions: [
        {
          kind: 'totalStake',
          avs,
          set: key,
          token,
          amount: 40n * ETH,
          startTimestamp: 80 * DAY,
          duration: 10 * DAY,
          strategies: [{ strategy: stEth, multiplier: ETH }],
          operatorRewards: null,
        },
      ],
    }),
    both[0] as Operator,
  )
  expect(earnings).toHaveLength(1)
  expect(earnings[0]?.total).toBeCloseTo(30, 9)
  expect(earnings[0]?.operatorPart).toBeCloseTo(3, 9)
  expect(earnings[0]?.eth).toBeCloseTo(3, 9)
})
