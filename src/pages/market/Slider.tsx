import { Field } from '../../ui/Field.tsx'
import { type Bounded, bounds } from './scenario.ts'

/** A fraction of the scenario, set by a slider in percent. */
export function Slider({
  name,
  label,
  hint,
  value,
  text,
  onChange,
}: {
  readonly name: Bounded
  readonly label: string
  readonly hint?: string
  /** A fraction. */
  readonly value: number
  /** The value in words. */
  readonly text: string
  readonly onChange: (value: number) => void
}) {
  const { min, max, step } = bounds[name]
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      aside={<strong className="num">{text}</strong>}
    >
      {(control) => (
        <input
          {...control}
          type="range"
          className="market-slider"
          min={min * 100}
          max={max * 100}
          step={step * 100}
          value={Number((value * 100).toPrecision(6))}
          aria-valuetext={text}
          onChange={(event) => onChange(Number((Number(event.target.value) / 100).toPrecision(6)))}
        />
      )}
    </Field>
  )
}
