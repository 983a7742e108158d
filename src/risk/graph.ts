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
}

const MOST_ENUMERATED = 18
const TOLERANCE = 1e-12
const REWEIGHTING_ROUNDS = 60

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
  const loads = services.map(({ profit, alpha, validators }) => {
    const needed = alpha * total(stake, validators)
    return needed > 0 ? profit / needed : profit > 0 ? Number.POSITIVE_INFINITY : 0
  })
  const perValidator = loadByValidator(stake.length, services, loads)
  const heaviest = Math.max(0, ...perValidator)
  return {
    secure,
    maxNetProfit,
    gamma,
    gammaCertEigenLayer: heaviest > 0 ? 1 / heaviest - 1 : null,
    gammaCertSplitFractional: finite(split(parameters, loads, false).gamma),
    gammaCertSplitExact: finite(split(parameters, loads, true).gamma),
    gammaCertReweighted: finite(reweighted(parameters, loads)),
  }
}

/**
 * Gives service s the part σ_v·p_s/P_v of each validator and takes the cheapest cover of α_s·σ_N(s):
 * since parts never sum above σ_v, γ ≥ min_s c_s/π_s − 1.
 */
function split(
  { stake, services }: RestakingGraphParameters,
  loads: readonly number[],
  whole: boolean,
): { gamma: number; ratios: number[] } {
  const perValidator = loadByValidator(stake.length, services, loads)
  const ratios = services.map(({ profit, alpha, validators }, s) => {
    if (profit <= 0) return Number.POSITIVE_INFINITY
    const needed = alpha * total(stake, validators)
    if (needed <= 0) return 0
    const items = validators.map((v) => ({
      weight: stake[v]!,
      cost: perValidator[v]! > 0 ? (stake[v]! * loads[s]!) / perValidator[v]! : 0,
    }))
    return (whole ? wholeCost(items, needed) : fractionalCover(items, needed)) / profit
  })
  return { gamma: Math.min(Number.POSITIVE_INFINITY, ...ratios) - 1, ratios }
}

/** Cost with whole validators, or its certified bound where the search was cut off. */
function wholeCost(items: readonly { weight: number; cost: number }[], needed: number): number {
  const cover = minimumCover(items, needed)
  return cover.exact ? cover.cost : cover.lower
}

/** p_s ← p_s·√(median λ/λ_s): more stake for services whose ratio λ is low; keeps the best. */
function reweighted(parameters: RestakingGraphParameters, start: readonly number[]): number {
  let loads = [...start]
  let best = Number.NEGATIVE_INFINITY
  for (let round = 0; round <= REWEIGHTING_ROUNDS; round++) {
    const { gamma, ratios } = split(parameters, loads, false)
    best = Math.max(best, gamma)
    const known = ratios
      .filter((ratio) => Number.isFinite(ratio) && ratio > 0)
      .sort((a, b) => a - b)
    const median = known[known.length >> 1]
    if (median === undefined) break
    loads = loads.map((load, s) => {
      const ratio = ratios[s]!
      return Number.isFinite(ratio) && ratio > 0 ? load * Math.sqrt(median / ratio) : load
    })
  }
  return best
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

function loadByValidator(n: number, services: readonly Service[], loads: readonly number[]) {
  const perValidator = new Array<number>(n).fill(0)
  services.forEach(({ validators }, s) => {
    for (const v of validators) perValidator[v]! += loads[s]!
  })
  return perValidator
}

function total(stake: readonly number[], validators: readonly number[]): number {
  return validators.reduce((sum, v) => sum + stake[v]!, 0)
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
