export interface RewardAprParameters {
  /** Tokens per day for the pool that shares `poolWeight`, before the operator's split. */
  operatorTokensPerDay: number
  /** Default 1000. */
  splitBips?: number | undefined
  /** Price of the reward token; null if nobody knows it. */
  tokenPrice: number | null
  /** Reward weight of the strategy, 1 = 1e18. */
  multiplier: number
  /** Σ shares·multiplier over the pool. */
  poolWeight: number
  /** Value of one share, in the unit of `tokenPrice`. */
  sharePrice: number
}

/**
 * APR of one strategy inside a reward pool: 365·t·(1−split)·P·mult/(Σw·V). Weights count shares,
 * not value, so strategies in one pool earn different APRs. null without a price, weight or value.
 */
export function rewardApr(parameters: RewardAprParameters): { apr: number | null } {
  const { operatorTokensPerDay, splitBips = 1000, tokenPrice, multiplier } = parameters
  const { poolWeight, sharePrice } = parameters
  if (tokenPrice === null || tokenPrice === undefined || !(poolWeight > 0 && sharePrice > 0))
    return { apr: null }
  const toStakers = operatorTokensPerDay * (1 - splitBips / 10_000)
  return { apr: (365 * toStakers * tokenPrice * multiplier) / poolWeight / sharePrice }
}

export interface UnpricedParameters {
  /** In the unit of the prices. */
  positionValue: number
  targetApr: number
  tokens: readonly { symbol: string; perDay: number; price: number | null }[]
}

export interface Unpriced {
  /** APR from the tokens that have a price; null without a position. */
  pricedApr: number | null
  pricedTokens: string[]
  unpricedTokens: string[]
  /** For each unpriced token: the price at which it alone gives the target APR. */
  priceNeededForTarget: Record<string, number | null>
}

/** APR over the priced reward tokens, and what the others would have to be worth. */
export function unpriced({ positionValue, targetApr, tokens }: UnpricedParameters): Unpriced {
  const result: Unpriced = {
    pricedApr: positionValue > 0 ? 0 : null,
    pricedTokens: [],
    unpricedTokens: [],
    priceNeededForTarget: {},
  }
  for (const { symbol, perDay, price } of tokens) {
    if (price === null || price === undefined) {
      result.unpricedTokens.push(symbol)
      result.priceNeededForTarget[symbol] =
        perDay > 0 ? (targetApr * positionValue) / (365 * perDay) : null
      continue
    }
    result.pricedTokens.push(symbol)
    if (result.pricedApr !== null) result.pricedApr += (365 * perDay * price) / positionValue
  }
  return result
}
