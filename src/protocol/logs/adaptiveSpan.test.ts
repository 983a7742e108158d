import { expect, test } from 'vitest'
import { AdaptiveSpan } from './adaptiveSpan.ts'

/** Reads `total` blocks from an RPC that serves at most `cap` at once; counts what came of it. */
function read(span: AdaptiveSpan, total: number, cap: number, named?: number) {
  const counts = { served: 0, refused: 0 }
  for (let left = total; left > 0; ) {
    const width = Math.min(span.next(left), left)
    if (width > cap) {
      counts.refused += 1
      span.refused(width, named)
    } else {
      counts.served += 1
      span.served(width)
      left -= width
    }
  }
  return counts
}

test('asks for everything at once where nothing is refused', () => {
  expect(read(new AdaptiveSpan(), 7_000_000, 1e9)).toEqual({ served: 1, refused: 0 })
})

test.each([
  [7_000_000, 10_000],
  [7_000_000, 500],
  [7_000_000, 1024],
  [7_000_000, 3000],
  [200_000, 10_000],
  [120_000, 10_000],
  [30_000, 500],
  [50_000, 800],
])('%i blocks at a silent cap of %i: at most a tenth more requests than needed', (total, cap) => {
  const { served, refused } = read(new AdaptiveSpan(), total, cap)
  expect(served).toBeLessThanOrEqual((1.1 * total) / cap)
  expect(refused).toBeLessThan(30)
})

test('jumps straight to a limit that is named, and one below when that is refused too', () => {
  expect(read(new AdaptiveSpan(), 7_000_000, 2048, 2048)).toEqual({ served: 3418, refused: 1 })
  expect(read(new AdaptiveSpan(), 50_000, 499, 500)).toEqual({ served: 101, refused: 2 })
})

test('does not repeat a mistake that it remembers', () => {
  const first = new AdaptiveSpan()
  read(first, 1_000_000, 500)
  expect(first.memory?.ok).toBe(500)
  const { refused } = read(new AdaptiveSpan(first.memory), 1_000_000, 500)
  expect(refused).toBe(0)
})

test('learns anew when a remembered limit was lowered', () => {
  const { served } = read(new AdaptiveSpan({ ok: 10_000, bad: 10_001 }), 100_000, 1000)
  expect(served).toBeLessThanOrEqual(110)
})

test('a too large answer halves the span and lets it grow back, without becoming a limit', () => {
  const span = new AdaptiveSpan()
  span.tooMuch(1000)
  expect(span.next(1000)).toBe(500)
  span.tooMuch(500)
  expect(span.next(1000)).toBe(250)
  for (let answers = 0; answers < 4; answers += 1) span.served(250)
  expect(span.next(1000)).toBe(500)
  expect(span.memory).toBeNull()
})
