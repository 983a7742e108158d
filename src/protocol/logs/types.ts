import type { Address, Hash, Hex } from 'viem'
import type { BlockRange } from './ranges.ts'

/** The least that a decoded log has to say: its block and its index in that block. */
export interface LogRow {
  /** Block number. */
  b: number
  /** Index of the log in its block. */
  i: number
}

/** What one cursor reads: every log of these addresses with these topics. */
export interface LogSource {
  chainId: number
  /** Tells two deployments with the same addresses apart; any text. */
  deployment: string
  addresses: readonly Address[]
  /** Event selectors, matched against the first topic. */
  topics: readonly Hex[]
  /** Values of the second to fourth topic, of which one must match; `null` for any. */
  indexed?: readonly (readonly Hex[] | null)[]
}

/** A block that the stored rows belong to: while it has this hash, so does all before it. */
export interface Anchor {
  /** Block number. */
  n: number
  /** Its hash. */
  h: Hash
}

/** Blocks that could not be read, and why. */
export interface LogGap {
  from: number
  to: number
  error: Error
}

/** Which blocks the rows stand for. */
export interface LogCoverage {
  fromBlock: bigint
  toBlock: bigint
  /** Whether every block in between was read. */
  complete: boolean
  gaps: readonly LogGap[]
}

export interface LogProgress {
  /** Blocks read, of all blocks wanted: 0 to 1. */
  fraction: number
  /** Blocks read. */
  blocks: number
  rows: number
}

/** Everything stored under one cursor. */
export interface StoredLogs<Row extends LogRow> {
  /** Changes whenever rows were dropped. */
  epoch: string
  /** Blocks whose logs are in, joined and ascending. */
  covered: readonly BlockRange[]
  /** Ascending. */
  anchors: readonly Anchor[]
  /** Ascending by block and index. */
  rows: readonly Row[]
}

/** One atomic step of a cursor. Its parts take effect in this order. */
export interface LogChange<Row extends LogRow> {
  /** The epoch that the writer has read; null when it found nothing stored. */
  epoch: string | null
  /** Drops rows, coverage and anchors above this block and begins a new epoch; -1 drops all. */
  dropAbove?: number
  /** Drops the rows in these blocks: they were read again, and what was found is in `rows`. */
  replace?: readonly BlockRange[]
  covered?: readonly BlockRange[]
  /** Rows in `covered`. Those in blocks that are covered already are ignored. */
  rows?: readonly Row[]
  /** The whole new list. */
  anchors?: readonly Anchor[]
}

/** Another tab began a new epoch: what this one knows must not be written any more. */
export class StaleCursorError extends Error {
  override name = 'StaleCursorError'
}

/** How many blocks an RPC serves at once: `ok` worked, `bad` did not. */
export interface SpanMemory {
  ok: number
  bad: number
}

/** Where decoded logs are kept between visits. */
export interface LogStore {
  /** False when nothing outlives the page. */
  readonly persistent: boolean
  open<Row extends LogRow>(key: string): Promise<StoredLogs<Row> | null>
  /**
   * @returns the epoch after the change.
   * @throws {@link StaleCursorError} when the stored epoch is not the writer's.
   */
  write<Row extends LogRow>(key: string, change: LogChange<Row>): Promise<string>
  readSpan(origin: string): Promise<SpanMemory | null>
  writeSpan(origin: string, span: SpanMemory): Promise<void>
}
