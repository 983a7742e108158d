export const SECONDS_PER_YEAR = 31_536_000
const RATE_PRECISION = 10n ** 27n

/** The fields of Lido's `TokenRebased` event. Ether and shares in wei, time in seconds. */
export interface Rebase {
  preTotalShares: bigint
  preTotalEther: bigint
  postTotalShares: bigint
  postTotalEther: bigint
  timeElapsed: bigint | number
}

/**
 * APR of stETH from one rebase: 31,536,000·(post − pre)/pre/timeElapsed with rate =
 * ether·1e27/shares. Net of Lido's fee, since the fee is minted as shares; negative after a
 * negative rebase. null without shares or time.
 */
export function lidoApr(rebase: Rebase): { apr: number | null } {
  const { preTotalShares, preTotalEther, postTotalShares, postTotalEther } = rebase
  const seconds = Number(rebase.timeElapsed)
  if (preTotalShares === 0n || postTotalShares === 0n || !(seconds > 0)) return { apr: null }
  const pre = (preTotalEther * RATE_PRECISION) / preTotalShares
  const post = (postTotalEther * RATE_PRECISION) / postTotalShares
  if (pre === 0n) return { apr: null }
  return { apr: (SECONDS_PER_YEAR * (Number(post - pre) / Number(pre))) / seconds }
}

export interface LidoFeeParameters {
  /** Rewards of the report, in wei. */
  rewards: bigint
  feeBips: number | bigint
  /** Shares before the fee. */
  prevShares: bigint
  /** Pooled ether after the rewards. */
  newTotalEther: bigint
}

/** Shares minted for Lido's fee: R·f·S/(E′·1e4 − f·R), rounded down; none without rewards. */
export function lidoFee(parameters: LidoFeeParameters): { sharesMinted: bigint } {
  const { rewards, prevShares, newTotalEther } = parameters
  const fee = BigInt(parameters.feeBips) * rewards
  const rest = newTotalEther * 10_000n - fee
  if (rewards <= 0n || rest <= 0n) return { sharesMinted: 0n }
  return { sharesMinted: (fee * prevShares) / rest }
}

export interface ShareRateAprParameters {
  /** Ether per share at the start and end of the window. */
  rate0: number
  rate1: number
  seconds: number
}

/** APR and APY from the growth of a share rate; null without a window. */
export function shareRateApr({ rate0, rate1, seconds }: ShareRateAprParameters): {
  aprSimple: number | null
  apy: number | null
} {
  if (!(rate0 > 0 && seconds > 0)) return { aprSimple: null, apy: null }
  const years = seconds / SECONDS_PER_YEAR
  return { aprSimple: (rate1 / rate0 - 1) / years, apy: (rate1 / rate0) ** (1 / years) - 1 }
}
