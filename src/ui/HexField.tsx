import { Field, type FieldProps } from './Field.tsx'

/** A field for an address or other hexadecimal: nothing completes, corrects or wraps it. */
export function HexField({
  value,
  onChange,
  ...field
}: Omit<FieldProps, 'children'> & {
  readonly value: string
  readonly onChange: (text: string) => void
}) {
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          className="input mono"
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
