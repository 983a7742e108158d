import { expect, test } from 'vitest'
import { linePath, nearest } from './lines.ts'

const same = (value: number) => value
const points = [
  { at: 0, value: 1 },
  { at: 10, value: 2 },
  { at: 20, value: null },
  { at: 30, value: 0 },
]

test('a line breaks where nothing is known, and never falls to zero there', () => {
  expect(linePath(points, same, same)).toBe('M0 1L10 2M30 0')
  expect(linePath([{ at: 1, value: null }], same, same)).toBe('')
})

test('the nearest point in time is read', () => {
  expect(nearest(points, 16)).toBe(2)
  expect(nearest(points, -5)).toBe(0)
  expect(nearest([], 1)).toBe(-1)
})
