import type { Client, Log } from 'viem'
import { inSlices } from '../inSlices.ts'
import { type BlockHead, readBlockHead } from '../rpc/client.ts'
import { RpcError } from '../rpc/errors.ts'
import { AdaptiveSpan } from './adaptiveSpan.ts'
import { addAnchors, lastCommonAnchor } from './anchors.ts'
import { sourceKey } from './cursor.ts'
import { fetchRanges } from './fetchRanges.ts'
import { LogCursor } from './logCursor.ts'
import { type BlockRange, blocksIn, cutAbove, missing } from './ranges.ts'
import type {
  Anchor,
  LogCoverage,
  LogGap,
  LogProgress,
  LogRow,
  LogSource,
  LogStore,
} from './types.ts'

/** Rows that were read elsewhere, a checkpoint file's for example. */
export interface LogSeed<Row extends LogRow> {
  rows: readonly Row[]
  fromBlock: number
  /** Last block that the rows stand for; its hash was compared with the chain's. */
  anchor: Anchor
}

export interface LogSyncOptions<Row extends LogRow> {
  client: Client
  source: LogSource
  /** First block that can hold a log of the source. */
  fromBlock: number
  /** Compact form of a log; null for one that is of no use. */
  decode: (log: Log) => Row | null
  store: LogStore
  /** Asked for once when nothing is stored yet. Null: the logs are read from the first block on. */
  seed?: (signal?: AbortSignal) => Promise<LogSeed<Row> | null>
  /** Blocks at the tail that are read again each time, for nodes that index late. Default 12. */
  overlap?: number
  /** Log requests at a time. Default 4. */
  concurrency?: number
}

export interface SyncParameters {
  /** Newest block to read, usually the head. */
  toBlock: bigint
  signal?: AbortSignal | undefined
  onProgress?: ((progress: LogProgress) => void) | undefined
}

export interface SyncedLogs<Row extends LogRow> {
  /** Ascending by block and index, none above `toBlock`. */
  rows: readonly Row[]
  coverage: LogCoverage
  /** Whether the rows outlive the page. */
  persistent: boolean
}

export interface LogSync<Row extends LogRow> {
  /**
   * Brings the rows up to a block and returns all of them. Calls run one after the other.
   *
   * What could not be read is listed in `coverage.gaps`; what was read is kept, also when aborted.
   *
   * @throws `RpcError` when the RPC does not even serve block headers, or the signal aborts.
   */
  sync(parameters: SyncParameters): Promise<SyncedLogs<Row>>
}

/** Below this depth blocks are taken to be final: an anchor there survives ordinary reorganisations. */
const DEEP = 64
/** Reorganisations during one call before it is left incomplete. */
const RESTARTS = 3

/**
 * Keeps the decoded logs of a source in step with a chain: one cursor, one combined filter.
 *
 * Stored rows are bound to anchors, blocks with their hashes. Each call compares them with the chain:
 * rows above the newest common block are dropped, and all of them when there is none, so that a
 * restarted chain with the same id never mixes in.
 */
export function createLogSync<Row extends LogRow>(options: LogSyncOptions<Row>): LogSync<Row> {
  const { store, source } = options
  const cursor = new LogCursor<Row>(store, sourceKey(source))
  let last: Promise<unknown> = Promise.resolve()
  const state: State<Row> = { cursor, span: null, seeded: false }
  return {
    sync(parameters) {
      const next = last.then(
        () => run(options, state, parameters),
        () => run(options, state, parameters),
      )
      last = next
      return next
    },
  }
}

/** Brings the logs of a source up to a block, once; see {@link createLogSync}. */
export function syncLogs<Row extends LogRow>(
  options: LogSyncOptions<Row> & SyncParameters,
): Promise<SyncedLogs<Row>> {
  return createLogSync(options).sync(options)
}

interface State<Row extends LogRow> {
  cursor: LogCursor<Row>
  span: AdaptiveSpan | null
  seeded: boolean
}

