import { zeroAddress } from '../../protocol/network/types.ts'
import type { Arrival } from '../../protocol/withdrawals/completion.ts'
import { tokensFor } from '../../protocol/withdrawals/pool.ts'
import { canBeNext, completableFrom, slashableUntil } from '../../protocol/withdrawals/timing.ts'
import type { QueuedWithdrawal } from '../../protocol/withdrawals/types.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { BlockNumber } from '../../ui/BlockNumber.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { formatFullAmount } from '../../ui/format/formatAmount.ts'
import { formatDuration } from '../../ui/format/formatDate.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { StateMark } from '../../ui/StateMark.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import { BlockDate } from './Dates.tsx'
import type { Leaving } from './leave.ts'
import { messages } from './messages.ts'
import { unitOf } from './units.ts'

/** What completing brings, in full: the preview is what arrives. */
export function Arrivals({
  arrivals,
  ...leaving
}: Leaving & { readonly arrivals: readonly Arrival[] }) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const { network, exits } = leaving
  if (arrivals.some(({ kind }) => kind === 'unknown'))
    return <p className="muted">{t('queue.arrivesUnknown')}</p>
  const exact = (strategy: Arrival['strategy'], value: bigint) => {
    const unit = unitOf(network, strategy)
    return unit ? `${formatFullAmount(value, unit.decimals, t.locale)} ${unit.symbol}` : '—'
  }
  return (
    <>
      <dl className="figures">
        {arrivals.map((arrival) => {
          if (arrival.kind === 'tokens')
            return (
              <div key={arrival.strategy}>
                <dt>{t('queue.arrives')}</dt>
                <dd className="num">{exact(arrival.strategy, arrival.received)}</dd>
              </div>
            )
          if (arrival.kind !== 'shares') return null
          const pool = exits.pools[arrival.strategy]
          return (
            <div key={arrival.strategy}>
              <dt>{t('queue.returns')}</dt>
              <dd className="num">
                {pool ? exact(arrival.strategy, tokensFor(pool, arrival.counted)) : '—'}
              </dd>
            </div>
          )
        })}
      </dl>
      {arrivals.some(({ kind }) => kind === 'shares') && (
        <p className="small muted">
          {exits.delegatedTo === null || exits.delegatedTo === zeroAddress
            ? t('queue.toNobody')
            : t('queue.toOperator', { operator: nameOf(exits.delegatedTo) })}
        </p>
      )}
      {arrivals.some(({ kind }) => kind === 'podShort') && (
        <Banner kind="warning">
          {t('queue.podShort', {
            have: `${formatFullAmount((exits.podGwei ?? 0n) * 1_000_000_000n, 18, t.locale)} ETH`,
            need: `${formatFullAmount(
              arrivals.reduce(
                (sum, { kind, shares }) => sum + (kind === 'podShort' ? shares : 0n),
                0n,
              ),
              18,
              t.locale,
            )} ETH`,
          })}
        </Banner>
      )}
      {arrivals.some(({ kind }) => kind === 'fullySlashed') && (
        <Banner kind="warning">{t('queue.fullySlashed')}</Banner>
      )}
    </>
  )
}

/** Whether a withdrawal would complete: nothing about it would make the contracts refuse. */
export const wouldComplete = (arrivals: readonly Arrival[]): boolean =>
  arrivals.every(({ kind }) => kind !== 'podShort' && kind !== 'fullySlashed')

