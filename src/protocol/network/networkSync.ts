import { type Client, toEventSelector } from 'viem'
import type { Chain } from '../deployments/types.ts'
import { decodeRow, type EventRow, eventSources } from '../events.ts'
import { openLogStore } from '../logs/indexedDbStore.ts'
import { createLogSync, type LogSync } from '../logs/syncLogs.ts'
import type { LogProgress, LogSource, LogStore } from '../logs/types.ts'
import type { Metadata } from '../metadata/parse.ts'
import type { Coverage } from './types.ts'

/** Which logs Keel keeps of a chain, as one cursor. */
export function networkLogSource(chain: Chain): LogSource {
  const { addresses, events } = eventSources(chain)
  return {
    chainId: chain.chainId,
    deployment: chain.eigenLayer.delegationManager.toLowerCase(),
    addresses,
    topics: events.map((event) => toEventSelector(event)),
  }
}

/** Brings the network's log up to a block, from where it stopped the last time. */
export function createNetworkSync(parameters: {
  client: Client
  chain: Chain
  store?: Promise<LogStore>
  /** Names that came with the chain's checkpoint file, by metadata URI. */
  onNames?: (metadata: ReadonlyMap<string, Metadata>) => void
}) {
  const { client, chain, store = openLogStore(), onNames } = parameters
  const { checkpoint } = chain
  let sync: LogSync<EventRow> | undefined
  return async (request: {
    toBlock: bigint
    signal?: AbortSignal
    onProgress?: (progress: LogProgress) => void
  }): Promise<{ rows: readonly EventRow[]; coverage: Coverage }> => {
    sync ??= createLogSync<EventRow>({
      client,
      source: networkLogSource(chain),
      fromBlock: chain.startBlock,
      decode: decodeRow,
      store: await store,
      ...(checkpoint
        ? {
            // Without it, or with one that does not fit the chain, the log is read from its first block.
            seed: async (signal?: AbortSignal) => {
              const { checkpointSeed } = await import('../checkpoint/load.ts')
              const seed = checkpointSeed<EventRow>(checkpoint, chain, client, {
                source: networkLogSource(chain),
                decode: decodeRow,
                onLoaded: (loaded) => onNames?.(loaded.metadata),
              })
              return seed(signal)
            },
          }
        : {}),
    })
    return sync.sync(request)
  }
}
