import { BlockNumber } from './BlockNumber.tsx'
import { formatDuration } from './format/formatDate.ts'
import { formatPercent } from './format/formatPercent.ts'
import { useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'
import './StatusLine.css'

export interface StatusLineProps {
  readonly chainName: string
  /** `stale`: the chain or the node stands still; `down`: the node does not answer. */
  readonly state: 'connecting' | 'live' | 'stale' | 'down'
  /** The block that the page's numbers belong to. */
  readonly block?: bigint | undefined
  /** Seconds since that block was first seen, by a clock that never jumps. */
  readonly ageSeconds?: number | undefined
  /** How much of the history has been read. */
  readonly sync?:
    | { readonly state: 'complete' | 'incomplete' }
    | { readonly state: 'syncing'; readonly progress: number }
    | undefined
  readonly explorer?: string | undefined
}

/** Chain, block, age and sync in one thin line, the only thing on the page that moves on its own. */
export function StatusLine({
  chainName,
  state,
  block,
  ageSeconds,
  sync,
  explorer,
}: StatusLineProps) {
  const t = useT(uiMessages)
  const age = ageSeconds === undefined ? undefined : formatDuration(ageSeconds, t.locale)
  const trouble =
    state === 'down'
      ? block === undefined
        ? t('status.downNoBlock')
        : t('status.down', { number: block })
      : state === 'stale'
        ? t('status.stale', { age: age ?? '' })
        : ''
  return (
    <div className={`status status-${state}`}>
      <span className="status-dot" aria-hidden="true" />
      <span className="status-chain">{chainName}</span>
      {state === 'connecting' && <span>{t('status.connecting')}</span>}
      {state !== 'down' && block !== undefined && (
        <BlockNumber number={block} explorer={explorer} />
      )}
      {state === 'live' && age !== undefined && (
        <span className="num">{t('status.age', { age })}</span>
      )}
      {/* Only a change of state is read out, not every block. */}
      <span className="status-trouble" role="status">
        {trouble}
      </span>
      {sync !== undefined && sync.state !== 'complete' && (
        <span className="status-sync num">
          {sync.state === 'syncing'
            ? t('status.syncing', {
                percent: formatPercent(sync.progress, { locale: t.locale, decimals: 0 }).text,
              })
            : t('status.incomplete')}
        </span>
      )}
      {sync?.state === 'syncing' && (
        <span
          className="status-bar"
          aria-hidden="true"
          style={{ width: `${Math.max(0, Math.min(1, sync.progress)) * 100}%` }}
        />
      )}
    </div>
  )
}
