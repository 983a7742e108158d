import type { Assumptions } from './assumptions.ts'
import { type Exposure, type ExposureInput, exposureOf } from './exposure.ts'

/** APR of a position as fractions, as far as it is known. */
export interface HeadlineApr {
  /** Everything. */
  total: number | null
  /** The asset alone, without restaking. */
  base: number | null
}

/** Every headline figure of a position as plain fractions a year; null where there is none. */
export interface Headline {
  /** Mean loss in the worst year of a hundred, contracts left out (CVaR99). */
  exposure: number
  /** The same under the trusting and the cautious preset. */
  exposureTrusting: number
  exposureCautious: number
  expectedLoss: number
  /** Probability that a contract fails, and what that costs on average. */
  contractFailure: number
  contractFailureCost: number
  /** CVaR99 with the contracts. */
  allIn: number
  maxSlashable: number
  maxLatent: number
  apr: number | null
  riskAdjustedApr: number | null
  /** (APR − base)/exposure (Martin, Rachev and Siboulet 2003). */
  aprPerExposure: number | null
  /** Slash probability that eats up what restaking adds to the APR. */
  breakEven: number | null
}

/** The headline figures of an exposure already worked out, beside its APR. */
export function headlineOf(exposure: Exposure, apr: HeadlineApr): Headline {
  const { total, base } = apr
  const premium = total === null || base === null ? null : total - base
  return {
    exposure: exposure.exposure,
    exposureTrusting: exposure.range[0],
    exposureCautious: exposure.range[1],
    expectedLoss: exposure.el,
    contractFailure: exposure.contractFailure.p,
    contractFailureCost: exposure.contractFailure.el,
    allIn: exposure.allIn(),
    maxSlashable: exposure.maxSlashable,
    maxLatent: exposure.maxLatent,
    apr: total,
    riskAdjustedApr: total === null ? null : total - exposure.el,
    aprPerExposure: premium === null || exposure.exposure <= 0 ? null : premium / exposure.exposure,
    breakEven: premium === null ? null : exposure.breakEven(premium),
  }
}

/** The headline figures from the inputs alone. */
export function headline(
  input: ExposureInput,
  assumptions: Assumptions,
  apr: HeadlineApr,
): Headline {
  return headlineOf(exposureOf(input, assumptions), apr)
}
