import { expect, it } from 'vitest'
import type { Token } from '../protocol/network/types.ts'
import { ownPriceCounts, priceWith, tokensWith } from './ownPrices.ts'

const token = (address: `0x${string}`, priceEth: number | null): Token => ({
  address,
  symbol: 'T',
  decimals: 18,
  priceEth,
  priceSource: null,
  market: null,
})
const fed = token('0xfe', 2)
const unpriced = token('0xab', null)
const other = token('0xcd', null)
const tokens = { '0xfe': fed, '0xab': unpriced, '0xcd': other } as const

it('fills what the chain leaves open, overrules nothing, and leaves the rest unpriced', () => {
  const prices = { '0xfe': 9, '0xab': 0.01 }
  const with_ = tokensWith(tokens, prices)
  expect(with_['0xfe']).toBe(fed)
  expect(with_['0xab'].priceEth).toBe(0.01)
  expect(with_['0xcd'].priceEth).toBeNull()
  expect([fed, unpriced, other].map((one) => priceWith(one, prices))).toEqual([2, 0.01, null])
  expect([fed, unpriced, other].map((one) => ownPriceCounts(one, prices))).toEqual([
    false,
    true,
    false,
  ])
})

it('is the same object without own entries', () => {
  expect(tokensWith(tokens, undefined)).toBe(tokens)
})
