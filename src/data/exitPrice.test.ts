import { describe, expect, test } from 'vitest'
import type { LendingState, PoolState } from '../protocol/markets/types.ts'
import type { Network } from '../protocol/network/types.ts'
import { type Pool, poolPrice } from '../risk/pool.ts'
import { type ExitMarket, exitPrice, restakedTokens } from './exitPrice.ts'

const WAD = 10n ** 18n
const pool: PoolState = {
  pool: '0x1',
  token: '0xAb',
  symbol: 'stETH',
  ether: 10_000n * WAD,
  tokens: 10_000n * WAD,
  amplification: 50n,
  fee: 0.0004,
}
const curve: Pool = { type: 'stable', x: 10_000, y: 10_000, A: 50 }
const market: ExitMarket = { block: 7n, pool, lending: null, loans: null, restaked: 20_000 }

/** A market whose oracle gives so much ETH for one stETH. */
const lending = (price: number): LendingState => ({
  pool: '0x2',
  collateral: '0xAb',
  symbol: 'stETH',
  supplied: 0n,
  lent: 0n,
  ltv: 0.9,
  threshold: 0.93,
  bonus: 0.05,
  borrowRate: 0,
  collateralPrice: BigInt(Math.round(price * 1e8)),
  etherPrice: 10n ** 8n,
  tokensPerCollateral: 1,
})
const loan = (debt: bigint) => ({
  borrower: '0x3' as const,
  collateral: 1_000n * WAD,
  collateralBase: 999n * 10n ** 8n,
  debtBase: debt * 10n ** 8n,
  threshold: 0.93,
})
const loans = (debt: bigint) => ({ list: [loan(debt)], candidates: 1, skipped: 0, gaps: [] })

describe('the price of a mass exit', () => {
  test('is that of the pool’s own curve after what is sold', () => {
    const { sold, price, priceBefore, discount, liquidated } = exitPrice(market, 0.5, 0.85)
    expect(sold).toBe(8_500)
    expect(price).toBe(poolPrice(curve, 8_500))
    expect(priceBefore).toBeCloseTo(1, 12)
    expect(discount).toBeCloseTo(0.211, 3)
    expect(liquidated).toBe(0)
  })

  test('falls with every part more that leaves or sells, and not at all when nobody does', () => {
    const at = (leaving: number, sells: number) => exitPrice(market, leaving, sells).discount
    expect(at(0, 1)).toBeCloseTo(0, 12)
    expect(at(0.9, 0)).toBeCloseTo(0, 12)
    expect(at(0.5, 0.5)).toBeGreaterThan(at(0.25, 0.5))
    expect(at(0.25, 1)).toBe(at(0.5, 0.5))
  })

  test('falls further by the loans that it liquidates, unless lenders look at the redemption rate', () => {
    const alone = exitPrice(market, 0.5, 0.85)
    const risky = { ...market, lending: lending(0.999), loans: loans(900n) }
    const after = exitPrice(risky, 0.5, 0.85)
    expect(after.liquidated).toBeCloseTo(1_000 * 0.93 * 1.05, 6)
    expect(after.price).toBeLessThan(alone.price)
    const safe = exitPrice({ ...risky, loans: loans(10n) }, 0.5, 0.85)
    expect(safe.price).toBe(alone.price)
    const redeemed = exitPrice({ ...risky, lending: lending(1) }, 0.5, 0.85)
    expect(redeemed.liquidated).toBe(0)
  })
})

test('restaked tokens are all shares of its strategies at their rate, or nothing where one was not read', () => {
  const strategy = (token: string, totalShares: bigint | null, rate: bigint | null) => ({
    token: { address: token },
    totalShares,
    rate,
  })
  const network = (...strategies: object[]) =>
    ({ strategies: Object.fromEntries(strategies.entries()) }) as unknown as Network
  const own = strategy('0xab', 300n * WAD, 2n * WAD)
  expect(restakedTokens(network(own, strategy('0xcd', 9n * WAD, WAD)), '0xAB')).toBe(600)
  expect(restakedTokens(network(own, strategy('0xab', null, WAD)), '0xab')).toBeNull()
  expect(restakedTokens(network(strategy('0xab', WAD, null)), '0xab')).toBeNull()
})
