import type { HeatTile, HeatView } from '../../data/heatMap.ts'
import type { ThemeColors } from './useThemeColors.ts'

/** Where everything stands, in pixels. */
export interface HeatLayout {
  readonly width: number
  readonly height: number
  readonly labels: number
  readonly head: number
  readonly cell: { readonly width: number; readonly height: number }
  readonly total: number
  readonly rows: number
  readonly columns: number
}

/** A tile, a total (row or column one past the last), by index. */
export interface HeatPlace {
  readonly row: number
  readonly column: number
}

/** How many bands fit into a width. */
export function mostBands(width: number): { rows: number; columns: number } {
  const { labels, total, least } = margins(width)
  return { rows: 32, columns: Math.max(4, Math.floor((width - labels - total) / least)) }
}

function margins(width: number) {
  const narrow = width < 560
  return narrow
    ? { labels: 96, total: 40, head: 96, least: 20 }
    : { labels: 180, total: 60, head: 116, least: 24 }
}

/** Lays a view out in a width. */
export function layoutOf(view: HeatView, width: number): HeatLayout {
  const { labels, total, head } = margins(width)
  const columns = view.columns.length
  const cell = {
    width: Math.min(96, (width - labels - total) / Math.max(1, columns)),
    height: 26,
  }
  return {
    width,
    height: head + (view.rows.length + 1) * cell.height + 6,
    labels,
    head,
    cell,
    total,
    rows: view.rows.length,
    columns,
  }
}

/** The tile at a point; `null` beside the map. */
export function placeAt(layout: HeatLayout, x: number, y: number): HeatPlace | null {
  const { labels, head, cell, rows, columns } = layout
  const column = Math.floor((x - labels) / cell.width)
  const row = Math.floor((y - head) / cell.height)
  if (row < 0 || row > rows || x < 0 || column > columns) return null
  // A label stands for its row: its total.
  return { row, column: column < 0 ? columns : column }
}

/** Corner of a place. */
export function cornerOf({ labels, head, cell }: HeatLayout, { row, column }: HeatPlace) {
  return { x: labels + column * cell.width, y: head + row * cell.height }
}

/** What all a slash could take is drawn as strongly as half of the stake. */
const STRONGEST = 0.5

/** Draws a view. Text in tiles only where it fits. */
export function drawHeat(
  context: CanvasRenderingContext2D,
  {
    view,
    layout,
    colors,
    names,
    marks,
    cursor,
    text,
  }: {
    readonly view: HeatView
    readonly layout: HeatLayout
    readonly colors: ThemeColors
    readonly names: { readonly rows: readonly string[]; readonly columns: readonly string[] }
    readonly marks: readonly { readonly redistributes: boolean; readonly slasherChange: boolean }[]
    readonly cursor: HeatPlace | null
    /** A share as it is written. */
    readonly text: (share: number) => string
  },
): void {
  const { width, height, labels, head, cell, total, rows, columns } = layout
  const { width: cellWidth, height: cellHeight } = cell
  context.clearRect(0, 0, width, height)
  context.font = '12px system-ui, sans-serif'
  context.textBaseline = 'middle'

  const right = labels + columns * cellWidth
  view.tiles.forEach((line, row) => {
    line.forEach((tile, column) => {
      const x = labels + column * cellWidth
      const y = head + row * cellHeight
      drawTile(context, tile, { x, y, width: cellWidth - 2, height: cellHeight - 2 }, colors)
      if (cellWidth >= 34 && tile.now > 0) {
        context.fillStyle = colors.ink
        context.textAlign = 'center'
        context.fillText(text(tile.now), x + cellWidth / 2 - 1, y + cellHeight / 2)
      }
    })
    const band = view.rowTotals[row]
    const y = head + row * cellHeight + cellHeight / 2
    context.fillStyle = colors.ink
    context.textAlign = 'end'
    context.fillText(cut(context, names.rows[row] ?? '', labels - 12), labels - 8, y)
    if (band && total >= 40) context.fillText(text(band.now), right + total - 4, y)
  })

  names.columns.forEach((name, column) => {
    const x = labels + column * cellWidth + cellWidth / 2
    const mark = marks[column]
    const marked = (mark?.redistributes ? 14 : 0) + (mark?.slasherChange ? 14 : 0)
    context.save()
    context.translate(x, head - 8 - marked)
    context.rotate(-Math.PI / 3)
    context.textAlign = 'start'
    context.fillStyle = colors.ink
    context.fillText(cut(context, name, (head - 12 - marked) / Math.sin(Math.PI / 3)), 0, 0)
    context.restore()
    let y = head - 9
    if (mark?.redistributes) {
      drawArrow(context, x, y, colors)
      y -= 14
    }
    if (mark?.slasherChange) drawRing(context, x, y, colors)
    const sum = view.columnTotals[column]
    if (sum && cellWidth >= 30) {
      context.fillStyle = colors.ink
      context.textAlign = 'center'
      context.fillText(text(sum.now), x - 1, head + rows * cellHeight + cellHeight / 2 + 4)
    }
  })
  context.strokeStyle = colors['grey-3']
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(labels, head + rows * cellHeight + 1.5)
  context.lineTo(right + total, head + rows * cellHeight + 1.5)
  context.stroke()

  if (cursor) {
    const { x, y } = cornerOf(layout, cursor)
    context.strokeStyle = colors.focus
    context.lineWidth = 2.5
    const wide = cursor.column === columns ? total : cellWidth
    context.strokeRect(x - 1, y - 1, wide, cellHeight)
  }
}

