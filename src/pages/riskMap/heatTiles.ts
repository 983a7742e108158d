import type { HeatTile, HeatView } from '../../data/heatMap.ts'
import type { HeatPlace } from './heatDraw.ts'

/** The tile of a place, totals included. */
export function tileOf(view: HeatView, { row, column }: HeatPlace): HeatTile {
  const found =
    row === view.rows.length
      ? view.columnTotals[column]
      : column === view.columns.length
        ? view.rowTotals[row]
        : view.tiles[row]?.[column]
  if (found) return found
  const sum: HeatTile = { now: 0, latent: 0, change: 0, block: null, most: 0, count: 0 }
  for (const total of view.columnTotals) {
    sum.now += total.now
    sum.latent += total.latent
    sum.change += total.change
    sum.count += total.count
    sum.most = Math.max(sum.most, total.most)
    if (total.block !== null) sum.block = Math.min(sum.block ?? total.block, total.block)
  }
  return sum
}
