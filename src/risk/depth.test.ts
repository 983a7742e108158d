import { expect, it } from 'vitest'
import { depthAt } from './depth.ts'
import { poolOut, poolPrice } from './pool.ts'

const pools = [
  { type: 'cp', x: 9000, y: 10_000 },
  { type: 'stable', x: 4300, y: 4000, A: 50 },
  { type: 'stable', x: 4300, y: 4000, A: 5 },
] as const

it('the price has fallen by just so much when the depth is sold', () => {
  for (const pool of pools) {
    for (const fall of [0.01, 0.05, 0.1, 0.9]) {
      const { sold, received } = depthAt(pool, fall)
      expect(poolPrice(pool, sold) / poolPrice(pool, 0)).toBeCloseTo(1 - fall, 6)
      expect(received).toBe(poolOut(pool, sold))
    }
  }
})

it('follows the closed form of the constant product', () => {
  // xy/(x+S)² = (1 − fall)·y/x.
  const { sold } = depthAt({ type: 'cp', x: 9000, y: 10_000 }, 0.19)
  expect(sold).toBeCloseTo(9000 / 0.9 - 9000, 6)
})

it('a larger A is deeper at first', () => {
  const of = (A: number) => depthAt({ type: 'stable', x: 4300, y: 4000, A }, 0.01).sold
  expect(of(50)).toBeGreaterThan(3 * of(5))
})

it('refuses falls that are none', () => {
  expect(() => depthAt(pools[0], 0)).toThrow(RangeError)
  expect(() => depthAt(pools[0], 1)).toThrow(RangeError)
})
