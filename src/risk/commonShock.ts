import type { SlashPair } from './cells.ts'
import { Composition } from './composition.ts'
import {
  type DistributionOptions,
  type SlashDistribution,
  slashDistribution,
} from './distribution.ts'
import type { Correlation } from './shocks.ts'
import { DEFAULT_ALPHAS, type DiscreteRisk } from './tail.ts'

export interface CommonShockParameters extends Correlation {
  pairs: readonly SlashPair[]
  /** Levels, default 0.95 and 0.99. */
  alphas?: readonly number[]
}

export interface CommonShock extends DiscreteRisk {
  /** Probability that nothing is slashed at all. */
  pNone: number
  /** CVaR contribution of each pair, by level; they sum to that level's CVaR. */
  euler: Record<string, number[]>
  method: SlashDistribution['method']
  /** Standard error of each level's CVaR; 0 unless simulated. */
  standardError: Record<string, number>
}

/** AVS slashing losses of a position under common AVS and operator shocks. */
export function commonShock(
  parameters: CommonShockParameters,
  options?: DistributionOptions,
): CommonShock {
  const { pairs, alphas = DEFAULT_ALPHAS } = parameters
  const slashes = slashDistribution(pairs, parameters, options)
  const composition = new Composition({ slashes, beacon: [], layers: [], market: [], exitShare: 1 })
  const el = composition.expected()
  let variance = 0
  for (let i = 0; i < slashes.values.length; i++) {
    variance += slashes.probabilities[i]! * (slashes.values[i]! - el) ** 2
  }
  const result: CommonShock = {
    el,
    std: Math.sqrt(variance),
    pLoss: composition.above(0),
    maxLoss: composition.max(),
    pNone: slashes.pNone(),
    var: {},
    cvar: {},
    euler: {},
    method: slashes.method,
    standardError: {},
  }
  for (const alpha of alphas) {
    const key = String(alpha)
    const tail = composition.tail(alpha, true)
    result.var[key] = tail.var
    result.cvar[key] = tail.cvar
    result.euler[key] = tail.pairs
    result.standardError[key] = standardError(tail.excessVariance, slashes.paths, alpha)
  }
  return result
}

/** Standard error of a simulated CVaR: √(Var((L−VaR)⁺)/n)/(1−α). */
export function standardError(excessVariance: number, paths: number, alpha: number): number {
  return paths > 0 && alpha < 1 ? Math.sqrt(excessVariance / paths) / (1 - alpha) : 0
}
