export interface CombineAprParameters {
  /** Base APR, net of its own fee (stETH, validators). */
  baseApr: number
  rewardAprs: readonly number[]
  /** Fee of a liquid restaking token, default 0. */
  lrtFeeOnRewards?: number | undefined
  /** What that fee is taken from: everything (default) or restaking rewards only. */
  feeScope?: 'all' | 'restaking' | undefined
  /** Yearly fee on the position, default 0. */
  managementFee?: number | undefined
  compoundsPerYear?: number | undefined
}

export interface CombinedApr {
  apr: number
  /** Only the base compounds by itself. */
  apy: number
  /** If every reward were reinvested as it comes. */
  apyReinvested: number
}

/** Base and rewards on one denominator, the position's value in ETH, after fees. */
export function combineApr(parameters: CombineAprParameters): CombinedApr {
  const { baseApr, rewardAprs, lrtFeeOnRewards = 0, feeScope = 'all' } = parameters
  const { managementFee = 0, compoundsPerYear = 365 } = parameters
  const base = feeScope === 'all' ? baseApr * (1 - lrtFeeOnRewards) : baseApr
  const rewards = rewardAprs.reduce((sum, apr) => sum + apr, 0) * (1 - lrtFeeOnRewards)
  const apr = base + rewards - managementFee
  return {
    apr,
    apy: compounded(base, compoundsPerYear) + rewards - managementFee,
    apyReinvested: compounded(apr, compoundsPerYear),
  }
}

function compounded(apr: number, times: number): number {
  return (1 + apr / times) ** times - 1
}