/** One withdrawal in the queue: what is left of it, when it can be taken, and as what. */
export function QueuedItem({
  queued,
  asTokens,
  arrivals,
  onChoose,
  onComplete,
  selected,
  onSelect,
  busy,
  ...leaving
}: Leaving & {
  readonly queued: QueuedWithdrawal
  readonly asTokens: boolean
  readonly arrivals: readonly Arrival[]
  readonly onChoose: (asTokens: boolean) => void
  readonly onComplete: () => void
  /** Set where several can be completed together. */
  readonly selected: boolean | null
  readonly onSelect: (selected: boolean) => void
  readonly busy: boolean
}) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const { network, exits, head, pace, account } = leaving
  const { withdrawal, parts } = queued
  const { startBlock, delegatedTo, nonce } = withdrawal
  const number = Number(nonce) + 1
  const from = exits.delay === null ? null : completableFrom(startBlock, exits.delay)
  const ready = from !== null && canBeNext(head.number, from)
  const blocks = from === null ? 0 : Math.max(0, from - 1 - Number(head.number))
  const worth = (strategy: (typeof parts)[number]['strategy'], shares: bigint | null) => {
    const pool = exits.pools[strategy]
    const unit = unitOf(network, strategy)
    return (
      <Amount
        value={pool && unit && shares !== null ? tokensFor(pool, shares) : null}
        decimals={unit?.decimals ?? 18}
        unit={unit?.symbol ?? ''}
        reason={shares === null ? t('queue.askedUnread') : t('part.unread')}
      />
    )
  }
  return (
    <article className="card stack" aria-labelledby={`withdrawal-${queued.root}`}>
      <header className="row withdraw-head">
        <h3 id={`withdrawal-${queued.root}`}>{t('queue.name', { number })}</h3>
        {ready ? (
          <StateMark state="now">{t('queue.isReady')}</StateMark>
        ) : (
          <span className="muted num">
            {t('queue.countdown', {
              count: blocks,
              duration: formatDuration(blocks * pace, t.locale),
            })}
          </span>
        )}
      </header>
      {parts.map(({ strategy, asked, shares }) => (
        <dl className="figures" key={strategy}>
          <div>
            <dt>{t('queue.asked')}</dt>
            <dd>{worth(strategy, asked)}</dd>
          </div>
          <div>
            <dt>{t('queue.now')}</dt>
            <dd>{worth(strategy, shares)}</dd>
          </div>
          <div>
            <dt>{t('queue.slashed')}</dt>
            <dd>
              {asked !== null && asked <= shares ? (
                <span className="unit">{t('queue.notSlashed')}</span>
              ) : (
                <span className="withdraw-lost">
                  {worth(strategy, asked === null ? null : asked - shares)}
                </span>
              )}
            </dd>
          </div>
        </dl>
      ))}
      <dl className="figures small">
        <div>
          <dt>{t('queue.from')}</dt>
          <dd>
            <BlockNumber number={BigInt(startBlock)} />
          </dd>
        </div>
        <div>
          <dt>{t('queue.operator')}</dt>
          <dd>
            {delegatedTo.toLowerCase() === zeroAddress
              ? t('queue.noOperator')
              : nameOf(delegatedTo)}
          </dd>
        </div>
        {exits.delay !== null && from !== null && (
          <>
            <div>
              <dt>{t('queue.slashable')}</dt>
              <dd>
                <BlockDate
                  block={slashableUntil(startBlock, exits.delay)}
                  head={head}
                  pace={pace}
                />
              </dd>
            </div>
            <div>
              <dt>{t('queue.completable')}</dt>
              <dd>
                <BlockDate block={from} head={head} pace={pace} />
              </dd>
            </div>
          </>
        )}
      </dl>
      <Choice
        label={t('queue.choice')}
        value={asTokens ? 'tokens' : 'shares'}
        onChange={(id) => onChoose(id === 'tokens')}
        options={[
          { id: 'tokens', label: t('queue.tokens') },
          { id: 'shares', label: t('queue.shares') },
        ]}
      />
      <Arrivals {...leaving} arrivals={arrivals} />
      {account !== null && (
        <div className="row">
          <Button
            kind="primary"
            busy={busy}
            aria-disabled={!ready || !wouldComplete(arrivals) || exits.paused.completing === true}
            aria-label={t('queue.completeThis', { number })}
            onClick={onComplete}
          >
            {t('queue.complete')}
          </Button>
          {selected !== null && (
            <label className="row withdraw-select">
              <input
                type="checkbox"
                checked={selected}
                onChange={(event) => onSelect(event.target.checked)}
              />
              <span>{t('queue.select', { number })}</span>
            </label>
          )}
        </div>
      )}
    </article>
  )
}
