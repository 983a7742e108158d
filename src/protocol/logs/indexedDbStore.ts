import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { byPosition, type Cursor, step } from './cursor.ts'
import { createMemoryStore } from './memoryStore.ts'
import type { LogChange, LogRow, LogStore, SpanMemory, StoredLogs } from './types.ts'

interface Schema extends DBSchema {
  cursors: { key: string; value: Cursor & { key: string; usedAt: number } }
  chunks: { key: number; value: { cursor: string; rows: LogRow[] }; indexes: { cursor: string } }
  spans: { key: string; value: SpanMemory & { origin: string; at: number } }
}

const DAY = 86_400_000
/** A cursor that no visit asked for in this time is removed. */
const UNUSED_AFTER = 30 * DAY
/** Providers change their limits: what was learnt is forgotten after this time. */
const SPAN_VALID = 7 * DAY
/** More chunks than this are rewritten as one when a cursor is opened. */
const MANY_CHUNKS = 64

/**
 * Opens the store in IndexedDB, or a memory store where the browser refuses (private windows, full
 * disks, an upgrade that another tab blocks).
 */
export async function openLogStore(name = 'keel-logs'): Promise<LogStore> {
  if (typeof indexedDB === 'undefined') return createMemoryStore()
  try {
    const opening = openDB<Schema>(name, 1, {
      upgrade(db) {
        db.createObjectStore('cursors', { keyPath: 'key' })
        db.createObjectStore('chunks', { autoIncrement: true }).createIndex('cursor', 'cursor')
        db.createObjectStore('spans', { keyPath: 'origin' })
      },
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    })
    // Some private modes neither open nor refuse.
    const db = await Promise.race([
      opening,
      new Promise<null>((resolve) => setTimeout(resolve, 4000, null)),
    ])
    if (db === null) {
      opening.then((late) => late.close()).catch(() => {})
      return createMemoryStore()
    }
    await removeUnused(db)
    return indexedDbStore(db)
  } catch {
    return createMemoryStore()
  }
}

async function removeUnused(db: IDBPDatabase<Schema>): Promise<void> {
  const transaction = db.transaction(['cursors', 'chunks'], 'readwrite')
  const chunks = transaction.objectStore('chunks')
  for (const { key, usedAt } of await transaction.objectStore('cursors').getAll()) {
    if (Date.now() - usedAt < UNUSED_AFTER) continue
    await transaction.objectStore('cursors').delete(key)
    for (const chunk of await chunks.index('cursor').getAllKeys(key)) await chunks.delete(chunk)
  }
  await transaction.done
}

function indexedDbStore(db: IDBPDatabase<Schema>): LogStore {
  return {
    persistent: true,

    async open<Row extends LogRow>(key: string): Promise<StoredLogs<Row> | null> {
      const transaction = db.transaction(['cursors', 'chunks'], 'readwrite')
      const [cursors, chunks] = [
        transaction.objectStore('cursors'),
        transaction.objectStore('chunks'),
      ]
      const found = await cursors.get(key)
      if (found === undefined) {
        await transaction.done
        return null
      }
      const stored = await chunks.index('cursor').getAll(key)
      const rows = stored.flatMap((chunk) => chunk.rows).sort(byPosition)
      if (stored.length > MANY_CHUNKS) {
        for (const id of await chunks.index('cursor').getAllKeys(key)) await chunks.delete(id)
        await chunks.add({ cursor: key, rows })
      }
      await cursors.put({ ...found, usedAt: Date.now() })
      await transaction.done
      const { epoch, covered, anchors } = found
      return { epoch, covered, anchors, rows: rows as Row[] }
    },

    async write<Row extends LogRow>(key: string, change: LogChange<Row>) {
      const transaction = db.transaction(['cursors', 'chunks'], 'readwrite')
      // A refused step must leave no unhandled rejection of its transaction behind.
      transaction.done.catch(() => {})
      const chunks = transaction.objectStore('chunks')
      const found = await transaction.objectStore('cursors').get(key)
      let next: ReturnType<typeof step<Row>>
      try {
        next = step(found ?? null, change)
      } catch (error) {
        transaction.abort()
        throw error
      }
      if (next.drops) {
        let chunk = await chunks.index('cursor').openCursor(key)
        while (chunk !== null) {
          const kept = chunk.value.rows.filter(next.keeps)
          if (kept.length === 0) await chunk.delete()
          else if (kept.length < chunk.value.rows.length) {
            await chunk.update({ cursor: key, rows: kept })
          }
          chunk = await chunk.continue()
        }
      }
      if (next.added.length > 0) await chunks.add({ cursor: key, rows: next.added })
      await transaction.objectStore('cursors').put({ ...next.cursor, key, usedAt: Date.now() })
      await transaction.done
      return next.cursor.epoch
    },

    async readSpan(origin) {
      const found = await db.get('spans', origin)
      return found === undefined || Date.now() - found.at > SPAN_VALID
        ? null
        : { ok: found.ok, bad: found.bad }
    },

    async writeSpan(origin, { ok, bad }) {
      await db.put('spans', { origin, ok, bad, at: Date.now() })
    },
  }
}
