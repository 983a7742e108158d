import type { ReactNode } from 'react'
import { useT } from '../i18n/useT.ts'
import { uiMessages } from '../messages.ts'
import { Percent, RiskPercent } from '../Percent.tsx'
import { Table } from '../Table.tsx'
import type { ScatterPoint } from './ScatterSmall.tsx'

/** The figures of the dots, one line each. */
export default function ScatterTable({
  caption,
  points,
  renderName,
}: {
  readonly caption: string
  readonly points: readonly ScatterPoint[]
  readonly renderName: ((point: ScatterPoint) => ReactNode) | undefined
}) {
  const t = useT(uiMessages)
  return (
    <Table
      caption={caption}
      hideCaption
      narrow="scroll"
      columns={[
        {
          id: 'name',
          header: t('chart.name'),
          rowHeader: true,
          cell: (p) => renderName?.(p) ?? p.name,
        },
        {
          id: 'apr',
          header: t('chart.apr'),
          align: 'end',
          cell: (p) => <Percent value={p.apr} />,
        },
        {
          id: 'exposure',
          header: t('chart.exposure'),
          align: 'end',
          cell: (p) => <RiskPercent value={p.exposure} />,
        },
      ]}
      rows={points}
      rowKey={(p) => p.id}
    />
  )
}
