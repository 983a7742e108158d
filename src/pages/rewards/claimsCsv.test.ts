import { zeroHash } from 'viem'
import { expect, test } from 'vitest'
import type { ValuedClaim } from '../../protocol/rewards/claimValues.ts'
import { claimsCsv } from './claimsCsv.ts'
import en from './messages.en.ts'

const address = '0x00000000000000000000000000000000000000a1'
const claim = (change: Partial<ValuedClaim>, amount = 1_500_000_000_000_000_001n): ValuedClaim => ({
  row: {
    b: 21,
    i: 0,
    h: zeroHash,
    earner: address,
    claimer: address,
    recipient: address,
    token: address,
    amount,
  },
  timestamp: 1_790_000_000,
  symbol: 'ORE',
  decimals: 18,
  valueEth: 0.25,
  valueUsd: 1_000.456,
  gap: null,
  stale: false,
  ...change,
})
const cells = (claims: readonly ValuedClaim[]) =>
  claimsCsv(claims, (key) => en[key])
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',').slice(0, 7))

test('dates are UTC, amounts exact, values with a point', () => {
  expect(cells([claim({})])[0]).toEqual([
    '2026-09-21T14:13:20.000Z',
    'ORE',
    '0x00000000000000000000000000000000000000A1',
    '1.500000000000000001',
    '0.25000000',
    '1000.46',
    '',
  ])
})

test('what is not known is empty, with the reason', () => {
  const gone = { valueEth: null, valueUsd: null }
  expect(cells([claim({ ...gone, gap: 'noArchive' })])[0]?.slice(4)).toEqual([
    '',
    '',
    'the RPC does not keep the state of this block',
  ])
  expect(cells([claim({ ...gone, gap: 'noFeed', timestamp: null })])[0]?.[6]).toBe(
    'the block could not be read; no price feed or pool for this token',
  )
  expect(cells([claim({ stale: true })])[0]?.[6]).toBe('the price was older than a day')
  expect(cells([claim({ ...gone, gap: 'noFeed', decimals: null }, 7n)])[0]?.[3]).toBe('7')
})

test('a hostile symbol is no formula', () => {
  expect(cells([claim({ symbol: '=HYPERLINK(1)' })])[0]?.[1]).toBe("'=HYPERLINK(1)")
})
