import type { Client } from 'viem'
import type { EventRow } from '../events.ts'
import { readBlockHead } from '../rpc/client.ts'
import type { BlockRef, ClockPoint } from './types.ts'

const samples = 48
/** Points kept: a long log needs no more to be placed within minutes. */
const maximumPoints = 4000

/**
 * Pairs of block and time across the log.
 *
 * Nodes that put `blockTimestamp` into logs cost nothing; for others a few blocks are read and the rest lie on straight
 * lines between them (minutes of error on a chain with regular slots, far below the one-day grid of rewards).
 */
export async function readBlockClock(
  client: Client,
  rows: readonly EventRow[],
  head: BlockRef,
): Promise<ClockPoint[]> {
  const missing = rows.filter((row) => row.t === undefined)
  const known = new Map<number, number>([[Number(head.number), Number(head.timestamp)]])
  for (const row of rows) if (row.t !== undefined) known.set(row.b, row.t)
  const first = missing[0]
  const last = missing.at(-1)
  if (first && last)
    for (const [number, { at }] of await samplesOf(client, first.b, last.b)) known.set(number, at)
  const points = [...known].sort((a, b) => a[0] - b[0])
  return points.length <= maximumPoints
    ? points
    : points.filter(
        (_, index) =>
          index % Math.ceil(points.length / maximumPoints) === 0 || index === points.length - 1,
      )
}

type Sample = { hash: string; at: number }

/** Blocks that were read for a client's clock. They do not change, as long as the chain stays the same one. */
const sampled = new WeakMap<Client, Map<number, Sample>>()

/** Times of blocks spread over a span: those that were read before, and others where there is none near. */
async function samplesOf(client: Client, from: number, to: number): Promise<Map<number, Sample>> {
  const known = sampled.get(client) ?? new Map<number, Sample>()
  sampled.set(client, known)
  const step = (to - from) / (samples - 1)
  const near = (number: number) => {
    for (const other of known.keys()) if (Math.abs(other - number) <= step / 2) return true
    return false
  }
  const newest = Math.max(...known.keys())
  // A block's hash vouches for all before it: one question tells whether it is still this chain.
  if (known.size > 0 && (await read(client, newest))?.hash !== known.get(newest)?.hash)
    known.clear()
  const wanted = new Set<number>()
  for (let k = 0; k < samples; k++) {
    const number = Math.round(from + step * k)
    if (!near(number)) wanted.add(number)
  }
  await Promise.all(
    [...wanted].map(async (number) => {
      const sample = await read(client, number)
      if (sample) known.set(number, sample)
    }),
  )
  return known
}

async function read(client: Client, number: number): Promise<Sample | null> {
  const block = await readBlockHead(client, BigInt(number))
  return block && { hash: block.hash, at: Number(block.timestamp) }
}

/** Seconds of a block, exact for a known one and on a straight line between its neighbours otherwise. */
export function timestampAt(clock: readonly ClockPoint[], block: number): number {
  return Math.round(interpolate(clock, block, 0, 1))
}

/** The last block at or before a time. */
export function blockAt(clock: readonly ClockPoint[], timestamp: number): number {
  return Math.floor(interpolate(clock, timestamp, 1, 0))
}

function interpolate(points: readonly ClockPoint[], x: number, from: 0 | 1, to: 0 | 1): number {
  let low = 0
  let high = points.length - 1
  if (high < 0) return 0
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((points[middle] as ClockPoint)[from] <= x) low = middle
    else high = middle
  }
  const a = points[low] as ClockPoint
  const b = points[high] as ClockPoint
  if (x <= a[from] || a[from] === b[from]) return a[to]
  if (x >= b[from]) return b[to]
  return a[to] + ((b[to] - a[to]) * (x - a[from])) / (b[from] - a[from])
}
