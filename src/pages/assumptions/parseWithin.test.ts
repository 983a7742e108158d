import { expect, it } from 'vitest'
import { PRICE_BOUNDS } from '../../risk/assumptions.ts'
import { PROFIT_BOUNDS } from '../../risk/attackGuess.ts'
import { parseWithin } from './parseWithin.ts'

it.each([
  ['0.002', 0.002],
  [' ,5 ', 0.5],
  ['3', 3],
  ['3.', 3],
  ['1e-7', 1e-7],
  ['1E3', 1_000],
  ['0', null],
  ['', null],
  ['-1', null],
  ['2000000', null],
  ['1e99', null],
  ['0x10', null],
  ['a lot', null],
])('reads %j as a price', (text, price) => {
  expect(parseWithin(text, PRICE_BOUNDS)).toBe(price)
})

it('keeps to the bounds that it is told', () => {
  expect(parseWithin('2000000', PROFIT_BOUNDS)).toBe(2_000_000)
  expect(parseWithin('1e-7', PROFIT_BOUNDS)).toBeNull()
})
