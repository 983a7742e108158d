import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { formatDate } from '../format/formatDate.ts'
import { useLocale } from '../i18n/language.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { type LinePoint, linePath, nearest } from './lines.ts'
import { linear, niceTicks } from './scale.ts'
import { evenTicks } from './steps.ts'
import { useWidth } from './useWidth.ts'
import './LineChart.css'

export interface LineChartProps {
  /** States the finding. */
  readonly title: string
  readonly subtitle?: ReactNode
  /** Title of the value axis, with the unit. */
  readonly axis: string
  readonly tone: 'plain' | 'apr' | 'exposure'
  /** Ascending in time. */
  readonly points: readonly LinePoint[]
  readonly formatValue: (value: number) => string
  /** Said of a point that is not known. */
  readonly missing: string
  readonly table: ReactNode
}

const margin = { top: 34, right: 12, bottom: 30, left: 12 }

/** One figure over time from a zero baseline. Points are read by pointer, touch or arrow keys. */
export function LineChart(props: LineChartProps) {
  const { title, subtitle, table } = props
  return <ChartFrame title={title} subtitle={subtitle} chart={<Plot {...props} />} table={table} />
}

function Plot({ title, axis, tone, points, formatValue, missing }: LineChartProps) {
  const locale = useLocale()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame, 640)
  const [chosen, setChosen] = useState<number | null>(null)
  const height = width < 480 ? 200 : 240
  const since = points[0]?.at ?? 0
  const until = Math.max(since + 1, points.at(-1)?.at ?? 1)
  const most = Math.max(0, ...points.map(({ value }) => value ?? 0))
  // With nothing known, or nothing but zero, there is no data to scale by.
  const { end, ticks } = niceTicks(most, most > 0 ? 0 : 1)
  const labels = ticks.map(formatValue)
  const left = margin.left + Math.max(0, ...labels.map((text) => text.length)) * 7
  const right = width - margin.right
  const bottom = height - margin.bottom
  const x = (at: number) => linear(until - since, left, right)(at - since)
  const y = (value: number) => linear(end, bottom, margin.top)(value)
  const dates = evenTicks(since, until, width < 480 ? 2 : 4)
  const last = points.length - 1
  const index = Math.min(chosen ?? last, last)
  const point = points[index]
  const said = (one: LinePoint | undefined) =>
    one === undefined
      ? ''
      : `${formatDate(one.at, { locale, style: 'date' })}: ${one.value === null ? missing : formatValue(one.value)}`

  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = since + ((event.clientX - box.left - left) / (right - left)) * (until - since)
    setChosen(nearest(points, at))
  }
  const press = (event: KeyboardEvent) => {
    const to = {
      ArrowLeft: index - 1,
      ArrowDown: index - 1,
      ArrowRight: index + 1,
      ArrowUp: index + 1,
      Home: 0,
      End: last,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    setChosen(Math.max(0, Math.min(last, to)))
  }
  const middle = point === undefined ? 0 : x(point.at)
  return (
    <div ref={frame} className={`line-chart line-chart-${tone}`}>
      <svg width={width} height={height} aria-hidden="true">
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
        <text className={tone === 'plain' ? undefined : `axis-${tone}`} x={0} y={12}>
          ↑ {axis}
        </text>
        <path className="line-chart-line" d={linePath(points, x, y)} />
        {point !== undefined && (
          <>
            {chosen !== null && (
              <line className="chart-grid" x1={middle} x2={middle} y1={margin.top} y2={bottom} />
            )}
            {point.value !== null && (
              <circle className="line-chart-dot" cx={middle} cy={y(point.value)} r={4} />
            )}
            <text
              className="line-chart-read"
              x={middle > width * 0.7 ? right : middle < width * 0.3 ? left : middle}
              y={28}
              textAnchor={middle > width * 0.7 ? 'end' : middle < width * 0.3 ? 'start' : 'middle'}
            >
              {said(point)}
            </text>
          </>
        )}
      </svg>
      {points.length > 0 && (
        <div
          className="line-chart-target"
          role="slider"
          tabIndex={0}
          aria-label={title}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={index}
          aria-valuetext={said(point)}
          onPointerMove={follow}
          onPointerDown={follow}
          onPointerLeave={() => setChosen(null)}
          onKeyDown={press}
        />
      )}
    </div>
  )
}
