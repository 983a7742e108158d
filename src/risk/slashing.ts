const WAD = 10n ** 18n

/** Magnitudes are uint64 parts of 1e18 per strategy (AllocationManager). */
export interface SlashableFractionParameters {
  currentMagnitude: bigint
  maxMagnitude: bigint
  /** `isOperatorSlashable(operator, set)`; default true. */
  registered?: boolean
  /** The strategy is among `getStrategiesInOperatorSet(set)`; default true. */
  strategyInSet?: boolean
}

export interface SlashableFraction {
  /** Share of the position that the set can slash now. */
  fraction: number
  /** Share that becomes slashable once the operator registers or the set adds the strategy. */
  latent: number
}

/**
 * Share of an operator's stake in one strategy that one operator set can slash: m/M, where M is the
 * max magnitude left after earlier slashes, not 1e18. A fully slashed operator (M = 0) has 0.
 */
export function slashableFraction(parameters: SlashableFractionParameters): SlashableFraction {
  const { currentMagnitude, maxMagnitude, registered = true, strategyInSet = true } = parameters
  const share = ratio(currentMagnitude, maxMagnitude)
  return registered && strategyInSet
    ? { fraction: share, latent: 0 }
    : { fraction: 0, latent: share }
}

/** Same set slashed k times with severity w: f·(1 − (1−w)^k) of the position is gone. */
export function repeatedSlash(fraction: number, severity: number, times: number): number {
  return fraction * (1 - (1 - severity) ** times)
}

export interface SlashSequenceParameters {
  maxMagnitude: bigint
  /** Current magnitude by operator set. */
  allocations: Readonly<Record<string, bigint>>
  /** Pending change by operator set; negative = deallocation, still slashable until its block. */
  pendingDiff?: Readonly<Record<string, bigint>>
  operatorShares: bigint
  /** In order; `wad` = slashed part of the set's allocation, 1e18 = all of it. */
  events: readonly { set: string; wad: bigint }[]
}

export interface SlashSequence {
  maxMagnitude: bigint
  allocations: Record<string, bigint>
  pendingDiff: Record<string, bigint>
  /** `OperatorSlashed.wadSlashed` of each event: part of the whole position, in wad. */
  wadSlashed: bigint[]
  operatorShares: bigint
  /** What is left of the position: max magnitude after over before. */
  positionFactor: number
}

/**
 * Plays slashes against one operator and strategy with the contract's rounding
 * (AllocationManager.slashOperator, DelegationManager.slashOperatorShares): Δ = ceil(m·w) leaves
 * both the allocation and the max magnitude, a pending deallocation shrinks by ceil(|pending|·w),
 * shares shrink to ceil(shares·M′/M). An empty allocation is skipped.
 *
 * @throws RangeError if `wad` is not within 0…1e18.
 */
export function slashSequence(parameters: SlashSequenceParameters): SlashSequence {
  const allocations: Record<string, bigint> = { ...parameters.allocations }
  const pendingDiff: Record<string, bigint> = { ...parameters.pendingDiff }
  const wadSlashed: bigint[] = []
  let { maxMagnitude, operatorShares } = parameters
  for (const { set, wad } of parameters.events) {
    if (wad < 0n || wad > WAD)
      throw new RangeError(`A slash of ${wad} wad is not within 0 and 1e18.`)
    const magnitude = allocations[set] ?? 0n
    if (magnitude === 0n || maxMagnitude === 0n) {
      wadSlashed.push(0n)
      continue
    }
    const slashed = ceilDiv(magnitude * wad, WAD)
    const before = maxMagnitude
    allocations[set] = magnitude - slashed
    maxMagnitude -= slashed
    wadSlashed.push((slashed * WAD) / before)
    const pending = pendingDiff[set] ?? 0n
    if (pending < 0n) pendingDiff[set] = pending + ceilDiv(-pending * wad, WAD)
    operatorShares = ceilDiv(operatorShares * maxMagnitude, before)
  }
  return {
    maxMagnitude,
    allocations,
    pendingDiff,
    wadSlashed,
    operatorShares,
    positionFactor: ratio(maxMagnitude, parameters.maxMagnitude),
  }
}

export interface WithdrawableParameters {
  depositShares: bigint
  /** `DelegationManager.depositScalingFactor`, default 1e18, which the contract also reads from 0. */
  dsf?: bigint
  maxMagnitude: bigint
  /** `EigenPodManager.beaconChainSlashingFactor`, native ETH only, default 1e18. */
  bcsf?: bigint
}

/**
 * Shares that can be withdrawn: depositShares·DSF·M·BCSF, each product rounded down as in
 * SlashingLib.calcWithdrawable.
 */
export function withdrawable(parameters: WithdrawableParameters): { withdrawable: bigint } {
  const { depositShares, dsf = WAD, maxMagnitude, bcsf = WAD } = parameters
  const factor = (maxMagnitude * bcsf) / WAD
  const scaled = (depositShares * (dsf === 0n ? WAD : dsf)) / WAD
  return { withdrawable: (scaled * factor) / WAD }
}

function ceilDiv(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b
}

/** a/b as a number; 0 if b is 0. */
function ratio(a: bigint, b: bigint): number {
  return b === 0n ? 0 : Number(a) / Number(b)
}
