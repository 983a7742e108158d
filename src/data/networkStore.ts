import type { Address, BlockRef, Network, Position } from '../protocol/network/types.ts'
import type { NetworkReader } from './reader/types.ts'

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

/**
 * Keeps one reading of the network and of every watched address, all at the same block.
 *
 * A new head starts a reading when the last one is old enough; `refresh` asks for one at the next head. A failed
 * reading keeps the last good one and says why.
 */
export function createNetworkStore(parameters: {
  /** What reads, here or in a worker. */
  reader: NetworkReader
  /** Least time between two readings, in milliseconds. */
  interval: number
  now?: () => number
}) {
  const { reader, interval, now = () => performance.now() } = parameters
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
  /** The head when a reading was asked for: one of another block settles it. `null` when none is owed. */
  let owed: { since: string | null } | null = null
  let head: BlockRef | null = null
  let stopped = false

  function publish(change: Partial<Snapshot>) {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
  }

  async function readAt(block: BlockRef) {
    const own = new AbortController()
    controller = own
    if (owed && owed.since !== block.hash) owed = null
    publish({ reading: true })
    try {
      const stakers = [...watched.keys()]
      const { network, positions } = await reader.read({
        block,
        stakers,
        signal: own.signal,
        // Once there is a reading, the few blocks since it are not worth a word.
        onProgress: (progress) => {
          if (snapshot.network === null) publish({ progress })
        },
      })
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
    if (owed && head && head.number > block.number) void readAt(head)
  }

  /** An address that is first asked for between two readings joins at the block of the present one. */
  async function readLate(staker: Address) {
    const { network } = snapshot
    if (!network) return
    try {
      const position = await reader.position({ network, staker })
      if (snapshot.network !== network) return
      publish({ positions: new Map(snapshot.positions).set(staker, position) })
    } catch (error) {
      // A newer reading has it, or has said itself why it is missing.
      if (stopped || snapshot.network !== network) return
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
      if (owed || behind || now() - lastReadAt >= interval) void readAt(block)
    },
    /** Reads again at once, and again at the next head: a transaction of the reader's has just been mined. */
    refresh() {
      owed = { since: head?.hash ?? null }
      if (head && !controller) void readAt(head)
    },
    /** Judge every operator of a reading; see {@link NetworkReader}. */
    judge: reader.judge,
    scores: reader.scores,
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
      stopped = true
      reader.stop()
      controller?.abort()
      controller = null
      listeners.clear()
    },
  }
}

export type NetworkStore = ReturnType<typeof createNetworkStore>
