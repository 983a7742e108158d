import { baseRewardPerIncrement } from '../risk/beacon.ts'

const EPOCHS_PER_DAY = 225

export interface NativeAprParameters {
  totalActiveGwei: bigint
  /** Share of the possible consensus reward that is earned, default 1. */
  effectiveness?: number | undefined
  /** Tips and MEV, as an APR; default 0. */
  executionApr?: number | undefined
}

export interface NativeApr {
  baseRewardPerIncrementGwei: number
  maxConsensusApr: number
  apr: number
}

/** APR of a native validator: ⌊64e9/⌊√total⌋⌋ gwei per ETH and epoch, 225 epochs a day. */
export function nativeApr(parameters: NativeAprParameters): NativeApr {
  const { totalActiveGwei, effectiveness = 1, executionApr = 0 } = parameters
  const reward = Number(baseRewardPerIncrement(totalActiveGwei))
  const maxConsensusApr = (reward * EPOCHS_PER_DAY * 365) / 1e9
  return {
    baseRewardPerIncrementGwei: reward,
    maxConsensusApr,
    apr: maxConsensusApr * effectiveness + executionApr,
  }
}
