import type { ReactNode } from 'react'
import { Hint } from './Hint.tsx'
import { Icon } from './Icon.tsx'
import { useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'
import './Provenance.css'

export interface ProvenanceProps {
  /** Where the figure comes from. */
  readonly kind: 'chain' | 'assumption' | 'user'
  /** The source in words: the contract and the call, or whose assumption it is and why. */
  readonly source?: ReactNode
  /** The block it was read at. */
  readonly block?: bigint | undefined
  /** The figure. Under an assumption it must not be interactive itself (`plain` amounts). */
  readonly children: ReactNode
}

/** Says where a figure comes from: a chain glyph, a dotted underline, or a mark of the reader's own. */
export function Provenance({ kind, source, block, children }: ProvenanceProps) {
  const t = useT(uiMessages)
  const title =
    kind === 'assumption'
      ? t('provenance.assumption')
      : kind === 'user'
        ? t('provenance.user')
        : block === undefined
          ? t('provenance.chain')
          : t('provenance.chainAt', { block })
  const content = (
    <>
      <strong>{title}</strong>
      {source !== undefined && <span className="provenance-source">{source}</span>}
    </>
  )
  if (kind === 'assumption') {
    return (
      <Hint className="assumption" content={content}>
        {children}
      </Hint>
    )
  }
  return (
    <span className="provenance">
      {children}
      <Hint
        className={kind === 'user' ? 'provenance-badge' : 'provenance-glyph'}
        content={content}
        label={kind === 'user' ? undefined : title}
      >
        {kind === 'user' ? t('provenance.userBadge') : <Icon name="chain" size={13} />}
      </Hint>
    </span>
  )
}
