import { type ChangeEvent, useEffect, useState } from 'react'

/** A number being typed, and the field for it. */
export type Typed = {
  setText: (text: string) => void
  /** What the text means; `null` for nothing. */
  typed: number | null
  /** There is a text, and it means no number. */
  wrong: boolean
  /** For the `input` of a `Field`, beside what the field itself gives it. */
  input: {
    className: 'input'
    inputMode: 'decimal'
    autoComplete: 'off'
    value: string
    onChange: (event: ChangeEvent<HTMLInputElement>) => void
  }
}

/**
 * What is being typed into a field that holds a number: it stands as it was typed until it means another number than
 * the field's, which then came from elsewhere (a slider, a link, a reset).
 *
 * @param parse the number that a text means, `null` for none
 * @param onChange hears every number, and `null` for an empty field; what cannot be read changes nothing
 * @param write the number as a person would type it
 */
export function useTyped({
  value,
  parse,
  onChange,
  write = String,
}: {
  value: number | null
  parse: (text: string) => number | null
  onChange: (value: number | null) => void
  write?: (value: number) => string
}): Typed {
  const written = value === null ? '' : write(value)
  const [text, setText] = useState(written)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the value overrules what is typed
  useEffect(() => {
    setText((now) => (parse(now) === value ? now : written))
  }, [value])
  const typed = parse(text)
  return {
    setText,
    typed,
    wrong: text.trim() !== '' && typed === null,
    input: {
      className: 'input',
      inputMode: 'decimal',
      autoComplete: 'off',
      value: text,
      onChange(event) {
        const next = event.target.value
        setText(next)
        const number = parse(next)
        if (number !== null || next.trim() === '') onChange(number)
      },
    },
  }
}
