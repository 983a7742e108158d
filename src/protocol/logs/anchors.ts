import type { Client } from 'viem'
import { readBlockHead } from '../rpc/client.ts'
import type { Anchor } from './types.ts'

/** Anchors that are kept: enough for a search, few enough to be rewritten with every step. */
const KEPT = 8

/**
 * Adds anchors to an ascending list and thins it out: the newest stays, and the older an anchor, the
 * farther its neighbours may be.
 */
export function addAnchors(anchors: readonly Anchor[], added: readonly Anchor[]): Anchor[] {
  const byBlock = new Map([...anchors, ...added].map((anchor) => [anchor.n, anchor]))
  const list = [...byBlock.values()].sort((a, b) => a.n - b.n)
  const newest = list[list.length - 1]?.n ?? 0
  while (list.length > KEPT) {
    let least = Number.POSITIVE_INFINITY
    let remove = 1
    for (let index = 1; index < list.length - 1; index += 1) {
      const [before, at, after] = list.slice(index - 1, index + 2) as [Anchor, Anchor, Anchor]
      const gap = (after.n - before.n) / (newest - at.n + 1)
      if (gap < least) {
        least = gap
        remove = index
      }
    }
    list.splice(remove, 1)
  }
  return list
}

/**
 * The newest stored anchor that the chain still has, by bisection: a block's hash vouches for all
 * blocks before it. Null when the chain has none of them, so that it is another chain.
 */
export async function lastCommonAnchor(
  client: Client,
  anchors: readonly Anchor[],
  signal?: AbortSignal,
): Promise<Anchor | null> {
  const stands = async (anchor: Anchor) =>
    (await readBlockHead(client, BigInt(anchor.n), signal))?.hash === anchor.h
  const newest = anchors[anchors.length - 1]
  if (newest === undefined) return null
  if (await stands(newest)) return newest
  let low = 0
  let high = anchors.length - 1
  // Below `low` all stand, from `high` on none does.
  while (low < high) {
    const middle = (low + high) >> 1
    if (await stands(anchors[middle] as Anchor)) low = middle + 1
    else high = middle
  }
  return anchors[low - 1] ?? null
}
