import type { SlashDistribution } from './distribution.ts'
import { type Scenario, scenariosOf } from './jointStates.ts'
import { shapleyLayers } from './layers.ts'
import { checkAlpha, EPSILON } from './tail.ts'

/**
 * A slashing of the validators themselves: probability a year, share of the position lost. Several
 * are alternatives, the worse one replacing the milder: at most one happens in a year.
 */
export interface BeaconShock {
  p: number
  loss: number
}

/** A contract the position passes through: probability a year that it fails, share lost then. */
export interface ContractLayer {
  name: string
  p: number
  w: number
}

/** A fall of the market price below the redemption value; several are alternatives as well. */
export interface MarketShock {
  p: number
  discount: number
}

export interface CompositionParameters {
  slashes: SlashDistribution
  beacon: readonly BeaconShock[]
  layers: readonly ContractLayer[]
  market: readonly MarketShock[]
  /** Share sold in the market before redemption. */
  exitShare: number
}

/** See {@link Composition.tail}. */
export type LossShare = 'waterfall' | 'shapley'

export interface CompositionTail {
  var: number
  cvar: number
  /** CVaR by component; they sum to `cvar`. */
  beacon: number
  avs: number
  layers: number[]
  market: number
  /** CVaR by pair, and of the attacks on each where any is counted; both sum to `avs`. Empty unless asked for. */
  pairs: number[]
  attacks: number[]
  /** Variance of the loss counted above VaR, for the standard error of a simulated tail. */
  excessVariance: number
}

/**
 * The loss of a position, L = 1 − (1−b)(1−S)·Π(1−w·K)·(1−e·d): beacon penalties first, AVS slashes
 * on what is left, then contract layers from the inside out, then the market. All but the slashes
 * S are independent of each other, so the tail is found over few scenarios and the sorted values
 * of S, without listing every joint outcome.
 */
export class Composition {
  readonly #slashes: SlashDistribution
  readonly #scenarios: Scenario[]
  readonly #layerCount: number
  /** P(S ≥ value[i]) and E(S; S ≥ value[i]); one entry past the end is 0. */
  readonly #massFrom: Float64Array
  readonly #lossFrom: Float64Array

  constructor(parameters: CompositionParameters) {
    const { slashes, layers } = parameters
    this.#slashes = slashes
    this.#layerCount = layers.length
    this.#scenarios = scenariosOf(parameters)
    const { values, probabilities } = slashes
    const n = values.length
    this.#massFrom = new Float64Array(n + 1)
    this.#lossFrom = new Float64Array(n + 1)
    for (let i = n - 1; i >= 0; i--) {
      this.#massFrom[i] = this.#massFrom[i + 1]! + probabilities[i]!
      this.#lossFrom[i] = this.#lossFrom[i + 1]! + probabilities[i]! * values[i]!
    }
  }

