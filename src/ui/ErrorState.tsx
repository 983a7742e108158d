import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'
import './states.css'

export interface ErrorStateProps {
  /** The error's own name, as the contract or the node spells it. */
  readonly name?: string | undefined
  /** What happened, what it means, what to do. */
  readonly message: ReactNode
  /** The raw text, folded away, for whoever reports it. */
  readonly detail?: string | undefined
  /** Offers to try again. */
  readonly onRetry?: (() => void) | undefined
  readonly retrying?: boolean | undefined
  /** Another way out, instead of or beside Retry. */
  readonly action?: ReactNode
  /** One line, inside a table or a card. */
  readonly compact?: boolean
}

/** A failure told as one: its name, a sentence, and what to do. Never a zero, never blank. */
export function ErrorState({
  name,
  message,
  detail,
  onRetry,
  retrying = false,
  action,
  compact = false,
}: ErrorStateProps) {
  const t = useT(uiMessages)
  return (
    <div className={compact ? 'state state-error state-compact' : 'state state-error'} role="alert">
      <Icon name="alert" />
      <div className="stack-s">
        <p>
          {name !== undefined && <strong className="state-name">{name}</strong>}
          {message}
        </p>
        {detail !== undefined && (
          <details>
            <summary>{t('common.details')}</summary>
            <code>{detail}</code>
          </details>
        )}
        {(onRetry !== undefined || action !== undefined) && (
          <div className="row">
            {onRetry !== undefined && (
              <Button icon="retry" busy={retrying} onClick={onRetry}>
                {t('common.retry')}
              </Button>
            )}
            {action}
          </div>
        )}
      </div>
    </div>
  )
}
