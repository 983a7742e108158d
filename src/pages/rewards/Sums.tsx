import { lazy, Suspense } from 'react'
import { waitingOf } from '../../protocol/rewards/readRewards.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Provenance } from '../../ui/Provenance.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Table } from '../../ui/Table.tsx'
import { messages } from './messages.ts'
import type { Parts } from './parts.ts'
import { TokenAmount, TokenWorth } from './TokenAmount.tsx'
import type { ClaimHistory } from './useClaimHistory.ts'

const SumsChart = lazy(() => import('./SumsChart.tsx'))

/** Earned and claimed so far, by token, and over time. */
export function Sums({ history, ...parts }: Parts & { readonly history: ClaimHistory }) {
  const { rewards, mine, connection } = parts
  const t = useT(messages)
  const { tokens, ethUsd, block } = rewards
  const noSource =
    connection.chain.rewards === undefined
      ? t('value.unknown')
      : mine.sourceError !== null || mine.pendingError !== null
        ? t('source.failed', {
            what: t(`source.${(mine.sourceError ?? mine.pendingError)?.kind ?? 'invalid'}`),
          })
        : t('value.unknown')
  return (
    <section className="stack">
      <h2>{t('sum.title')}</h2>
      <Table
        caption={t('sum.caption')}
        hideCaption
        rows={mine.tokens}
        rowKey={(row) => row.token}
        empty={<p className="muted">{t('sum.none')}</p>}
        columns={[
          {
            id: 'token',
            header: t('token'),
            rowHeader: true,
            cell: (row) => tokens[row.token]?.symbol ?? row.token,
          },
          {
            id: 'earned',
            header: t('sum.earned'),
            align: 'end',
            cell: (row) => (
              <TokenAmount token={tokens[row.token]} amount={row.earned} reason={noSource} />
            ),
          },
          {
            id: 'waiting',
            header: t('waiting.title'),
            align: 'end',
            cell: (row) => (
              <TokenAmount token={tokens[row.token]} amount={waitingOf(row)} reason={noSource} />
            ),
          },
          {
            id: 'claimed',
            header: t('sum.claimed'),
            align: 'end',
            cell: (row) => (
              <Provenance kind="chain" block={block.number} source={t('sum.claimedSource')}>
                <TokenAmount token={tokens[row.token]} amount={row.claimed} />
              </Provenance>
            ),
          },
          {
            id: 'value',
            header: t('value'),
            align: 'end',
            cell: (row) => (
              <TokenWorth
                token={tokens[row.token]}
                amount={row.earned ?? row.claimed}
                ethUsd={ethUsd}
              />
            ),
          },
        ]}
      />
      {mine.tokens.length > 0 && (
        <Suspense fallback={<Skeleton height="16rem" />}>
          <SumsChart {...parts} history={history} />
        </Suspense>
      )}
    </section>
  )
}
