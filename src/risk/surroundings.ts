import type { Assumptions } from './assumptions.ts'
import { type Scenario, scenariosOf } from './jointStates.ts'
import { inputOf, type OperatorColumns } from './operatorColumns.ts'
import type { PositionParameters } from './position.ts'
import { stakeParameters } from './stakeParameters.ts'
import { EXPOSURE_ALPHA } from './tail.ts'

/** Everything of a position but its slashes, alike for all that hold the same. */
export interface Surroundings {
  beacon: NonNullable<PositionParameters['beacon']>
  market: NonNullable<PositionParameters['market']>
  exitShare: number
  /** Joint states without contract layers. */
  scenarios: Pick<Scenario, 'p' | 'kept'>[]
  /** Share that is left on average of what no slash took, contracts and all. */
  keptOnAverage: number
}

/** Surroundings of position `i`. */
export function surroundingsOf(
  columns: OperatorColumns,
  i: number,
  assumptions: Assumptions,
): Surroundings {
  const parameters = stakeParameters(inputOf(columns, i), assumptions)
  const { layers = [], market = [], exitShare = 1 } = parameters
  const beacon = [...(parameters.beacon ?? [])]
  const leak = columns.keyLeakLoss[i]!
  if (leak > 0 && beacon.length > 0) beacon.push({ p: assumptions.keyLeakP, loss: leak })
  let keptOnAverage = beacon.reduce((left, { p, loss }) => left - p * loss, 1)
  for (const { p, w } of layers) keptOnAverage *= 1 - p * w
  keptOnAverage *= 1 - exitShare * market.reduce((sum, shock) => sum + shock.p * shock.discount, 0)
  return {
    beacon,
    market,
    exitShare,
    scenarios: scenariosOf({ beacon, layers: [], market, exitShare }),
    keptOnAverage,
  }
}

/** Slashed shares of the stake behind a position: sums rising, P(S ≥ sum i) and E(S; S ≥ sum i). */
export interface RankedSums {
  sums: Float64Array
  massFrom: Float64Array
  sumFrom: Float64Array
}

const TAIL = 1 - EXPOSURE_ALPHA
const CLOSE = 1e-14

/**
 * CVaR99 as min over t of t + E[(L − t)⁺]/(1 − α) (Rockafellar and Uryasev 2002), which VaR attains.
 * VaR is bisected; in each scenario the first sum above it is kept between two bounds, and once a
 * single loss is left between the bounds it is VaR.
 */
export function worstMean(
  { sums, massFrom, sumFrom }: RankedSums,
  severity: number,
  scenarios: Surroundings['scenarios'],
): number {
  const n = sums.length
  const count = scenarios.length
  const first = new Int32Array(count)
  for (let s = 0; s < count; s++) first[s] = firstAbove(sums, sumAt(0, s), 0, n)
  let t = 0
  if (massAbove(first) > TAIL) {
    const from = first.slice()
    const to = new Int32Array(count).fill(n)
    let low = 0
    t = 1
    for (const { kept } of scenarios) t = Math.max(t, 1 - kept * (1 - severity * sums[n - 1]!))
    while (t - low > CLOSE) {
      const middle = (low + t) / 2
      for (let s = 0; s < count; s++) {
        first[s] = firstAbove(sums, sumAt(middle, s), from[s]!, to[s]!)
      }
      if (massAbove(first) > TAIL) {
        low = middle
        from.set(first)
      } else {
        t = middle
        to.set(first)
      }
      let between = 0
      let last = 0
      for (let s = 0; s < count; s++) {
        between += to[s]! - from[s]!
        if (to[s]! > from[s]!) last = s
      }
      if (between === 1) {
        t = 1 - scenarios[last]!.kept * (1 - severity * sums[from[last]!]!)
        break
      }
    }
    first.set(to)
  }
  let excess = 0
  for (let s = 0; s < count; s++) {
    const { p, kept } = scenarios[s]!
    const i = first[s]!
    excess += p * ((1 - kept - t) * massFrom[i]! + kept * severity * sumFrom[i]!)
  }
  return t + excess / TAIL

  /** The sum at which the loss 1 − kept·(1 − severity·sum) reaches `loss`. */
  function sumAt(loss: number, s: number): number {
    const { kept } = scenarios[s]!
    const share = kept > 0 ? 1 - (1 - loss) / kept : loss < 1 ? -1 : Number.POSITIVE_INFINITY
    if (severity > 0) return share / severity
    return share < 0 ? -1 : Number.POSITIVE_INFINITY
  }

  function massAbove(indices: Int32Array): number {
    let mass = 0
    for (let s = 0; s < count; s++) mass += scenarios[s]!.p * massFrom[indices[s]!]!
    return mass
  }
}

/** First index between two bounds whose sum is above x. */
function firstAbove(sums: Float64Array, x: number, from: number, to: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > x) high = middle
    else low = middle + 1
  }
  return low
}
