import type { Client } from 'viem'
import { getBlock } from 'viem/actions'
import type { EventRow } from '../events.ts'
import type { BlockRef } from './types.ts'

const samples = 48

/**
 * The time of any block in the log.
 *
 * Nodes that put `blockTimestamp` into logs cost nothing; for others a few blocks are read and the rest lie on straight
 * lines between them (minutes of error on a chain with regular slots, far below the one-day grid of rewards).
 */
export async function createBlockClock(
  client: Client,
  rows: readonly EventRow[],
  head: BlockRef,
): Promise<(block: number) => number> {
  const missing = rows.filter((row) => row.t === undefined)
  const known = new Map<number, number>([[Number(head.number), Number(head.timestamp)]])
  for (const row of rows) if (row.t !== undefined) known.set(row.b, row.t)
  const first = missing[0]
  const last = missing.at(-1)
  if (first && last) {
    const wanted = new Set<number>()
    for (let k = 0; k < samples; k++)
      wanted.add(Math.round(first.b + ((last.b - first.b) * k) / (samples - 1)))
    await Promise.all(
      [...wanted].map(async (number) => {
        const block = await getBlock(client, { blockNumber: BigInt(number) })
        known.set(number, Number(block.timestamp))
      }),
    )
  }
  const points = [...known].sort((a, b) => a[0] - b[0])
  return (block) => {
    const exact = known.get(block)
    if (exact !== undefined) return exact
    let low = 0
    let high = points.length - 1
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((points[middle] as [number, number])[0] <= block) low = middle
      else high = middle
    }
    const [b0, t0] = points[low] as [number, number]
    const [b1, t1] = points[high] as [number, number]
    if (b0 === b1) return t0
    return Math.round(t0 + ((t1 - t0) * (block - b0)) / (b1 - b0))
  }
}
