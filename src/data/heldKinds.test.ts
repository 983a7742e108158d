import { expect, it } from 'vitest'
import { heldKinds } from './heldKinds.ts'

it('is one kind where only one is held, however often', () => {
  expect(heldKinds([['stETH', 3]])).toEqual({ product: 'stETH' })
  expect(
    heldKinds([
      ['token', 1],
      ['token', 2],
      ['native', 0],
    ]),
  ).toEqual({ product: 'token' })
  expect(heldKinds([])).toEqual({ product: 'token' })
})

it('has shares that sum to 1 where several are, and the name of the largest', () => {
  expect(
    heldKinds([
      ['stETH', 6],
      ['native', 9],
      ['token', 3],
      ['stETH', 2],
    ]),
  ).toEqual({ product: 'native', held: { stETH: 0.4, native: 0.45, token: 0.15 } })
})
