import type { Hex } from 'viem'
import type { Failure } from '../protocol/errors/failure.ts'
import type { StepRecord } from './types.ts'

/** What can happen to the transaction of a step. */
export type StepEvent =
  /** The wallet is about to be asked; again, when another transaction took the account's next nonce. */
  | { type: 'asked'; nonce: number; since: bigint; digest: Hex }
  /** The wallet sent it, or it was found on the chain after a reload. */
  | { type: 'sent'; hash: Hex; nonce: number }
  /** The node knows it and has not mined it. */
  | { type: 'pending' }
  /** The node knows nothing of it. */
  | { type: 'missing' }
  | { type: 'mined'; hash: Hex; blockNumber: bigint; blockHash: Hex }
  | { type: 'final' }
  /** The block that held it is gone. */
  | { type: 'reorged' }
  /** It reverted, or another transaction took its place for good. */
  | { type: 'failed'; failure: Failure; hash?: Hex; blockNumber?: bigint }
  /** The step starts over. */
  | { type: 'reset' }

/** Looks at which a node may know nothing of a sent transaction before it counts as dropped. */
export const DROPPED_AFTER = 5

/**
 * The life of a step's transaction: idle → signing → sent → confirmed → final, or failed. `undefined` is idle.
 *
 * An event that does not fit the present state changes nothing: answers arrive late and out of order, and
 * must not undo what is already known.
 */
export function transition(
  record: StepRecord | undefined,
  event: StepEvent,
): StepRecord | undefined {
  switch (event.type) {
    case 'reset':
      return undefined
    case 'asked':
      if (record?.status === 'sent') return record
      return {
        status: 'signing',
        nonce: event.nonce,
        since: String(event.since),
        digest: event.digest,
      }
    case 'sent':
      if (record?.status !== 'signing') return record
      return { ...record, status: 'sent', hash: event.hash, nonce: event.nonce, missing: 0 }
    case 'pending':
      if (record?.status !== 'sent' || record.missing === 0) return record
      return { ...record, missing: 0 }
    case 'missing':
      if (record?.status !== 'sent') return record
      return { ...record, missing: record.missing + 1 }
    case 'mined': {
      if (record?.status !== 'sent' && record?.status !== 'confirmed') return record
      const blockNumber = String(event.blockNumber)
      if (
        record.status === 'confirmed' &&
        record.hash === event.hash &&
        record.blockHash === event.blockHash
      )
        return record
      const repriced =
        record.hash !== event.hash || (record.status === 'confirmed' && record.repriced)
      return {
        status: 'confirmed',
        hash: event.hash,
        nonce: record.nonce,
        since: record.since,
        digest: record.digest,
        blockNumber,
        blockHash: event.blockHash,
        final: false,
        ...(repriced ? { repriced: true } : {}),
      }
    }
    case 'final':
      if (record?.status !== 'confirmed' || record.final) return record
      return { ...record, final: true }
    case 'reorged':
      if (record?.status !== 'confirmed') return record
      return {
        status: 'sent',
        hash: record.hash,
        nonce: record.nonce,
        since: record.since,
        digest: record.digest,
        missing: 0,
      }
    case 'failed':
      if (record?.status !== 'sent' && record?.status !== 'confirmed') return record
      return {
        status: 'failed',
        failure: event.failure,
        ...(event.hash === undefined ? {} : { hash: event.hash }),
        ...(event.blockNumber === undefined ? {} : { blockNumber: String(event.blockNumber) }),
      }
  }
}

/** Sent, but the node has lost it for several looks in a row. */
export function isDropped(record: StepRecord | undefined): boolean {
  return record?.status === 'sent' && record.missing >= DROPPED_AFTER
}

/** Still to be looked at: its fate on the chain is not settled. */
export function isOpen(record: StepRecord): boolean {
  return (
    record.status === 'signing' ||
    record.status === 'sent' ||
    (record.status === 'confirmed' && !record.final)
  )
}
