import { expect, test } from 'vitest'
import { splitRequest } from './splitRequest.ts'
import { numbers } from './testing/numbers.ts'

test('what fits stays whole, and what does not is split at the most that one request takes', () => {
  expect(splitRequest(1_000n, 100n, 1_000n)).toEqual([1_000n])
  expect(splitRequest(2_500n, 100n, 1_000n)).toEqual([1_000n, 1_000n, 500n])
})

test('a rest below the least is filled up from the piece before it', () => {
  expect(splitRequest(1_001n, 100n, 1_000n)).toEqual([901n, 100n])
  expect(splitRequest(2_099n, 100n, 1_000n)).toEqual([1_000n, 999n, 100n])
  expect(splitRequest(2_100n, 100n, 1_000n)).toEqual([1_000n, 1_000n, 100n])
})

test('too little for any request is left as it is: the queue says so', () => {
  expect(splitRequest(99n, 100n, 1_000n)).toEqual([99n])
})

test('for any amount: nothing is lost, every piece is within the limits, and there is none too many', () => {
  const next = numbers(1_122)
  for (let round = 0; round < 500; round++) {
    const least = next.between(1n, 200n)
    const most = next.between(2n * least, 5_000n)
    const amount = next.between(least, 40_000n)
    const pieces = splitRequest(amount, least, most)
    expect(pieces.reduce((sum, piece) => sum + piece, 0n)).toBe(amount)
    for (const piece of pieces) {
      expect(piece).toBeGreaterThanOrEqual(least)
      expect(piece).toBeLessThanOrEqual(most)
    }
    expect(BigInt(pieces.length)).toBe((amount + most - 1n) / most)
  }
})
