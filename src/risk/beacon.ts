/** Consensus constants after Electra (ethereum/consensus-specs). Balances are in gwei. */
const MIN_SLASHING_PENALTY_QUOTIENT = 4096n
const PROPORTIONAL_SLASHING_MULTIPLIER = 3n
const EFFECTIVE_BALANCE_INCREMENT = 10n ** 9n
const BASE_REWARD_FACTOR = 64n
/** Source (14) and target (26) of 64 weights, missed for the 8192 epochs until withdrawal. */
const MISSED_EPOCHS_WEIGHTED = ((14n + 26n) * 8192n) / 64n

export interface BeaconSlashParameters {
  effectiveBalanceGwei: bigint
  totalActiveGwei: bigint
  /** Everything slashed within the window of 8192 epochs, this validator included. */
  slashedInWindowGwei: bigint
}

export interface BeaconSlash {
  initialGwei: bigint
  /** Grows with what is slashed at the same time: all of it once a third of the stake is. */
  correlationGwei: bigint
  missedAttestationsGwei: bigint
  /** The sum, capped at the balance. */
  totalGwei: bigint
  /** Share of the validator's balance that is lost. */
  lossFraction: number
}

/**
 * What one slashed validator loses on the beacon chain: the initial penalty (1/4096), the
 * correlation penalty min(1, 3·slashed/total) and the attestations missed until it may leave.
 */
export function beaconSlash(parameters: BeaconSlashParameters): BeaconSlash {
  const { effectiveBalanceGwei, slashedInWindowGwei } = parameters
  const total = max(parameters.totalActiveGwei, EFFECTIVE_BALANCE_INCREMENT)
  const increments = effectiveBalanceGwei / EFFECTIVE_BALANCE_INCREMENT
  const initialGwei = effectiveBalanceGwei / MIN_SLASHING_PENALTY_QUOTIENT
  const adjusted = min(slashedInWindowGwei * PROPORTIONAL_SLASHING_MULTIPLIER, total)
  const correlationGwei = (adjusted / (total / EFFECTIVE_BALANCE_INCREMENT)) * increments
  const missedAttestationsGwei = increments * baseRewardPerIncrement(total) * MISSED_EPOCHS_WEIGHTED
  const totalGwei = min(
    initialGwei + correlationGwei + missedAttestationsGwei,
    effectiveBalanceGwei,
  )
  return {
    initialGwei,
    correlationGwei,
    missedAttestationsGwei,
    totalGwei,
    lossFraction:
      effectiveBalanceGwei === 0n ? 0 : Number(totalGwei) / Number(effectiveBalanceGwei),
  }
}

/** Base reward per staked ETH and epoch, in gwei: ⌊64e9/⌊√total_gwei⌋⌋ (altair). */
export function baseRewardPerIncrement(totalActiveGwei: bigint): bigint {
  const root = isqrt(totalActiveGwei)
  if (root === 0n) return 0n
  return (EFFECTIVE_BALANCE_INCREMENT * BASE_REWARD_FACTOR) / root
}

/** ⌊√n⌋ by Newton's method. */
export function isqrt(n: bigint): bigint {
  if (n < 0n) throw new RangeError('The square root of a negative number is not defined.')
  if (n < 2n) return n
  let x = 1n << (BigInt(n.toString(2).length + 1) / 2n)
  for (;;) {
    const next = (x + n / x) / 2n
    if (next >= x) return x
    x = next
  }
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
