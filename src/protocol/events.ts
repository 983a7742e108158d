import type { AbiEvent, Address, Hex, Log } from 'viem'
import { decodeEventLog, toEventSelector } from 'viem'
import { networkEventsAbi } from './abi/events.ts'
import type { Chain } from './deployments/types.ts'

/**
 * One stored log, decoded and compact.
 *
 * `b` block number, `i` log index, `t` block timestamp where the node gave one, `e` event name, `a` its arguments.
 */
export type EventRow = {
  b: number
  i: number
  t?: number
  e: string
  a: Record<string, unknown>
}

/** Events and the contracts that emit them: the one log filter that Keel keeps in step with the chain. */
export function eventSources(chain: Chain): { addresses: Address[]; events: AbiEvent[] } {
  const { delegationManager, strategyManager, allocationManager, rewardsCoordinator } =
    chain.eigenLayer
  return {
    addresses: [
      delegationManager,
      strategyManager,
      allocationManager,
      rewardsCoordinator,
      ...(chain.lido ? [chain.lido.stETH] : []),
    ],
    events: networkEventsAbi.filter((item) => item.type === 'event') as unknown as AbiEvent[],
  }
}

const byTopic = new Map<Hex, AbiEvent>()

/** Decodes a log of {@link eventSources}; `null` for anything that is not what its topic promises. */
export function decodeRow(log: Log): EventRow | null {
  if (byTopic.size === 0)
    for (const item of networkEventsAbi)
      if (item.type === 'event') byTopic.set(toEventSelector(item as AbiEvent), item as AbiEvent)
  const [topic] = log.topics
  const item = topic && byTopic.get(topic)
  if (!item || log.blockNumber === null || log.logIndex === null) return null
  try {
    const { eventName, args } = decodeEventLog({ abi: [item], data: log.data, topics: log.topics })
    const timestamp =
      'blockTimestamp' in log && log.blockTimestamp ? Number(log.blockTimestamp) : undefined
    return {
      b: Number(log.blockNumber),
      i: log.logIndex,
      ...(timestamp === undefined ? {} : { t: timestamp }),
      e: eventName as string,
      a: args as unknown as Record<string, unknown>,
    }
  } catch {
    // A contract that is not what the file says may emit anything under a known topic.
    return null
  }
}
