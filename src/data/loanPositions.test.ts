import { encodeAbiParameters, type Log, pad, toEventSelector } from 'viem'
import { describe, expect, test } from 'vitest'
import { decodeSupply, suppliersOf } from '../protocol/markets/readLoans.ts'
import type { LendingState, Loan } from '../protocol/markets/types.ts'
import { loanPositions, oracleOf } from './loanPositions.ts'

const address = '0x00000000000000000000000000000000000000AA'
const lending: LendingState = {
  pool: address,
  collateral: address,
  symbol: 'wstETH',
  supplied: 0n,
  lent: 0n,
  ltv: 0.93,
  threshold: 0.95,
  bonus: 0.01,
  borrowRate: 0.024,
  collateralPrice: 3_000n * 10n ** 8n,
  etherPrice: 2_500n * 10n ** 8n,
  tokensPerCollateral: 1.2,
}
/** 10 wstETH, 12 stETH, against 9 ETH. */
const loan: Loan = {
  borrower: address,
  collateral: 10n ** 19n,
  collateralBase: 30_000n * 10n ** 8n,
  debtBase: 22_500n * 10n ** 8n,
  threshold: 0.95,
}

describe('loans as positions of the cascade', () => {
  test('collateral counts in the pool’s tokens, debt in ETH', () => {
    expect(loanPositions(lending, [loan])).toEqual([
      { borrower: address, coll: 12, debt: 9, lt: 0.95, bonus: 0.01 },
    ])
  })

  test('other collateral carries its part of the debt, and a loan that it carries alone is none', () => {
    // 5,000 dollars of something else, which count 80 % with the rest: the average is given.
    const mixed: Loan = { ...loan, collateralBase: 35_000n * 10n ** 8n, threshold: 0.9 }
    const [position] = loanPositions(lending, [mixed]) ?? []
    expect(position).toMatchObject({ coll: 12, lt: 0.9 })
    expect(position?.debt).toBeCloseTo(9 - (5_000 * 0.9) / 2_500, 9)
    // The health factor is 1 at the price at which the position says so.
    const trigger = (position?.debt ?? 0) / (12 * 0.9)
    expect((12 * 2_500 * trigger * 0.9 + 5_000 * 0.9) / 22_500).toBeCloseTo(1, 9)
    const carried: Loan = { ...loan, collateralBase: 80_000n * 10n ** 8n, threshold: 0.8 }
    expect(loanPositions(lending, [carried])).toEqual([])
  })

  test('without the rate nothing is said', () => {
    expect(loanPositions({ ...lending, tokensPerCollateral: null }, [loan])).toBeNull()
    expect(oracleOf({ ...lending, tokensPerCollateral: null })).toBeNull()
  })

  test('the oracle is told by its price', () => {
    expect(oracleOf(lending)).toBe('redemption')
    expect(oracleOf({ ...lending, collateralPrice: 2_990n * 10n ** 8n })).toBe('other')
  })
})

describe('who has supplied', () => {
  const selector = toEventSelector(
    'Supply(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, uint16 indexed referralCode)',
  )
  const log = (block: bigint, account: `0x${string}`, change: Partial<Log> = {}) =>
    ({
      blockNumber: block,
      logIndex: 0,
      topics: [selector, pad(address), pad(account), pad('0x00')],
      data: encodeAbiParameters(
        [{ type: 'address' }, { type: 'uint256' }],
        ['0x00000000000000000000000000000000000000cc', 5n],
      ),
      ...change,
    }) as Log

  test('the topic is the one of Aave v3', () => {
    expect(selector).toBe('0x2b627736bca15cd5381dcf80b0bf11fd197d01a037c52b927a881a10fb73ba61')
  })

  test('the account that gets the collateral counts, not the payer; what cannot be read is left out', () => {
    expect(decodeSupply(log(7n, '0x00000000000000000000000000000000000000Bb'))).toEqual({
      b: 7,
      i: 0,
      account: '0x00000000000000000000000000000000000000bb',
    })
    expect(decodeSupply(log(7n, address, { data: '0x' }))).toBeNull()
    expect(decodeSupply(log(7n, address, { blockNumber: null }))).toBeNull()
  })

  test('each account once, the last to supply first', () => {
    const rows = (['0xaa', '0xbb', '0xaa', '0xcc'] as const).map((account, b) => ({
      b,
      i: 0,
      account,
    }))
    expect(suppliersOf(rows)).toEqual(['0xcc', '0xaa', '0xbb'])
  })
})
