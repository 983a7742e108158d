import { certificates } from './certificates.ts'
import { fractionalCover, minimumCover } from './cover.ts'

/** A service secured by pooled stake (Durvasula and Roughgarden, arXiv:2407.21785). */
export interface Service {
  /** Gain from corrupting it. */
  profit: number
  /** Share of its validators' stake that corrupts it. */
  alpha: number
  /** Indices of its validators. */
  validators: readonly number[]
}

export interface RestakingGraphParameters {
  /** Stake of each validator, counted in full for each of its services. */
  stake: readonly number[]
  services: readonly Service[]
}

export interface RestakingGraph {
  /** No coalition gains; null if the graph is too large to enumerate. */
  secure: boolean | null
  /** Largest gain of a coalition, 0 if none gains. */
  maxNetProfit: number | null
  /** min over coalitions of stake/profit − 1; null without any profit. */
  gamma: number | null
  /** Certified lower bounds of γ: EigenLayer's condition, split stake, split with whole validators. */
  gammaCertEigenLayer: number | null
  gammaCertSplitFractional: number | null
  gammaCertSplitExact: number | null
  /** Best split found by moving stake towards the weakest services. */
  gammaCertReweighted: number | null
  /** γ is at most this: γ itself where it is known, else of the best attack found. */
  gammaUpper: number | null
}

const MOST_ENUMERATED = 18
const TOLERANCE = 1e-12

/** Security of pooled stake: exact by enumeration up to 18 validators, certificates at any size. */
export function restakingGraph(parameters: RestakingGraphParameters): RestakingGraph {
  const { stake, services } = parameters
  let secure: boolean | null = null
  let maxNetProfit: number | null = null
  let gamma: number | null = null
  if (stake.length <= MOST_ENUMERATED) {
    maxNetProfit = 0
    let worst = Number.POSITIVE_INFINITY
    forEachCoalition(stake, services, (cost, profit) => {
      maxNetProfit = Math.max(maxNetProfit!, profit - cost)
      if (profit > 0) worst = Math.min(worst, cost / profit)
    })
    const scale = stake.reduce((sum, value) => sum + value, 0)
    if (maxNetProfit <= TOLERANCE * Math.max(1, scale)) maxNetProfit = 0
    secure = maxNetProfit === 0
    gamma = finite(worst - 1)
  }
  const proven = certificates(parameters)
  return {
    secure,
    maxNetProfit,
    gamma,
    gammaCertEigenLayer: proven.eigenLayer,
    gammaCertSplitFractional: proven.splitFractional,
    gammaCertSplitExact: splitWithWholeValidators(parameters, proven.splitFractional),
    gammaCertReweighted: proven.reweighted,
    gammaUpper: gamma ?? proven.greedyUpper,
  }
}

/** Services with more validators than this keep their fractional bound. */
const MOST_WHOLE = 20

/**
 * The split certificate with covers of whole validators, for services small enough to search: at
 * least as strong as with fractions.
 */
function splitWithWholeValidators(
  { stake, services }: RestakingGraphParameters,
  fractional: number | null,
): number | null {
  if (fractional === null || fractional <= -1) return fractional
  const loads = services.map(({ profit, alpha, validators }) =>
    profit > 0 ? profit / (alpha * total(stake, validators)) : 0,
  )
  const perValidator = new Array<number>(stake.length).fill(0)
  services.forEach(({ validators }, s) => {
    for (const v of validators) perValidator[v]! += loads[s]!
  })
  let worst = Number.POSITIVE_INFINITY
  services.forEach(({ profit, alpha, validators }, s) => {
    if (profit <= 0) return
    const items = validators.map((v) => ({
      weight: stake[v]!,
      cost: (stake[v]! * loads[s]!) / perValidator[v]!,
    }))
    const needed = alpha * total(stake, validators)
    const cost =
      validators.length <= MOST_WHOLE
        ? minimumCover(items, needed).cost
        : fractionalCover(items, needed)
    worst = Math.min(worst, cost / profit)
  })
  return worst - 1
}

export interface WorstCaseLossParameters extends RestakingGraphParameters {
  /** Share of all stake that is lost at once. */
  psi: number
}

/**
 * Worst share of all stake lost after a shock ψ: R_ψ = ψ + max over removed sets D (σ_D ≤ ψσ) of
 * the largest coalition that then attacks at a gain. One attack on the reduced graph stands for a
 * whole cascade (Corollary 1).
 *
 * Coalitions are tried from the largest stake down, so the first that can attack is the answer. For
 * each, a search over what is removed: taking a validator away that does not attack only ever helps
 * those who do, and a branch ends where even the rest of ψ could not make enough services pay.
 *
 * @throws RangeError beyond 18 validators.
 */
