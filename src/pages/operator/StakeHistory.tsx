import { useMemo } from 'react'
import { stakeHistory } from '../../data/operatorHistory.ts'
import type { Network, Operator } from '../../protocol/network/types.ts'
import { TimeChart } from '../../ui/chart/TimeChart.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { formatDate } from '../../ui/format/formatDate.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Table } from '../../ui/Table.tsx'
import { weiOf } from '../avss/weiOf.ts'
import { historyMessages } from './historyMessages.ts'

/** What was delegated to an operator since it registered. */
export function StakeHistory({
  network,
  operator,
}: {
  readonly network: Network
  readonly operator: Operator
}) {
  const t = useT(historyMessages)
  const points = useMemo(() => stakeHistory(network, operator), [network, operator])
  if (points === null) return null
  const most = Math.max(...points.map(({ eth }) => eth))
  if (most === 0) return null
  const amount = (eth: number) =>
    formatAmount(weiOf(eth), 18, { locale: t.locale, maxSignificant: 4 })
  return (
    <TimeChart
      title={t('stake.title', { last: amount(points.at(-1)?.eth ?? 0), most: amount(most) })}
      subtitle={t('stake.subtitle')}
      axis={t('stake.axis')}
      until={Number(network.block.timestamp)}
      formatValue={amount}
      missing={t('stake.missing')}
      series={[
        {
          id: 'stake',
          mark: 'step',
          tone: 'plain',
          points: points.map(({ at, eth }) => ({ at, value: eth })),
        },
      ]}
      table={
        <Table
          caption={t('stake.subtitle')}
          narrow="scroll"
          rows={points.filter((_, index) => index % 5 === 4)}
          rowKey={({ at }) => String(at)}
          columns={[
            {
              id: 'date',
              header: t('stake.date'),
              rowHeader: true,
              cell: ({ at }) => formatDate(at, { locale: t.locale, style: 'date' }),
            },
            {
              id: 'eth',
              header: t('stake.eth'),
              align: 'end',
              cell: ({ eth }) => <span className="num">{amount(eth)}</span>,
            },
          ]}
        />
      }
    />
  )
}
