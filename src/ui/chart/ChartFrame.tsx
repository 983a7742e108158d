import { type ReactNode, useId, useState } from 'react'
import { Icon } from '../Icon.tsx'
import { useT } from '../i18n/useT.ts'
import { uiMessages } from '../messages.ts'
import './ChartFrame.css'

export interface ChartFrameProps {
  /** States the finding: "Seven operators pay above 4 % for less than 10 % exposure". */
  readonly title: string
  /** What is drawn, for whom: "1 stETH delegated to each operator". */
  readonly subtitle?: ReactNode
  readonly chart: ReactNode
  /** The same figures as a table. */
  readonly table: ReactNode
}

/** A figure with its finding as title and the same numbers as a table, one press away. */
export function ChartFrame({ title, subtitle, chart, table }: ChartFrameProps) {
  const t = useT(uiMessages)
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className="chart" aria-labelledby={id}>
      <div className="chart-head">
        <figcaption>
          <h2 id={id}>{title}</h2>
          {subtitle !== undefined && <p className="muted small">{subtitle}</p>}
        </figcaption>
        <button
          type="button"
          className="link-button small chart-toggle"
          onClick={() => setAsTable(!asTable)}
        >
          <Icon name={asTable ? 'chart' : 'table'} size={16} />
          {t(asTable ? 'chart.showChart' : 'chart.showTable')}
        </button>
      </div>
      {asTable ? table : chart}
    </figure>
  )
}
