export interface ScoreParameters {
  /** Expected loss per year and CVaR, as fractions of the position. */
  el: number
  cvar: number
  apr: number
  aprBase: number
  /** APR earned for taking slashing risk. */
  premiumApr: number
  /** Σ f·w: loss if every set slashes once. */
  lossGivenSlash: number
}

export interface Score {
  /** 100 × CVaR. */
  exposure: number
  riskAdjustedApr: number
  /** (APR − base APR)/CVaR (Martin, Rachev and Siboulet 2003); null without a tail. */
  starr: number | null
  /** Yearly slash probability at which the premium is eaten up; null if nothing can be slashed. */
  breakEvenProb: number | null
}

/** The ratios beside the headline figures. */
export function score(parameters: ScoreParameters): Score {
  const { el, cvar, apr, aprBase, premiumApr, lossGivenSlash } = parameters
  return {
    exposure: 100 * cvar,
    riskAdjustedApr: apr - el,
    starr: cvar > 0 ? (apr - aprBase) / cvar : null,
    breakEvenProb: breakEven(premiumApr, lossGivenSlash),
  }
}

/** Break-even slash probability: premium APR / Σ f·w; null if nothing can be slashed. */
export function breakEven(premiumApr: number, lossGivenSlash: number): number | null {
  return lossGivenSlash > 0 ? premiumApr / lossGivenSlash : null
}
