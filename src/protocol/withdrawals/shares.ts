import { WAD } from '../network/types.ts'

/** floor(x * y / 1e18). */
export const mulWad = (x: bigint, y: bigint): bigint => (x * y) / WAD

/** floor(x * 1e18 / y). */
export const divWad = (x: bigint, y: bigint): bigint => (x * WAD) / y

/** One staker's deposit in one strategy, with what decides its worth. Factors have 18 decimals. */
export type Holding = {
  /** `s`: shares as they were deposited, never slashed. */
  depositShares: bigint
  /** `k`: DelegationManager.depositScalingFactor. */
  scalingFactor: bigint
  /** `l`: what slashing has left over, see {@link slashingFactor}. */
  slashingFactor: bigint
}

/**
 * `l`, the part of a stake that slashing has left, 1e18 for all of it: the operator's max magnitude, for
 * native ETH times the pod owner's `beaconChainSlashingFactor` (DelegationManager._getSlashingFactor).
 */
export function slashingFactor(maxMagnitude: bigint, beaconChainFactor?: bigint): bigint {
  return beaconChainFactor === undefined ? maxMagnitude : mulWad(maxMagnitude, beaconChainFactor)
}

/** Shares that `depositShares` are worth now: floor(floor(s·k)·l), as `getWithdrawableShares` counts. */
export function withdrawableShares(
  depositShares: bigint,
  { scalingFactor, slashingFactor: l }: Pick<Holding, 'scalingFactor' | 'slashingFactor'>,
): bigint {
  return mulWad(mulWad(depositShares, scalingFactor), l)
}

/** What the queue keeps of `depositShares`: floor(s·k). Slashing is taken off when it is completed. */
export function scaledShares(depositShares: bigint, scalingFactor: bigint): bigint {
  return mulWad(depositShares, scalingFactor)
}

/** Shares that a queued withdrawal completes with, at the slashing factor of its last slashable block. */
export function sharesOnCompletion(scaled: bigint, l: bigint): bigint {
  return mulWad(scaled, l)
}

/**
 * DelegationManager.convertToDepositShares: may name a few wei less than what the withdrawable shares came
 * from. Throws RangeError (division by zero) where everything is slashed, as the contract panics.
 */
export function toDepositShares(
  withdrawable: bigint,
  { scalingFactor, slashingFactor: l }: Pick<Holding, 'scalingFactor' | 'slashingFactor'>,
): bigint {
  return divWad(divWad(withdrawable, scalingFactor), l)
}

/**
 * A holding after `added` shares came to it, by a deposit or by completing a withdrawal as shares. With
 * nothing held before, past slashing of the operator is divided out; otherwise old and new are averaged.
 *
 * Throws RangeError where the operator is slashed entirely (the contract reverts `FullySlashed`).
 */
export function withSharesAdded(holding: Holding, added: bigint): Holding {
  const { depositShares, scalingFactor, slashingFactor: l } = holding
  const total = depositShares + added
  const next =
    depositShares === 0n
      ? divWad(scalingFactor, l)
      : divWad(divWad(withdrawableShares(depositShares, holding) + added, total), l)
  return { depositShares: total, scalingFactor: next, slashingFactor: l }
}

/** A holding after `depositShares` left it for the queue. The scaling factor starts anew at nothing. */
export function withSharesRemoved(holding: Holding, depositShares: bigint): Holding {
  const left = holding.depositShares - depositShares
  return {
    depositShares: left,
    scalingFactor: left === 0n ? WAD : holding.scalingFactor,
    slashingFactor: holding.slashingFactor,
  }
}
