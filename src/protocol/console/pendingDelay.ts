import type { AbiEvent, Client } from 'viem'
import { operatorAllocationAbi } from '../abi/operator.ts'
import type { Chain } from '../deployments/types.ts'
import type { LogStore } from '../logs/types.ts'
import type { Address } from '../network/types.ts'
import { type ConsoleRow, type ConsoleSync, createEventSync } from './eventSync.ts'

/** An operator's allocation delays as it set them. Nothing of the event is indexed: all are read, its own kept. */
export function createDelaySync(parameters: {
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
      (item) => item.type === 'event' && item.name === 'AllocationDelaySet',
    ) as unknown as AbiEvent[],
    keep: ({ a }) => a.operator === operator,
    scope: `delay ${operator}`,
  })
}

/** The delay that was set and does not hold yet at a block; `null` for none. */
export function pendingDelay(
  rows: readonly ConsoleRow[],
  block: number,
): { blocks: number; effectBlock: number } | null {
  const last = rows.at(-1)
  if (last === undefined || Number(last.a.effectBlock) <= block) return null
  return { blocks: Number(last.a.delay), effectBlock: Number(last.a.effectBlock) }
}
