import { attackProbability, type SlashPair } from './cells.ts'
import { standardError } from './commonShock.ts'
import {
  type BeaconShock,
  Composition,
  type CompositionTail,
  type ContractLayer,
  type LossShare,
  type MarketShock,
} from './composition.ts'
import {
  type DistributionOptions,
  type SlashDistribution,
  slashDistribution,
} from './distribution.ts'
import { shapleyLayers } from './layers.ts'
import type { Correlation } from './shocks.ts'
import { contractFailure } from './stakeParameters.ts'
import { DEFAULT_ALPHAS, EPSILON, EXPOSURE_ALPHA } from './tail.ts'

export interface PositionParameters extends Correlation {
  pairs: readonly SlashPair[]
  beacon?: readonly BeaconShock[] | undefined
  /** From the innermost contract outwards. */
  layers?: readonly ContractLayer[] | undefined
  market?: readonly MarketShock[] | undefined
  /** Share sold in the market before redemption, default 1. */
  exitShare?: number | undefined
  /** APR of the position and of its base without restaking, as fractions. */
  apr?: number | undefined
  aprBase?: number | undefined
  /** Levels, default 0.95 and 0.99. */
  alphas?: readonly number[] | undefined
  /** Level of `score`, default 0.95. */
  scoreAlpha?: number | undefined
  /** How losses that come together are shared between their causes, default waterfall. */
  share?: LossShare | undefined
}

/** A loss split over the waterfall: beacon, AVS slashes and attacks (by pair), contracts, market. */
export interface Attribution {
  beacon: number
  avs: number
  /** In the order of the input pairs; sums to `avs` with the attacks on them. */
  pairs: number[]
  /** In the same order; empty where no attack is counted. */
  attacks: number[]
  /** By layer name. */
  layers: Record<string, number>
  market: number
  total: number
}

export interface Position {
  /** Expected loss per year, everything included. */
  el: number
  /** Probability of any loss. */
  pLoss: number
  maxLoss: number
  /** All-in VaR and CVaR by level, contract layers included. */
  var: Record<string, number>
  cvar: Record<string, number>
  attribution: Record<string, Attribution>
  elAttribution: Attribution
  /** Headline: 100 × CVaR99 of the loss without the contract layers. */
  exposure: number
  exposureAttribution: Omit<Attribution, 'layers'>
  /** Probability that at least one contract layer fails, and what that costs on average. */
  contractFailure: { p: number; el: number }
  /** Σ weight·f: what could be slashed now. */
  maxSlashable: number
  /** APR − expected loss. */
  riskAdjustedApr: number | null
  /** (APR − base APR)/exposure as fractions; null without exposure. */
  starr: number | null
  /** 100 × all-in CVaR at `scoreAlpha`. */
  score: number
  method: SlashDistribution['method']
  /** Standard error of `exposure`, in its unit; 0 unless simulated. */
  exposureStandardError: number
}

/**
 * Everything a page says about one position over one year: the loss without contracts (exposure),
 * the all-in loss and its parts. Losses are fractions of the position's value in ETH, except
 * `exposure` and `score`, which are percentages.
 */
export function position(parameters: PositionParameters, options?: DistributionOptions): Position {
  const { pairs, beacon = [], layers = [], market = [], exitShare = 1 } = parameters
  const { alphas = DEFAULT_ALPHAS, scoreAlpha = 0.95, apr, aprBase, share } = parameters
  const slashes = slashDistribution(pairs, parameters, options)
  const common = { slashes, beacon, market, exitShare }
  const allIn = new Composition({ ...common, layers })
  const withoutContracts = new Composition({ ...common, layers: [] })

  const elAttribution = expectedLoss(parameters)
  const headline = withoutContracts.tail(EXPOSURE_ALPHA, true, share)
  const { layers: _none, ...exposureAttribution } = attributed(headline, [])
  const result: Position = {
    el: elAttribution.total,
    pLoss: allIn.above(0),
    maxLoss: allIn.max(),
    var: {},
    cvar: {},
    attribution: {},
    elAttribution,
    exposure: 100 * headline.cvar,
    exposureAttribution,
    contractFailure: contractFailure(layers),
    maxSlashable: maxSlashable(pairs),
    riskAdjustedApr: apr === undefined ? null : apr - elAttribution.total,
    starr:
      apr === undefined || aprBase === undefined || headline.cvar <= EPSILON
        ? null
        : (apr - aprBase) / headline.cvar,
    score: 100 * allIn.tail(scoreAlpha).cvar,
    method: slashes.method,
    exposureStandardError:
      100 * standardError(headline.excessVariance, slashes.paths, EXPOSURE_ALPHA),
  }
  for (const alpha of alphas) {
    const tail = allIn.tail(alpha, true, share)
    result.var[String(alpha)] = tail.var
    result.cvar[String(alpha)] = tail.cvar
    result.attribution[String(alpha)] = attributed(tail, layers)
  }
  return result
}

