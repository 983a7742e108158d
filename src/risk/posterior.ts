import { gammaQuantile } from './gamma.ts'
import { meanHazard } from './meanHazard.ts'

export interface GammaPosteriorParameters {
  /** Slashes observed. */
  k: number
  /** Operator-set-years observed. */
  T: number
  /** Prior shape (default 0.5, Jeffreys) and prior years (default 0). */
  a0?: number | undefined
  T0?: number | undefined
  /** Level of the upper bound, default 0.95. */
  level?: number | undefined
}

export interface GammaPosterior {
  /** Slashes per operator-set-year: posterior mean and upper bound. */
  meanHazard: number
  upperHazard: number
  /** Probability of at least one slash within a year: posterior mean and upper bound. */
  meanProb1y: number
  upperProb1y: number
}

/**
 * Posterior of a slash rate after k events in T years, Gamma(a0 + k, T0 + T). Without any years
 * nothing bounds the rate: infinite hazard, probability 1.
 *
 * @throws RangeError for negative counts or years.
 */
export function gammaPosterior(parameters: GammaPosteriorParameters): GammaPosterior {
  const { k, T, a0 = 0.5, T0 = 0, level = 0.95 } = parameters
  const shape = a0 + k
  const years = T0 + T
  const mean = meanHazard(parameters)
  if (shape === 0) return { meanHazard: 0, upperHazard: 0, meanProb1y: 0, upperProb1y: 0 }
  if (years === 0) {
    const never = Number.POSITIVE_INFINITY
    return { meanHazard: never, upperHazard: never, meanProb1y: 1, upperProb1y: 1 }
  }
  const upperHazard = gammaQuantile(shape, level) / years
  return {
    meanHazard: mean,
    upperHazard,
    // E[1 − e^{−λ}] under the gamma: 1 − (years/(years+1))^shape.
    meanProb1y: -Math.expm1(-shape * Math.log1p(1 / years)),
    upperProb1y: -Math.expm1(-upperHazard),
  }
}
