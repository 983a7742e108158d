import { describe, expect, test } from 'vitest'
import type { Address, Allocation, Network } from '../protocol/network/types.ts'
import { bandsOf, heatMatrix, heatView, spanShowing } from './heatMap.ts'

const at = (n: number) => `0x${n.toString(16).padStart(40, '0')}` as Address
const stEth = at(0x51)
const ETH = 10n ** 18n
const MAGNITUDE = 10n ** 16n

const allocation = (
  avs: number,
  percent: number,
  change: Partial<Allocation> = {},
): Allocation => ({
  set: `${at(avs)}-0`,
  strategy: stEth,
  currentMagnitude: BigInt(percent) * MAGNITUDE,
  pendingDiff: 0n,
  effectBlock: 0,
  inSet: true,
  slashable: true,
  ...change,
})

function network(
  operators: { stake: number; allocations: Allocation[] | null; max?: bigint }[],
  avss: number,
  sets: Record<string, unknown> = {},
): Network {
  return {
    operators: operators.map(({ stake, allocations, max }, i) => ({
      address: at(0x1000 + i),
      shares: { [stEth]: BigInt(stake) * ETH },
      maxMagnitudes: { [stEth]: max ?? ETH },
      allocations,
    })),
    avss: Array.from({ length: avss }, (_, i) => ({
      address: at(i + 1),
      sets: [`${at(i + 1)}-0`],
    })),
    operatorSets: sets,
  } as unknown as Network
}

const all = (matrix: { rows: readonly unknown[]; columns: readonly unknown[] }) => ({
  rows: { from: 0, to: matrix.rows.length },
  columns: { from: 0, to: matrix.columns.length },
})

describe('the matrix', () => {
  test('tells what is slashable from what is latent, and from when a change holds', () => {
    const matrix = heatMatrix(
      network(
        [
          {
            stake: 10,
            // Slashed once: shares are of the magnitude that is left.
            max: 80n * MAGNITUDE,
            allocations: [
              allocation(1, 40, { pendingDiff: 20n * MAGNITUDE, effectBlock: 90 }),
              allocation(1, 8, {
                set: `${at(1)}-1`,
                pendingDiff: -8n * MAGNITUDE,
                effectBlock: 70,
              }),
              allocation(2, 16, { slashable: false }),
              allocation(3, 16, { strategy: at(0x99) }),
            ],
          },
        ],
        3,
      ),
      stEth,
      0.5,
    )
    expect(matrix.columns.map(({ avs }) => avs)).toEqual([at(1), at(2)])
    const [first, second] = matrix.rows[0]?.entries ?? []
    expect(first?.now).toBeCloseTo(0.3, 12)
    expect(first?.latent).toBe(0)
    expect(first?.pending?.change).toBeCloseTo(0.075, 12)
    expect(first?.pending?.block).toBe(70)
    expect(second).toMatchObject({ now: 0, pending: null })
    expect(second?.latent).toBeCloseTo(0.1, 12)
    expect(matrix.rows[0]?.now).toBeCloseTo(0.3, 12)
  })

  test('what was not read is said, not zero; an operator that lost everything has nothing left', () => {
    const { rows } = heatMatrix(
      network(
        [
          { stake: 1, allocations: null },
          { stake: 1, allocations: [allocation(1, 50)], max: 0n },
        ],
        1,
      ),
      stEth,
      1,
    )
    expect(rows.map(({ unread, now }) => [unread, now])).toEqual([
      [true, 0],
      [false, 0],
    ])
  })

  test('the most slashable comes first, or the most stake', () => {
    const net = network(
      [
        { stake: 9, allocations: [] },
        { stake: 1, allocations: [allocation(1, 10), allocation(2, 30)] },
        { stake: 3, allocations: [allocation(1, 20)] },
      ],
      2,
    )
    const order = (by: 'slashable' | 'stake') =>
      heatMatrix(net, stEth, 1, by).rows.map(({ weight }) => weight)
    expect(order('slashable')).toEqual([1, 3, 9])
    expect(order('stake')).toEqual([9, 3, 1])
    // 0.1·1 + 0.2·3 at the first AVS is more than 0.3·1 at the second.
    expect(heatMatrix(net, stEth, 1).columns.map(({ avs }) => avs)).toEqual([at(1), at(2)])
  })

  test('columns carry their marks', () => {
    const set = (pendingSlasher: unknown, redistributionRecipient: unknown) => ({
      pendingSlasher,
      redistributionRecipient,
    })
    const { columns } = heatMatrix(
      network([{ stake: 1, allocations: [allocation(1, 20), allocation(2, 10)] }], 2, {
        [`${at(1)}-0`]: set({ slasher: at(9), effectBlock: 55 }, 'none'),
        [`${at(2)}-0`]: set('none', at(7)),
      }),
      stEth,
      1,
    )
    expect(columns).toEqual([
      { avs: at(1), redistributes: false, slasherChange: 55 },
      { avs: at(2), redistributes: true, slasherChange: null },
    ])
  })
})

