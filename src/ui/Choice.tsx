import { type ReactNode, useId } from 'react'
import './Choice.css'

export interface ChoiceProps<Id extends string> {
  /** What is chosen. */
  readonly label: string
  readonly options: readonly {
    readonly id: Id
    readonly label: ReactNode
    readonly lang?: string
  }[]
  readonly value: Id
  readonly onChange: (id: Id) => void
  /** Shows no label; it is still read. */
  readonly hideLabel?: boolean
}

/** One of a few, all in sight: language, theme, preset. */
export function Choice<Id extends string>({
  label,
  options,
  value,
  onChange,
  hideLabel = false,
}: ChoiceProps<Id>) {
  const name = useId()
  return (
    <fieldset className="choice">
      <legend className={hideLabel ? 'visually-hidden' : undefined}>{label}</legend>
      <div className="choice-options">
        {options.map((option) => (
          <label key={option.id} lang={option.lang}>
            <input
              type="radio"
              name={name}
              value={option.id}
              checked={option.id === value}
              onChange={() => onChange(option.id)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
