import type { ReactNode } from 'react'
import { Field } from './Field.tsx'
import './Slider.css'

export interface SliderProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly value: number
  /** The value in words. */
  readonly text: string
  /** The value as it is seen, where that is more than its words: with where it comes from. */
  readonly shown?: ReactNode
  readonly min: number
  readonly max: number
  readonly step: number
  readonly onChange: (value: number) => void
}

/** A labelled slider with its value in words beside the label. */
export function Slider({
  label,
  hint,
  value,
  text,
  shown = text,
  min,
  max,
  step,
  onChange,
}: SliderProps) {
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      aside={<strong className="num">{shown}</strong>}
    >
      {(control) => (
        <input
          {...control}
          type="range"
          className="slider"
          min={min}
          max={max}
          step={step}
          value={value}
          aria-valuetext={text}
          onChange={(event) => onChange(Number(event.target.value))}
        />
      )}
    </Field>
  )
}
