import { type AbiEvent, type Client, decodeEventLog, type Hex, toEventSelector } from 'viem'
import { operatorAllocationAbi } from '../abi/operator.ts'
import type { Chain } from '../deployments/types.ts'
import { openLogStore } from '../logs/indexedDbStore.ts'
import { createLogSync, type LogSync } from '../logs/syncLogs.ts'
import type { LogCoverage, LogProgress, LogRow, LogStore } from '../logs/types.ts'
import type { Address } from '../network/types.ts'

/** One decoded log. `t` block time in seconds where the node gave it, `e` the event, `a` its arguments. */
export type ConsoleRow = LogRow & { t?: number; e: string; a: Record<string, unknown> }

export type ConsoleLog = { rows: readonly ConsoleRow[]; coverage: LogCoverage }

export type ConsoleSync = (request: {
  toBlock: bigint
  signal?: AbortSignal
  onProgress?: (progress: LogProgress) => void
}) => Promise<ConsoleLog>

/** Addresses in arguments, in lower case; everything else as it came. */
function lowered(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' && /^0x[\da-f]{40}$/i.test(value) ? value.toLowerCase() : value,
    ]),
  )
}

/**
 * Keeps some events of one contract in step with the chain, from where it stopped the last time. The node filters by
 * topic; what it cannot filter because the argument is not indexed, `keep` does.
 *
 * @param scope belongs to the name under which rows are stored: what is kept depends on it
 */
export function createEventSync(parameters: {
  client: Client
  chain: Chain
  address: Address
  events: readonly AbiEvent[]
  indexed?: readonly (readonly Hex[] | null)[]
  keep?: (row: ConsoleRow) => boolean
  scope: string
  store?: Promise<LogStore>
}): ConsoleSync {
  const {
    client,
    chain,
    address,
    events,
    indexed,
    keep,
    scope,
    store = openLogStore(),
  } = parameters
  let sync: LogSync<ConsoleRow> | undefined
  return async (request) => {
    sync ??= createLogSync<ConsoleRow>({
      client,
      store: await store,
      fromBlock: chain.startBlock,
      source: {
        chainId: chain.chainId,
        deployment: `${chain.eigenLayer.delegationManager.toLowerCase()} ${scope}`,
        addresses: [address],
        topics: events.map(toEventSelector),
        ...(indexed ? { indexed } : {}),
      },
      decode(log) {
        if (log.blockNumber === null || log.logIndex === null) return null
        try {
          const { eventName, args } = decodeEventLog({
            abi: events as AbiEvent[],
            data: log.data,
            topics: log.topics,
          })
          const time =
            'blockTimestamp' in log && log.blockTimestamp ? Number(log.blockTimestamp) : null
          const row: ConsoleRow = {
            b: Number(log.blockNumber),
            i: log.logIndex,
            ...(time === null ? {} : { t: time }),
            e: eventName as string,
            a: lowered(args as unknown as Record<string, unknown>),
          }
          return keep === undefined || keep(row) ? row : null
        } catch {
          // Another contract at this address may emit anything under a known topic.
          return null
        }
      },
    })
    return sync.sync(request)
  }
}

/**
 * The same for an event of the AllocationManager of which nothing is indexed: all are read, the operator's kept.
 *
 * @param scope belongs to the name under which rows are stored
 */
export function createAllocationEventSync(
  event: 'AllocationDelaySet' | 'EncumberedMagnitudeUpdated',
  scope: string,
  parameters: { client: Client; chain: Chain; operator: Address; store?: Promise<LogStore> },
): ConsoleSync {
  const { operator, ...rest } = parameters
  return createEventSync({
    ...rest,
    address: rest.chain.eigenLayer.allocationManager as Address,
    events: operatorAllocationAbi.filter(
      (item) => item.type === 'event' && item.name === event,
    ) as unknown as AbiEvent[],
    keep: ({ a }) => a.operator === operator,
    scope: `${scope} ${operator}`,
  })
}
