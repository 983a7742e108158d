import type { GammaPosteriorParameters } from './posterior.ts'

/**
 * Posterior mean of a slash rate after k events in T years, Gamma(a0 + k, T0 + T): (a0 + k)/(T0 + T). Infinite
 * without any years, 0 without events in prior and record.
 *
 * @throws RangeError for negative counts or years.
 */
export function meanHazard({ k, T, a0 = 0.5, T0 = 0 }: GammaPosteriorParameters): number {
  const shape = a0 + k
  const years = T0 + T
  if (!(shape >= 0 && years >= 0)) throw new RangeError('Slashes and years cannot be negative.')
  if (shape === 0) return 0
  return years === 0 ? Number.POSITIVE_INFINITY : shape / years
}
