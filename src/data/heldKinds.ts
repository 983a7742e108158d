import type { ExposureInput, HeldShares } from '../risk/exposure.ts'

/**
 * What most of a position is held in, and the shares of each kind where it is more than one.
 *
 * @param weights values by kind in any unit, of one kind or several
 */
export function heldKinds(
  weights: readonly (readonly [kind: keyof HeldShares, weight: number])[],
): Pick<ExposureInput, 'product' | 'held'> {
  const held: HeldShares = { stETH: 0, native: 0, token: 0 }
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [kind, weight] of weights) held[kind] += weight / total
  const [largest, ...others] = (Object.entries(held) as [keyof HeldShares, number][])
    .filter(([, share]) => share > 0)
    .sort((a, b) => b[1] - a[1])
  const product = largest?.[0] ?? 'token'
  return others.length === 0 ? { product } : { product, held }
}
