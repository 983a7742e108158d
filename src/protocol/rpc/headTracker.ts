import type { Client } from 'viem'
import { type BlockHead, readBlockHead } from './client.ts'
import { findRpcError, RpcError } from './errors.ts'

/** A block and when this device first saw it, in milliseconds of the monotonic clock. */
export interface Head extends BlockHead {
  seenAt: number
}

/**
 * `connecting` before the first answer, `live` while blocks come, `stale` when none has come for
 * five block times (at least 30 s), `down` when the RPC does not answer.
 */
export type HeadState = 'connecting' | 'live' | 'stale' | 'down'

export interface HeadSnapshot {
  state: HeadState
  /** The newest block seen; kept while the RPC is down. */
  head: Head | null
  /** Why the state is `down`. */
  error: Error | null
}

export interface HeadTracker {
  /** The same object until something changes, as `useSyncExternalStore` wants it. */
  getSnapshot(): HeadSnapshot
  subscribe(listener: () => void): () => void
  /** Begins or resumes polling, at once. */
  start(): void
  /** Stops polling, for example while the page is hidden; the last snapshot stays. */
  stop(): void
  /** Polls now, for example after a transaction was mined. */
  refresh(): Promise<void>
}

export interface HeadTrackerOptions {
  client: Client
  /** Seconds between two blocks, of `deployments.json`. */
  blockTime: number
  /** Milliseconds of a clock that never jumps. */
  now?: () => number
}

const ANSWER_WITHIN = 10_000

/**
 * Watches the newest block by polling about once a block, at least every 12 s and at most every 2 s.
 * It recovers by itself: after an outage the next answer makes it live again.
 *
 * Nodes behind a load balancer may answer with an older block now and then; an older block is believed
 * only when two answers in a row say so (a reorganisation, or a chain that was started anew).
 */
export function createHeadTracker({
  client,
  blockTime,
  now = () => performance.now(),
}: HeadTrackerOptions): HeadTracker {
  const interval = Math.min(Math.max(blockTime * 1000, 2000), 12_000)
  const staleAfter = Math.max(5 * blockTime * 1000, 30_000)
  const listeners = new Set<() => void>()
  let snapshot: HeadSnapshot = { state: 'connecting', head: null, error: null }
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false
  let polling: Promise<void> | null = null
  let failures = 0
  let older: string | null = null

  const publish = (next: HeadSnapshot) => {
    const same =
      next.state === snapshot.state && next.head === snapshot.head && next.error === snapshot.error
    if (same) return
    snapshot = next
    for (const listener of [...listeners]) listener()
  }

  const believe = (block: BlockHead): Head => {
    const { head } = snapshot
    if (head === null) return { ...block, seenAt: now() }
    if (block.hash === head.hash) {
      older = null
      return head
    }
    if (block.number < head.number && older === null) {
      older = block.hash
      return head
    }
    older = null
    return { ...block, seenAt: now() }
  }

  const stateOf = (head: Head): HeadState => (now() - head.seenAt >= staleAfter ? 'stale' : 'live')

  const poll = async () => {
    const limit = new AbortController()
    const late = setTimeout(() => limit.abort(), ANSWER_WITHIN)
    try {
      const block = await readBlockHead(client, 'latest', limit.signal)
      if (block === null) throw new Error('The node has no newest block.')
      failures = 0
      const head = believe(block)
      publish({ state: stateOf(head), head, error: null })
    } catch (cause) {
      failures += 1
      const error = limit.signal.aborted
        ? new RpcError('timeout', client.transport.url ?? '', { cause: cause as Error })
        : (findRpcError(cause) ?? (cause as Error))
      const { head } = snapshot
      // One lost answer is no outage, unless there never was one.
      if (failures >= 2 || head === null) publish({ state: 'down', head, error })
      else publish({ ...snapshot, state: stateOf(head) })
    } finally {
      clearTimeout(late)
    }
  }

  const refresh = () => {
    polling ??= poll().finally(() => {
      polling = null
    })
    return polling
  }

  const loop = () => {
    timer = undefined
    void refresh().then(() => {
      if (running && timer === undefined) timer = setTimeout(loop, interval)
    })
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    start() {
      if (running) return
      running = true
      if (timer === undefined) loop()
    },
    stop() {
      running = false
      clearTimeout(timer)
      timer = undefined
    },
    refresh,
  }
}
