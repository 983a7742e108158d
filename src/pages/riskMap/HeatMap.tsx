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
import {
  type HeatMatrix,
  type HeatOrder,
  type HeatTile,
  type HeatView,
  heatView,
  type Span,
  spanShowing,
} from '../../data/heatMap.ts'
import type { BlockRef } from '../../protocol/network/types.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { ChartFrame } from '../../ui/chart/ChartFrame.tsx'
import { useWidth } from '../../ui/chart/useWidth.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import { Table } from '../../ui/Table.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import { HeatDetail } from './HeatDetail.tsx'
import { drawHeat, type HeatPlace, layoutOf, mostBands, placeAt } from './heatDraw.ts'
import { messages } from './messages.ts'
import { useThemeColors } from './useThemeColors.ts'

type Window = { readonly rows: Span; readonly columns: Span }

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

/** Operators by AVSs: what a slash of each could take. Groups where they do not fit, opened by a press. */
export function HeatMap(props: HeatMapProps) {
  const { matrix, symbol, severity, order, onOrder } = props
  const t = useT(messages)
  const nameOf = useNameOf()
  const plot = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(960)
  const [path, setPath] = useState<readonly Window[]>([])
  const [cursor, setCursor] = useState<HeatPlace>({ row: 0, column: 0 })
  const whole = useMemo(
    () => ({
      rows: { from: 0, to: matrix.rows.length },
      columns: { from: 0, to: matrix.columns.length },
    }),
    [matrix],
  )
  const most = useMemo(() => mostBands(width), [width])
  const window = useMemo(() => within(path.at(-1) ?? whole, whole), [path, whole])
  const view = useMemo(() => heatView(matrix, window, most), [matrix, window, most])
  const names = useMemo(() => {
    const group = (list: readonly { id: string }[], { from, to }: Span) => {
      const name = nameOf(list[from]?.id ?? '')
      return to - from > 1 ? t('heat.group', { name, more: to - from - 1 }) : name
    }
    const operators = matrix.rows.map(({ operator }) => ({ id: operator }))
    const avss = matrix.columns.map(({ avs }) => ({ id: avs }))
    return {
      rows: view.rows.map((span) => group(operators, span)),
      columns: view.columns.map((span) => group(avss, span)),
    }
  }, [matrix, view, nameOf, t])
  const risk = (share: number) => formatRisk(share, { locale: t.locale }).text
  const weight = matrix.rows.reduce((sum, row) => sum + row.weight, 0)
  const share =
    weight > 0 ? matrix.rows.reduce((sum, row) => sum + row.weight * row.now, 0) / weight : 0
  const unread = matrix.rows.filter((row) => row.unread).length

  const zoom = (place: HeatPlace) => {
    const next = {
      rows: view.rows[place.row] ?? window.rows,
      columns: view.columns[place.column] ?? window.columns,
    }
    // A band of one is not opened: what stands beside it stays in sight.
    const rows = next.rows.to - next.rows.from > 1 ? next.rows : window.rows
    const columns = next.columns.to - next.columns.from > 1 ? next.columns : window.columns
    if (same(rows, window.rows) && same(columns, window.columns)) return
    setPath([...path, { rows, columns }])
    setCursor({ row: 0, column: 0 })
  }
  const go = (kind: 'operator' | 'avs', index: number) => {
    const next: Window =
      kind === 'operator'
        ? { rows: spanShowing(index, matrix.rows.length, most.rows), columns: whole.columns }
        : { rows: whole.rows, columns: spanShowing(index, matrix.columns.length, most.columns) }
    setPath(same(next.rows, whole.rows) && same(next.columns, whole.columns) ? [] : [next])
    const shown = heatView(matrix, next, most)
    const at = (bands: readonly Span[]) =>
      bands.findIndex(({ from, to }) => index >= from && index < to)
    setCursor(
      kind === 'operator'
        ? { row: at(shown.rows), column: shown.columns.length }
        : { row: shown.rows.length, column: at(shown.columns) },
    )
    plot.current?.focus()
  }
  const title =
    weight > 0
      ? t('heat.finding', { count: matrix.columns.length, symbol, share: risk(share) })
      : t('heat.findingNobody', { count: matrix.columns.length, symbol })
  return (
    <ChartFrame
      title={title}
      subtitle={t('heat.subtitle', { symbol, severity: risk(severity) })}
      chart={
        <div className="stack">
          <div className="heat-tools">
            <Finder matrix={matrix} onGo={go} />
            <Choice
              label={t('heat.order')}
              options={(['slashable', 'stake'] as const).map((id) => ({
                id,
                label: t(`heat.order.${id}`),
              }))}
              value={order}
              onChange={(next) => {
                onOrder(next)
                setPath([])
                setCursor({ row: 0, column: 0 })
              }}
            />
          </div>
          {path.length > 0 && (
            <p className="row">
              <Button
                onClick={() => {
                  setPath(path.slice(0, -1))
                  setCursor({ row: 0, column: 0 })
                }}
              >
                {t('heat.out')}
              </Button>
              <span className="muted">
                {t('heat.window', spanWords(window.rows, whole.rows, t.locale))}
                {' · '}
                {t('heat.windowColumns', spanWords(window.columns, whole.columns, t.locale))}
              </span>
            </p>
          )}
          <div className="heat-frame">
            <Plot
              {...props}
              plot={plot}
              view={view}
              names={names}
              width={width}
              onWidth={setWidth}
              cursor={cursor}
              onCursor={setCursor}
              onZoom={zoom}
              onOut={() => path.length > 0 && setPath(path.slice(0, -1))}
            />
          </div>
          <Legend />
          {unread > 0 && <p className="muted">{t('heat.unread', { count: unread })}</p>}
        </div>
      }
      table={<HeatTable view={view} names={names} caption={title} />}
    />
  )
}

