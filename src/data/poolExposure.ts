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

/**
 * What the pool of a liquid restaking token holds, as parts of all of it: how much is restaked, and how much of that is
 * Lido's stETH. The rest stands on validators of its own and on the pool's contracts alone.
 */
export function poolHolds(
  { network }: Pick<Assessor, 'network'>,
  parts: readonly PoolPart[],
): { stETH: number; restaked: number } {
  let stETH = 0
  let restaked = 0
  for (const { strategy, share } of parts) {
    restaked += share
    if (network.strategies[strategy]?.isStEth) stETH += share
  }
  // Sums of shares may end a hair above the whole.
  return { stETH: Math.min(1, stETH), restaked: Math.min(1, restaked) }
}

/** Exposure of a liquid restaking token; `null` as in {@link poolPairs}. */
export function poolExposure(assessor: Assessor, parts: readonly PoolPart[]): Exposure | null {
  const pairs = poolPairs(assessor, parts)
  if (pairs === null) return null
  const pool = poolHolds(assessor, parts)
  return exposureOf({ pairs, product: 'LRT', restaked: true, pool }, assessor.assumptions)
}
