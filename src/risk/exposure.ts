import { type Assumptions, withPreset } from './assumptions.ts'
import { beaconSlash } from './beacon.ts'
import type { SlashPair } from './cells.ts'
import { Composition } from './composition.ts'
import { type DistributionOptions, liveOnly, slashDistribution } from './distribution.ts'
import {
  contractFailure,
  EXPOSURE_ALPHA,
  expectedLoss,
  maxSlashable,
  type PositionParameters,
} from './position.ts'
import { gammaPosterior } from './posterior.ts'
import { breakEven } from './score.ts'

/** One allocation that a position stands behind. */
export interface ExposurePair {
  operator: string
  set: string
  avs: string
  strategy: string
  /** Share of the position in this strategy with this operator. */
  weight: number
  /** Slashable share m/M now; 0 if only latent. */
  f: number
  /** Share that becomes slashable on registration. */
  latent?: number | undefined
  /** `OperatorSlashed` events and operator-set-years of the whole AVS, all its sets and operators. */
  slashes: number
  setYears: number
}

export interface ExposureInput {
  pairs: readonly ExposurePair[]
  /** What is held: decides validator, contract and market risk. */
  product: 'stETH' | 'native' | 'LRT' | 'token' | 'none'
  /** Deposited in EigenLayer: adds its core contracts and the pairs. */
  restaked: boolean
  /**
   * Of a liquid restaking token, what its pool holds: parts in Lido's stETH and in EigenLayer, 0 to 1. A contract
   * that fails takes no more than what stands on it. Not known: all of it stands on both.
   */
  pool?: { stETH: number; restaked: number } | undefined
  /** Set if the operator's validator keys share one secret: all validators it can open, and all. */
  sharedKeys?: { sharedGwei: bigint; totalActiveGwei: bigint } | undefined
}

export interface PairExposure {
  operator: string
  set: string
  avs: string
  strategy: string
  /** Yearly slash probability in use. */
  p: number
  /** default: no slash was ever seen in this AVS, the prior speaks. */
  pSource: 'default' | 'posterior'
  /** weight·f·w: share of the position lost if it is slashed. */
  lossGivenSlash: number
}

export interface ExposurePart {
  id: string
  kind: 'set' | 'beacon' | 'market'
  operator?: string
  set?: string
  /** Share of the position; all parts sum to the exposure. */
  value: number
}

export interface Exposure {
  /** Mean loss in the worst year of a hundred, contracts left out, as a fraction. */
  exposure: number
  /** The same under the trusting and the cautious preset (never narrower than the exposure). */
  range: [trusting: number, cautious: number]
  /** Expected loss per year, everything included. */
  el: number
  contractFailure: { p: number; el: number }
  /** Σ weight·f now, and what would come on top. */
  maxSlashable: number
  maxLatent: number
  /** Slash probability at which a premium APR is eaten up; null if nothing can be slashed. */
  breakEven: (premiumApr: number) => number | null
  /** Largest part first. */
  attribution: ExposurePart[]
  pairs: PairExposure[]
  /** CVaR99 with the contract layers, computed when asked for. */
  allIn: () => number
  method: 'exact' | 'lattice' | 'montecarlo'
}

/** Fewer exact values than the reference functions keep: 2,000 operators follow a slider. */
export const QUICK: DistributionOptions = { maxAtoms: 8_192, quickWork: 2e5 }

