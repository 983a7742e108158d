import type { CompositionParameters } from './composition.ts'
import { EPSILON } from './tail.ts'

/** One joint state of everything but the AVS slashes. */
export interface Scenario {
  p: number
  /** Beacon loss b. */
  beacon: number
  /** Loss of each contract layer as a share of what reaches it. */
  layers: readonly number[]
  /** Share lost in the market, e·d. */
  market: number
  /** (1−b)·Π(1−w)·(1−e·d): the loss is 1 − kept·(1−S). */
  kept: number
}

/** Every joint state of everything but the AVS slashes that can come. */
export function scenariosOf(parameters: Omit<CompositionParameters, 'slashes'>): Scenario[] {
  const { beacon, layers, market, exitShare } = parameters
  let scenarios: Scenario[] = [{ p: 1, beacon: 0, layers: [], market: 0, kept: 1 }]
  scenarios = branch(
    scenarios,
    beacon
      .filter(({ loss }) => loss !== 0)
      .map(({ p, loss }) => [p, (s) => ({ ...s, beacon: loss })]),
    (s) => s,
  )
  for (const { p, w } of layers) {
    scenarios = branch(scenarios, [[p, (s) => ({ ...s, layers: [...s.layers, w] })]], (s) => ({
      ...s,
      layers: [...s.layers, 0],
    }))
  }
  scenarios = branch(
    scenarios,
    market
      .filter(({ discount }) => exitShare * discount !== 0)
      .map(({ p, discount }) => [p, (s) => ({ ...s, market: exitShare * discount })]),
    (s) => s,
  )
  for (const scenario of scenarios) {
    scenario.kept = (1 - scenario.beacon) * (1 - scenario.market)
    for (const share of scenario.layers) scenario.kept *= 1 - share
  }
  return scenarios
}

type Change = (scenario: Scenario) => Scenario

/** Splits each scenario into alternatives of which one at most happens, and none of them. */
function branch(
  scenarios: readonly Scenario[],
  alternatives: readonly [p: number, change: Change][],
  none: Change,
): Scenario[] {
  let rest = 1
  for (const [p] of alternatives) {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`Probability ${p} is not between 0 and 1.`)
    rest -= p
  }
  if (rest < -EPSILON) throw new RangeError('Alternative shocks have probabilities above 1 in sum.')
  const result: Scenario[] = []
  for (const scenario of scenarios) {
    for (const [p, change] of alternatives) {
      if (p > 0) result.push({ ...change(scenario), p: scenario.p * p })
    }
    if (rest > EPSILON) result.push({ ...none(scenario), p: scenario.p * rest })
  }
  return result
}
