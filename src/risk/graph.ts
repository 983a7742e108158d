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
 * @throws RangeError beyond 18 validators.
 */
export function worstCaseLoss(parameters: WorstCaseLossParameters): { R: number } {
  const { stake, services, psi } = parameters
  const n = stake.length
  if (n > MOST_ENUMERATED) throw new RangeError(`More than ${MOST_ENUMERATED} validators.`)
  const all = stake.reduce((sum, value) => sum + value, 0)
  if (!(all > 0)) return { R: 0 }
  let worst = 0
  for (let removed = 0; removed < 2 ** n; removed++) {
    let lost = 0
    for (let v = 0; v < n; v++) if ((removed >> v) & 1) lost += stake[v]!
    if (lost > psi * all + TOLERANCE * all) continue
    const left = stake.flatMap((_, v) => ((removed >> v) & 1 ? [] : [v]))
    const number = new Map(left.map((v, i) => [v, i]))
    const reduced = services.map((service) => ({
      ...service,
      validators: service.validators.flatMap((v) => number.get(v) ?? []),
    }))
    forEachCoalition(
      left.map((v) => stake[v]!),
      reduced,
      (cost, profit) => {
        if (profit > cost + TOLERANCE * all) worst = Math.max(worst, cost)
      },
    )
  }
  return { R: Math.min(1, psi + worst / all) }
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
  const targets = services.map(({ alpha, validators }) => {
    const all = total(stake, validators)
    return alpha * all - TOLERANCE * all
  })
  for (let coalition = 0; coalition < 2 ** stake.length; coalition++) {
    let cost = 0
    for (let v = 0; v < stake.length; v++) if ((coalition >> v) & 1) cost += stake[v]!
    let profit = 0
    services.forEach((service, s) => {
      let reached = 0
      for (const v of service.validators) if ((coalition >> v) & 1) reached += stake[v]!
      if (reached >= targets[s]!) profit += service.profit
    })
    visit(cost, profit)
  }
}

function total(stake: readonly number[], validators: readonly number[]): number {
  return validators.reduce((sum, v) => sum + stake[v]!, 0)
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