/** Expected loss along the waterfall, in closed form: it does not depend on correlation. */
export function expectedLoss(parameters: PositionParameters): Attribution {
  const { pairs, beacon = [], layers = [], market = [], exitShare = 1, share } = parameters
  // An attack takes all that is allocated: a slash counts in the years without one.
  const slashes = pairs.map((pair) => {
    const { f, w, p, weight = 1 } = pair
    return weight * f * w * p * (1 - attackProbability(pair))
  })
  const attacks = pairs.some(({ attack }) => attack)
    ? pairs.map((pair) => (pair.weight ?? 1) * pair.f * attackProbability(pair))
    : []
  if (share === 'shapley') {
    // Causes are independent and a Shapley value linear in each, so that of the means is the mean of theirs.
    return shapleyShares({
      beacon: beacon.reduce((sum, { p, loss }) => sum + p * loss, 0),
      pairs: slashes,
      attacks,
      layers: layers.map(({ name, p, w }) => ({ name, loss: p * w })),
      market: exitShare * market.reduce((sum, shock) => sum + shock.p * shock.discount, 0),
    })
  }
  const afterBeacon = beacon.reduce((left, { p, loss }) => left - p * loss, 1)
  const byPair = slashes.map((el) => afterBeacon * el)
  const byAttack = attacks.map((el) => afterBeacon * el)
  const avs = [...byPair, ...byAttack].reduce((sum, el) => sum + el, 0)
  let remaining = afterBeacon - avs
  const byLayer: Record<string, number> = {}
  for (const { name, p, w } of layers) {
    byLayer[name] = (byLayer[name] ?? 0) + remaining * p * w
    remaining *= 1 - p * w
  }
  const discount = market.reduce((sum, shock) => sum + shock.p * shock.discount, 0)
  const inMarket = remaining * exitShare * discount
  return {
    beacon: 1 - afterBeacon,
    avs,
    pairs: byPair,
    attacks: byAttack,
    layers: byLayer,
    market: inMarket,
    total: 1 - remaining + inMarket,
  }
}

/** Losses by cause, each as a share of what would reach it if nothing else struck, shared free of order. */
export function shapleyShares(losses: {
  beacon: number
  pairs: readonly number[]
  attacks: readonly number[]
  layers: readonly { name: string; loss: number }[]
  market: number
}): Attribution {
  const slashed = [...losses.pairs, ...losses.attacks].reduce((sum, loss) => sum + loss, 0)
  const inOrder = [
    losses.beacon,
    Math.min(1, slashed),
    ...losses.layers.map(({ loss }) => loss),
    losses.market,
  ]
  const { contributions, loss } = shapleyLayers({ layers: inOrder })
  const avs = contributions[1]!
  const byLayer: Record<string, number> = {}
  losses.layers.forEach(({ name }, i) => {
    byLayer[name] = (byLayer[name] ?? 0) + contributions[2 + i]!
  })
  return {
    beacon: contributions[0]!,
    avs,
    pairs: losses.pairs.map((part) => (slashed > 0 ? (avs * part) / slashed : 0)),
    attacks: losses.attacks.map((part) => (slashed > 0 ? (avs * part) / slashed : 0)),
    layers: byLayer,
    market: contributions.at(-1)!,
    total: loss,
  }
}

/** Σ weight·f over the pairs. */
export function maxSlashable(pairs: readonly Pick<SlashPair, 'f' | 'weight'>[]): number {
  return pairs.reduce((sum, { f, weight = 1 }) => sum + weight * f, 0)
}

function attributed(tail: CompositionTail, layers: readonly ContractLayer[]): Attribution {
  const byLayer: Record<string, number> = {}
  layers.forEach(({ name }, i) => {
    byLayer[name] = (byLayer[name] ?? 0) + tail.layers[i]!
  })
  return {
    beacon: tail.beacon,
    avs: tail.avs,
    pairs: tail.pairs,
    attacks: tail.attacks,
    layers: byLayer,
    market: tail.market,
    total: tail.cvar,
  }
}
