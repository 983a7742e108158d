import { type Assumptions, withPreset } from './assumptions.ts'
import { Composition, type CompositionTail } from './composition.ts'
import { type DistributionOptions, liveOnly, slashDistribution } from './distribution.ts'
import { positionParameters } from './parameters.ts'
import { expectedLoss, maxSlashable, type PositionParameters } from './position.ts'
import { breakEven } from './score.ts'
import { contractFailure } from './stakeParameters.ts'
import { EXPOSURE_ALPHA } from './tail.ts'

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
  /**
   * An attack on the set that the reader counts: profit by the reader's guess and cost of corruption, both in ETH, and
   * the share of the votes that it needs. All pairs of the set have the same.
   */
  attack?: { profit: number; cost: number; theta: number } | undefined
}

/** Shares of a position by what is held, each from 0 to 1. */
export interface HeldShares {
  stETH: number
  native: number
  token: number
}

export interface ExposureInput {
  pairs: readonly ExposurePair[]
  /** What is held, or most of it: decides validator, contract and market risk. */
  product: 'stETH' | 'native' | 'LRT' | 'token' | 'none'
  /** Shares of the position by what is held, together 1, where that is more than one thing. */
  held?: HeldShares | undefined
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
  kind: 'set' | 'attack' | 'beacon' | 'market'
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
    attribution: attributionOf(live, tail),
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

/** Only the headline number of {@link exposureOf}. */
export function exposureUnder(
  input: ExposureInput,
  assumptions: Assumptions,
  options: DistributionOptions = QUICK,
): number {
  const model = modelOf(positionParameters(input, assumptions), options)
  return model.withoutContracts.tail(EXPOSURE_ALPHA).cvar
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

/** By operator set (all strategies together), attacks on sets, validators and market; largest first. */
function attributionOf(pairs: readonly ExposurePair[], tail: CompositionTail): ExposurePart[] {
  const { beacon, market } = tail
  const bySet = new Map<string, ExposurePart>()
  const add = (kind: 'set' | 'attack', { operator, set }: ExposurePair, value: number) => {
    const id = kind === 'set' ? `${operator}|${set}` : `attack|${operator}|${set}`
    const part = bySet.get(id) ?? { id, kind, operator, set, value: 0 }
    part.value += value
    bySet.set(id, part)
  }
  pairs.forEach((pair, i) => {
    if (pair.f <= 0) return
    add('set', pair, tail.pairs[i] ?? 0)
    if (tail.attacks[i]) add('attack', pair, tail.attacks[i])
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
    // Prices and yields move the APR alone; attacks are in the pairs.
    const key = JSON.stringify([input, assumptions, options], (name, value: unknown) =>
      name === 'prices' || name === 'attacks' || name === 'nativeBaseApr'
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
