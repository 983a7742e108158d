import { memo } from 'react'
import { getAddress } from 'viem'
import type { Delegations } from '../../protocol/console/readDelegators.ts'
import { timestampAt } from '../../protocol/network/blockClock.ts'
import type { Network } from '../../protocol/network/types.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { TimeChart } from '../../ui/chart/TimeChart.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Table } from '../../ui/Table.tsx'
import { countByBlock } from './delegators.ts'
import { messages } from './messages.ts'

/** Movements told in the table beside the chart. */
const movementsShown = 100

/** How many restakers the operator had over time; drawn anew only with a new reading of them. */
export const MovementsChart = memo(function MovementsChart({
  delegations: { movements, now },
  network,
}: {
  readonly delegations: Delegations
  readonly network: Network
}) {
  const t = useT(messages)
  const joined = movements.filter((movement) => movement.joined).length
  return (
    <TimeChart
      title={t('movements.title', { joined, left: movements.length - joined })}
      axis={t('movements.axis')}
      until={Number(network.block.timestamp)}
      missing="—"
      formatValue={(value) => (Number.isInteger(value) ? formatCount(value, t.locale) : '')}
      series={[
        {
          id: 'restakers',
          mark: 'step',
          tone: 'plain',
          label: t('movements.now', { count: now.size }),
          points: countByBlock(movements).map(([block, value]) => ({
            at: timestampAt(network.clock, block),
            value,
          })),
        },
      ]}
      table={
        <Table
          caption={t('movements.caption', { count: movementsShown })}
          rows={movements.slice(-movementsShown).reverse()}
          rowKey={(row) => `${row.block}${row.staker}${row.joined}${row.count}`}
          columns={[
            {
              id: 'when',
              header: t('movements.when'),
              rowHeader: true,
              cell: ({ block }) => (
                <DateTime timestamp={timestampAt(network.clock, block)} style="date" />
              ),
            },
            {
              id: 'who',
              header: t('delegations.restaker'),
              cell: ({ staker }) => <AddressLabel plain address={getAddress(staker)} />,
            },
            {
              id: 'what',
              header: t('movements.what'),
              cell: (row) => t(row.joined ? 'movements.joined' : 'movements.left'),
            },
            {
              id: 'count',
              header: t('movements.after'),
              align: 'end',
              cell: ({ count }) => formatCount(count, t.locale),
            },
          ]}
        />
      }
    />
  )
})
