import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { HeatMatrix, HeatOrder, HeatView, Span } from '../../data/heatMap.ts'
import type { BlockRef } from '../../protocol/network/types.ts'
import { useWidth } from '../../ui/chart/useWidth.ts'
import { formatList } from '../../ui/format/formatList.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { HeatDetail } from './HeatDetail.tsx'
import { drawHeat, type HeatPlace, layoutOf, placeAt } from './heatDraw.ts'
import { tileOf } from './heatTiles.ts'
import { messages } from './messages.ts'
import { useThemeColors } from './useThemeColors.ts'

export interface HeatMapProps {
  readonly matrix: HeatMatrix
  readonly symbol: string
  readonly severity: number
  readonly block: BlockRef
  /** Seconds. */
  readonly blockTime: number
  readonly order: HeatOrder
  readonly onOrder: (order: HeatOrder) => void
}

/** The map itself: drawn, walked with the arrow keys and read out. */
export function HeatPlot({
  plot,
  matrix,
  view,
  names,
  width,
  onWidth,
  severity,
  block,
  blockTime,
  cursor: wanted,
  onCursor,
  onZoom,
  onOut,
}: HeatMapProps & {
  readonly plot: RefObject<HTMLDivElement>
  readonly view: HeatView
  readonly names: { readonly rows: readonly string[]; readonly columns: readonly string[] }
  readonly width: number
  readonly onWidth: (width: number) => void
  readonly cursor: HeatPlace
  readonly onCursor: (place: HeatPlace) => void
  readonly onZoom: (place: HeatPlace) => void
  readonly onOut: () => void
}) {
  const t = useT(messages)
  const colors = useThemeColors()
  const frame = useRef<HTMLDivElement>(null)
  const measured = useWidth(frame, width)
  useLayoutEffect(() => onWidth(measured), [measured, onWidth])
  const canvas = useRef<HTMLCanvasElement>(null)
  const [hovered, setHovered] = useState<HeatPlace | null>(null)
  const [focused, setFocused] = useState(false)
  // On a phone the detail lies over the map: not before it is asked for.
  const [asked, setAsked] = useState(false)
  const layout = useMemo(() => layoutOf(view, width), [view, width])
  const cursor = {
    row: Math.min(wanted.row, view.rows.length),
    column: Math.min(wanted.column, view.columns.length),
  }
  const marks = useMemo(
    () =>
      view.columns.map(({ from, to }) => {
        const columns = matrix.columns.slice(from, to)
        return {
          redistributes: columns.some(({ redistributes }) => redistributes),
          slasherChange: columns.some(({ slasherChange }) => slasherChange !== null),
        }
      }),
    [matrix, view],
  )
  const ringRow = cursor.row
  const ringColumn = cursor.column
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context || !colors) return
    const ratio = globalThis.devicePixelRatio || 1
    element.width = Math.round(layout.width * ratio)
    element.height = Math.round(layout.height * ratio)
    context.scale(ratio, ratio)
    drawHeat(context, {
      view,
      layout,
      colors,
      names,
      marks,
      cursor: hovered ?? (focused || asked ? { row: ringRow, column: ringColumn } : null),
      text: (share) =>
        share > 0 ? formatRisk(share, { locale: t.locale }).text.replace(/\s/g, '') : '–',
    })
  }, [view, layout, colors, names, marks, hovered, focused, asked, ringRow, ringColumn, t.locale])

  const shown = hovered ?? cursor
  const rowsOf = (row: number) => {
    const span = view.rows[row]
    return span
      ? matrix.rows.slice(span.from, span.to)
      : matrix.rows.slice(view.rows[0]?.from ?? 0, view.rows.at(-1)?.to ?? 0)
  }
  const columnsOf = (column: number) => {
    const span = view.columns[column]
    return span ? matrix.columns.slice(span.from, span.to) : matrix.columns
  }
  const nameOfRow = (row: number) => names.rows[row] ?? t('heat.all')
  const nameOfColumn = (column: number) => names.columns[column] ?? t('heat.total')
  const isGroup = ({ row, column }: HeatPlace) =>
    size(view.rows[row]) > 1 || size(view.columns[column]) > 1
  const say = (place: HeatPlace) => {
    const tile = tileOf(view, place)
    const risk = (share: number) => formatRisk(share, { locale: t.locale }).text
    return formatList(
      [
        t('heat.say', {
          row: nameOfRow(place.row),
          column: nameOfColumn(place.column),
          now: risk(tile.now),
        }),
        ...(tile.latent > 0 ? [t('heat.sayLatent', { share: risk(tile.latent) })] : []),
        ...(tile.block === null
          ? []
          : [
              t('heat.sayPending', {
                change: formatRisk(tile.change, { locale: t.locale, sign: 'always' }).text,
                block: formatCount(tile.block, t.locale),
              }),
            ]),
        ...(isGroup(place) ? [t('heat.sayGroup', { count: tile.count })] : []),
      ],
      t.locale,
    )
  }
  const step = (event: KeyboardEvent) => {
    setFocused(true)
    const { row, column } = cursor
    const moves: Record<string, HeatPlace> = {
      ArrowUp: { row: row - 1, column },
      ArrowDown: { row: row + 1, column },
      ArrowLeft: { row, column: column - 1 },
      ArrowRight: { row, column: column + 1 },
      Home: { row, column: 0 },
      End: { row, column: view.columns.length },
      PageUp: { row: 0, column },
      PageDown: { row: view.rows.length, column },
    }
    const to = moves[event.key]
    if (to) {
      event.preventDefault()
      setAsked(true)
      setHovered(null)
      onCursor({
        row: Math.max(0, Math.min(view.rows.length, to.row)),
        column: Math.max(0, Math.min(view.columns.length, to.column)),
      })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      onZoom(cursor)
    } else if (event.key === 'Escape') onOut()
  }
  return (
    <div className="heat-plot">
      <div ref={frame} className="heat-column">
        <div
          ref={plot}
          className="heat-canvas"
          role="application"
          aria-label={t('heat.keys')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a map that is walked with the arrow keys
          tabIndex={0}
          onKeyDown={step}
          onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
          onBlur={() => setFocused(false)}
          onPointerMove={(event) => {
            if (event.pointerType !== 'mouse') return
            const next = at(event)
            if (next?.row !== hovered?.row || next?.column !== hovered?.column) setHovered(next)
          }}
          onPointerLeave={() => setHovered(null)}
          onClick={(event) => {
            const place = at(event)
            if (!place) return
            setAsked(true)
            onCursor(place)
            if (isGroup(place)) onZoom(place)
          }}
        >
          <canvas ref={canvas} style={{ width: layout.width, height: layout.height }} />
        </div>
      </div>
      <p className="visually-hidden" role="status">
        {focused ? say(cursor) : ''}
      </p>
      <HeatDetail
        asked={asked}
        tile={tileOf(view, shown)}
        rows={rowsOf(shown.row)}
        columns={columnsOf(shown.column)}
        names={{ row: nameOfRow(shown.row), column: nameOfColumn(shown.column) }}
        severity={severity}
        block={block}
        blockTime={blockTime}
        onZoom={isGroup(shown) ? () => onZoom(shown) : undefined}
      />
    </div>
  )

  function at(event: MouseEvent): HeatPlace | null {
    const box = canvas.current?.getBoundingClientRect()
    return box ? placeAt(layout, event.clientX - box.left, event.clientY - box.top) : null
  }
}

const size = (span: Span | undefined) => (span ? span.to - span.from : 1)
