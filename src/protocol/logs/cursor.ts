import { keccak256, stringToHex } from 'viem'
import { type BlockRange, covers, cutAbove, union } from './ranges.ts'
import {
  type Anchor,
  type LogChange,
  type LogRow,
  type LogSource,
  StaleCursorError,
} from './types.ts'

/** The part of a cursor that is small enough to be rewritten with every step. */
export interface Cursor {
  epoch: string
  covered: readonly BlockRange[]
  anchors: readonly Anchor[]
}

/** The key of a source: equal for equal sets of addresses and topics, in any order. */
export function sourceKey(source: LogSource): string {
  const { chainId, deployment, addresses, topics, indexed } = source
  const sorted = (list: readonly string[]) =>
    [...new Set(list.map((item) => item.toLowerCase()))].sort()
  const text = JSON.stringify([
    deployment,
    sorted(addresses),
    sorted(topics),
    ...(indexed ? [indexed.map((values) => values && sorted(values))] : []),
  ])
  return `${chainId}-${keccak256(stringToHex(text)).slice(2, 34)}`
}

/** Ascending by block, then by index in the block. */
export function byPosition(a: LogRow, b: LogRow): number {
  return a.b - b.b || a.i - b.i
}

/** What a change does to stored rows, and the cursor after it. */
export interface Step<Row> {
  cursor: Cursor
  /** Whether a stored row stays. */
  keeps: (row: LogRow) => boolean
  /** Whether any stored row may go; otherwise the stored rows need not be looked at. */
  drops: boolean
  /** Rows to add. */
  added: Row[]
}

/**
 * Works out one step of a cursor, for every kind of store alike.
 *
 * @throws {@link StaleCursorError} when the writer has not seen the current epoch.
 */
export function step<Row extends LogRow>(
  current: Cursor | null,
  change: LogChange<Row>,
): Step<Row> {
  const { dropAbove, replace = [] } = change
  if ((current?.epoch ?? null) !== change.epoch) {
    throw new StaleCursorError('The stored logs were replaced by another tab.')
  }
  const before = current ?? { epoch: newEpoch(), covered: [], anchors: [] }
  const kept =
    dropAbove === undefined
      ? before
      : {
          epoch: newEpoch(),
          covered: cutAbove(before.covered, dropAbove),
          anchors: before.anchors.filter(({ n }) => n <= dropAbove),
        }
  const again = (row: LogRow) => covers(replace, row.b)
  const seen = new Set<string>()
  const added = (change.rows ?? []).filter((row) => {
    const id = `${row.b}.${row.i}`
    if (seen.has(id) || (covers(kept.covered, row.b) && !again(row))) return false
    seen.add(id)
    return true
  })
  return {
    cursor: {
      epoch: kept.epoch,
      covered: union([...kept.covered, ...(change.covered ?? [])]),
      anchors: change.anchors ?? kept.anchors,
    },
    keeps: (row) => (dropAbove === undefined || row.b <= dropAbove) && !again(row),
    drops: dropAbove !== undefined || replace.length > 0,
    added,
  }
}

function newEpoch(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`
}
