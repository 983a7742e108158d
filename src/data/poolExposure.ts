import type { PoolPart } from '../protocol/etherfi/readThrough.ts'
import type { Address } from '../protocol/network/types.ts'
import { createExposureMemo, type Exposure, type ExposurePair } from '../risk/exposure.ts'
import type { Assessor } from './assessment.ts'

const exposureOf = createExposureMemo(16)

/**
 * What can be slashed of a liquid restaking token, read through to the operators of its pool: each stands for its
 * share of the pool. `null` when an operator's allocations could not be read.
 */
export function poolPairs(
  { operatorOf, pairsOf }: Assessor,
  parts: readonly PoolPart[],
): ExposurePair[] | null {
  const byOperator = new Map<Address, Record<Address, number>>()
  for (const { operator, strategy, share } of parts) {
    if (operator === null) continue
    const weights = byOperator.get(operator) ?? {}
    weights[strategy] = (weights[strategy] ?? 0) + share
    byOperator.set(operator, weights)
  }
  const pairs: ExposurePair[] = []
  for (const [address, weights] of byOperator) {
    const operator = operatorOf(address)
    if (!operator || operator.allocations === null || operator.maxMagnitudes === null) return null
    const stake = Object.fromEntries(Object.keys(weights).map((strategy) => [strategy, 1n]))
    pairs.push(...pairsOf(operator, stake, weights))
  }
  return pairs
}

/** Exposure of a liquid restaking token; `null` as in {@link poolPairs}. */
export function poolExposure(assessor: Assessor, parts: readonly PoolPart[]): Exposure | null {
  const pairs = poolPairs(assessor, parts)
  return pairs && exposureOf({ pairs, product: 'LRT', restaked: true }, assessor.assumptions)
}
