import type { Address } from '../network/types.ts'
import { type ConsoleRow, createAllocationEventSync } from './eventSync.ts'

/** What the contract last wrote down as promised, by strategy. */
export const createEncumberedSync = (parameters: Parameters<typeof createAllocationEventSync>[2]) =>
  createAllocationEventSync('EncumberedMagnitudeUpdated', 'encumbered', parameters)

/**
 * Strategies whose deallocation queue has something to clear: `getEncumberedMagnitude` takes off what has taken effect,
 * the last `EncumberedMagnitudeUpdated` does not.
 *
 * @param encumbered the getter's answers
 */
export function clearableStrategies(
  rows: readonly ConsoleRow[],
  encumbered: Readonly<Record<Address, bigint>>,
): Address[] {
  const written = new Map<Address, bigint>()
  for (const { a } of rows)
    written.set(a.strategy as Address, BigInt(a.encumberedMagnitude as bigint))
  return [...written]
    .filter(
      ([strategy, amount]) =>
        encumbered[strategy] !== undefined && amount > (encumbered[strategy] ?? 0n),
    )
    .map(([strategy]) => strategy)
}
