import type { Client, Log } from 'viem'
import { RpcError } from '../rpc/errors.ts'
import type { AdaptiveSpan } from './adaptiveSpan.ts'
import { type BlockRange, blocksIn } from './ranges.ts'
import { readLogs } from './readLogs.ts'
import type { LogGap, LogSource } from './types.ts'

export interface FetchRangesOptions {
  client: Client
  source: Pick<LogSource, 'addresses' | 'topics' | 'indexed'>
  /** Ranges that do not overlap, ascending. */
  ranges: readonly BlockRange[]
  span: AdaptiveSpan
  /** Requests at a time, once a span is known to work. */
  concurrency: number
  signal?: AbortSignal | undefined
  /** Called for every range that was read, in any order. */
  onLogs: (range: BlockRange, logs: readonly Log[]) => void | Promise<void>
}

/** Requests that a node itself refuses (pruned history, say) before the rest is given up. */
const PATIENCE = 24
/** A range refused by the node is halved down to about this many blocks to find what it does have. */
const SMALLEST_SEARCH = 2000
/** Timeouts in a row before the rest is given up. */
const TIMEOUTS = 6

/**
 * Reads the logs of many blocks in requests as large as the RPC serves.
 *
 * @returns what could not be read, and why. An RPC that stops serving ends the work early; a node
 * that has only part of the blocks (pruned history) is asked for the newer ones first.
 * @throws `RpcError` of kind `aborted` when the signal aborts.
 */
export async function fetchRanges({
  client,
  source,
  ranges,
  span,
  concurrency,
  signal,
  onLogs,
}: FetchRangesOptions): Promise<LogGap[]> {
  const queue: BlockRange[] = [...ranges]
  const gaps: LogGap[] = []
  let refusals = 0
  let timeouts = 0
  let stopped: Error | null = null
  let aborted: RpcError | null = null

  const giveUp = ([from, to]: BlockRange, error: Error) => gaps.push({ from, to, error })

  /** Takes the next piece off the queue. */
  const take = (): BlockRange | undefined => {
    const range = queue.shift()
    if (range === undefined) return undefined
    const width = span.next(blocksIn(queue) + range[1] - range[0] + 1)
    if (range[1] - range[0] + 1 <= width) return range
    const middle = range[0] + width
    queue.unshift([middle, range[1]])
    return [range[0], middle - 1]
  }

  const halves = ([from, to]: BlockRange): [BlockRange, BlockRange] => {
    const middle = Math.floor((from + to) / 2)
    return [
      [from, middle],
      [middle + 1, to],
    ]
  }

  const failed = (range: BlockRange, error: Error) => {
    const width = range[1] - range[0] + 1
    if (!(error instanceof RpcError)) {
      // The node answered, but not for these blocks.
      span.failed(width)
      refusals += 1
      if (refusals >= PATIENCE) stopped = error
      if (refusals >= PATIENCE || width <= SMALLEST_SEARCH) {
        giveUp(range, error)
        return
      }
      const [older, newer] = halves(range)
      queue.unshift(newer)
      queue.push(older)
      return
    }
    if (error.kind === 'aborted') {
      aborted = error
      return
    }
    const large = error.kind === 'rangeTooLarge'
    if (error.kind === 'timeout') timeouts += 1
    if ((!large && error.kind !== 'timeout') || timeouts >= TIMEOUTS) {
      span.failed(width)
      stopped = error
      giveUp(range, error)
      return
    }
    if (width === 1) {
      span.failed(width)
      giveUp(range, error)
      return
    }
    if (large && error.limit?.by !== 'size') span.refused(width, error.limit?.max)
    else span.tooMuch(width)
    queue.unshift(range)
  }

  await new Promise<void>((resolve, reject) => {
    let running = 0
    let broken = false
    const pump = () => {
      if (broken) return
      while (!stopped && !aborted && running < (span.settled ? concurrency : 1)) {
        const range = take()
        if (range === undefined) break
        running += 1
        readLogs(client, source, range, signal)
          .then(
            async (logs) => {
              timeouts = 0
              span.served(range[1] - range[0] + 1)
              await onLogs(range, logs)
            },
            (error: Error) => failed(range, error),
          )
          .then(
            () => {
              running -= 1
              pump()
            },
            (error: unknown) => {
              broken = true
              reject(error)
            },
          )
      }
      if (running === 0) resolve()
    }
    pump()
  })
  if (aborted) throw aborted
  const reason: Error = stopped ?? new Error('not asked for')
  for (const range of queue) giveUp(range, reason)
  return gaps.sort((a, b) => a.from - b.from)
}
