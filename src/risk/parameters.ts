import type { Assumptions } from './assumptions.ts'
import { attackHazard } from './attack.ts'
import { beaconSlash } from './beacon.ts'
import type { PairAttack, SlashPair } from './cells.ts'
import type { ContractLayer } from './composition.ts'
import type { Exposure, ExposureInput, ExposurePair } from './exposure.ts'
import { meanHazard } from './meanHazard.ts'
import type { PositionParameters } from './position.ts'

/**
 * The model's parameters for a position under assumptions. The slash probability is the posterior
 * mean rate of the AVS, read as a probability per year: 1% before any event, 3.8% after two slashes
 * in 15 operator-set-years. Sets of one AVS share its shock.
 */
export function positionParameters(
  input: ExposureInput,
  assumptions: Assumptions,
): PositionParameters & { pairs: SlashPair[] } {
  const { product, restaked, sharedKeys } = input
  const a = assumptions
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
    pairs: restaked ? input.pairs.map((pair) => slashPair(pair, a)) : [],
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

function slashPair(pair: ExposurePair, a: Assumptions): SlashPair {
  const hazard = meanHazard({
    k: pair.slashes,
    T: pair.setYears,
    a0: a.slashPriorShape,
    T0: a.slashPriorYears,
  })
  return {
    op: pair.operator,
    set: pair.set,
    avs: pair.avs,
    weight: pair.weight,
    f: pair.f,
    w: a.severity,
    p: Math.min(1, hazard),
    attack: pair.attack && pairAttack(pair.attack, a),
  }
}

/** From a guessed profit to a yearly probability; none where the assumptions say that nobody attacks. */
function pairAttack(
  { profit, cost, theta }: NonNullable<ExposurePair['attack']>,
  { attackHazardMax, attackGammaSafe }: Assumptions,
): PairAttack | undefined {
  const { hazard } = attackHazard({
    profit,
    cost,
    theta,
    hazardMax: attackHazardMax,
    gammaSafe: attackGammaSafe,
  })
  return hazard > 0 ? { q: -Math.expm1(-hazard), share: theta } : undefined
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
  return contractFailure(positionParameters({ ...input, pairs: [] }, assumptions).layers ?? [])
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
