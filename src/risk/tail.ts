/**
 * Two losses closer than this are one outcome, and two probabilities closer than this are equal:
 * sums of products of decimals such as 0.9702 + 0.0198 must reach 0.99.
 */
export const EPSILON = 1e-12

export const DEFAULT_ALPHAS: readonly number[] = [0.95, 0.99]

/** The level of the headline exposure: the worst year in a hundred. */
export const EXPOSURE_ALPHA = 0.99

/**
 * A discrete loss: `[loss, probability]`, loss as a fraction of the position. Where probabilities
 * sum to less than 1, the rest is a year without loss.
 */
export type Outcome = readonly [loss: number, probability: number]

export interface TailOfLoss {
  /** Smallest loss x with P(L ≤ x) ≥ α. */
  var: number
  /** Mean of the worst 1−α of the distribution, the atom at VaR taken in part. */
  cvar: number
  /** Share of the atom at VaR that belongs to the worst 1−α. */
  beta: number
}

/**
 * VaR and CVaR of a discrete loss at one level.
 *
 * VaR_α = min{x : F(x) ≥ α}; CVaR_α = [E(L; L > VaR) + VaR·(F(VaR) − α)]/(1 − α)
 * (Rockafellar and Uryasev 2002). α = 1 gives the largest possible loss.
 */
export function tailOf(outcomes: readonly Outcome[], alpha: number): TailOfLoss {
  checkAlpha(alpha)
  const atoms = sortedAtoms(outcomes)
  const last = atoms.at(-1)
  if (!last) return { var: 0, cvar: 0, beta: 0 }
  if (1 - alpha < EPSILON) return { var: last[0], cvar: last[0], beta: 1 }
  let cumulative = 0
  let index = 0
  for (; index < atoms.length - 1; index++) {
    cumulative += atoms[index]![1]
    if (cumulative >= alpha - EPSILON) break
  }
  const [value, mass] = atoms[index]!
  let above = 0
  let lossAbove = 0
  for (let i = index + 1; i < atoms.length; i++) {
    above += atoms[i]![1]
    lossAbove += atoms[i]![0] * atoms[i]![1]
  }
  const partOfAtom = Math.max(0, 1 - alpha - above)
  return {
    var: value,
    cvar: (lossAbove + value * partOfAtom) / (1 - alpha),
    beta: mass > 0 ? partOfAtom / mass : 0,
  }
}

/**
 * Sorted by loss, without impossible outcomes, equal losses merged. What the probabilities lack to
 * 1 is a year without loss.
 */
function sortedAtoms(outcomes: readonly Outcome[]): [number, number][] {
  const sorted = outcomes.filter(([, p]) => p > 0)
  if (sorted.length === 0) return []
  const rest = unsaid(sorted)
  if (rest > 0) sorted.push([0, rest])
  sorted.sort((a, b) => a[0] - b[0])
  const atoms: [number, number][] = []
  for (const [loss, p] of sorted) {
    const previous = atoms.at(-1)
    if (previous && loss - previous[0] <= EPSILON) previous[1] += p
    else atoms.push([loss, p])
  }
  return atoms
}

/** Probability that a list of outcomes leaves open: that of no loss. */
function unsaid(outcomes: readonly Outcome[]): number {
  const rest = outcomes.reduce((left, [, p]) => left - p, 1)
  return rest > EPSILON ? rest : 0
}

export function checkAlpha(alpha: number): void {
  if (!(alpha >= 0 && alpha <= 1)) throw new RangeError(`Level ${alpha} is not between 0 and 1.`)
}

export interface DiscreteRiskParameters {
  outcomes: readonly Outcome[]
  /** Levels for VaR and CVaR, default 0.95 and 0.99. */
  alphas?: readonly number[]
}

export interface DiscreteRisk {
  /** Expected loss. */
  el: number
  /** Standard deviation of the loss. */
  std: number
  /** Probability of any loss. */
  pLoss: number
  /** Largest loss that can happen. */
  maxLoss: number
  var: Record<string, number>
  cvar: Record<string, number>
}

/** Expected loss, spread and tail of a discrete loss distribution. */
export function discreteRisk(parameters: DiscreteRiskParameters): DiscreteRisk {
  const { outcomes, alphas = DEFAULT_ALPHAS } = parameters
  let el = 0
  let pLoss = 0
  let maxLoss = Number.NEGATIVE_INFINITY
  for (const [loss, p] of outcomes) {
    el += loss * p
    if (loss > EPSILON) pLoss += p
    if (p > 0) maxLoss = Math.max(maxLoss, loss)
  }
  let variance = 0
  for (const [loss, p] of outcomes) variance += p * (loss - el) ** 2
  const rest = unsaid(outcomes)
  if (rest > 0 && rest < 1) {
    variance += rest * el ** 2
    maxLoss = Math.max(0, maxLoss)
  }
  const result: DiscreteRisk = {
    el,
    std: Math.sqrt(variance),
    pLoss,
    maxLoss: Number.isFinite(maxLoss) ? maxLoss : 0,
    var: {},
    cvar: {},
  }
  for (const alpha of alphas) {
    const tail = tailOf(outcomes, alpha)
    result.var[String(alpha)] = tail.var
    result.cvar[String(alpha)] = tail.cvar
  }
  return result
}

export interface EulerCvarParameters {
  alpha: number
  /** Joint scenarios: probability and the loss of each component in it. */
  scenarios: readonly (readonly [probability: number, losses: readonly number[]])[]
}

export interface EulerCvar {
  /** CVaR contribution of each component; they sum to `cvar`. */
  contributions: number[]
  cvar: number
  var: number
  el: number
}

/**
 * Euler allocation of CVaR to the components of a loss:
 * c_i = [E(L_i; L > VaR) + β·E(L_i; L = VaR)]/(1 − α), β = (F(VaR) − α)/P(L = VaR)
 * (Tasche, arXiv:0708.2542).
 */
export function eulerCvar(parameters: EulerCvarParameters): EulerCvar {
  const { alpha, scenarios } = parameters
  const totals = scenarios.map(([, losses]) => losses.reduce((sum, loss) => sum + loss, 0))
  const tail = tailOf(
    scenarios.map(([p], i) => [totals[i]!, p]),
    alpha,
  )
  const size = Math.max(0, ...scenarios.map(([, losses]) => losses.length))
  const contributions = new Array<number>(size).fill(0)
  // At α = 1 nothing is left to divide by: the worst outcome is averaged over its own mass.
  const atWorst = 1 - alpha < EPSILON
  let divisor = atWorst ? 0 : 1 - alpha
  let el = 0
  scenarios.forEach(([p, losses], i) => {
    const total = totals[i]!
    el += p * total
    const excess = total - tail.var
    const share = excess > EPSILON ? 1 : excess >= -EPSILON ? tail.beta : 0
    if (atWorst) divisor += p * share
    if (share > 0)
      for (let j = 0; j < losses.length; j++) contributions[j]! += p * share * losses[j]!
  })
  if (divisor > 0) for (let j = 0; j < size; j++) contributions[j]! /= divisor
  return { contributions, cvar: tail.cvar, var: tail.var, el }
}
