import type { Address, Network, OperatorSet } from '../protocol/network/types.ts'
import { WAD } from '../protocol/network/types.ts'

/** What an AVS may take of an operator's stake in one strategy, as shares of that stake. */
export interface HeatEntry {
  /** Index of the AVS among the columns. */
  readonly column: number
  /** f·w over its operator sets: they add up, since no unit of magnitude is slashable twice. */
  readonly now: number
  /** The same for allocations that become slashable once the operator registers or the set takes the strategy. */
  readonly latent: number
  /** What pending allocations and deallocations will add or take, with the first block at which one does. */
  readonly pending: { readonly change: number; readonly block: number } | null
}

/** An operator. */
export interface HeatRow {
  readonly operator: Address
  /** Shares delegated to it in the strategy: what it counts for in a group. */
  readonly weight: number
  readonly entries: readonly HeatEntry[]
  readonly now: number
  readonly latent: number
  /** Its allocations could not be read: nothing is known of it. */
  readonly unread: boolean
}

/** An AVS. */
export interface HeatColumn {
  readonly avs: Address
  /** A set of it pays what it slashes to a recipient. */
  readonly redistributes: boolean
  /** First block at which another slasher takes over one of its sets. */
  readonly slasherChange: number | null
}

/** All operators by all AVSs that have stake of one strategy allocated, both in the order they are drawn. */
export interface HeatMatrix {
  readonly rows: readonly HeatRow[]
  readonly columns: readonly HeatColumn[]
}

export type HeatOrder = 'slashable' | 'stake'

/**
 * The matrix of one strategy.
 *
 * @param severity w, the share of an allocation that a slash takes
 */
export function heatMatrix(
  network: Network,
  strategy: Address,
  severity: number,
  order: HeatOrder = 'slashable',
): HeatMatrix {
  type Cell = { now: number; latent: number; change: number; block: number | null }
  const byOperator = new Map<Address, Map<Address, Cell>>()
  const byAvs = new Map<Address, number>()
  const weights = new Map<Address, number>()
  for (const { address, allocations, maxMagnitudes, shares } of network.operators) {
    const weight = Number(shares?.[strategy] ?? 0n) / 1e18
    weights.set(address, weight)
    const cells = new Map<Address, Cell>()
    const max = maxMagnitudes?.[strategy] ?? WAD
    for (const allocation of allocations ?? []) {
      if (allocation.strategy !== strategy || max === 0n) continue
      const { set, currentMagnitude, pendingDiff, effectBlock } = allocation
      if (currentMagnitude === 0n && pendingDiff === 0n) continue
      const avs = set.slice(0, 42) as Address
      const cell = cells.get(avs) ?? { now: 0, latent: 0, change: 0, block: null }
      const share = (Number(currentMagnitude) / Number(max)) * severity
      if (allocation.inSet && allocation.slashable === true) cell.now += share
      else cell.latent += share
      if (pendingDiff !== 0n) {
        cell.change += (Number(pendingDiff) / Number(max)) * severity
        cell.block = cell.block === null ? effectBlock : Math.min(cell.block, effectBlock)
      }
      cells.set(avs, cell)
    }
    byOperator.set(address, cells)
    for (const [avs, cell] of cells)
      byAvs.set(avs, (byAvs.get(avs) ?? 0) + (weight + 1e-9) * (cell.now + cell.latent * 1e-3))
  }
  const columns = network.avss
    .filter(({ address }) => byAvs.has(address))
    .sort((a, b) => (byAvs.get(b.address) ?? 0) - (byAvs.get(a.address) ?? 0))
    .map(({ address, sets }) =>
      columnOf(
        address,
        sets.flatMap((key) => network.operatorSets[key] ?? []),
      ),
    )
  const columnIndex = new Map(columns.map(({ avs }, index) => [avs, index]))
  const rows = network.operators
    .map(({ address, allocations, maxMagnitudes }): HeatRow => {
      const entries = [...(byOperator.get(address) ?? [])]
        .flatMap(([avs, { now, latent, change, block }]): HeatEntry[] => {
          const column = columnIndex.get(avs)
          if (column === undefined) return []
          return [{ column, now, latent, pending: block === null ? null : { change, block } }]
        })
        .sort((a, b) => a.column - b.column)
      return {
        operator: address,
        weight: weights.get(address) ?? 0,
        entries,
        now: entries.reduce((sum, { now }) => sum + now, 0),
        latent: entries.reduce((sum, { latent }) => sum + latent, 0),
        unread: allocations === null || maxMagnitudes === null,
      }
    })
    .sort((a, b) =>
      order === 'stake'
        ? b.weight - a.weight || b.now - a.now
        : b.now - a.now || b.latent - a.latent || b.weight - a.weight,
    )
  return { rows, columns }
}

