import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'

/** A field for one number, what follows from it, and the button that reviews it. */
export function NumberForm({
  label,
  text,
  value,
  invalid,
  notice,
  mode,
  action,
  onText,
  onValue,
}: {
  readonly label: string
  readonly text: string
  /** What the text says; `null` for what is no such number. */
  readonly value: number | null
  readonly invalid: string
  /** Shown while the number is one. */
  readonly notice: ReactNode
  readonly mode: 'numeric' | 'decimal'
  readonly action: string
  readonly onText: (text: string) => void
  readonly onValue: (value: number) => void
}) {
  return (
    <form
      className="stack console-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (value !== null) onValue(value)
      }}
    >
      <Field
        label={label}
        error={text !== '' && value === null ? invalid : undefined}
        notice={value === null || notice === false ? undefined : notice}
      >
        {(control) => (
          <input
            {...control}
            className="input"
            inputMode={mode}
            autoComplete="off"
            value={text}
            onChange={(event) => onText(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit" aria-disabled={value === null}>
          {action}
        </Button>
      </div>
    </form>
  )
}
