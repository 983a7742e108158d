import type { ReactNode } from 'react'
import './states.css'

export interface EmptyStateProps {
  /** What is not here. */
  readonly title: string
  /** Why, and how it would come to be. */
  readonly children?: ReactNode
  /** The way to change that. */
  readonly action?: ReactNode
}

/** Nothing to show, and that is known: told apart from "not read yet" and from "could not be read". */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="state state-empty">
      <div className="stack-s">
        <p>
          <strong>{title}</strong>
        </p>
        {children !== undefined && <p className="muted">{children}</p>}
        {action !== undefined && <div className="row">{action}</div>}
      </div>
    </div>
  )
}
