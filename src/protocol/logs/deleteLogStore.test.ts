import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { beforeEach, expect, test, vi } from 'vitest'
import { deleteLogStore } from './deleteLogStore.ts'
import { openLogStore } from './indexedDbStore.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

test('deletes what the store kept, although it is open', async () => {
  const store = await openLogStore()
  await store.write('k', { epoch: null, rows: [], covered: [[10, 19]] })
  await deleteLogStore()
  const fresh = await openLogStore()
  expect(fresh.persistent).toBe(true)
  expect(await fresh.open('k')).toBeNull()
})

test('says so while somebody else holds it open, and goes on afterwards', async () => {
  const other = await openDB('keel-logs', 1)
  const blocked = vi.fn(() => other.close())
  await deleteLogStore(blocked)
  expect(blocked).toHaveBeenCalledOnce()
  expect(await indexedDB.databases()).toEqual([])
})