function columnOf(avs: Address, sets: readonly OperatorSet[]): HeatColumn {
  const changes = sets.flatMap(({ pendingSlasher }) =>
    pendingSlasher === null || pendingSlasher === 'none' ? [] : [pendingSlasher.effectBlock],
  )
  return {
    avs,
    redistributes: sets.some(
      ({ redistributionRecipient }) =>
        redistributionRecipient !== null && redistributionRecipient !== 'none',
    ),
    slasherChange: changes.length > 0 ? Math.min(...changes) : null,
  }
}

/** From an index up to, not including, another. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Cuts a span into at most so many bands, all of one size but the last. */
export function bandsOf({ from, to }: Span, most: number): Span[] {
  const size = Math.max(1, Math.ceil((to - from) / Math.max(1, most)))
  const bands: Span[] = []
  for (let start = from; start < to; start += size)
    bands.push({ from: start, to: Math.min(to, start + size) })
  return bands
}

/** The widest zoom of `count` items in which one of them stands alone, by the bands one would press. */
export function spanShowing(index: number, count: number, most: number): Span {
  let span: Span = { from: 0, to: count }
  for (;;) {
    const band = bandsOf(span, most).find(({ from, to }) => index >= from && index < to)
    if (!band || band.to - band.from <= 1) return span
    span = band
  }
}

/** What is drawn at the crossing of two bands. */
export interface HeatTile {
  /** Mean of f·w over the operators by their stake, added up over the AVSs. */
  now: number
  latent: number
  /** Mean of the change that is pending. */
  change: number
  /** First block of a pending change. */
  block: number | null
  /** The operator with most, alone. */
  most: number
  /** Crossings of an operator and an AVS that have anything allocated. */
  count: number
}

export interface HeatView {
  readonly rows: readonly Span[]
  readonly columns: readonly Span[]
  /** By row band, then column band. */
  readonly tiles: readonly (readonly HeatTile[])[]
  /** Over all columns of the matrix, drawn or not: what can be taken of the band's stake. */
  readonly rowTotals: readonly HeatTile[]
  /** Over the rows that are drawn. */
  readonly columnTotals: readonly HeatTile[]
}

/**
 * The part of the matrix in a window, in at most so many bands each way. A band of operators counts as one whose stake
 * is all of theirs: totals are the same however it is cut.
 */
export function heatView(
  { rows, columns }: HeatMatrix,
  window: { rows: Span; columns: Span },
  most: { rows: number; columns: number },
): HeatView {
  const rowBands = bandsOf(window.rows, most.rows)
  const columnBands = bandsOf(window.columns, most.columns)
  const bandOf = new Int32Array(columns.length).fill(-1)
  for (const [band, { from, to }] of columnBands.entries()) bandOf.fill(band, from, to)
  const columnSums = columnBands.map(() => new Sum())
  const tiles: HeatTile[][] = []
  const rowTotals: HeatTile[] = []
  const whole = stakeOf(rows.slice(window.rows.from, window.rows.to))
  for (const { from, to } of rowBands) {
    const band = rows.slice(from, to)
    const stake = stakeOf(band)
    const sums = columnBands.map(() => new Sum())
    const total = new Sum()
    band.forEach((row, i) => {
      const weight = stake.weights[i] ?? 0
      const inWhole = whole.weights[from - window.rows.from + i] ?? 0
      const own = new Map<number, number>()
      let all = 0
      for (const entry of row.entries) {
        total.add(entry, weight)
        all += entry.now
        const at = bandOf[entry.column] ?? -1
        if (at < 0) continue
        sums[at]?.add(entry, weight)
        columnSums[at]?.add(entry, inWhole)
        own.set(at, (own.get(at) ?? 0) + entry.now)
      }
      total.raise(all)
      for (const [at, now] of own) {
        sums[at]?.raise(now)
        columnSums[at]?.raise(now)
      }
    })
    tiles.push(sums.map((sum) => sum.tile))
    rowTotals.push(total.tile)
  }
  return {
    rows: rowBands,
    columns: columnBands,
    tiles,
    rowTotals,
    columnTotals: columnSums.map((sum) => sum.tile),
  }
}

/** Each row's part of the stake of all; equal parts where nobody has any. */
function stakeOf(rows: readonly HeatRow[]): { weights: number[] } {
  const total = rows.reduce((sum, { weight }) => sum + weight, 0)
  return {
    weights: rows.map(({ weight }) => (total > 0 ? weight / total : 1 / rows.length)),
  }
}

class Sum {
  readonly tile: HeatTile = { now: 0, latent: 0, change: 0, block: null, most: 0, count: 0 }

  add({ now, latent, pending }: HeatEntry, weight: number) {
    const { tile } = this
    tile.now += weight * now
    tile.latent += weight * latent
    tile.count += 1
    if (pending === null) return
    tile.change += weight * pending.change
    tile.block = tile.block === null ? pending.block : Math.min(tile.block, pending.block)
  }

  raise(most: number) {
    this.tile.most = Math.max(this.tile.most, most)
  }
}
