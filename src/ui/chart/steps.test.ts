import { expect, test } from 'vitest'
import { evenTicks, stepPath } from './steps.ts'

test('a value holds until the next one, and the last until the end', () => {
  const path = stepPath(
    [
      { at: 0, value: 1 },
      { at: 10, value: 3 },
    ],
    (at) => at,
    (value) => 100 - value,
    25,
  )
  expect(path).toBe('M0 99H10V97H25')
  expect(stepPath([], Number, Number, 1)).toBe('')
})

test('dates are even and include both ends', () => {
  expect(evenTicks(0, 100, 5)).toEqual([0, 25, 50, 75, 100])
})
