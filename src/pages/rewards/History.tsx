import { getAddress } from 'viem'
import { timestampAt } from '../../protocol/network/blockClock.ts'
import { AddressLabel, shortAddress } from '../../ui/AddressLabel.tsx'
import { saveCsv } from '../../ui/csv.ts'
import { DateTime } from '../../ui/DateTime.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Table } from '../../ui/Table.tsx'
import { TransactionLink } from '../../ui/TransactionLink.tsx'
import { HistoryFrame } from '../common/HistoryFrame.tsx'
import { OwnPricesPast } from '../common/OwnPriced.tsx'
import { messages } from './messages.ts'
import type { Parts } from './parts.ts'
import { TokenAmount } from './TokenAmount.tsx'
import type { ClaimHistory } from './useClaimHistory.ts'

/** Every claim of the earner, newest first, and the same as a file for taxes. */
export function History({
  history,
  rewards,
  mine,
  network,
  connection,
}: Parts & { readonly history: ClaimHistory }) {
  const t = useT(messages)
  const { chain, client } = connection
  const { rows, coverage, fraction, error } = history
  const address = getAddress(mine.earner)

  const save = async () => {
    if (rows === null) return
    const [{ valueClaims }, { claimsCsv }] = await Promise.all([
      import('../../protocol/rewards/claimValues.ts'),
      import('./claimsCsv.ts'),
    ])
    const latest = { ...network.tokens, ...rewards.tokens }
    const claims = await valueClaims(client, { chain, rows, latest })
    const day = new Date(Number(network.block.timestamp) * 1_000).toISOString().slice(0, 10)
    saveCsv(`keel-claims-${address}-${chain.chainId}-${day}.csv`, claimsCsv(claims, t))
  }

  return (
    <HistoryFrame
      title={t('history.title')}
      save={rows !== null && rows.length > 0 ? save : null}
      error={error}
      failed={t('history.failed')}
      gaps={coverage?.gaps ?? []}
      loading={t('history.loading', { address: shortAddress(address) })}
      fraction={fraction}
    >
      {rows === null ? null : (
        <>
          <Table
            caption={t('history.caption')}
            hideCaption
            rows={[...rows].reverse()}
            rowKey={({ b, i }) => `${b} ${i}`}
            empty={<p className="muted">{t('history.none')}</p>}
            columns={[
              {
                id: 'date',
                header: t('history.date'),
                rowHeader: true,
                cell: (row) => <DateTime timestamp={row.t ?? timestampAt(network.clock, row.b)} />,
              },
              {
                id: 'amount',
                header: t('amount'),
                align: 'end',
                cell: (row) => (
                  <TokenAmount
                    token={rewards.tokens[row.token] ?? network.tokens[row.token]}
                    amount={row.amount}
                  />
                ),
              },
              {
                id: 'recipient',
                header: t('history.recipient'),
                cell: (row) => (
                  <AddressLabel address={getAddress(row.recipient)} explorer={chain.explorerUrl} />
                ),
              },
              {
                id: 'transaction',
                header: t('history.transaction'),
                cell: ({ h }) => <TransactionLink hash={h} explorer={chain.explorerUrl} />,
              },
            ]}
          />
          {rows.length > 0 && <p className="muted small">{t('history.csvHint')}</p>}
          {rows.length > 0 && <OwnPricesPast />}
        </>
      )}
    </HistoryFrame>
  )
}
