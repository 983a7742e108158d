import { useRef } from 'react'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  Tooltip,
  usePlotArea,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts'
import { formatDate } from '../format/formatDate.ts'
import { useLocale } from '../i18n/language.ts'
import { evenTicks, niceTicks } from './scale.ts'
import type { TimeChartProps } from './TimeChart.tsx'
import { boundSign, pendingId, type TimeRow, type TimeSeries, timeRows } from './timeRows.ts'
import { useWidth } from './useWidth.ts'
import './TimePlot.css'

type TickProps = {
  x: number | string
  y: number | string
  payload: { value: number }
  index: number
  visibleTicksCount: number
  tickFormatter?: ((value: number, index: number) => string) | undefined
}

const inks = {
  plain: { mark: 'var(--ink)', text: 'var(--ink)' },
  apr: { mark: 'var(--apr)', text: 'var(--apr-text)' },
  exposure: { mark: 'var(--exposure)', text: 'var(--exposure-text)' },
}

/** The drawing of a `TimeChart`; the frame and the table stand around it. */
export default function TimePlot({
  title,
  axis,
  series,
  until,
  formatValue,
  missing,
}: TimeChartProps) {
  const locale = useLocale()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame, 640)
  const narrow = width < 480
  const rows = timeRows(series, until)
  const most = Math.max(0, ...series.flatMap(({ points }) => points.map(({ value }) => value ?? 0)))
  // With nothing known, or nothing but zero, there is no data to scale by.
  const { end, ticks } = niceTicks(most, most > 0 ? 0 : 1)
  const since = Math.min(until - 1, rows[0]?.at ?? until)
  const longest = Math.max(0, ...ticks.map((value) => formatValue(value).length))
  const date = (at: number) => formatDate(at, { locale, style: 'date' })
  const [first] = series
  return (
    <div ref={frame} className="time-plot">
      <p className="small" style={{ color: inks[first?.tone ?? 'plain'].text }}>
        ↑ {axis}
      </p>
      <ComposedChart
        width={width}
        height={narrow ? 200 : 240}
        data={[...rows]}
        margin={{ top: 18, right: 12, bottom: 0, left: 0 }}
        title={title}
      >
        <CartesianGrid vertical={false} stroke="var(--grey-4)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={[since, Math.max(until, since + 1)]}
          ticks={[...evenTicks(since, until, narrow ? 2 : 4)]}
          interval={0}
          tickFormatter={date}
          tickLine={false}
          stroke="var(--grey-3)"
          tick={DateTick}
        />
        <YAxis
          domain={[0, end]}
          ticks={[...ticks]}
          tickFormatter={formatValue}
          width={longest * 7 + 10}
          axisLine={false}
          tickLine={false}
          tick={ValueTick}
        />
        <Tooltip
          isAnimationActive={false}
          filterNull={false}
          cursor={{ stroke: 'var(--grey-3)' }}
          content={({ active, payload }) =>
            active ? (
              <Reading
                row={payload?.[0]?.payload as TimeRow | undefined}
                series={series}
                date={date}
                formatValue={formatValue}
                missing={missing}
              />
            ) : null
          }
        />
        {series.map(({ id, mark, tone }) =>
          mark === 'area' ? (
            <Area
              key={id}
              dataKey={id}
              type="stepAfter"
              stroke={inks[tone].mark}
              strokeOpacity={0.6}
              fill={inks[tone].mark}
              fillOpacity={0.22}
              activeDot={{ r: 3 }}
              isAnimationActive={false}
            />
          ) : (
            <Line
              key={id}
              dataKey={id}
              type={mark === 'step' ? 'stepAfter' : 'linear'}
              stroke={inks[tone].mark}
              strokeWidth={2}
              dot={rows.length === 1 ? { r: 3 } : false}
              activeDot={{ r: 4 }}
              isAnimationActive={false}
            />
          ),
        )}
        {series
          .filter(({ points }) => points.some(({ pending }) => pending))
          .map(({ id, tone }) => (
            <Line
              key={pendingId(id)}
              dataKey={pendingId(id)}
              type="stepAfter"
              stroke={inks[tone].mark}
              strokeWidth={2}
              // Pending means an outline that is not closed yet.
              strokeDasharray="4 4"
              dot={false}
              isAnimationActive={false}
            />
          ))}
        <EndLabels series={series} />
      </ComposedChart>
    </div>
  )
}

/** Recharts breaks the words of its own ticks. */
function ValueTick({ x, y, payload, index, tickFormatter }: TickProps) {
  return (
    <text x={x} y={Number(y) + 4} textAnchor="end">
      {tickFormatter?.(payload.value, index)}
    </text>
  )
}

/** The first and the last date stay inside the drawing. */
function DateTick({ x, y, payload, index, visibleTicksCount, tickFormatter }: TickProps) {
  const anchor = index === 0 ? 'start' : index === visibleTicksCount - 1 ? 'end' : 'middle'
  return (
    <text x={x} y={Number(y) + 10} textAnchor={anchor}>
      {tickFormatter?.(payload.value, index)}
    </text>
  )
}

/** What is shown of the moment that is pointed at. */
function Reading({
  row,
  series,
  date,
  formatValue,
  missing,
}: {
  readonly row: TimeRow | undefined
  readonly series: readonly TimeSeries[]
  readonly date: (at: number) => string
  readonly formatValue: (value: number) => string
  readonly missing: string
}) {
  if (row === undefined) return null
  return (
    <div className="time-reading" role="status">
      <span className="muted">{date(row.at)}</span>
      {series.map(({ id, tone, label, points }) => {
        const value = row[pendingId(id)] ?? row[id] ?? null
        return (
          <strong key={id} title={label} style={{ color: inks[tone].text }}>
            {value === null
              ? missing
              : boundSign(points.findLast(({ at }) => at <= row.at)?.bound) + formatValue(value)}
          </strong>
        )
      })}
    </div>
  )
}

/** Names the series at their ends. Labels keep apart: the highest stands above its line, a lower one below its own. */
function EndLabels({ series }: { readonly series: readonly TimeSeries[] }) {
  const scale = useYAxisScale()
  const area = usePlotArea()
  if (scale === undefined || area === undefined) return null
  const ends = series
    .flatMap(({ id, label, tone, points }) => {
      const last = points.at(-1)?.value
      return label === undefined || last === undefined || last === null
        ? []
        : [{ id, label, tone, end: scale(last) ?? 0, y: 0 }]
    })
    .sort((a, b) => a.end - b.end)
  const foot = area.y + area.height - 4
  for (const [index, own] of ends.entries()) {
    const above = ends[index - 1]
    own.y = above && own.end + 16 <= foot ? own.end + 16 : own.end - 7
    if (above) own.y = Math.max(own.y, above.y + 16)
  }
  return (
    <>
      {ends.map(({ id, label, tone, y }) => (
        <text
          key={id}
          className="time-label"
          x={area.x + area.width}
          y={y}
          textAnchor="end"
          style={{ fill: inks[tone].text }}
        >
          {label}
        </text>
      ))}
    </>
  )
}