describe('bands', () => {
  test('are of one size, cover everything once, and are never more than fit', () => {
    for (const [count, most] of [
      [2_000, 40],
      [7, 3],
      [5, 5],
      [1, 40],
      [0, 10],
      [41, 40],
    ] as const) {
      const bands = bandsOf({ from: 3, to: 3 + count }, most)
      expect(bands.length).toBeLessThanOrEqual(most)
      expect(
        bands.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
      ).toEqual(Array.from({ length: count }, (_, i) => 3 + i))
      expect(new Set(bands.slice(0, -1).map(({ from, to }) => to - from)).size).toBeLessThan(2)
    }
  })

  test('a search ends where the one stands alone', () => {
    for (const index of [0, 1, 999, 1_999]) {
      const span = spanShowing(index, 2_000, 40)
      expect(span.to - span.from).toBeLessThanOrEqual(50)
      const band = bandsOf(span, 40).find(({ from, to }) => index >= from && index < to)
      expect(span.from <= index && index < span.to).toBe(true)
      expect(band && band.to - band.from).toBeLessThanOrEqual(2)
    }
    expect(spanShowing(3, 24, 40)).toEqual({ from: 0, to: 24 })
    // 50 in 40 bands are pairs: one further in, each stands alone.
    expect(spanShowing(9, 50, 40)).toEqual({ from: 8, to: 10 })
  })
})

describe('grouping', () => {
  let seed = 11
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const many = heatMatrix(
    network(
      Array.from({ length: 203 }, () => ({
        stake: next(1_000),
        allocations: Array.from({ length: next(6) }, () =>
          allocation(1 + next(37), next(15), {
            slashable: next(5) > 0,
            pendingDiff: BigInt(next(3) === 0 ? next(5) : 0) * MAGNITUDE,
            effectBlock: 100 + next(50),
          }),
        ),
      })),
      37,
    ),
    stEth,
    0.5,
  )
  const stake = many.rows.reduce((sum, { weight }) => sum + weight, 0)
  const expected = many.rows.reduce((sum, { weight, now }) => sum + (weight * now) / stake, 0)

  test.each([
    [203, 37],
    [40, 30],
    [7, 4],
    [1, 1],
  ])('in %i by %i bands the stake that can be taken is the same', (rows, columns) => {
    const view = heatView(many, all(many), { rows, columns })
    const byBand = view.rows.map(({ from, to }) =>
      many.rows.slice(from, to).reduce((sum, { weight }) => sum + weight, 0),
    )
    const ofBands = (totals: readonly { now: number }[]) =>
      totals.reduce((sum, { now }, i) => sum + now * ((byBand[i] ?? 0) / stake), 0)
    expect(ofBands(view.rowTotals)).toBeCloseTo(expected, 10)
    expect(view.columnTotals.reduce((sum, { now }) => sum + now, 0)).toBeCloseTo(expected, 10)
    view.rowTotals.forEach((total, i) => {
      const tiles = view.tiles[i] ?? []
      expect(tiles.reduce((sum, { now }) => sum + now, 0)).toBeCloseTo(total.now, 10)
      expect(tiles.reduce((sum, { latent }) => sum + latent, 0)).toBeCloseTo(total.latent, 10)
      expect(tiles.reduce((sum, { count }) => sum + count, 0)).toBe(total.count)
    })
  })

  test('one operator and one AVS a band: the tile is the entry', () => {
    const view = heatView(many, all(many), { rows: 1_000, columns: 1_000 })
    many.rows.forEach((row, i) => {
      for (const entry of row.entries) {
        const tile = view.tiles[i]?.[entry.column]
        expect(tile?.now).toBeCloseTo(entry.now, 12)
        expect(tile?.most).toBeCloseTo(entry.now, 12)
        expect(tile?.block).toBe(entry.pending?.block ?? null)
      }
    })
  })

  test('a window shows its part; row totals still count every AVS', () => {
    const window = { rows: { from: 10, to: 20 }, columns: { from: 0, to: 5 } }
    const view = heatView(many, window, { rows: 40, columns: 30 })
    expect(view.rows).toHaveLength(10)
    expect(view.columns).toHaveLength(5)
    view.rowTotals.forEach((total, i) => {
      expect(total.now).toBeCloseTo(many.rows[10 + i]?.now ?? -1, 12)
    })
  })

  test('the most of a band is that of one operator, not of the mean', () => {
    const pair = heatMatrix(
      network(
        [
          { stake: 3, allocations: [allocation(1, 80)] },
          { stake: 1, allocations: [allocation(2, 40)] },
        ],
        2,
      ),
      stEth,
      1,
    )
    const tile = heatView(pair, all(pair), { rows: 1, columns: 1 }).tiles[0]?.[0]
    // (3·0.8 + 1·0.4)/4
    expect(tile?.now).toBeCloseTo(0.7, 12)
    expect(tile?.most).toBeCloseTo(0.8, 12)
    expect(tile?.count).toBe(2)
  })

  test('nobody has stake: all count alike', () => {
    const none = heatMatrix(
      network(
        [
          { stake: 0, allocations: [allocation(1, 80)] },
          { stake: 0, allocations: [] },
        ],
        1,
      ),
      stEth,
      1,
    )
    expect(heatView(none, all(none), { rows: 1, columns: 1 }).rowTotals[0]?.now).toBeCloseTo(
      0.4,
      12,
    )
  })
})
