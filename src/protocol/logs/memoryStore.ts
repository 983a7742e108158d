import { byPosition, type Cursor, step } from './cursor.ts'
import type { LogChange, LogRow, LogStore, SpanMemory, StoredLogs } from './types.ts'

/** A store that lives as long as the page: for private windows, tests and tools. */
export function createMemoryStore(): LogStore {
  const cursors = new Map<string, { cursor: Cursor; rows: LogRow[] }>()
  const spans = new Map<string, SpanMemory>()
  return {
    persistent: false,
    async open<Row extends LogRow>(key: string): Promise<StoredLogs<Row> | null> {
      const found = cursors.get(key)
      return found === undefined ? null : { ...found.cursor, rows: found.rows as Row[] }
    },
    async write<Row extends LogRow>(key: string, change: LogChange<Row>) {
      const found = cursors.get(key)
      const { cursor, keeps, drops, added } = step(found?.cursor ?? null, change)
      const old = found?.rows ?? []
      const rows =
        !drops && added.length === 0
          ? old
          : [...(drops ? old.filter(keeps) : old), ...added].sort(byPosition)
      cursors.set(key, { cursor, rows })
      return cursor.epoch
    },
    readSpan: async (origin) => spans.get(origin) ?? null,
    writeSpan: async (origin, span) => {
      spans.set(origin, span)
    },
  }
}
