import { expect, test } from 'vitest'
import { type Token, zeroAddress } from '../../protocol/network/types.ts'
import { claimablesOf, mayClaim, tokenValue, worthOf } from './values.ts'

const a = '0x00000000000000000000000000000000000000a1'
const b = '0x00000000000000000000000000000000000000b2'
const token = (address: typeof a | typeof b, decimals: number, priceEth: number | null): Token => ({
  address,
  symbol: 'T',
  decimals,
  priceEth,
  priceSource: null,
  market: null,
})

test('values are in wei whatever the decimals; without a price there is none', () => {
  expect(tokenValue(token(a, 18, 0.5), 10n ** 18n)).toBe(5n * 10n ** 17n)
  expect(tokenValue(token(a, 6, 0.25), 4_000_000n)).toBe(10n ** 18n)
  expect(tokenValue(token(a, 24, 2), 10n ** 24n)).toBe(2n * 10n ** 18n)
  expect(tokenValue(token(a, 18, null), 1n)).toBeNull()
  expect(tokenValue(undefined, 1n)).toBeNull()
})

test('a sum says how many of its parts had a price', () => {
  const tokens = { [a]: token(a, 18, 1), [b]: token(b, 18, null) }
  const amounts = [
    { token: a, amount: 7n },
    { token: b, amount: 9n },
  ] as const
  expect(worthOf(amounts, tokens)).toMatchObject({ wei: 7n, priced: 1, total: 2 })
})

test('what is not known, or nothing, is no row to claim', () => {
  const row = (active: bigint | null, claimed: bigint | null) => ({
    token: a as typeof a,
    active,
    earned: active,
    claimed,
  })
  const of = (active: bigint | null, claimed: bigint | null) =>
    claimablesOf([
      {
        earner: b,
        claimer: zeroAddress,
        tokens: [row(active, claimed)],
        sourceError: null,
        pendingError: null,
      },
    ]).map(({ amount }) => amount)
  expect(of(10n, 4n)).toEqual([6n])
  expect([of(4n, 4n), of(null, 4n), of(4n, null), of(3n, 4n)]).toEqual([[], [], [], []])
})

test('the earner claims until a claimer is set; then only the claimer', () => {
  const earner = { earner: a, tokens: [], sourceError: null, pendingError: null } as const
  expect(mayClaim({ ...earner, claimer: zeroAddress }, a)).toBe('yes')
  expect(mayClaim({ ...earner, claimer: zeroAddress }, b)).toBe('notYours')
  expect(mayClaim({ ...earner, claimer: b }, a)).toBe('claimerIsSet')
  expect(mayClaim({ ...earner, claimer: b }, b)).toBe('yes')
  expect(mayClaim({ ...earner, claimer: a }, a)).toBe('yes')
  expect(mayClaim({ ...earner, claimer: null }, a)).toBe('unread')
  expect(mayClaim({ ...earner, claimer: b }, null)).toBe('noWallet')
})
