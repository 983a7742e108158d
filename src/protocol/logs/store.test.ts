import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { openLogStore } from './indexedDbStore.ts'
import { createMemoryStore } from './memoryStore.ts'
import { type LogRow, StaleCursorError } from './types.ts'

type Row = LogRow & { v: bigint }
const row = (b: number, i = 0, v = 1n): Row => ({ b, i, v })

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe.each([
  ['IndexedDB', () => openLogStore()],
  ['memory', async () => createMemoryStore()],
])('the store in %s', (_name, create) => {
  test('keeps rows, coverage and anchors, in order', async () => {
    const store = await create()
    expect(await store.open('k')).toBeNull()
    const epoch = await store.write<Row>('k', {
      epoch: null,
      rows: [row(12), row(11, 1)],
      covered: [[10, 19]],
      anchors: [{ n: 30, h: '0x30' }],
    })
    await store.write<Row>('k', { epoch, rows: [row(3)], covered: [[0, 9]] })
    expect(await store.open('k')).toEqual({
      epoch,
      covered: [[0, 19]],
      anchors: [{ n: 30, h: '0x30' }],
      rows: [row(3), row(11, 1), row(12)],
    })
    expect(await store.open('another')).toBeNull()
  })

  test('ignores rows of blocks that are covered, unless they are read again', async () => {
    const store = await create()
    const epoch = await store.write<Row>('k', {
      epoch: null,
      rows: [row(5), row(8)],
      covered: [[0, 9]],
    })
    await store.write<Row>('k', { epoch, rows: [row(5, 1), row(10)], covered: [[5, 10]] })
    expect((await store.open<Row>('k'))?.rows).toEqual([row(5), row(8), row(10)])
    await store.write<Row>('k', {
      epoch,
      rows: [row(8, 0, 2n), row(9)],
      covered: [[8, 12]],
      replace: [[8, 10]],
    })
    expect((await store.open<Row>('k'))?.rows).toEqual([row(5), row(8, 0, 2n), row(9)])
  })

  test('drops what is above a block and begins a new epoch', async () => {
    const store = await create()
    const epoch = await store.write<Row>('k', {
      epoch: null,
      rows: [row(5), row(15), row(25)],
      covered: [[0, 30]],
      anchors: [
        { n: 14, h: '0x14' },
        { n: 30, h: '0x30' },
      ],
    })
    const next = await store.write<Row>('k', { epoch, dropAbove: 14 })
    expect(next).not.toBe(epoch)
    expect(await store.open('k')).toEqual({
      epoch: next,
      covered: [[0, 14]],
      anchors: [{ n: 14, h: '0x14' }],
      rows: [row(5)],
    })
  })

  test('refuses a writer that has not seen the epoch, and changes nothing', async () => {
    const store = await create()
    const epoch = await store.write<Row>('k', { epoch: null, rows: [row(1)], covered: [[0, 9]] })
    for (const seen of [null, 'older']) {
      await expect(
        store.write<Row>('k', { epoch: seen, rows: [row(12)], covered: [[10, 19]] }),
      ).rejects.toBeInstanceOf(StaleCursorError)
    }
    expect(await store.open('k')).toMatchObject({ epoch, covered: [[0, 9]], rows: [row(1)] })
  })

  test('remembers what an RPC serves at once', async () => {
    const store = await create()
    expect(await store.readSpan('https://rpc.example')).toBeNull()
    await store.writeSpan('https://rpc.example', { ok: 500, bad: 501 })
    expect(await store.readSpan('https://rpc.example')).toEqual({ ok: 500, bad: 501 })
  })
})

describe('IndexedDB alone', () => {
  test('outlives the page, and joins many small chunks', async () => {
    const store = await openLogStore()
    expect(store.persistent).toBe(true)
    let epoch: string | null = null
    for (let block = 0; block < 100; block += 1) {
      epoch = await store.write<Row>('k', { epoch, rows: [row(block)], covered: [[block, block]] })
    }
    for (const visit of [1, 2]) {
      const again = await openLogStore()
      expect((await again.open<Row>('k'))?.rows, `visit ${visit}`).toHaveLength(100)
    }
  })

  test('forgets cursors that nobody asked for in a month, and limits after a week', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const store = await openLogStore()
    await store.write<Row>('old', { epoch: null, rows: [row(1)], covered: [[0, 9]] })
    await store.writeSpan('https://rpc.example', { ok: 500, bad: 501 })
    vi.setSystemTime(Date.now() + 20 * 86_400_000)
    await store.write<Row>('new', { epoch: null, rows: [row(1)], covered: [[0, 9]] })
    vi.setSystemTime(Date.now() + 20 * 86_400_000)
    const later = await openLogStore()
    expect(await later.open('old')).toBeNull()
    expect(await later.open('new')).not.toBeNull()
    expect(await later.readSpan('https://rpc.example')).toBeNull()
    vi.useRealTimers()
  })

  test('a browser that refuses gets a store in memory', async () => {
    globalThis.indexedDB = {
      open() {
        throw new DOMException('denied', 'SecurityError')
      },
    } as unknown as IDBFactory
    const store = await openLogStore()
    expect(store.persistent).toBe(false)
    await store.write<Row>('k', { epoch: null, rows: [row(1)], covered: [[0, 9]] })
    expect((await store.open<Row>('k'))?.rows).toEqual([row(1)])
  })
})
