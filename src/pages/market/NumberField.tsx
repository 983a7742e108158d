import { Field } from '../../ui/Field.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { useTyped } from '../../ui/useTyped.ts'
import { messages } from './messages.ts'

/** A number above 0 as it is typed; null for anything else. */
export function positiveOf(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() !== '' && value > 0 && Number.isFinite(value) ? value : null
}

/** A number above 0; what cannot be read stays as it was typed and is said. */
export function NumberField({
  label,
  hint,
  value,
  onChange,
}: {
  readonly label: string
  readonly hint?: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
}) {
  const t = useT(messages)
  const { wrong, input } = useTyped({ value, parse: positiveOf, onChange })
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      error={wrong ? t('own.wrong') : undefined}
    >
      {(control) => <input {...control} {...input} />}
    </Field>
  )
}
