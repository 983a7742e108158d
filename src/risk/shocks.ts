/** One cell of the network: an operator in an operator set. Probabilities are per year. */
export interface ShockPair {
  op: string
  set: string
  /** Probability that the set slashes the operator within the year. */
  p: number
  /** Sets with one `avs` share the AVS-wide shock; default: each set is its own. */
  avs?: string | undefined
}

export interface Correlation {
  /** Share of the hazard that comes from the AVS and can hit all its operators. Default 0. */
  rhoA?: number | undefined
  /** Share of the hazard that comes from the operator and can hit it in all its sets. Default 0. */
  rhoO?: number | undefined
}

/** The three causes of one cell's slash, in the order of the pairs. */
export interface SplitPair {
  /** Probability of the AVS shock, common to the cells of the AVS. */
  qA: number
  /** Probability that the AVS shock, once there, hits this cell. */
  tA: number
  /** Probability of the operator shock, common to the cells of the operator. */
  qO: number
  tO: number
  /** Probability of the cell's own shock. */
  qI: number
}

/**
 * Splits each pair's yearly slash probability into an AVS shock, an operator shock and a shock of
 * its own (Marshall and Olkin 1967), thinned so that each marginal stays exactly `p`:
 * λ = −ln(1−p); q_A = 1−e^{−ρ_A·max λ} over the set, t^A = (1−e^{−ρ_A·λ})/q_A, likewise the
 * operator; q_I = 1−e^{−(1−ρ_A−ρ_O)λ}; P(cell) = 1−(1−q_A·t^A)(1−q_O·t^O)(1−q_I) = p.
 *
 * @throws RangeError for probabilities outside 0…1 or ρ_A + ρ_O above 1.
 */
export function splitHazards(
  pairs: readonly ShockPair[],
  { rhoA = 0, rhoO = 0 }: Correlation,
): SplitPair[] {
  if (!(rhoA >= 0 && rhoO >= 0 && rhoA + rhoO <= 1 + 1e-12)) {
    throw new RangeError(
      `Correlations ${rhoA} and ${rhoO} must be at least 0 and sum to at most 1.`,
    )
  }
  // 1e-15 instead of 0 would make a certain slash (p = 1, λ = ∞) certain twice over.
  const rest = 1 - rhoA - rhoO
  const rhoI = rest > 1e-12 ? rest : 0
  const byAvs = new Map<string, number>()
  const byOperator = new Map<string, number>()
  for (const pair of pairs) {
    if (!(pair.p >= 0 && pair.p <= 1)) {
      throw new RangeError(`Slash probability ${pair.p} is not between 0 and 1.`)
    }
    const avs = avsOf(pair)
    byAvs.set(avs, Math.max(byAvs.get(avs) ?? 0, pair.p))
    byOperator.set(pair.op, Math.max(byOperator.get(pair.op) ?? 0, pair.p))
  }
  return pairs.map((pair) => {
    const qA = part(byAvs.get(avsOf(pair))!, rhoA)
    const qO = part(byOperator.get(pair.op)!, rhoO)
    return {
      qA,
      tA: qA > 0 ? part(pair.p, rhoA) / qA : 0,
      qO,
      tO: qO > 0 ? part(pair.p, rhoO) / qO : 0,
      qI: part(pair.p, rhoI),
    }
  })
}

/** The name under which a pair's AVS shock is shared. */
export function avsOf(pair: ShockPair): string {
  return pair.avs ?? pair.set
}

/** 1 − (1−p)^ρ without loss of digits for small p. */
export function part(p: number, rho: number): number {
  if (rho === 0 || p === 0) return 0
  return p === 1 ? 1 : -Math.expm1(rho * Math.log1p(-p))
}

export interface HazardSplitParameters extends Correlation {
  pairs: readonly ShockPair[]
}

/** `qA` by set (or AVS), `qO` by operator, the rest by `operator|set`. */
export interface HazardSplit {
  qA: Record<string, number>
  qO: Record<string, number>
  tA: Record<string, number>
  tO: Record<string, number>
  qI: Record<string, number>
  /** The probability the three causes give together: equals the pair's `p`. */
  marginal: Record<string, number>
}

/** {@link splitHazards} by name. */
export function hazardSplit(parameters: HazardSplitParameters): HazardSplit {
  const { pairs } = parameters
  const result: HazardSplit = { qA: {}, qO: {}, tA: {}, tO: {}, qI: {}, marginal: {} }
  splitHazards(pairs, parameters).forEach((split, i) => {
    const pair = pairs[i]!
    const key = `${pair.op}|${pair.set}`
    result.qA[avsOf(pair)] = split.qA
    result.qO[pair.op] = split.qO
    result.tA[key] = split.tA
    result.tO[key] = split.tO
    result.qI[key] = split.qI
    result.marginal[key] =
      1 - (1 - split.qA * split.tA) * (1 - split.qO * split.tO) * (1 - split.qI)
  })
  return result
}
