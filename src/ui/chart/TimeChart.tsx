import { lazy, type ReactNode, Suspense } from 'react'
import { Skeleton } from '../Skeleton.tsx'
import { ChartFrame } from './ChartFrame.tsx'
import type { TimeSeries } from './timeRows.ts'

export interface TimeChartProps {
  /** States the finding. */
  readonly title: string
  readonly subtitle?: ReactNode
  /** Title of the value axis, with the unit. */
  readonly axis: string
  readonly series: readonly TimeSeries[]
  /** Unix seconds at which the chart ends. */
  readonly until: number
  readonly formatValue: (value: number) => string
  /** Said of a point that is not known. */
  readonly missing: string
  /** The same figures as a table. */
  readonly table: ReactNode
}

// The charting library comes with the first chart.
const TimePlot = lazy(() => import('./TimePlot.tsx'))

/** Figures over time from a zero baseline, read by pointer, touch or arrow keys. */
export function TimeChart(props: TimeChartProps) {
  const { title, subtitle, table } = props
  return (
    <ChartFrame
      title={title}
      subtitle={subtitle}
      table={table}
      chart={
        <Suspense fallback={<Skeleton height="240px" />}>
          <TimePlot {...props} />
        </Suspense>
      }
    />
  )
}
