import { Field } from '../../ui/Field.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { useTyped } from '../../ui/useTyped.ts'
import { filterMessages } from './filterMessages.ts'
import { parseLimit } from './filters.ts'

/** A number that bounds something. What is being typed stands until it is one. */
export function LimitField({
  label,
  hint,
  unit,
  value,
  onChange,
}: {
  readonly label: string
  readonly hint?: string
  readonly unit: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
}) {
  const t = useT(filterMessages)
  const { wrong, input } = useTyped({ value, parse: parseLimit, onChange })
  return (
    <Field label={label} hint={hint} error={wrong ? t('limit.wrong') : undefined}>
      {(control) => (
        <span className="limit-input">
          <input {...control} {...input} />
          <span className="unit" aria-hidden="true">
            {unit}
          </span>
        </span>
      )}
    </Field>
  )
}
