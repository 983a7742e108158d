import type { ReactNode } from 'react'
import { useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'
import './StateMark.css'

export interface MarkProps {
  /** Solid is now, an outline with its date is pending, hatched is latent. The same everywhere. */
  readonly state: 'now' | 'pending' | 'latent'
  /** What is so. */
  readonly children: ReactNode
  /** From when, for what is pending; `null` where the mark's own words say that it waits. */
  readonly from?: ReactNode
}

/** A label whose pattern says whether something is in force, coming, or possible. */
export function StateMark({ state, children, from }: MarkProps) {
  const t = useT(uiMessages)
  return (
    <span className={`mark mark-${state}`}>
      <span>{children}</span>
      {state === 'pending' && from !== null && (
        <span className="unit">
          {' '}
          {from === undefined ? t('state.pending') : t.rich('state.pendingFrom', { date: from })}
        </span>
      )}
      {state === 'latent' && <span className="unit"> {t('state.latent')}</span>}
    </span>
  )
}
