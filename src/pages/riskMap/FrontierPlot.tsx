import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import { linear, niceTicks, placeLabels } from '../../ui/chart/scale.ts'
import { useWidth } from '../../ui/chart/useWidth.ts'
import { formatPercent, formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { uiMessages } from '../../ui/messages.ts'
import { breakEvenLines } from './breakEvenLines.ts'
import { type DotEvents, FrontierDot } from './FrontierDot.tsx'
import { messages } from './messages.ts'
import '../../ui/chart/ScatterSmall.css'

/** Something with an APR and an exposure, both fractions. */
export interface FrontierPoint {
  readonly id: string
  readonly name: string
  readonly apr: number
  readonly exposure: number
  readonly kind: 'operator' | 'product' | 'you'
  /** Another operator pays as much for less, or more for as much. */
  readonly dominated: boolean
}

/** Limits of the corner that is picked, fractions; `null` sets none. */
export interface Corner {
  readonly exposureAtMost: number | null
  readonly aprAtLeast: number | null
}

const margin = { top: 30, right: 20, bottom: 44, left: 44 }
const mostLabels = 40
/** A press that moved less than this is no drag. */
const leastDrag = 6

/** APR against exposure with lines of equal break-even; a drag picks a corner, the arrow keys go from dot to dot. */
export function FrontierPlot({
  title,
  points,
  base,
  corner,
  onCorner,
  onSelect,
}: {
  readonly title: string
  readonly points: readonly FrontierPoint[]
  /** APR where the lines begin; `null` draws none. */
  readonly base: number | null
  readonly corner: Corner
  readonly onCorner: (corner: Corner) => void
  readonly onSelect: (id: string) => void
}) {
  const t = useT(messages)
  const ui = useT(uiMessages)
  const { locale } = t
  const frame = useRef<HTMLDivElement>(null)
  const dots = useRef(new Map<string, SVGGElement>())
  const [active, setActive] = useState<string>()
  const [drag, setDrag] = useState<{ x: number; y: number; toX: number; toY: number } | null>(null)
  const width = useWidth(frame, 960)
  const height = width < 480 ? 320 : 420
  const right = width - margin.right
  const bottom = height - margin.bottom
  const tall = niceTicks(Math.max(0, ...points.map(({ apr }) => apr)), 0.05)
  const wide = niceTicks(Math.max(0, ...points.map(({ exposure }) => exposure)), 0.1)
  const x = linear(wide.end, margin.left, right)
  const y = linear(tall.end, bottom, margin.top)
  const lines = base === null ? [] : breakEvenLines(base, { exposure: wide.end, apr: tall.end })

  const placed = useMemo(() => {
    const across = linear(wide.end, margin.left, right)
    const up = linear(tall.end, bottom, margin.top)
    return [...points]
      .sort((a, b) => a.exposure - b.exposure || a.apr - b.apr)
      .map((point) => ({ point, x: across(point.exposure), y: up(point.apr) }))
  }, [points, wide.end, tall.end, right, bottom])
  const labels = useMemo(() => {
    const rank = { you: 0, product: 1, operator: 2 }
    const order = placed
      .filter(({ point }) => !point.dominated)
      .sort((a, b) => rank[a.point.kind] - rank[b.point.kind])
      .slice(0, mostLabels)
    return placeLabels(
      order.map(({ point, x: at, y: up }) => ({ id: point.id, text: point.name, x: at, y: up })),
      placed,
      right,
    )
  }, [placed, right])

  const current = placed.find(({ point }) => point.id === active)
  const first = active ?? placed[0]?.point.id
  const said = useMemo(
    () =>
      placed.map(
        ({ point }) =>
          ui('chart.point', {
            name: point.name,
            apr: formatPercent(point.apr, { locale }).text,
            exposure: formatRisk(-point.exposure, { locale }).text,
          }) + (point.dominated ? ` (${t('frontier.dominated')})` : ''),
      ),
    [placed, ui, t, locale],
  )
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
    if (next) {
      event.preventDefault()
      dots.current.get(next.point.id)?.focus()
      return
    }
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    const point = placed[index]?.point
    if (point?.kind === 'operator') onSelect(point.id)
  }
  const latest = useRef({ step, onSelect, dragging: drag !== null })
  latest.current = { step, onSelect, dragging: drag !== null }
  const events = useMemo(
    (): DotEvents => ({
      mount: (id, element) => {
        if (element) dots.current.set(id, element)
        else dots.current.delete(id)
      },
      look: (id, pointer) => {
        if (id !== null && pointer && latest.current.dragging) return
        setActive(id ?? undefined)
      },
      select: ({ id }) => latest.current.onSelect(id),
      key: (event, index) => latest.current.step(event, index),
    }),
    [],
  )
  const inside = ({ exposure, apr }: FrontierPoint) =>
    (corner.exposureAtMost === null || exposure <= corner.exposureAtMost + 1e-9) &&
    (corner.aprAtLeast === null || apr >= corner.aprAtLeast - 1e-9)
  const at = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return {
      x: Math.max(margin.left, Math.min(right, event.clientX - box.left)),
      y: Math.max(margin.top, Math.min(bottom, event.clientY - box.top)),
    }
  }
  const end = () => {
    if (!drag) return
    setDrag(null)
    const spanX = Math.abs(drag.toX - drag.x)
    const spanY = Math.abs(drag.toY - drag.y)
    if (spanX < leastDrag || spanY < leastDrag) return
    // Less exposure and more APR never hurt: only the far side and the foot of the rectangle limit.
    const exposure = ((Math.max(drag.x, drag.toX) - margin.left) / (right - margin.left)) * wide.end
    const apr = ((bottom - Math.max(drag.y, drag.toY)) / (bottom - margin.top)) * tall.end
    onCorner({
      exposureAtMost: exposure >= wide.end - 1e-9 ? null : Math.ceil(exposure * 1_000) / 1_000,
      aprAtLeast: apr <= 1e-9 ? null : Math.floor(apr * 1_000) / 1_000,
    })
  }
  const tick = (value: number, all: readonly number[]) =>
    formatPercent(value, {
      locale,
      decimals: all.some((v) => Math.abs(v * 100 - Math.round(v * 100)) > 1e-9) ? 1 : 0,
    }).figure
  const picked = corner.exposureAtMost !== null || corner.aprAtLeast !== null
  const edge = corner.exposureAtMost === null ? right : x(corner.exposureAtMost)
  const foot = corner.aprAtLeast === null ? bottom : y(corner.aprAtLeast)

  return (
    <div ref={frame} className="scatter frontier">
      {/* biome-ignore lint/a11y/useSemanticElements: an SVG holds no fieldset */}
      <svg
        width={width}
        height={height}
        role="group"
        aria-label={title}
        onPointerDown={(event) => {
          // A finger scrolls; the fields beside the chart do the same as a drag.
          if (event.pointerType === 'touch' || event.button !== 0) return
          if ((event.target as Element).closest('.scatter-dot')) return
          event.currentTarget.setPointerCapture(event.pointerId)
          const from = at(event)
          setDrag({ ...from, toX: from.x, toY: from.y })
        }}
        onPointerMove={(event) => {
          if (!drag) return
          const to = at(event)
          setDrag({ ...drag, toX: to.x, toY: to.y })
        }}
        onPointerUp={end}
        onPointerCancel={() => setDrag(null)}
      >
        {picked && (
          <rect
            className="frontier-corner"
            x={margin.left}
            y={margin.top}
            width={Math.max(0, edge - margin.left)}
            height={Math.max(0, foot - margin.top)}
          />
        )}
        {tall.ticks.map((value) => (
          <g key={value}>
            <line className="chart-grid" x1={margin.left} x2={right} y1={y(value)} y2={y(value)} />
            <text x={margin.left - 8} y={y(value) + 4} textAnchor="end">
              {tick(value, tall.ticks)}
            </text>
          </g>
        ))}
        {wide.ticks.map((value) => (
          <g key={value}>
            <line className="chart-grid" x1={x(value)} x2={x(value)} y1={bottom} y2={bottom + 4} />
            <text x={x(value)} y={bottom + 18} textAnchor="middle">
              {tick(value, wide.ticks)}
            </text>
          </g>
        ))}
        {lines.map((line) => (
          <g key={line.p}>
            <line
              className="frontier-line"
              x1={margin.left}
              y1={y(base ?? 0)}
              x2={x(line.exposure)}
              y2={y(line.apr)}
            />
            <text
              className="frontier-line-label"
              x={x(line.exposure) - 6}
              y={y(line.apr) + (line.apr >= tall.end - 1e-9 ? -6 : -6)}
              textAnchor="end"
            >
              {t('frontier.line', { chance: formatRisk(line.p, { locale }).text })}
            </text>
          </g>
        ))}
        <text className="axis-exposure" x={right} y={height - 6} textAnchor="end">
          {ui('chart.exposureAxis')} →
        </text>
        <text className="axis-apr" x={4} y={10}>
          ↑ {ui('chart.aprAxis')}
        </text>
        {labels.map(
          ({ id, text, x: left, y: up, anchor }) =>
            id !== active && (
              <text
                key={id}
                className="scatter-label"
                x={anchor === 'start' ? left + 9 : left - 9}
                y={up + 4}
                textAnchor={anchor}
              >
                {text}
              </text>
            ),
        )}
        {placed.map(({ point, x: left, y: up }, index) => (
          <FrontierDot
            key={point.id}
            point={point}
            x={left}
            y={up}
            index={index}
            label={said[index] ?? ''}
            tabbable={point.id === first}
            outside={!inside(point)}
            events={events}
          />
        ))}
        {drag && (
          <rect
            className="frontier-drag"
            x={Math.min(drag.x, drag.toX)}
            y={Math.min(drag.y, drag.toY)}
            width={Math.abs(drag.toX - drag.x)}
            height={Math.abs(drag.toY - drag.y)}
          />
        )}
      </svg>
      {current !== undefined && !drag && (
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
            {ui('pair.apr', { figure: formatPercent(current.point.apr, { locale }).text })} ·{' '}
            {ui('pair.exposure', {
              figure: formatRisk(-current.point.exposure, { locale }).text,
            })}
          </span>
        </div>
      )}
    </div>
  )
}
