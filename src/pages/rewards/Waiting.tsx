import { waitingOf } from '../../protocol/rewards/readRewards.ts'
import { DateTime } from '../../ui/DateTime.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatDuration } from '../../ui/format/formatDate.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Table } from '../../ui/Table.tsx'
import { Countdown } from './Countdown.tsx'
import { messages } from './messages.ts'
import type { Parts } from './parts.ts'
import { TokenAmount, TokenWorth } from './TokenAmount.tsx'
import { amountsOf } from './values.ts'

/** What is earned and waits for its root, and how long. */
export function Waiting({ rewards, mine, connection }: Parts) {
  const t = useT(messages)
  const { roots, tokens, ethUsd } = rewards
  if (roots === null) return null
  const { pending, activationDelay } = roots
  const rows = amountsOf(mine.tokens, waitingOf)
  return (
    <section className="stack">
      <h2>{t('waiting.title')}</h2>
      {pending.length === 0 ? (
        <p className="muted">{t('waiting.none')}</p>
      ) : (
        pending.map(({ index, activatedAt }) => (
          <p key={index} className="waiting-root">
            {t.rich('waiting.root', {
              index: String(index),
              in: <Countdown until={activatedAt} connection={connection} />,
              date: <DateTime timestamp={activatedAt} />,
            })}
          </p>
        ))
      )}
      {mine.pendingError !== null && (
        <ErrorState
          compact
          message={t('source.failed', { what: t(`source.${mine.pendingError.kind}`) })}
          detail={mine.pendingError.shortMessage}
        />
      )}
      {rows.length > 0 ? (
        <Table
          caption={t('waiting.caption')}
          hideCaption
          rows={rows}
          rowKey={(row) => row.token}
          columns={[
            {
              id: 'token',
              header: t('token'),
              rowHeader: true,
              cell: (row) => tokens[row.token]?.symbol ?? row.token,
            },
            {
              id: 'amount',
              header: t('amount'),
              align: 'end',
              cell: (row) => <TokenAmount token={tokens[row.token]} amount={row.amount} />,
            },
            {
              id: 'value',
              header: t('value'),
              align: 'end',
              cell: (row) => (
                <TokenWorth token={tokens[row.token]} amount={row.amount} ethUsd={ethUsd} />
              ),
            },
          ]}
        />
      ) : (
        pending.length > 0 &&
        connection.chain.rewards !== undefined &&
        mine.pendingError === null && <p className="muted">{t('waiting.nothing')}</p>
      )}
      {activationDelay !== null && (
        <p className="muted small">
          {t('waiting.delay', { delay: formatDuration(activationDelay, t.locale) })}
        </p>
      )}
    </section>
  )
}
