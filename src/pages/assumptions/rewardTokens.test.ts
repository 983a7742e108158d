import { expect, it } from 'vitest'
import { parsePrice } from './rewardTokens.ts'

it.each([
  ['0.002', 0.002],
  [' ,5 ', 0.5],
  ['3', 3],
  ['1e-7', 1e-7],
  ['0', null],
  ['', null],
  ['-1', null],
  ['2000000', null],
  ['1e99', null],
  ['0x10', null],
  ['a lot', null],
])('reads %j as a price', (text, price) => {
  expect(parsePrice(text)).toBe(price)
})
