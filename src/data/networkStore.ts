import type { Client } from 'viem'
import type { Chain } from '../protocol/deployments/types.ts'
import type { EventRow } from '../protocol/events.ts'
import { readNetwork } from '../protocol/network/readNetwork.ts'
import type { readPosition } from '../protocol/network/readPosition.ts'
import type { Address, BlockRef, Coverage, Network, Position } from '../protocol/network/types.ts'

/** How far the log has come: `fraction` of the blocks, 0 to 1. */
export type SyncProgress = { fraction: number; blocks: number; rows: number }

export type Snapshot = {
  /** The last complete reading; kept when later ones fail. */
  network: Network | null
  /** Positions read at `network.block`; an entry is missing until its first reading. */
  positions: ReadonlyMap<Address, Position>
  progress: SyncProgress | null
  /** Why the latest attempt to read failed; `null` again after the next success. */
  error: Error | null
  reading: boolean
}

type Sync = (parameters: {
  toBlock: bigint
  signal: AbortSignal
  onProgress: (progress: SyncProgress) => void
}) => Promise<{ rows: readonly EventRow[]; coverage: Coverage }>

/**
 * Keeps one reading of the network and of every watched address, all at the same block.
 *
 * A new head starts a reading when the last one is old enough; `refresh` asks for one at the next head. A failed
 * reading keeps the last good one and says why.
 */
export function createNetworkStore(parameters: {
  chain: Chain
  client: Client
  sync: Sync
  /** Least time between two readings, in milliseconds. */
  interval: number
  now?: () => number
}) {
  const { chain, client, sync, interval, now = () => performance.now() } = parameters
  let snapshot: Snapshot = {
    network: null,
    positions: new Map(),
    progress: null,
    error: null,
    reading: false,
  }
  const listeners = new Set<() => void>()
  const watched = new Map<Address, number>()
  let controller: AbortController | null = null
  let lastReadAt = Number.NEGATIVE_INFINITY
  let forced = false
  let head: BlockRef | null = null

  /** Whoever looks at no address never fetches the code that reads one. */
  async function readPositionLater(
    parameters: Omit<Parameters<typeof readPosition>[1], 'chain'>,
  ): Promise<Position> {
    const module = await import('../protocol/network/readPosition.ts')
    return module.readPosition(client, { chain, ...parameters })
  }

  function publish(change: Partial<Snapshot>) {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
  }

  async function readAt(block: BlockRef) {
    const own = new AbortController()
    controller = own
    forced = false
    publish({ reading: true })
    try {
      const { rows, coverage } = await sync({
        toBlock: block.number,
        signal: own.signal,
        // Once there is a reading, the few blocks since it are not worth a word.
        onProgress: (progress) => {
          if (snapshot.network === null) publish({ progress })
        },
      })
      const network = await readNetwork(client, {
        chain,
        rows,
        coverage,
        block,
        signal: own.signal,
      })
      const stakers = [...watched.keys()]
      const tokens = depositTokens(network)
      const positions = await Promise.all(
        stakers.map((staker) => readPositionLater({ staker, block, tokens, signal: own.signal })),
      )
      if (own.signal.aborted) return
      lastReadAt = now()
      publish({
        network,
        positions: new Map(positions.map((position) => [position.staker, position])),
        progress: null,
        error: null,
        reading: false,
      })
      for (const staker of watched.keys()) if (!stakers.includes(staker)) void readLate(staker)
    } catch (error) {
      if (own.signal.aborted) return
      lastReadAt = now()
      publish({
        error: error instanceof Error ? error : new Error(String(error)),
        progress: null,
        reading: false,
      })
    } finally {
      if (controller === own) controller = null
    }
    if (forced && head && head.number > block.number) void readAt(head)
  }

  /** An address that is first asked for between two readings joins at the block of the present one. */
  async function readLate(staker: Address) {
    const { network } = snapshot
    if (!network) return
    try {
      const position = await readPositionLater({
        staker,
        block: network.block,
        tokens: depositTokens(network),
      })
      if (snapshot.network !== network) return
      publish({ positions: new Map(snapshot.positions).set(staker, position) })
    } catch (error) {
      publish({ error: error instanceof Error ? error : new Error(String(error)) })
    }
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    /** Tells the store of a new head. */
    setHead(block: BlockRef) {
      head = block
      if (controller) return
      const behind = snapshot.network && block.number < snapshot.network.block.number
      if (forced || behind || now() - lastReadAt >= interval) void readAt(block)
    },
    /** Reads again at once, and again at the next head: a transaction of the reader's has just been mined. */
    refresh() {
      forced = true
      if (head && !controller) void readAt(head)
    },
    /** Keeps `staker`'s position read until the returned function is called. */
    watch(staker: Address) {
      const known = watched.get(staker) ?? 0
      watched.set(staker, known + 1)
      if (known === 0 && !controller && !snapshot.positions.has(staker)) void readLate(staker)
      return () => {
        const count = (watched.get(staker) ?? 1) - 1
        if (count > 0) watched.set(staker, count)
        else watched.delete(staker)
      }
    },
    stop() {
      controller?.abort()
      controller = null
      listeners.clear()
    },
  }
}

/** Tokens that can be deposited now. */
function depositTokens(network: Network): Address[] {
  const tokens = Object.values(network.strategies).flatMap((strategy) =>
    strategy.whitelisted && strategy.token ? [strategy.token.address] : [],
  )
  return [...new Set(tokens)]
}

export type NetworkStore = ReturnType<typeof createNetworkStore>
