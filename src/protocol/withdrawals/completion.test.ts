import { describe, expect, test } from 'vitest'
import { type Address, beaconChainETHStrategy, WAD } from '../network/types.ts'
import { previewCompletions } from './completion.ts'
import { type Pool, payOut } from './pool.ts'
import { blockPace, canBeNext, completableFrom, expectedTime, slashableUntil } from './timing.ts'

const strategy: Address = `0x${'a1'.repeat(20)}`
const pool: Pool = { kind: 'token', totalShares: 1_000_003n, balance: 1_700_001n }
const part = (shares: bigint, at: Address = strategy) => [{ strategy: at, shares }]

describe('a preview of completing several withdrawals', () => {
  test('each payment changes what the next one is paid out of', () => {
    const state = { pools: { [strategy]: pool }, holdings: {}, podGwei: null }
    const [first, second] = previewCompletions(state, [
      { asTokens: true, parts: part(1_234n) },
      { asTokens: true, parts: part(98_765n) },
    ])
    const one = payOut(pool, 1_234n)
    const two = payOut(one.after, 98_765n)
    expect(first?.[0]).toMatchObject({ kind: 'tokens', received: one.received })
    expect(second?.[0]).toMatchObject({ kind: 'tokens', received: two.received })
    expect(state.pools[strategy]).toBe(pool)
  })

  test('a pod pays until its checkpointed ETH is used up', () => {
    const state = { pools: { [beaconChainETHStrategy]: { kind: 'native' } as Pool }, holdings: {} }
    const wanted = 3_000_000_000n
    const both = [
      { asTokens: true, parts: part(wanted, beaconChainETHStrategy) },
      { asTokens: true, parts: part(wanted, beaconChainETHStrategy) },
    ]
    const kinds = (podGwei: bigint | null) =>
      previewCompletions({ ...state, podGwei }, both).map(([arrival]) => arrival?.kind)
    expect(kinds(6n)).toEqual(['tokens', 'tokens'])
    expect(kinds(5n)).toEqual(['tokens', 'podShort'])
    expect(kinds(null)).toEqual(['unknown', 'unknown'])
  })

  test('shares return to the stake; where the operator is slashed entirely they cannot', () => {
    const holding = { depositShares: 0n, scalingFactor: WAD, slashingFactor: WAD / 2n }
    const preview = (slashingFactor: bigint) =>
      previewCompletions(
        { pools: {}, holdings: { [strategy]: { ...holding, slashingFactor } }, podGwei: null },
        [
          { asTokens: false, parts: part(700n) },
          { asTokens: false, parts: part(300n) },
        ],
      ).flat()
    expect(preview(WAD / 2n)).toMatchObject([{ counted: 700n }, { counted: 300n }])
    expect(preview(0n).map(({ kind }) => kind)).toEqual(['fullySlashed', 'fullySlashed'])
  })

  test('a part that is slashed away brings nothing and stops nothing; what is unread stays unknown', () => {
    const state = { pools: { [strategy]: null }, holdings: { [strategy]: null }, podGwei: null }
    const kinds = previewCompletions(state, [
      { asTokens: true, parts: [...part(0n), ...part(5n)] },
      { asTokens: false, parts: [...part(0n), ...part(5n)] },
    ]).map((list) => list.map(({ kind }) => kind))
    expect(kinds).toEqual([
      ['tokens', 'unknown'],
      ['shares', 'unknown'],
    ])
  })
})

describe('blocks and times', () => {
  test('a withdrawal can be completed in the block after its last slashable one', () => {
    expect(slashableUntil(100, 50)).toBe(150)
    expect(completableFrom(100, 50)).toBe(151)
    expect([148n, 149n, 150n, 151n].map((head) => canBeNext(head, 151))).toEqual([
      false,
      false,
      true,
      true,
    ])
  })

  test('the pace is the median of the windows, and the stated one where the clock jumps', () => {
    expect(blockPace([0, 192, 384, 580, 768], 16, 12)).toBe(12)
    // One long pause.
    expect(blockPace([0, 192, 384, 9_000, 9_192], 16, 12)).toBe(12)
    // Slots are missed now and then: the chain's own pace counts, not the stated one.
    expect(blockPace([0, 208, 416, 624], 16, 12)).toBe(13)
    // Hours between blocks, or none: a clock that is moved by hand.
    expect(blockPace([0, 400_000, 800_000], 16, 2)).toBe(2)
    expect(blockPace([5, 5, 5], 16, 2)).toBe(2)
    expect(blockPace([5], 16, 2)).toBe(2)
  })

  test('a time to come is counted from the head by its clock', () => {
    const head = { number: 1_000n, timestamp: 50_000n }
    expect(expectedTime(1_010, head, 12)).toBe(50_120)
    expect(expectedTime(990, head, 12)).toBe(50_000)
  })
})