function drawTile(
  context: CanvasRenderingContext2D,
  tile: HeatTile,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  colors: ThemeColors,
) {
  context.fillStyle = colors.raised
  context.fillRect(x, y, width, height)
  if (tile.now > 0) {
    context.globalAlpha = 0.1 + 0.52 * Math.min(1, tile.now / STRONGEST)
    context.fillStyle = colors.exposure
    context.fillRect(x, y, width, height)
    context.globalAlpha = 1
  }
  if (tile.latent > 0) {
    context.save()
    context.beginPath()
    context.rect(x, y, width, height)
    context.clip()
    context.strokeStyle = colors.exposure
    context.lineWidth = 1.2
    context.beginPath()
    for (let at = x - height; at < x + width; at += 6) {
      context.moveTo(at, y + height)
      context.lineTo(at + height, y)
    }
    context.stroke()
    context.restore()
  }
  if (tile.block !== null) {
    context.setLineDash([4, 3])
    context.lineWidth = 1.6
    context.strokeStyle = colors.ink
    context.strokeRect(x + 1.5, y + 1.5, width - 3, height - 3)
    context.setLineDash([])
  }
}

/** Slashed stake goes somewhere: an arrow out of a box. */
function drawArrow(context: CanvasRenderingContext2D, x: number, y: number, { ink }: ThemeColors) {
  context.strokeStyle = ink
  context.lineWidth = 1.5
  context.beginPath()
  context.moveTo(x - 4, y + 4)
  context.lineTo(x + 4, y - 4)
  context.moveTo(x - 1, y - 4)
  context.lineTo(x + 4, y - 4)
  context.lineTo(x + 4, y + 1)
  context.stroke()
}

/** Another slasher is coming: a dashed ring, as all that is pending is outlined. */
function drawRing(context: CanvasRenderingContext2D, x: number, y: number, { ink }: ThemeColors) {
  context.strokeStyle = ink
  context.lineWidth = 1.5
  context.setLineDash([2.5, 2])
  context.beginPath()
  context.arc(x, y, 4.5, 0, 2 * Math.PI)
  context.stroke()
  context.setLineDash([])
}

/** A name as far as it fits. */
function cut(context: CanvasRenderingContext2D, name: string, width: number): string {
  if (context.measureText(name).width <= width) return name
  let end = name.length
  while (end > 1 && context.measureText(`${name.slice(0, end)}…`).width > width) end--
  return `${name.slice(0, end)}…`
}
