import { useMemo, useRef, useState } from 'react'
import { heatView, type Span, spanShowing } from '../../data/heatMap.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { ChartFrame } from '../../ui/chart/ChartFrame.tsx'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { HeatFinder } from './HeatFinder.tsx'
import { type HeatMapProps, HeatPlot } from './HeatPlot.tsx'
import { HeatTable } from './HeatTable.tsx'
import { type HeatPlace, mostBands } from './heatDraw.ts'
import { messages } from './messages.ts'

type Window = { readonly rows: Span; readonly columns: Span }

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
            <HeatFinder matrix={matrix} onGo={go} />
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
            <HeatPlot
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
