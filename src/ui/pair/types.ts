/** An APR to show. */
export interface AprFigure {
  /** A fraction a year, 0.042 = 4.2 %. `null` when it cannot be known. */
  readonly value: number | null
  /** Reward tokens with a price, of all that are paid: with fewer than all the APR is a lower bound. */
  readonly priced?: { readonly priced: number; readonly all: number } | undefined
  /** Why it cannot be known. */
  readonly reason?: string | undefined
}

/** An exposure to show: CVaR99 over one year of slashing, validator and market loss. */
export interface ExposureFigure {
  /** A fraction of the position, 0.12 = 12 %. `null` when it cannot be known. */
  readonly value: number | null
  /** The same under the trusting (`low`) and the cautious (`high`) assumptions. */
  readonly range?: { readonly low: number; readonly high: number } | undefined
  /** Why the true one is no larger, in a sentence: it is then shown as the most there is. */
  readonly atMost?: string | undefined
  /** What is left out of the value, in a sentence: it is then shown as the least there is. */
  readonly leftOut?: string | undefined
  /** Why it cannot be known. */
  readonly reason?: string | undefined
}

/** What stands beside the pair in its explanation; all fractions, `null` when not known. */
export interface PairDetails {
  /** A year, everything included. */
  readonly expectedLoss?: number | null | undefined
  /** Chance a year that a contract layer fails. */
  readonly contractFailure?: number | null | undefined
  /** Of the position, now. */
  readonly maxSlashable?: number | null | undefined
  /** Chance a year of a slash at which the premium over the base APR is lost. */
  readonly breakEven?: number | null | undefined
}

/** The two figures that never part. */
export interface PairFigures {
  readonly apr: AprFigure
  readonly exposure: ExposureFigure
}

/** End of the APR bar, a fraction. Fixed, so that bars can be compared across pages. */
export const aprScale = 0.1
/** End of the exposure bar, a fraction. */
export const exposureScale = 0.5
