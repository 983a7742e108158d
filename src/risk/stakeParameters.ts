import type { Assumptions } from './assumptions.ts'
import { beaconSlash } from './beacon.ts'
import type { ContractLayer } from './composition.ts'
import type { Exposure, ExposureInput, HeldShares } from './exposure.ts'
import type { PositionParameters } from './position.ts'

/** The model's parameters for what is held, whoever may slash it: validators, contracts and the market. */
export function stakeParameters(
  input: Omit<ExposureInput, 'pairs'>,
  a: Assumptions,
): Omit<PositionParameters, 'pairs'> {
  const { product, restaked, sharedKeys } = input
  const shares = sharesOf(input)
  const staked = stakedShare(input)
  const beacon =
    staked > 0
      ? [
          { p: a.beaconSingleP, loss: a.beaconSingleLoss * staked },
          { p: a.beaconMassP, loss: a.beaconMassLoss * staked },
        ]
      : []
  if (staked > 0 && sharedKeys)
    beacon.push({ p: a.keyLeakP, loss: keyLeakLoss(sharedKeys) * staked })
  const layers = []
  const { stETH = 1, restaked: deposited = 1 } = (product === 'LRT' && input.pool) || {}
  const inLido = shares.stETH + shares.LRT * stETH
  if (inLido > 0) layers.push({ name: 'Lido', p: a.lidoP, w: a.lidoSeverity * inLido })
  if (restaked && deposited > 0)
    layers.push({ name: 'EigenLayer core', p: a.coreP, w: a.coreSeverity * deposited })
  if (product === 'LRT') layers.push({ name: 'LRT', p: a.lrtP, w: a.lrtSeverity })
  return {
    rhoA: a.rhoA,
    rhoO: a.rhoO,
    beacon,
    layers,
    market:
      staked > 0
        ? [
            { p: a.marketMildP, discount: a.marketMildDiscount },
            { p: a.marketSevereP, discount: a.marketSevereDiscount },
          ]
        : [],
    exitShare:
      staked > 0
        ? shares.stETH * a.exitShareStEth +
          shares.native * a.exitShareNative +
          shares.LRT * a.exitShareLrt
        : a.exitShareToken,
  }
}

type Held = Pick<ExposureInput, 'product' | 'held'>

/**
 * Shares of a position by kind. What strikes one kind takes its share of the whole: exact on average and in every state
 * in which kinds are not struck one after the other.
 */
function sharesOf({ product, held }: Held): HeldShares & { LRT: number } {
  const none = { stETH: 0, native: 0, token: 0, LRT: 0 }
  if (product === 'none') return none
  return product === 'LRT' || held === undefined ? { ...none, [product]: 1 } : { ...none, ...held }
}

/** Share of a position that validators stand behind. */
export function stakedShare(input: Held): number {
  const { stETH, native, LRT } = sharesOf(input)
  return stETH + native + LRT
}

export function keyLeakLoss({
  sharedGwei,
  totalActiveGwei,
}: {
  sharedGwei: bigint
  totalActiveGwei: bigint
}) {
  return beaconSlash({
    effectiveBalanceGwei: 32_000_000_000n,
    totalActiveGwei,
    slashedInWindowGwei: sharedGwei,
  }).lossFraction
}

/** The chance that a contract under a position fails, which no operator changes. */
export function contractFailureUnder(
  input: ExposureInput,
  assumptions: Assumptions,
): Exposure['contractFailure'] {
  return contractFailure(stakeParameters(input, assumptions).layers ?? [])
}

/** Probability that any layer fails, and its expected cost apart from everything else. */
export function contractFailure(layers: readonly ContractLayer[]): { p: number; el: number } {
  let survive = 1
  let kept = 1
  for (const { p, w } of layers) {
    survive *= 1 - p
    kept *= 1 - p * w
  }
  return { p: 1 - survive, el: 1 - kept }
}
