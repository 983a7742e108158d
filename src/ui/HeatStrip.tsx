import type { ReactNode } from 'react'
import { formatRisk } from './format/formatPercent.ts'
import { useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'
import './HeatStrip.css'

/** A share of a whole that something may take. */
export interface HeatCell {
  readonly id: string
  /** What takes it. */
  readonly label: ReactNode
  /** Of what: a token's symbol. */
  readonly note: string
  /** From 0 to 1. */
  readonly share: number
  /** Solid is now, hatched is latent. */
  readonly state: 'now' | 'latent'
  /** What it becomes, outlined with its date. */
  readonly pending?: { readonly share: number; readonly from: ReactNode } | undefined
}

/** Shares side by side, the hotter the more: solid now, hatched latent, an outline with its date for what is coming. */
export function HeatStrip({
  label,
  cells,
}: {
  readonly label: string
  readonly cells: readonly HeatCell[]
}) {
  const t = useT(uiMessages)
  const percent = (share: number) => formatRisk(share, { locale: t.locale }).text
  return (
    <ul className="heat" aria-label={label}>
      {cells.map(({ id, label: name, note, share, state, pending }) => (
        <li
          key={id}
          className={`heat-cell heat-${state}`}
          style={{ ['--heat' as string]: `${Math.round(Math.min(1, share) * 100)}%` }}
        >
          <span className="heat-name">{name}</span>
          <span className="heat-figure num">
            {percent(share)} <span className="heat-note">{note}</span>
          </span>
          {state === 'latent' && <span className="heat-note">{t('state.latent')}</span>}
          {pending && (
            <span className="heat-pending">
              → {percent(pending.share)}{' '}
              <span className="heat-note">
                {t.rich('state.pendingFrom', { date: pending.from })}
              </span>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
