import type { Chain } from '../../protocol/deployments/types.ts'
import type { LogProgress } from '../../protocol/logs/types.ts'
import type { Address, BlockRef, Network, Position } from '../../protocol/network/types.ts'
import type { Assumptions } from '../../risk/assumptions.ts'
import type { Overrides } from '../assumptionStore.ts'
import type { Stake } from '../basis.ts'
import type { JudgedColumns } from '../judgedColumns.ts'
import { type Shared, withoutShared, withShared } from './sharedParts.ts'
import type { Names, ReferenceScores } from './types.ts'
import { decodeError, encodeError, type WireError } from './wireError.ts'

/** One end of a channel: a worker, what a worker sees of its page, or a `MessagePort`. */
export type Port = {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

/** What can be asked of the other side, and what it answers. */
export type Requests = {
  read: {
    /** `known`: the last reading that has come, so that its parts need not come again. */
    ask: { block: BlockRef; stakers: readonly Address[]; known: number | null }
    answer: WireReading
  }
  position: { ask: { reading: number; staker: Address }; answer: Position }
  judge: {
    ask: { reading: number; assumptions: Assumptions; windowDays: number; stake: Stake }
    answer: JudgedColumns
  }
  scores: { ask: { reading: number; overrides: Overrides }; answer: ReferenceScores }
}

export type Kind = keyof Requests

/** From the page to the worker. */
export type ToReader =
  | { type: 'open'; chain: Chain; rpcUrl: string }
  | { [kind in Kind]: { type: kind; id: number; ask: Requests[kind]['ask'] } }[Kind]
  | { type: 'abort'; id: number }

/** From the worker to the page. */
export type FromReader =
  /** The worker's code has come and runs. */
  | { type: 'ready' }
  | { type: 'names'; names: Names }
  | { type: 'progress'; id: number; progress: LogProgress }
  | { type: 'done'; id: number; answer: unknown }
  | { type: 'failed'; id: number; error: WireError }

/** A reading as it travels: what the other side has is left out or named, errors are data. */
export type WireReading = {
  /** Names the reading in later requests. */
  reading: number
  network: Partial<Network>
  shared: Shared
  gaps: readonly { from: number; to: number; error: WireError }[]
  positions: readonly Position[]
}

/** Prepares a reading for sending to a side that has `before`. */
export function encodeReading(
  reading: number,
  { network, positions }: { network: Network; positions: readonly Position[] },
  before: Network | null,
): WireReading {
  const { rest, shared } = withoutShared(network, before)
  return {
    reading,
    network: { ...rest, coverage: { ...network.coverage, gaps: [] } },
    shared,
    gaps: network.coverage.gaps.map((gap) => ({ ...gap, error: encodeError(gap.error) })),
    positions,
  }
}

/** Puts a reading together again with what it shares with `before`, the last one that came. */
export function decodeReading(
  { network, shared, gaps, positions }: WireReading,
  before: Network | null,
): { network: Network; positions: readonly Position[] } {
  const whole = withShared(network, shared, before)
  return {
    network: {
      ...whole,
      coverage: {
        ...whole.coverage,
        gaps: gaps.map((gap) => ({ ...gap, error: decodeError(gap.error) })),
      },
    },
    positions,
  }
}
