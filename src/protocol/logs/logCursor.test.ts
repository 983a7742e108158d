import { expect, test } from 'vitest'
import { sourceKey } from './cursor.ts'
import { LogCursor } from './logCursor.ts'
import { createMemoryStore } from './memoryStore.ts'
import type { LogRow, LogStore } from './types.ts'

const piece = (from: number, to: number, rows: LogRow[]) => ({
  rows,
  covered: [from, to] as const,
  replace: undefined,
  anchors: [{ n: to, h: '0x1' as const }],
})

test('goes on in memory when the disk is full', async () => {
  const disk: LogStore = {
    ...createMemoryStore(),
    persistent: true,
    write: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
  }
  const cursor = new LogCursor(disk, 'k')
  await cursor.open()
  cursor.queue(piece(0, 9, [{ b: 1, i: 0 }]))
  cursor.queue(piece(10, 19, [{ b: 11, i: 0 }]))
  await cursor.flush()
  cursor.queue(piece(20, 29, [{ b: 21, i: 0 }]))
  await cursor.flush()
  expect(cursor.persistent).toBe(false)
  expect(cursor.covered).toEqual([[0, 29]])
  expect(cursor.rows.map((row) => row.b)).toEqual([1, 11, 21])
})

test('leaves the store to another tab that dropped rows meanwhile', async () => {
  const store: LogStore = { ...createMemoryStore(), persistent: true }
  const [one, two] = [new LogCursor(store, 'k'), new LogCursor(store, 'k')]
  await one.open()
  one.queue(piece(0, 9, [{ b: 1, i: 0 }]))
  await one.flush()
  await two.open()
  await two.write({ dropAbove: -1 })
  one.queue(piece(10, 19, [{ b: 11, i: 0 }]))
  await one.flush()
  expect(one.rows).toHaveLength(2)
  expect(one.persistent).toBe(false)
  expect(await store.open('k')).toMatchObject({ covered: [], rows: [] })
})

test('the key does not depend on order or case, but on everything else', () => {
  const source = {
    chainId: 1,
    deployment: 'a',
    addresses: ['0xAb', '0xcd'],
    topics: ['0x01', '0x02'],
  } as const
  const key = sourceKey(source)
  expect(
    sourceKey({ ...source, addresses: ['0xCD', '0xab', '0xab'], topics: ['0x02', '0x01'] }),
  ).toBe(key)
  for (const other of [
    { ...source, chainId: 2 },
    { ...source, deployment: 'b' },
    { ...source, addresses: ['0xab'] as const },
    { ...source, topics: ['0x01'] as const },
  ]) {
    expect(sourceKey(other)).not.toBe(key)
  }
})
