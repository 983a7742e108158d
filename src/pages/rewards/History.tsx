import { useState } from 'react'
import { getAddress } from 'viem'
import { timestampAt } from '../../protocol/network/blockClock.ts'
import { AddressLabel, shortAddress } from '../../ui/AddressLabel.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { explorerLink } from '../../ui/BlockNumber.tsx'
import { Button } from '../../ui/Button.tsx'
import { saveCsv } from '../../ui/csv.ts'
import { DateTime } from '../../ui/DateTime.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Progress } from '../../ui/Progress.tsx'
import { Table } from '../../ui/Table.tsx'
import { showToast } from '../../ui/toast.ts'
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
  const [busy, setBusy] = useState(false)
  const { chain, client } = connection
  const { rows, coverage, fraction, error } = history
  const address = getAddress(mine.earner)

  const save = async () => {
    if (rows === null) return
    setBusy(true)
    try {
      const [{ valueClaims }, { claimsCsv }] = await Promise.all([
        import('../../protocol/rewards/claimValues.ts'),
        import('./claimsCsv.ts'),
      ])
      const latest = { ...network.tokens, ...rewards.tokens }
      const claims = await valueClaims(client, { chain, rows, latest })
      const day = new Date(Number(network.block.timestamp) * 1_000).toISOString().slice(0, 10)
      saveCsv(`keel-claims-${address}-${chain.chainId}-${day}.csv`, claimsCsv(claims, t))
    } catch {
      showToast('error', t('history.csvFailed'))
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="stack">
      <div className="claim-head">
        <h2>{t('history.title')}</h2>
        {rows !== null && rows.length > 0 && (
          <Button busy={busy} onClick={() => void save()}>
            {t('history.csv')}
          </Button>
        )}
      </div>
      {error !== null && (
        <ErrorState
          compact
          name={error.name}
          message={t('history.failed')}
          detail={error.message}
        />
      )}
      {coverage !== null && !coverage.complete && (
        <Banner kind="warning">{t('history.gaps', { count: coverage.gaps.length })}</Banner>
      )}
      {rows === null ? (
        error === null && (
          <Progress
            label={t('history.loading', { address: shortAddress(address) })}
            value={fraction}
          />
        )
      ) : (
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
              cell: ({ h }) => {
                const href = explorerLink(chain.explorerUrl, 'tx', h)
                const short = `${h.slice(0, 10)}…`
                return href === undefined ? (
                  <span className="mono" title={h}>
                    {short}
                  </span>
                ) : (
                  <a className="mono" href={href} target="_blank" rel="noreferrer" title={h}>
                    {short}
                  </a>
                )
              },
            },
          ]}
        />
      )}
      {rows !== null && rows.length > 0 && <p className="muted small">{t('history.csvHint')}</p>}
    </section>
  )
}
