import { type ReactNode, useId } from 'react'
import { useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'
import './Field.css'

/** What the control of a field must carry, so that its label, hint and fault are read with it. */
export interface FieldControl {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

export interface FieldProps {
  readonly label: ReactNode
  /** What to know before filling it in. */
  readonly hint?: ReactNode
  /** What is wrong and what to do; marks the control as invalid. */
  readonly error?: ReactNode
  /** What was understood, where that may surprise. */
  readonly notice?: ReactNode
  readonly optional?: boolean
  /** Beside the label: a balance, a Max button. */
  readonly aside?: ReactNode
  /** The control. Spread what is handed in onto it. */
  readonly children: (control: FieldControl) => ReactNode
}

/** A labelled control with its hint and, in words, what is wrong with what it holds. */
export function Field({ label, hint, error, notice, optional, aside, children }: FieldProps) {
  const t = useT(uiMessages)
  const id = useId()
  const wrong = error !== undefined && error !== null && error !== false
  const described = [hint !== undefined && `${id}-hint`, `${id}-said`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>
          {label}
          {optional === true && <span className="unit">{t('field.optional')}</span>}
        </label>
        {aside}
      </div>
      {children({
        id,
        'aria-describedby': described,
        'aria-invalid': wrong ? true : undefined,
      })}
      {hint !== undefined && (
        <div id={`${id}-hint`} className="field-hint">
          {hint}
        </div>
      )}
      <div id={`${id}-said`} aria-live="polite">
        {wrong ? (
          <div className="field-error">{error}</div>
        ) : (
          notice !== undefined && notice !== null && <div className="field-hint">{notice}</div>
        )}
      </div>
    </div>
  )
}