  /** Expected loss. */
  expected(): number {
    let total = 0
    for (const { p, kept } of this.#scenarios) {
      total += p * (this.#massFrom[0]! - kept * (this.#massFrom[0]! - this.#lossFrom[0]!))
    }
    return total
  }

  /** P(L > loss). */
  above(loss: number): number {
    let total = 0
    for (const scenario of this.#scenarios) {
      total += scenario.p * this.#massFrom[this.#firstAbove(scenario, loss)]!
    }
    return total
  }

  /** Largest loss that can happen. */
  max(): number {
    let largest = 0
    for (const { kept } of this.#scenarios) {
      largest = Math.max(largest, 1 - kept * (1 - this.#slashes.largest))
    }
    return largest
  }

  /**
   * VaR, CVaR and its Euler split at one level; per pair only if asked for (a second walk).
   *
   * @param share how one year's loss is shared between what caused it: in the order in which losses strike, each on
   * what the ones before left, or free of any order
   */
  tail(alpha: number, withPairs = false, share: LossShare = 'waterfall'): CompositionTail {
    checkAlpha(alpha)
    const atWorst = 1 - alpha < EPSILON
    const value = atWorst ? this.max() : this.#valueAtRisk(alpha)
    const above = this.above(value)
    let at = 0
    for (const scenario of this.#scenarios) {
      const from = this.#firstAtLeast(scenario, value)
      at +=
        scenario.p * (this.#massFrom[from]! - this.#massFrom[this.#firstAbove(scenario, value)]!)
    }
    const beta = atWorst || at <= 0 ? 1 : Math.max(0, 1 - alpha - above) / at
    const divisor = atWorst ? at : 1 - alpha
    const result: CompositionTail = {
      var: value,
      cvar: 0,
      beacon: 0,
      avs: 0,
      layers: new Array<number>(this.#layerCount).fill(0),
      market: 0,
      pairs: [],
      attacks: [],
      excessVariance: 0,
    }
    if (divisor <= 0) return result
    const weights = withPairs ? new Float64Array(this.#massFrom.length) : undefined
    for (const scenario of this.#scenarios) {
      const from = this.#firstAtLeast(scenario, value)
      const beyond = this.#firstAbove(scenario, value)
      const scale = scenario.p / divisor
      // P and E(S) over the tail, the atom at VaR counted with β.
      const mass = scale * (beta * this.#massFrom[from]! + (1 - beta) * this.#massFrom[beyond]!)
      const slashed = scale * (beta * this.#lossFrom[from]! + (1 - beta) * this.#lossFrom[beyond]!)
      if (mass === 0) continue
      // Factor of the slashed share that the operator sets are charged with.
      let charged = 1 - scenario.beacon
      if (share === 'shapley') {
        // Every part is linear in S, so what it is at S = 0 and at S = 1 tells its mean over the tail.
        const [none, all] = [shapleyAt(scenario, 0), shapleyAt(scenario, 1)]
        const mean = (at: number) => none[at]! * mass + (all[at]! - none[at]!) * slashed
        charged = all[1]!
        result.beacon += mean(0)
        for (let i = 0; i < scenario.layers.length; i++) result.layers[i]! += mean(2 + i)
        result.market += mean(2 + scenario.layers.length)
      } else {
        let remaining = (1 - scenario.beacon) * (mass - slashed)
        result.beacon += scenario.beacon * mass
        scenario.layers.forEach((part, i) => {
          result.layers[i]! += remaining * part
          remaining *= 1 - part
        })
        result.market += remaining * scenario.market
      }
      result.avs += charged * slashed
      if (weights) {
        // As differences: β from the first value at VaR on, 1 from the first above it on.
        weights[from]! += scale * charged * beta
        weights[beyond]! += scale * charged * (1 - beta)
      }
    }
    result.cvar =
      result.beacon + result.avs + result.market + result.layers.reduce((a, b) => a + b, 0)
    if (weights) {
      const g = new Float64Array(weights.length - 1)
      let running = 0
      for (let i = 0; i < g.length; i++) {
        running += weights[i]!
        g[i] = running
      }
      const parts = Array.from(this.#slashes.contributions(g))
      result.pairs = parts.slice(0, this.#slashes.size)
      result.attacks = parts.slice(this.#slashes.size)
    }
    if (this.#slashes.paths > 0) result.excessVariance = this.#excessVariance(value)
    return result
  }

  /** Variance over the simulated years of E[(L − VaR)⁺ | S]. */
  #excessVariance(value: number): number {
    const { values, probabilities } = this.#slashes
    let mean = 0
    let square = 0
    for (let i = 0; i < values.length; i++) {
      let excess = 0
      for (const { p, kept } of this.#scenarios) {
        excess += p * Math.max(0, 1 - kept * (1 - values[i]!) - value)
      }
      mean += probabilities[i]! * excess
      square += probabilities[i]! * excess * excess
    }
    return Math.max(0, square - mean * mean)
  }

  /** Smallest loss x with P(L ≤ x) ≥ α: bisect, then take the first value that can occur. */
  #valueAtRisk(alpha: number): number {
    const target = 1 - alpha + EPSILON
    if (this.above(0) <= target) return this.#smallestFrom(-1)
    let low = 0
    let high = this.max()
    while (high - low > EPSILON / 4) {
      const middle = (low + high) / 2
      if (middle <= low || middle >= high) break
      if (this.above(middle) <= target) high = middle
      else low = middle
    }
    return this.#smallestFrom(low)
  }

  /** Smallest possible loss above `loss` (half the tolerance, as bisection stops before it). */
  #smallestFrom(loss: number): number {
    let smallest = Number.POSITIVE_INFINITY
    const { values, probabilities } = this.#slashes
    for (const { kept } of this.#scenarios) {
      let i = firstFrom(values, shareFor(loss + EPSILON / 2, kept))
      while (i < values.length && probabilities[i] === 0) i++
      if (i < values.length) smallest = Math.min(smallest, 1 - kept * (1 - values[i]!))
    }
    return Number.isFinite(smallest) ? smallest : this.max()
  }

  /** Index of the first slash value whose loss is at least `loss` (within the tolerance). */
  #firstAtLeast(scenario: Scenario, loss: number): number {
    return firstFrom(this.#slashes.values, shareFor(loss - EPSILON, scenario.kept))
  }

  #firstAbove(scenario: Scenario, loss: number): number {
    return firstFrom(this.#slashes.values, shareFor(loss + EPSILON, scenario.kept))
  }
}

/** One year's loss by cause, free of order, for a slashed share S: validators, sets, each contract, market. */
function shapleyAt(scenario: Scenario, slashed: number): number[] {
  const layers = [scenario.beacon, slashed, ...scenario.layers, scenario.market]
  return shapleyLayers({ layers }).contributions
}

/** The slashed share at which the loss 1 − kept·(1−S) reaches `loss`. */
function shareFor(loss: number, kept: number): number {
  if (kept <= 0) return loss <= 1 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return 1 - (1 - loss) / kept
}

/** Index of the first value ≥ x. */
function firstFrom(values: Float64Array, x: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! >= x) high = middle
    else low = middle + 1
  }
  return low
}
