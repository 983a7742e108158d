import {
  type KeyboardEvent,
  lazy,
  type ReactNode,
  Suspense,
  useMemo,
  useRef,
  useState,
} from 'react'
import { formatPercent, formatRisk } from '../format/formatPercent.ts'
import { useT } from '../i18n/useT.ts'
import { uiMessages } from '../messages.ts'
import { exposureScale } from '../pair/types.ts'
import { Skeleton } from '../Skeleton.tsx'
import { ChartFrame } from './ChartFrame.tsx'
import { linear, niceTicks, placeLabels } from './scale.ts'
import { useWidth } from './useWidth.ts'
import './ScatterSmall.css'
// Here already: what other styles say of tables has to come after it, whatever page is opened first.
import '../Table.css'

/** Comes with the press that asks for it: the landing page starts with the plot. */
const ScatterTable = lazy(() => import('./ScatterTable.tsx'))

/** A dot: one operator, for the reference position. */
export interface ScatterPoint {
  readonly id: string
  readonly name: string
  /** A fraction a year. */
  readonly apr: number
  /** A fraction of the position. */
  readonly exposure: number
}

export interface ScatterSmallProps {
  /** States the finding. */
  readonly title: string
  readonly subtitle?: ReactNode
  /** What can be told of both figures; points without one belong into a sentence beside. */
  readonly points: readonly ScatterPoint[]
  /** The reader's own position. */
  readonly you?: { readonly apr: number; readonly exposure: number } | undefined
  /** Opens a point: by press, Enter, or from the table. */
  readonly onSelect?: ((id: string) => void) | undefined
  /** Its name as a link, for the table. */
  readonly renderName?: ((point: ScatterPoint) => ReactNode) | undefined
}

const margin = { top: 30, right: 18, bottom: 44, left: 44 }

/** Beyond this many dots names would only hide them. */
const mostLabels = 40

/** APR against exposure, one dot an operator. One tab stop; the arrow keys go from dot to dot. */
export function ScatterSmall(props: ScatterSmallProps) {
  const { title, subtitle, points, you, renderName } = props
  const t = useT(uiMessages)
  return (
    <ChartFrame
      title={title}
      subtitle={subtitle}
      chart={<Plot {...props} />}
      table={
        <Suspense fallback={<Skeleton lines={8} />}>
          <ScatterTable
            caption={title}
            points={
              you === undefined ? points : [{ id: '', name: t('common.you'), ...you }, ...points]
            }
            renderName={renderName}
          />
        </Suspense>
      }
    />
  )
}