async function run<Row extends LogRow>(
  options: LogSyncOptions<Row>,
  state: State<Row>,
  parameters: SyncParameters,
): Promise<SyncedLogs<Row>> {
  const { client, store, source, fromBlock, overlap = 12, concurrency = 4 } = options
  const { signal, onProgress } = parameters
  const { cursor } = state
  const url = String(client.transport.url ?? '')
  const origin = originOf(url)
  const toBlock = Number(parameters.toBlock)
  await cursor.open()
  state.span ??= new AdaptiveSpan(await store.readSpan(origin).catch(() => null))
  const { span } = state

  let gaps: LogGap[] = []
  for (let attempt = 0; ; attempt += 1) {
    const head = await headerOf(client, toBlock, signal)
    await dropOrphans(client, cursor, head, signal)
    if (cursor.covered.length === 0 && !state.seeded) {
      state.seeded = true
      const seed = await options.seed?.(signal)
      if (seed) {
        await cursor.write({
          rows: seed.rows,
          covered: [[seed.fromBlock, seed.anchor.n]],
          anchors: [seed.anchor],
        })
      }
    }
    const { ranges, again } = work([fromBlock, toBlock], cursor.covered, overlap)
    const anchors = addAnchors(cursor.anchors, await newAnchors(client, cursor, head, signal))
    const wanted = Math.max(1, toBlock - fromBlock + 1)
    let read = wanted - blocksIn(missing([fromBlock, toBlock], cursor.covered))
    let rows = cursor.rows.length
    const report = () => onProgress?.({ fraction: Math.min(1, read / wanted), blocks: read, rows })
    report()
    const before = span.memory
    try {
      gaps = await fetchRanges({
        client,
        source,
        ranges,
        span,
        concurrency,
        signal,
        async onLogs(range, logs) {
          const decoded = (await inSlices(logs, options.decode)).filter((row) => row !== null)
          read += blocksIn(missing(range, cursor.covered))
          rows += decoded.length
          cursor.queue({ rows: decoded, covered: range, replace: again, anchors })
          report()
        },
      })
    } finally {
      await cursor.flush()
    }
    const after = span.memory
    if (after !== null && (after.ok !== before?.ok || after.bad !== before.bad)) {
      await store.writeSpan(origin, after).catch(() => {})
    }
    // The chain may have turned while it was read; then the tail belongs to neither branch.
    const still = await readBlockHead(client, parameters.toBlock, signal)
    if (still?.hash === head.hash) break
    const common = await lastCommonAnchor(client, cursor.anchors, signal)
    await cursor.write({ dropAbove: common?.n ?? -1 })
    if (attempt + 1 >= RESTARTS) break
  }
  const covered = cutAbove(cursor.covered, toBlock)
  const open = missing([fromBlock, toBlock], covered)
  return {
    rows: cursor.upTo(toBlock),
    coverage: coverageOf(fromBlock, toBlock, open, gaps, url),
    persistent: cursor.persistent,
  }
}

async function headerOf(client: Client, block: number, signal?: AbortSignal): Promise<BlockHead> {
  const head = await readBlockHead(client, BigInt(block), signal)
  if (head !== null) return head
  throw new RpcError('badResponse', String(client.transport.url ?? ''), {
    details: `block ${block} is not there`,
  })
}

/** Drops what no longer belongs to the chain. */
async function dropOrphans<Row extends LogRow>(
  client: Client,
  cursor: LogCursor<Row>,
  head: BlockHead,
  signal?: AbortSignal,
): Promise<void> {
  const { anchors, covered } = cursor
  const newest = anchors[anchors.length - 1]
  if (newest === undefined) {
    // Rows that nothing vouches for are worth nothing.
    if (covered.length > 0) await cursor.write({ dropAbove: -1 })
    return
  }
  if (newest.n === Number(head.number) && newest.h === head.hash) return
  const common = await lastCommonAnchor(client, anchors, signal)
  if (common !== newest) await cursor.write({ dropAbove: common?.n ?? -1 })
}

/** The head, and a deep block where the last anchor is far behind. */
async function newAnchors<Row extends LogRow>(
  client: Client,
  cursor: LogCursor<Row>,
  head: BlockHead,
  signal?: AbortSignal,
): Promise<Anchor[]> {
  const n = Number(head.number)
  const newest = cursor.anchors[cursor.anchors.length - 1]?.n ?? Number.NEGATIVE_INFINITY
  const anchors = [{ n, h: head.hash }]
  if (n - newest <= 2 * DEEP || n < DEEP) return anchors
  const deep = await readBlockHead(client, BigInt(n - DEEP), signal)
  return deep === null ? anchors : [{ n: n - DEEP, h: deep.hash }, ...anchors]
}

/** What to read: all that is missing, with the end of what is stored once more. */
function work(wanted: BlockRange, covered: readonly BlockRange[], overlap: number) {
  const ranges = missing(wanted, covered)
  const top = cutAbove(covered, wanted[1]).at(-1)
  if (top === undefined || overlap <= 0) return { ranges, again: undefined }
  const again: BlockRange = [Math.max(top[0], wanted[0], top[1] - overlap + 1), top[1]]
  if (again[0] > again[1]) return { ranges, again: undefined }
  const after = ranges.findIndex(([from]) => from === again[1] + 1)
  const next = ranges[after]
  if (next === undefined) ranges.push(again)
  else ranges[after] = [again[0], next[1]]
  return { ranges: ranges.sort((a, b) => a[0] - b[0]), again }
}

function coverageOf(
  fromBlock: number,
  toBlock: number,
  open: readonly BlockRange[],
  failures: readonly LogGap[],
  url: string,
): LogCoverage {
  const gaps = open.map(([from, to]): LogGap => {
    const failure = failures.find((gap) => gap.from <= to && gap.to >= from)
    const error =
      failure?.error ?? new RpcError('badResponse', url, { details: 'the chain kept changing' })
    return { from, to, error }
  })
  return {
    fromBlock: BigInt(fromBlock),
    toBlock: BigInt(toBlock),
    complete: gaps.length === 0,
    gaps,
  }
}

function originOf(url: string): string {
  try {
    return new URL(url).origin
  } catch {
    return url
  }
}
