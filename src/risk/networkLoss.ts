import { attackProbability, cellsOf, type SlashPair } from './cells.ts'
import { standardError } from './commonShock.ts'
import { liveOnly, type SlashDistribution, slashDistribution } from './distribution.ts'
import type { Correlation } from './shocks.ts'
import { simulate } from './simulation.ts'
import { EXPOSURE_ALPHA, type Outcome, tailOf } from './tail.ts'

/** Slashing losses of all stake together over one year, as shares of it. */
export interface NetworkLoss {
  /** Expected loss, in closed form. */
  el: number
  /** Mean of the worst year in a hundred. */
  cvar: number
  /** Standard error of `cvar`; 0 unless years were simulated. */
  standardError: number
  method: 'exact' | 'lattice' | 'montecarlo'
  /** Simulated years, 0 unless they were. */
  paths: number
}

/** Years drawn between two reports. */
const BATCH = 20_000
const BATCHES = 10

/**
 * The loss of a whole network: every operator's stake with its share as weight. Exact where the shared shocks can be
 * walked, else simulated batch by batch; yields how much is done, 0 to 1.
 *
 * @param seed the same gives the same
 */
export function* networkLossSteps(
  pairs: readonly SlashPair[],
  correlation: Correlation,
  { seed = 1, batch = BATCH, batches = BATCHES } = {},
): Generator<number, NetworkLoss> {
  const live = liveOnly(pairs)
  const el = live.reduce((sum, pair) => {
    const { weight = 1, f, w, p } = pair
    const attacked = attackProbability(pair)
    return sum + weight * f * (w * p * (1 - attacked) + attacked)
  }, 0)
  // The first batch is what comes of trying to be exact.
  const first = slashDistribution(live, correlation, { paths: batch, seed })
  const { method } = first
  if (method !== 'montecarlo') {
    const { cvar } = tailOf(outcomesOf(first, 1), EXPOSURE_ALPHA)
    return { el, cvar, standardError: 0, method, paths: 0 }
  }
  const network = cellsOf(live, correlation)
  const outcomes = outcomesOf(first, batches)
  yield 1 / batches
  for (let i = 1; i < batches; i++) {
    const drawn = simulate(live.length, network, { paths: batch, seed: seed + i })
    for (const outcome of outcomesOf(drawn, batches)) outcomes.push(outcome)
    yield (i + 1) / batches
  }
  const paths = batch * batches
  const tail = tailOf(outcomes, EXPOSURE_ALPHA)
  const spread = excessVariance(outcomes, tail.var)
  return {
    el,
    cvar: tail.cvar,
    standardError: standardError(spread, paths, EXPOSURE_ALPHA),
    method,
    paths,
  }
}

function outcomesOf({ values, probabilities }: SlashDistribution, batches: number): Outcome[] {
  return Array.from(values, (value, i): Outcome => [value, probabilities[i]! / batches])
}

/** Variance of (L − x)⁺. */
function excessVariance(outcomes: readonly Outcome[], x: number): number {
  let mean = 0
  let square = 0
  for (const [loss, p] of outcomes) {
    const excess = Math.max(0, loss - x)
    mean += p * excess
    square += p * excess * excess
  }
  return Math.max(0, square - mean * mean)
}
