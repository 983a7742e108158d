export interface LoopPositionParameters {
  /** Loan to value after looping, and the liquidation threshold. */
  ltv: number
  lt: number
  /** Liquidation bonus, default 0. */
  bonus?: number | undefined
  assetApr: number
  borrowApr: number
}

export interface LoopPosition {
  /** Assets per unit of equity, 1/(1 − LTV). */
  leverage: number
  /** Fall of the collateral's price that triggers liquidation. */
  priceDropToLiquidation: number
  /** Equity left after a full liquidation at the trigger, and what is lost. */
  equityAfter: number
  equityLoss: number
  netApr: number
}

/**
 * A looped position, fully closed at its liquidation price.
 *
 * @throws RangeError for a loan to value not within 0 and 1, or a threshold that is not above 0
 */
export function loopPosition(parameters: LoopPositionParameters): LoopPosition {
  const { ltv, lt, bonus = 0, assetApr, borrowApr } = parameters
  if (!(ltv >= 0 && ltv < 1)) throw new RangeError(`Loan to value ${ltv} is not within 0 and 1.`)
  if (!(lt > 0)) throw new RangeError(`Liquidation threshold ${lt} is not above 0.`)
  const leverage = 1 / (1 - ltv)
  const debt = leverage - 1
  const equityAfter = Math.max(0, debt / lt - debt * (1 + bonus))
  const liquidated = debt > 0
  return {
    leverage,
    priceDropToLiquidation: 1 - ltv / lt,
    equityAfter: liquidated ? equityAfter : 1,
    equityLoss: liquidated ? 1 - equityAfter : 0,
    netApr: leverage * assetApr - debt * borrowApr,
  }
}

export interface MorphoImpliedParameters {
  lltv: number
  /** Loan asset repaid and collateral seized, same decimals. */
  repaid: number
  collateralSeized: number
}

/**
 * The oracle price behind an observed Morpho liquidation: LIF = min(1.15, 1/(0.3·LLTV + 0.7)),
 * price = repaid·LIF/seized; null if nothing was seized.
 */
export function morphoImplied(parameters: MorphoImpliedParameters): {
  lif: number
  impliedOraclePrice: number | null
} {
  const { lltv, repaid, collateralSeized } = parameters
  const lif = Math.min(1.15, 1 / (0.3 * lltv + 0.7))
  return {
    lif,
    impliedOraclePrice: collateralSeized > 0 ? (repaid * lif) / collateralSeized : null,
  }
}
