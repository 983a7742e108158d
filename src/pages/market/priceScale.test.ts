import { expect, test } from 'vitest'
import { priceScale } from './priceScale.ts'

test('holds the path and the triggers near it, in round steps', () => {
  const { low, high, ticks } = priceScale([0.9986, 0.9646, 0.912], [0.978, 0.87, 0.42])
  expect(low).toBeLessThanOrEqual(0.87)
  expect(low).toBeGreaterThan(0.8)
  expect(high).toBeGreaterThanOrEqual(0.9986)
  expect(ticks.length).toBeLessThanOrEqual(7)
  const steps = ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0))
  for (const step of steps) expect(step).toBeCloseTo(steps[0] ?? 0, 9)
})

test('a price that does not move still has a scale, and none goes below zero', () => {
  const still = priceScale([1, 1], [])
  expect(still.low).toBeLessThan(1)
  expect(still.high).toBeGreaterThan(1)
  expect(priceScale([1, 0.02], [0.01]).low).toBe(0)
})