export function worstCaseLoss(parameters: WorstCaseLossParameters): { R: number } {
  const { stake, services, psi } = parameters
  const n = stake.length
  if (n > MOST_ENUMERATED) throw new RangeError(`More than ${MOST_ENUMERATED} validators.`)
  const all = stake.reduce((sum, value) => sum + value, 0)
  if (!(all > 0)) return { R: 0 }
  const slack = TOLERANCE * all
  const budget = psi * all + slack
  const paying = services.filter(({ profit }) => profit > 0)
  const most = paying.reduce((sum, { profit }) => sum + profit, 0)
  const costs = subsetSums(stake)
  const coalitions = Uint32Array.from(costs.keys())
    .filter((coalition) => costs[coalition]! > 0 && costs[coalition]! + slack < most)
    .sort((a, b) => costs[b]! - costs[a]!)
  const inService = paying.map(({ validators }) => validators.reduce((m, v) => m | (1 << v), 0))
  for (const coalition of coalitions) {
    const cost = costs[coalition]!
    if (attackable(coalition, cost)) return { R: Math.min(1, psi + cost / all) }
  }
  return { R: Math.min(1, psi) }

  /** Whether the coalition gains once the right validators within ψ are gone. */
  function attackable(coalition: number, cost: number): boolean {
    // What the coalition holds of each service beyond what it needs; removals lower the need.
    const surplus = paying.map(
      ({ alpha }, s) => costs[coalition & inService[s]!]! - alpha * costs[inService[s]!]! + slack,
    )
    const others: number[] = []
    for (let v = 0; v < n; v++) if (!((coalition >> v) & 1) && stake[v]! > 0) others.push(v)
    others.sort((a, b) => stake[b]! - stake[a]!)
    // Masks of others[k…], so that what can still be removed of a service is one look-up.
    const rest = new Uint32Array(others.length + 1)
    for (let k = others.length - 1; k >= 0; k--) rest[k] = rest[k + 1]! | (1 << others[k]!)
    const search = (k: number, left: number, removed: number): boolean => {
      let sure = 0
      let possible = 0
      for (let s = 0; s < paying.length; s++) {
        const { alpha, profit } = paying[s]!
        const have = surplus[s]! + alpha * costs[removed & inService[s]!]!
        if (have >= 0) sure += profit
        else if (have + alpha * Math.min(left, costs[rest[k]! & inService[s]!]!) >= 0)
          possible += profit
      }
      if (sure > cost + slack) return true
      if (k === others.length || sure + possible <= cost + slack) return false
      const v = others[k]!
      if (stake[v]! <= left && search(k + 1, left - stake[v]!, removed | (1 << v))) return true
      return search(k + 1, left, removed)
    }
    return search(0, budget, 0)
  }
}

/** Σ of the values of every subset, by bit mask. */
function subsetSums(values: readonly number[]): Float64Array {
  const sums = new Float64Array(2 ** values.length)
  for (let mask = 1; mask < sums.length; mask++) {
    const lowest = 31 - Math.clz32(mask & -mask)
    sums[mask] = sums[mask & (mask - 1)]! + values[lowest]!
  }
  return sums
}

/** Bound on the loss after a shock: R_ψ < (1 + 1/γ)ψ (Theorem 1); null for γ ≤ 0. */
export function cascadeBound({ gamma, psi }: { gamma: number; psi: number }): {
  bound: number | null
  /** It says more than "everything may be lost". */
  informative: boolean
} {
  if (!(gamma > 0)) return { bound: null, informative: false }
  const bound = (1 + 1 / gamma) * psi
  return { bound, informative: bound < 1 }
}

/** Visits every coalition with its stake and the profit of all services it can corrupt. */
function forEachCoalition(
  stake: readonly number[],
  services: readonly Service[],
  visit: (cost: number, profit: number) => void,
): void {
  const costs = subsetSums(stake)
  const masks = services.map(({ validators }) => validators.reduce((m, v) => m | (1 << v), 0))
  const targets = services.map(({ alpha }, s) => {
    const all = costs[masks[s]!]!
    return alpha * all - TOLERANCE * all
  })
  for (let coalition = 0; coalition < costs.length; coalition++) {
    let profit = 0
    for (let s = 0; s < services.length; s++) {
      if (costs[coalition & masks[s]!]! >= targets[s]!) profit += services[s]!.profit
    }
    visit(costs[coalition]!, profit)
  }
}

function total(stake: readonly number[], validators: readonly number[]): number {
  return validators.reduce((sum, v) => sum + stake[v]!, 0)
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