/** Exposure of one position, or of the reference position of an operator. Pure: same in, same out. */
export function exposureOf(
  input: ExposureInput,
  assumptions: Assumptions,
  options: DistributionOptions = QUICK,
): Exposure {
  const parameters = positionParameters(input, assumptions)
  const live = input.restaked ? input.pairs : []
  const model = modelOf(parameters, options)
  const tail = model.withoutContracts.tail(EXPOSURE_ALPHA, true)
  const trusting = exposureUnder(input, withPreset('trusting', assumptions), options)
  const cautious = exposureUnder(input, withPreset('cautious', assumptions), options)
  const lossGivenSlash = parameters.pairs.map(({ weight = 1, f, w }) => weight * f * w)
  const lossIfAll = lossGivenSlash.reduce((sum, loss) => sum + loss, 0)
  return {
    exposure: tail.cvar,
    range: [Math.min(trusting, tail.cvar), Math.max(cautious, tail.cvar)],
    el: expectedLoss(parameters).total,
    contractFailure: contractFailure(parameters.layers ?? []),
    maxSlashable: maxSlashable(parameters.pairs),
    maxLatent: live.reduce((sum, { weight, latent = 0 }) => sum + weight * latent, 0),
    breakEven: (premiumApr) => breakEven(premiumApr, lossIfAll),
    attribution: attributionOf(live, tail.pairs, tail.beacon, tail.market),
    pairs: live.map(({ operator, set, avs, strategy, slashes }, i) => ({
      operator,
      set,
      avs,
      strategy,
      p: parameters.pairs[i]!.p,
      pSource: slashes > 0 ? 'posterior' : 'default',
      lossGivenSlash: lossGivenSlash[i]!,
    })),
    allIn: () => model.allIn().tail(EXPOSURE_ALPHA).cvar,
    method: model.method,
  }
}

/** The chance that a contract under a position fails, which no operator changes. */
export function contractFailureUnder(
  input: ExposureInput,
  assumptions: Assumptions,
): Exposure['contractFailure'] {
  return contractFailure(positionParameters({ ...input, pairs: [] }, assumptions).layers ?? [])
}

/** Only the headline number of {@link exposureOf}. */
export function exposureUnder(
  input: ExposureInput,
  assumptions: Assumptions,
  options: DistributionOptions = QUICK,
): number {
  const model = modelOf(positionParameters(input, assumptions), options)
  return model.withoutContracts.tail(EXPOSURE_ALPHA).cvar
}

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
  const { meanHazard } = gammaPosterior({
    k: pair.slashes,
    T: pair.setYears,
    a0: a.slashPriorShape,
    T0: a.slashPriorYears,
    level: 0,
  })
  return {
    op: pair.operator,
    set: pair.set,
    avs: pair.avs,
    weight: pair.weight,
    f: pair.f,
    w: a.severity,
    p: Math.min(1, meanHazard),
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

function modelOf(parameters: PositionParameters, options: DistributionOptions) {
  const { pairs, beacon = [], layers = [], market = [], exitShare = 1 } = parameters
  const slashes = slashDistribution(liveOnly(pairs), parameters, options)
  const common = { slashes, beacon, market, exitShare }
  return {
    method: slashes.method,
    withoutContracts: new Composition({ ...common, layers: [] }),
    allIn: () => new Composition({ ...common, layers }),
  }
}

/** By operator set (all strategies together), validators and market; largest first. */
function attributionOf(
  pairs: readonly ExposurePair[],
  values: readonly number[],
  beacon: number,
  market: number,
): ExposurePart[] {
  const bySet = new Map<string, ExposurePart>()
  pairs.forEach(({ operator, set, f }, i) => {
    if (f <= 0) return
    const id = `${operator}|${set}`
    const part = bySet.get(id) ?? { id, kind: 'set', operator, set, value: 0 }
    part.value += values[i] ?? 0
    bySet.set(id, part)
  })
  const parts = [...bySet.values()]
  if (beacon > 0) parts.push({ id: 'beacon', kind: 'beacon', value: beacon })
  if (market > 0) parts.push({ id: 'market', kind: 'market', value: market })
  return parts.sort((a, b) => b.value - a.value)
}

/** {@link exposureOf} that remembers: rows re-render far more often than their inputs change. */
export function createExposureMemo(limit = 4_096): typeof exposureOf {
  const known = new Map<string, Exposure>()
  return (input, assumptions, options) => {
    // Prices and yields move the APR alone.
    const key = JSON.stringify([input, assumptions, options], (name, value: unknown) =>
      name === 'prices' || name === 'nativeBaseApr'
        ? undefined
        : typeof value === 'bigint'
          ? `${value}n`
          : value,
    )
    const hit = known.get(key)
    if (hit) return hit
    const result = exposureOf(input, assumptions, options)
    if (known.size >= limit) known.delete(known.keys().next().value!)
    known.set(key, result)
    return result
  }
}