const same = (a: Span, b: Span) => a.from === b.from && a.to === b.to

/** A window as far as the matrix still reaches: a new reading may hold fewer. */
function within(window: Window, whole: Window): Window {
  const fits = (span: Span, all: Span) => (span.to <= all.to ? span : all)
  return { rows: fits(window.rows, whole.rows), columns: fits(window.columns, whole.columns) }
}

const spanWords = ({ from, to }: Span, all: Span, locale: string) => ({
  from: formatCount(Math.min(from + 1, to), locale),
  to: formatCount(to, locale),
  all: formatCount(all.to, locale),
})

/** The tile of a place, totals included. */
function tileOf(view: HeatView, { row, column }: HeatPlace): HeatTile {
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

function Plot({
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
    return [
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
    ].join(', ')
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

/** Finds an operator or an AVS by name and goes where it stands alone. */
function Finder({
  matrix,
  onGo,
}: {
  readonly matrix: HeatMatrix
  readonly onGo: (kind: 'operator' | 'avs', index: number) => void
}) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const found = useMemo(() => {
    if (wanted.length < 2) return []
    const fits = (address: string) =>
      address.includes(wanted) || nameOf(address).toLowerCase().includes(wanted)
    return [
      ...matrix.rows.flatMap(({ operator }, index) =>
        fits(operator) ? [{ kind: 'operator' as const, index, address: operator }] : [],
      ),
      ...matrix.columns.flatMap(({ avs }, index) =>
        fits(avs) ? [{ kind: 'avs' as const, index, address: avs }] : [],
      ),
    ].slice(0, 6)
  }, [matrix, wanted, nameOf])
  return (
    <div className="stack-s heat-finder">
      <SearchField label={t('heat.search')} value={text} onChange={setText} />
      {found.length > 0 && (
        <ul className="chips">
          {found.map(({ kind, index, address }) => (
            <li key={address}>
              <button
                type="button"
                className="chip"
                aria-label={t('heat.found', { name: nameOf(address) })}
                onClick={() => onGo(kind, index)}
              >
                {nameOf(address)}
              </button>
            </li>
          ))}
        </ul>
      )}
      {wanted.length >= 2 && found.length === 0 && <p className="muted">{t('heat.notFound')}</p>}
    </div>
  )
}

function Legend() {
  const t = useT(messages)
  return (
    <ul className="heat-legend small" aria-label={t('heat.legend')}>
      {(['now', 'latent', 'pending', 'redistributes', 'slasher'] as const).map((id) => (
        <li key={id}>
          <span className={`heat-key heat-key-${id}`} aria-hidden="true">
            {id === 'redistributes' ? '↗' : ''}
          </span>
          {t(`heat.legend.${id}`)}
        </li>
      ))}
    </ul>
  )
}

/** The same view as a table. */
function HeatTable({
  view,
  names,
  caption,
}: {
  readonly view: HeatView
  readonly names: { readonly rows: readonly string[]; readonly columns: readonly string[] }
  readonly caption: string
}) {
  const t = useT(messages)
  const risk = (share: number) => formatRisk(share, { locale: t.locale }).text
  const words = ({ now, latent, block, change }: HeatTile) =>
    [
      ...(now > 0 ? [risk(now)] : []),
      ...(latent > 0 ? [t('heat.sayLatent', { share: risk(latent) })] : []),
      ...(block === null
        ? []
        : [
            t('heat.sayPending', {
              change: formatRisk(change, { locale: t.locale, sign: 'always' }).text,
              block: formatCount(block, t.locale),
            }),
          ]),
    ].join(', ') || '–'
  const rows = view.rows.map((_, index) => index)
  return (
    <Table
      caption={caption}
      hideCaption
      narrow="scroll"
      rows={[...rows, view.rows.length]}
      rowKey={String}
      columns={[
        {
          id: 'operator',
          header: t('heat.operator'),
          rowHeader: true,
          cell: (row) => names.rows[row] ?? t('heat.sum'),
        },
        {
          id: 'total',
          header: t('heat.total'),
          align: 'end',
          cell: (row) => words(tileOf(view, { row, column: view.columns.length })),
        },
        ...names.columns.map((name, column) => ({
          id: String(column),
          header: name,
          align: 'end' as const,
          cell: (row: number) => words(tileOf(view, { row, column })),
        })),
      ]}
    />
  )
}
