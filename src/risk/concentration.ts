export interface ConcentrationParameters {
  /** Amounts of any unit, one for each holder. */
  values: readonly number[]
  /** Shares for which the Nakamoto coefficient is wanted, by name. */
  thetas?: Readonly<Record<string, number>> | undefined
}

export interface Concentration {
  /** Herfindahl–Hirschman index Σx²; null without any amount. */
  hhi: number | null
  /** Effective number of holders, 1/HHI. */
  nEff: number | null
  /** (HHI − 1/n)/(1 − 1/n): 0 all equal, 1 one holds all. */
  hhiNorm: number | null
  /** Share of the five largest. */
  top5: number | null
  /** Fewest holders that reach each share. */
  nakamoto: Record<string, number>
}

/** How concentrated amounts are over their holders. */
export function concentration({ values, thetas = {} }: ConcentrationParameters): Concentration {
  const total = values.reduce((sum, value) => sum + value, 0)
  const nakamoto: Record<string, number> = {}
  for (const [name, theta] of Object.entries(thetas)) nakamoto[name] = fewestToReach(values, theta)
  if (!(total > 0)) return { hhi: null, nEff: null, hhiNorm: null, top5: null, nakamoto }
  const shares = values.map((value) => value / total).sort((a, b) => b - a)
  const hhi = shares.reduce((sum, share) => sum + share * share, 0)
  const n = values.length
  return {
    hhi,
    nEff: 1 / hhi,
    hhiNorm: n === 1 ? 1 : (hhi - 1 / n) / (1 - 1 / n),
    top5: shares.slice(0, 5).reduce((sum, share) => sum + share, 0),
    nakamoto,
  }
}

/** Fewest of the values (largest first) whose sum reaches θ of the total; 0 if there is nothing. */
export function fewestToReach(values: readonly number[], theta: number): number {
  const total = values.reduce((sum, value) => sum + value, 0)
  if (!(total > 0)) return 0
  const target = theta * total - 1e-12 * total
  let reached = 0
  let count = 0
  for (const value of [...values].sort((a, b) => b - a)) {
    if (reached >= target) break
    reached += value
    count++
  }
  return count
}

export interface DilutionParameters {
  /** Share of all stake that each operator set can slash. */
  phi: readonly number[]
  /** Share of a set's stake that corrupts it. */
  theta: number
  totalStake: number
}

export interface Dilution {
  /** θ·φ_s·Σ: what corrupting each set costs. */
  costPerSet: number[]
  /** θ·Σ: what it would cost if all stake stood behind every set. */
  pooledCost: number
  /** Cheapest set; null without sets. */
  cheapest: number | null
  /** min φ: the weakest set against pooled stake. */
  dilutionFactor: number | null
  unallocated: number
  /** Effective number of sets the stake is spread over. */
  nEffSets: number | null
}

/** What unique stake costs in security: each set is only as dear as the part allocated to it. */
export function dilution({ phi, theta, totalStake }: DilutionParameters): Dilution {
  const costPerSet = phi.map((share) => theta * share * totalStake)
  const allocated = phi.reduce((sum, share) => sum + share, 0)
  const squares = phi.reduce((sum, share) => sum + share * share, 0)
  return {
    costPerSet,
    pooledCost: theta * totalStake,
    cheapest: phi.length > 0 ? Math.min(...costPerSet) : null,
    dilutionFactor: phi.length > 0 ? Math.min(...phi) : null,
    unallocated: 1 - allocated,
    nEffSets: squares > 0 ? (allocated * allocated) / squares : null,
  }
}
