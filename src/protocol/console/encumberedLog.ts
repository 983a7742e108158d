import type { AbiEvent, Client } from 'viem'
import { operatorAllocationAbi } from '../abi/operator.ts'
import type { Chain } from '../deployments/types.ts'
import type { LogStore } from '../logs/types.ts'
import type { Address } from '../network/types.ts'
import { type ConsoleRow, type ConsoleSync, createEventSync } from './eventSync.ts'

/** What the contract last wrote down as promised, by strategy. Nothing is indexed: all are read, the operator's kept. */
export function createEncumberedSync(parameters: {
  client: Client
  chain: Chain
  operator: Address
  store?: Promise<LogStore>
}): ConsoleSync {
  const { operator, ...rest } = parameters
  return createEventSync({
    ...rest,
    address: rest.chain.eigenLayer.allocationManager as Address,
    events: operatorAllocationAbi.filter(
      (item) => item.type === 'event' && item.name === 'EncumberedMagnitudeUpdated',
    ) as unknown as AbiEvent[],
    keep: ({ a }) => a.operator === operator,
    scope: `encumbered ${operator}`,
  })
}

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
