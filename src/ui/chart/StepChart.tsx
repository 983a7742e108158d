import { type ReactNode, useRef } from 'react'
import { formatDate } from '../format/formatDate.ts'
import { useLocale } from '../i18n/language.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { linear, niceTicks } from './scale.ts'
import { evenTicks, type StepPoint, stepPath } from './steps.ts'
import { useWidth } from './useWidth.ts'
import './StepChart.css'

/** A sum that grows in steps. */
export interface StepSeries {
  readonly id: string
  /** Stands at its end: what it is, with its last figure. */
  readonly label: string
  /** A filled sum under a line, or the line. */
  readonly mark: 'line' | 'area'
  /** Ascending in time. */
  readonly points: readonly StepPoint[]
}

export interface StepChartProps {
  /** States the finding. */
  readonly title: string
  readonly subtitle?: ReactNode
  /** Title of the value axis, with the unit. */
  readonly axis: string
  /** Areas are drawn under lines. */
  readonly series: readonly StepSeries[]
  /** Unix seconds at which the chart ends. */
  readonly until: number
  readonly formatValue: (value: number) => string
  readonly table: ReactNode
}

const margin = { top: 30, right: 12, bottom: 30, left: 12 }

/** Sums over time as steps from a zero baseline, each labelled at its end. */
export function StepChart(props: StepChartProps) {
  const { title, subtitle, table } = props
  return <ChartFrame title={title} subtitle={subtitle} chart={<Plot {...props} />} table={table} />
}

function Plot({ title, axis, series, until, formatValue }: StepChartProps) {
  const locale = useLocale()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame, 640)
  const height = width < 480 ? 220 : 260
  const all = series.flatMap(({ points }) => points)
  const since = Math.min(until - 1, ...all.map(({ at }) => at))
  const { end, ticks } = niceTicks(Math.max(0, ...all.map(({ value }) => value)), 0)
  const labels = ticks.map(formatValue)
  const left = margin.left + Math.max(0, ...labels.map((text) => text.length)) * 7
  const right = width - margin.right
  const bottom = height - margin.bottom
  const x = (at: number) => linear(until - since, left, right)(at - since)
  const y = linear(end, bottom, margin.top)
  const dates = evenTicks(since, until, width < 480 ? 3 : 5)
  // Labels keep apart: the higher sum above its line, the lower one below the other's label.
  const ends = series
    .flatMap(({ id, label, points }) => {
      const last = points.at(-1)
      return last === undefined ? [] : [{ id, label, y: y(last.value) - 7 }]
    })
    .sort((a, b) => a.y - b.y)
  for (let i = 1; i < ends.length; i++) {
    const above = ends[i - 1]
    const own = ends[i]
    if (above && own) own.y = Math.max(own.y, above.y + 16)
  }
  return (
    <div ref={frame} className="step-chart">
      <svg width={width} height={height} role="img" aria-label={title}>
        {ticks.map((value, i) => (
          <g key={value}>
            <line className="chart-grid" x1={left} x2={right} y1={y(value)} y2={y(value)} />
            <text x={left - 6} y={y(value) + 4} textAnchor="end">
              {labels[i]}
            </text>
          </g>
        ))}
        {dates.map((at, i) => (
          <text
            key={at}
            x={x(at)}
            y={bottom + 18}
            textAnchor={i === 0 ? 'start' : i === dates.length - 1 ? 'end' : 'middle'}
          >
            {formatDate(at, { locale, style: 'date' })}
          </text>
        ))}
        <text className="axis-apr" x={0} y={12}>
          ↑ {axis}
        </text>
        {[...series]
          .sort((a, b) => (a.mark === b.mark ? 0 : a.mark === 'area' ? -1 : 1))
          .map(({ id, mark, points }) => {
            const settled = points.filter(({ pending }) => !pending)
            const first = points.findIndex(({ pending }) => pending)
            const begun = points[first]
            return (
              <g key={id}>
                {mark === 'area' && (
                  <path
                    className="step-area"
                    d={`${stepPath(settled, x, y, until)}V${bottom}H${x(settled[0]?.at ?? since)}Z`}
                  />
                )}
                <path
                  className={mark === 'area' ? 'step-area-edge' : 'step-line'}
                  d={stepPath(settled, x, y, begun?.at ?? until)}
                />
                {begun !== undefined && (
                  <path
                    className="step-line step-line-pending"
                    d={stepPath(
                      [{ at: begun.at, value: settled.at(-1)?.value ?? 0 }, ...points.slice(first)],
                      x,
                      y,
                      until,
                    )}
                  />
                )}
              </g>
            )
          })}
        {ends.map((label) => (
          <text key={label.id} className="step-label" x={right} y={label.y} textAnchor="end">
            {label.label}
          </text>
        ))}
      </svg>
    </div>
  )
}
