import type { Head } from '../../protocol/rpc/headTracker.ts'
import { completableFrom, expectedTime, slashableUntil } from '../../protocol/withdrawals/timing.ts'
import { BlockNumber } from '../../ui/BlockNumber.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatDuration } from '../../ui/format/formatDate.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { messages } from './messages.ts'

/** A block of the future with its date by the chain's clock. */
export function BlockDate({
  block,
  head,
  pace,
}: {
  readonly block: number
  readonly head: Head
  readonly pace: number
}) {
  const t = useT(messages)
  return (
    <>
      <BlockNumber number={BigInt(block)} />
      {BigInt(block) > head.number && (
        <span className="withdraw-date">
          {t.rich('dates.about', {
            date: (
              <DateTime
                key="date"
                timestamp={Math.round(expectedTime(block, head, pace))}
                now={head.timestamp}
              />
            ),
          })}
        </span>
      )}
    </>
  )
}

/** When something that is queued with the next block can still be slashed, and when it can be taken. */
export function Dates({
  head,
  delay,
  pace,
}: {
  readonly head: Head
  readonly delay: number | null
  readonly pace: number
}) {
  const t = useT(messages)
  if (delay === null) return <ErrorState compact message={t('dates.unread')} />
  const start = Number(head.number) + 1
  return (
    <div className="stack-s">
      <h3>{t('dates.title')}</h3>
      <dl className="figures">
        <div>
          <dt>{t('dates.window')}</dt>
          <dd>
            {t('dates.windowText', {
              blocks: delay,
              duration: formatDuration(delay * pace, t.locale),
            })}
          </dd>
        </div>
        <div>
          <dt>{t('dates.slashable')}</dt>
          <dd>
            <BlockDate block={slashableUntil(start, delay)} head={head} pace={pace} />
          </dd>
        </div>
        <div>
          <dt>{t('dates.completable')}</dt>
          <dd>
            <BlockDate block={completableFrom(start, delay)} head={head} pace={pace} />
          </dd>
        </div>
      </dl>
      <p className="muted small">
        {t('dates.note', { pace: formatDuration(pace, t.locale, 'narrow') })}
      </p>
    </div>
  )
}
