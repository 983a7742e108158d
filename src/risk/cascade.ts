import { type Pool, poolOut, poolPrice } from './pool.ts'

/** A loan: collateral in tokens, debt in ETH, liquidation threshold, liquidation bonus. */
export interface LoanPosition {
  coll: number
  debt: number
  lt: number
  /** Default 0. */
  bonus?: number | undefined
  /** Share of the position closed by a liquidation, default 1. */
  closeFactor?: number | undefined
}

export interface CascadeParameters {
  pool: Pool
  /** Tokens sold into the pool by others, default 0. */
  exogenousSale?: number | undefined
  /** Loss of the token's backing, e.g. a slash, default 0. */
  fundamentalDrop?: number | undefined
  /** What lenders look at: the pool's price or the redemption rate. Default market. */
  oracle?: 'market' | 'redemption' | undefined
  /** Redemption rate before the drop, default 1. */
  redemptionRate?: number | undefined
  positions: readonly LoanPosition[]
}

export interface CascadeRound {
  sold: number
  price: number
  oraclePrice: number
}

export interface Cascade {
  /** Price after the outside sale and drop alone, and after all liquidations. */
  exogenousPrice: number
  finalPrice: number
  totalSold: number
  /** Indices of liquidated positions, rising. */
  liquidated: number[]
  /** Every position fell: the cascade ran away. */
  allLiquidated: boolean
  rounds: number
  path: CascadeRound[]
  /** Total fall over the fall without liquidations; 1 without any fall, null if only they fell. */
  amplification: number | null
  ethReceived: number
  /** Debt not covered by collateral at the final price, in ETH. */
  underwater: number
}

/**
 * Liquidations that depress the price that triggers them: least fixed point of
 * S = S0 + Σ seized_i over positions whose oracle price is below d/(c·LT), iterated from S0.
 * Seized: c·min(1, closeFactor·LT·(1+bonus)). Ends within N + 1 rounds.
 */
export function cascade(parameters: CascadeParameters): Cascade {
  const { pool, positions, exogenousSale = 0, fundamentalDrop = 0 } = parameters
  const { oracle = 'market', redemptionRate = 1 } = parameters
  const backing = 1 - fundamentalDrop
  const priceAt = (sold: number) => backing * poolPrice(pool, sold)
  const fallen = new Set<number>()
  const path: CascadeRound[] = []
  let sold = exogenousSale
  for (;;) {
    const price = priceAt(sold)
    const oraclePrice = oracle === 'market' ? price : redemptionRate * backing
    path.push({ sold, price, oraclePrice })
    const before = fallen.size
    positions.forEach(({ coll, debt, lt }, i) => {
      // Exactly at the trigger nobody is liquidated, however the decimals round.
      if (debt > 0 && oraclePrice * coll * lt < debt * (1 - 1e-12)) fallen.add(i)
    })
    if (fallen.size === before) break
    sold = exogenousSale
    for (const i of fallen) sold += seizedFrom(positions[i]!)
  }
  const reference = poolPrice(pool, 0)
  const exogenousPrice = path[0]!.price
  const finalPrice = path.at(-1)!.price
  return {
    exogenousPrice,
    finalPrice,
    totalSold: sold,
    liquidated: [...fallen].sort((a, b) => a - b),
    allLiquidated: positions.length > 0 && fallen.size === positions.length,
    rounds: path.length,
    path,
    amplification: amplification(reference - finalPrice, reference - exogenousPrice),
    ethReceived: backing * poolOut(pool, sold),
    underwater: positions.reduce(
      (sum, { coll, debt }) => sum + Math.max(0, debt - coll * finalPrice),
      0,
    ),
  }
}

function seizedFrom({ coll, lt, bonus = 0, closeFactor = 1 }: LoanPosition): number {
  return coll * Math.min(1, closeFactor * lt * (1 + bonus))
}

function amplification(fall: number, outside: number): number | null {
  if (fall === outside) return 1
  return outside === 0 ? null : fall / outside
}
