import type { Client } from 'viem'
import { expect, test } from 'vitest'
import type { EventRow } from '../events.ts'
import { readBlockClock, timestampAt } from './blockClock.ts'
import type { BlockRef } from './types.ts'

/** A node with a block every 12 seconds, whose hashes tell its branch; it counts what it is asked. */
function node() {
  const asked: number[] = []
  const chain = { branch: 'a', shift: 0 }
  const request = async ({ params }: { params: [string, boolean] }) => {
    const number = Number(params[0])
    asked.push(number)
    return {
      number: params[0],
      hash: `0x${chain.branch}${number}`,
      timestamp: `0x${(number * 12 + chain.shift).toString(16)}`,
    }
  }
  return { client: { request } as unknown as Client, asked, chain }
}

const rowsTo = (last: number, timed = false): EventRow[] =>
  Array.from({ length: 100 }, (_, k) => {
    const b = 1_000 + Math.round(((last - 1_000) * k) / 99)
    return { b, i: 0, e: 'x', a: {}, ...(timed ? { t: b * 12 } : {}) }
  })
const headAt = (number: number, shift = 0): BlockRef => ({
  number: BigInt(number),
  hash: '0xff',
  timestamp: BigInt(number * 12 + shift),
})

test('logs with times cost no request', async () => {
  const { client, asked } = node()
  const clock = await readBlockClock(client, rowsTo(9_000, true), headAt(9_100))
  expect(asked).toEqual([])
  expect(timestampAt(clock, 5_000)).toBe(60_000)
})

test('blocks are read once: a later reading asks whether the chain is the same, and little more', async () => {
  const { client, asked } = node()
  await readBlockClock(client, rowsTo(9_000), headAt(9_100))
  expect(asked).toHaveLength(48)
  asked.length = 0
  const clock = await readBlockClock(client, rowsTo(9_050), headAt(9_110))
  expect(asked).toEqual([9_000])
  expect(timestampAt(clock, 9_050)).toBe(9_050 * 12)
  asked.length = 0
  await readBlockClock(client, rowsTo(12_000), headAt(12_000))
  // The span has grown by a third, and so has the number of blocks that are known.
  expect(asked.length).toBeGreaterThan(5)
  expect(asked.length).toBeLessThan(20)
  expect(asked.slice(1).every((number) => number > 9_000)).toBe(true)
})

test('another chain is read anew', async () => {
  const { client, asked, chain } = node()
  await readBlockClock(client, rowsTo(9_000), headAt(9_100))
  chain.branch = 'b'
  chain.shift = 7
  asked.length = 0
  const clock = await readBlockClock(client, rowsTo(9_000), headAt(9_100, 7))
  expect(asked).toHaveLength(49)
  expect(timestampAt(clock, 5_000)).toBe(60_007)
})
