import type { Client } from 'viem'
import type { Chain } from '../protocol/deployments/types.ts'
import { createPastNetworks } from '../protocol/history/networkAt.ts'
import { type PastGap, type PastStake, readPast } from '../protocol/history/readPast.ts'
import { breath } from '../protocol/inSlices.ts'
import { blockAt, timestampAt } from '../protocol/network/blockClock.ts'
import type { Address, Network, Position } from '../protocol/network/types.ts'
import type { Assumptions } from '../risk/assumptions.ts'
import { createAssessor } from './assessment.ts'
import { combine } from './combined.ts'

/** What a portfolio was at one moment. All fractions and ETH; `null` where it is not known. */
export type TimelinePoint = {
  /** Unix seconds. */
  at: number
  block: number
  valueEth: number | null
  apr: number | null
  /** A reward token had no price then: the APR is the least there was. */
  aprAtLeast: boolean
  exposure: number | null
  /** The stakes were with different operators: the exposure is the most there was. */
  exposureAtMost: boolean
  /** Why nothing is known of this block. */
  gap: PastGap['gap'] | null
}

const DAY = 86_400
const POINTS = 28
const LONGEST = 90 * DAY
const AT_ONCE = 2

/** Blocks evenly apart in time, ascending, from the first event (at most 90 days back) to the present one. */
export function timelineBlocks(network: Network, firstAt: number): number[] {
  const now = Number(network.block.timestamp)
  const since = Math.max(firstAt, now - LONGEST)
  const first = network.clock[0]?.[0] ?? Number(network.block.number)
  const blocks = Array.from({ length: POINTS }, (_, index) =>
    Math.max(first, blockAt(network.clock, since + ((now - since) * index) / (POINTS - 1))),
  )
  return [...new Set([...blocks, Number(network.block.number)])].sort((a, b) => a - b)
}

/** Blocks of the past do not change: what was read once stays for this visit. */
const cache = new Map<string, PastStake>()

/**
 * Value, APR and exposure of some restakers at past blocks, each judged with what was known then and the present
 * assumptions. Two blocks at a time; a node without their state leaves points empty, with the reason.
 *
 * @throws RpcError when the node cannot be reached, or the signal aborts
 */
export async function readTimeline(
  client: Client,
  parameters: {
    chain: Chain
    rpcUrl: string
    network: Network
    stakers: readonly Address[]
    blocks: readonly number[]
    assumptions: Assumptions
    signal: AbortSignal
    onProgress: (fraction: number) => void
  },
): Promise<TimelinePoint[]> {
  const { chain, rpcUrl, network, stakers, blocks, assumptions, signal, onProgress } = parameters
  const past = createPastNetworks(network)
  const points = new Map<number, TimelinePoint>()
  const next = blocks.values()
  const work = async () => {
    for (const block of next) {
      const key = `${chain.chainId} ${rpcUrl} ${stakers.join()} ${block}`
      const known = cache.get(key)
      const read =
        known ?? (await readPast(client, { chain, stakers, number: block, network, signal }))
      signal.throwIfAborted()
      if ('gap' in read)
        points.set(block, {
          at: timestampAt(network.clock, block),
          block,
          valueEth: null,
          apr: null,
          aprAtLeast: false,
          exposure: null,
          exposureAtMost: false,
          gap: read.gap,
        })
      else {
        cache.set(key, read)
        points.set(block, judge(read))
      }
      onProgress(points.size / blocks.length)
      // The page stays alive between two assessments.
      await breath()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return [...points.values()].sort((a, b) => a.at - b.at)

  function judge(read: PastStake): TimelinePoint {
    const then = past.at(
      read,
      read.stakers.map(({ delegatedTo }) => delegatedTo),
    )
    const sum = combine(
      createAssessor(then, assumptions, undefined, network),
      read.stakers.map(
        ({ staker, delegatedTo, stake }) =>
          ({
            staker,
            delegatedTo,
            holdings: Object.entries(stake).map(([strategy, withdrawableShares]) => ({
              strategy: strategy as Address,
              withdrawableShares,
              depositShares: withdrawableShares,
              underlying: null,
            })),
          }) as unknown as Position,
      ),
    )
    const { priced = 0, total = 0 } = sum.whole?.apr ?? sum.apr ?? {}
    return {
      at: Number(read.block.timestamp),
      block: Number(read.block.number),
      valueEth: sum.valueEth,
      apr: sum.whole ? sum.whole.apr.apr : (sum.apr?.value ?? null),
      aprAtLeast: priced < total,
      exposure: sum.whole ? (sum.whole.exposure?.exposure ?? null) : (sum.exposure?.value ?? null),
      exposureAtMost: sum.whole === null,
      gap: null,
    }
  }
}
