import { expect, it } from 'vitest'
import type { Network, Token } from '../protocol/network/types.ts'
import { isOwnPrice, networkWith } from './ownPrices.ts'

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
const network = {
  tokens: { '0xfe': fed, '0xab': unpriced, '0xcd': other },
  strategies: {
    '0x1': { address: '0x1', token: unpriced },
    '0x2': { address: '0x2', token: fed },
    '0x3': { address: '0x3', token: null },
  },
} as unknown as Network

it('fills what the chain leaves open, overrules nothing, and leaves the rest unpriced', () => {
  const prices = { '0xfe': 9, '0xab': 0.01 }
  const { tokens, strategies } = networkWith(network, prices)
  expect(tokens['0xfe']).toBe(fed)
  expect(tokens['0xab']).toMatchObject({ priceEth: 0.01, priceSource: { kind: 'own' } })
  expect(tokens['0xcd']).toBe(other)
  expect(strategies['0x1']?.token?.priceEth).toBe(0.01)
  expect(strategies['0x2']).toBe(network.strategies['0x2'])
  expect(Object.values(tokens).map(isOwnPrice)).toEqual([false, true, false])
  expect(network.tokens['0xab']?.priceEth).toBeNull()
})

it('is the same object where no entry counts, and for entries of the same content', () => {
  expect(networkWith(network, undefined)).toBe(network)
  expect(networkWith(network, { '0xfe': 9, '0xee': 1 })).toBe(network)
  const once = networkWith(network, { '0xab': 1 })
  expect(networkWith(network, { '0xab': 1 })).toBe(once)
  expect(networkWith(network, { '0xab': 2 }).tokens['0xab']?.priceEth).toBe(2)
})
