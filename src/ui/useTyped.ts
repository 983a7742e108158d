import { useEffect, useState } from 'react'

/**
 * What is being typed into a field that holds a number: it stands as it was typed until it means another number than
 * the field's, which then came from elsewhere (a slider, a link, a reset).
 *
 * @param parse the number that a text means, `null` for none
 * @param write the number as a person would type it
 */
export function useTyped(
  value: number | null,
  parse: (text: string) => number | null,
  write: (value: number) => string = String,
): [text: string, setText: (text: string) => void] {
  const written = value === null ? '' : write(value)
  const [text, setText] = useState(written)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the value overrules what is typed
  useEffect(() => {
    setText((now) => (parse(now) === value ? now : written))
  }, [value])
  return [text, setText]
}
