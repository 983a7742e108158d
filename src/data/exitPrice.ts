import type { LendingState, MarketReading, PoolState } from '../protocol/markets/types.ts'
import type { Network } from '../protocol/network/types.ts'
import { cascade } from '../risk/cascade.ts'
import { poolPrice } from '../risk/pool.ts'
import { loanPositions, oracleOf, reservesOf } from './loanPositions.ts'

/** A pool in which what leaves can be sold, and the restaked tokens of its kind, all at one block. */
export type ExitMarket = {
  block: bigint
  pool: PoolState
  lending: LendingState | null
  loans: MarketReading['loans']
  /** Of the pool's token in EigenLayer, in whole tokens. */
  restaked: number
}

/** What selling does to a pool's price. Token amounts are whole tokens, prices ETH for one. */
export type ExitPrice = {
  market: ExitMarket
  /** Sold by those who leave, and by liquidations on top. */
  sold: number
  liquidated: number
  priceBefore: number
  price: number
  /** Fall of the price below the redemption value of one ETH, 0 to 1. */
  discount: number
}

/** All of a token that is restaked, in whole tokens of 18 decimals; `null` where it was not read. */
export function restakedTokens(network: Network, token: string): number | null {
  let sum = 0
  for (const strategy of Object.values(network.strategies)) {
    if (strategy.token?.address.toLowerCase() !== token.toLowerCase()) continue
    const { rate, totalShares } = strategy
    if (rate === null || totalShares === null) return null
    sum += (Number(totalShares) / 1e18) * (Number(rate) / 1e18)
  }
  return sum
}

/**
 * The price once a part of those who leave has sold into the pool: its own curve and reserves, without the fee, and the
 * loans that this price liquidates, as far as they were read. Where lenders look at the redemption rate a fall of the
 * market price liquidates nobody.
 *
 * @param leaving share of all restaked that leaves
 * @param sells share of it that is sold instead of waiting for the queue
 */
export function exitPrice(market: ExitMarket, leaving: number, sells: number): ExitPrice {
  const { pool: state, lending, loans, restaked } = market
  const pool = { type: 'stable' as const, ...reservesOf(state) }
  const sold = restaked * leaving * sells
  const positions = (lending && loans && loanPositions(lending, loans.list)) ?? []
  const redemption = lending !== null && oracleOf(lending) === 'redemption'
  const { finalPrice, totalSold } = cascade({
    pool,
    positions: redemption ? [] : positions,
    exogenousSale: sold,
  })
  return {
    market,
    sold,
    liquidated: totalSold - sold,
    priceBefore: poolPrice(pool, 0),
    price: finalPrice,
    discount: Math.min(1, Math.max(0, 1 - finalPrice)),
  }
}