function Plot({ title, points, you, onSelect }: ScatterSmallProps) {
  const t = useT(uiMessages)
  const { locale } = t
  const frame = useRef<HTMLDivElement>(null)
  const dots = useRef(new Map<string, SVGGElement>())
  const [active, setActive] = useState<string>()
  const width = useWidth(frame, 640)
  const height = width < 480 ? 280 : 320
  const { end, ticks } = niceTicks(Math.max(0, ...points.map((p) => p.apr), you?.apr ?? 0), 0.05)
  const right = width - margin.right
  const bottom = height - margin.bottom

  const placed = useMemo(() => {
    const x = linear(exposureScale, margin.left, right)
    const y = linear(end, bottom, margin.top)
    return [...points]
      .sort((a, b) => a.exposure - b.exposure || a.apr - b.apr)
      .map((point) => ({ point, x: x(point.exposure), y: y(point.apr) }))
  }, [points, end, right, bottom])
  const ownX = you && linear(exposureScale, margin.left, right)(you.exposure)
  const ownY = you && linear(end, bottom, margin.top)(you.apr)
  const labels = useMemo(() => {
    const own =
      ownX === undefined || ownY === undefined
        ? []
        : [-8, 8, 20, 32].map((dx) => ({ x: ownX + dx, y: ownY - (dx > 0 ? 8 : 0) }))
    return placeLabels(
      placed
        .slice(0, mostLabels)
        .map(({ point, x, y }) => ({ id: point.id, text: point.name, x, y })),
      [...placed, ...own],
      right,
    )
  }, [placed, ownX, ownY, right])

  const current = placed.find(({ point }) => point.id === active)
  const first = active ?? placed[0]?.point.id
  const say = (point: { name: string; apr: number; exposure: number }) =>
    t('chart.point', {
      name: point.name,
      apr: formatPercent(point.apr, { locale }).text,
      exposure: formatRisk(-point.exposure, { locale }).text,
    })
  const step = (event: KeyboardEvent, index: number) => {
    const to = {
      ArrowRight: index + 1,
      ArrowUp: index + 1,
      ArrowLeft: index - 1,
      ArrowDown: index - 1,
      Home: 0,
      End: placed.length - 1,
    }[event.key]
    const next = to === undefined ? undefined : placed[(to + placed.length) % placed.length]
    if (next === undefined) {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault()
        const id = placed[index]?.point.id
        if (id !== undefined) onSelect?.(id)
      }
      return
    }
    event.preventDefault()
    dots.current.get(next.point.id)?.focus()
  }
  const tick = (value: number, decimals: number) =>
    formatPercent(value, { locale, decimals }).figure
  const tickDecimals = ticks.some((v) => Math.abs(v * 100 - Math.round(v * 100)) > 1e-9) ? 1 : 0

  return (
    <div ref={frame} className="scatter">
      {/* biome-ignore lint/a11y/useSemanticElements: an SVG holds no fieldset */}
      <svg width={width} height={height} role="group" aria-label={title}>
        <g>
          {ticks.map((value) => {
            const y = linear(end, bottom, margin.top)(value)
            return (
              <g key={value}>
                <line className="chart-grid" x1={margin.left} x2={right} y1={y} y2={y} />
                <text x={margin.left - 8} y={y + 4} textAnchor="end">
                  {tick(value, tickDecimals)}
                </text>
              </g>
            )
          })}
          {[0, 0.1, 0.2, 0.3, 0.4, 0.5].map((value) => {
            const x = linear(exposureScale, margin.left, right)(value)
            return (
              <g key={value}>
                <line className="chart-grid" x1={x} x2={x} y1={bottom} y2={bottom + 4} />
                <text x={x} y={bottom + 18} textAnchor="middle">
                  {tick(value, 0)}
                </text>
              </g>
            )
          })}
          <text className="axis-exposure" x={right} y={height - 6} textAnchor="end">
            {t('chart.exposureAxis')} →
          </text>
          <text className="axis-apr" x={4} y={10} dy="0">
            ↑ {t('chart.aprAxis')}
          </text>
          {labels.map(
            ({ id, text, x, y, anchor }) =>
              id !== active && (
                <text
                  key={id}
                  className="scatter-label"
                  x={anchor === 'start' ? x + 9 : x - 9}
                  y={y + 4}
                  textAnchor={anchor}
                >
                  {text}
                </text>
              ),
          )}
        </g>
        {placed.map(({ point, x, y }, index) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: its role is set beside
          <g
            key={point.id}
            ref={(element) => {
              if (element) dots.current.set(point.id, element)
              else dots.current.delete(point.id)
            }}
            className="scatter-dot"
            role={onSelect === undefined ? 'img' : 'button'}
            aria-label={say(point)}
            tabIndex={point.id === first ? 0 : -1}
            onFocus={() => setActive(point.id)}
            onBlur={() => setActive(undefined)}
            onPointerEnter={() => setActive(point.id)}
            onPointerLeave={(event) => event.pointerType === 'mouse' && setActive(undefined)}
            onClick={() => onSelect?.(point.id)}
            onKeyDown={(event) => step(event, index)}
          >
            <circle className="scatter-target" cx={x} cy={y} r={16} />
            {point.exposure > exposureScale ? (
              <path
                className="scatter-mark"
                d={`M${x - 5} ${y - 6} ${x + 6} ${y} ${x - 5} ${y + 6}Z`}
              />
            ) : (
              <circle className="scatter-mark" cx={x} cy={y} r={5} />
            )}
          </g>
        ))}
        {you !== undefined && ownX !== undefined && ownY !== undefined && (
          <g className="scatter-you" aria-label={say({ name: t('common.you'), ...you })}>
            <circle cx={ownX} cy={ownY} r={7.5} />
            <text
              x={ownX + (ownX > right - 40 ? -12 : 12)}
              y={ownY - 8}
              textAnchor={ownX > right - 40 ? 'end' : 'start'}
            >
              {t('common.you')}
            </text>
          </g>
        )}
      </svg>
      {current !== undefined && (
        <div
          className="scatter-tip"
          aria-hidden="true"
          style={{
            top: current.y,
            ...(current.x < width / 2
              ? { left: current.x + 12 }
              : { right: width - current.x + 12 }),
          }}
        >
          <strong>{current.point.name}</strong>
          <span className="num scatter-tip-figures">
            {t('pair.apr', { figure: formatPercent(current.point.apr, { locale }).text })} ·{' '}
            {t('pair.exposure', { figure: formatRisk(-current.point.exposure, { locale }).text })}
          </span>
        </div>
      )}
    </div>
  )
}
