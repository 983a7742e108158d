import type { Assumptions } from './assumptions.ts'
import { beaconSlash } from './beacon.ts'
import type { ContractLayer } from './composition.ts'
import type { Exposure, ExposureInput } from './exposure.ts'
import type { PositionParameters } from './position.ts'

/** The model's parameters for what is held, whoever may slash it: validators, contracts and the market. */
export function stakeParameters(
  input: Omit<ExposureInput, 'pairs'>,
  a: Assumptions,
): Omit<PositionParameters, 'pairs'> {
  const { product, restaked, sharedKeys } = input
  const staked = product === 'stETH' || product === 'native' || product === 'LRT'
  const beacon = staked
    ? [
        { p: a.beaconSingleP, loss: a.beaconSingleLoss },
        { p: a.beaconMassP, loss: a.beaconMassLoss },
      ]
    : []
  if (staked && sharedKeys) beacon.push({ p: a.keyLeakP, loss: keyLeakLoss(sharedKeys) })
  const layers = []
  const { stETH = 1, restaked: deposited = 1 } = (product === 'LRT' && input.pool) || {}
  if ((product === 'stETH' || product === 'LRT') && stETH > 0)
    layers.push({ name: 'Lido', p: a.lidoP, w: a.lidoSeverity * stETH })
  if (restaked && deposited > 0)
    layers.push({ name: 'EigenLayer core', p: a.coreP, w: a.coreSeverity * deposited })
  if (product === 'LRT') layers.push({ name: 'LRT', p: a.lrtP, w: a.lrtSeverity })
  return {
    rhoA: a.rhoA,
    rhoO: a.rhoO,
    beacon,
    layers,
    market: staked
      ? [
          { p: a.marketMildP, discount: a.marketMildDiscount },
          { p: a.marketSevereP, discount: a.marketSevereDiscount },
        ]
      : [],
    exitShare: exitShareOf(product, a),
  }
}

function exitShareOf(product: ExposureInput['product'], a: Assumptions): number {
  if (product === 'stETH') return a.exitShareStEth
  if (product === 'native') return a.exitShareNative
  if (product === 'LRT') return a.exitShareLrt
  return a.exitShareToken
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
