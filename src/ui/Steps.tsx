import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import { useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'
import './Steps.css'

/** Where a step of a plan stands. `active` waits for the wallet, `pending` for the chain. */
export type StepState = 'todo' | 'active' | 'pending' | 'done' | 'failed' | 'skipped'

/** One step of a plan. */
export interface Step {
  readonly id: string
  /** What it does. */
  readonly title: ReactNode
  readonly state: StepState
  /** The words of its state, where more can be said than "Done": why it failed, its transaction. */
  readonly detail?: ReactNode
}

export interface StepsProps {
  readonly label: string
  readonly steps: readonly Step[]
}

/** The steps of a plan and how far they are. A change of state is read out. */
export function Steps({ label, steps }: StepsProps) {
  const t = useT(uiMessages)
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step.id}
          className={`step step-${step.state}`}
          aria-current={step.state === 'active' || step.state === 'pending' ? 'step' : undefined}
        >
          <span className="step-mark" aria-hidden="true">
            {step.state === 'done' ? (
              <Icon name="check" size={16} />
            ) : step.state === 'failed' ? (
              <Icon name="close" size={16} />
            ) : step.state === 'skipped' ? (
              <Icon name="minus" size={16} />
            ) : step.state === 'pending' ? (
              <span className="spinner" />
            ) : (
              index + 1
            )}
          </span>
          <div>
            <div className="step-title">{step.title}</div>
            <div className="step-state" aria-live="polite">
              {t(`steps.${step.state}`)}
              {step.detail !== undefined && <span className="step-detail"> · {step.detail}</span>}
            </div>
          </div>
        </li>
      ))}
    </ol>
  )
}
