import type { Hex } from 'viem'
import type { Failure } from '../protocol/errors/failure.ts'
import type { Origin, StepRecord } from './types.ts'

/** What can happen to the transaction of a step. */
export type StepEvent =
  /** The wallet is about to be asked; again, when another transaction took the account's next nonce. */
  | { type: 'asked'; nonce: number; since: bigint; digest: Hex }
  /** The wallet sent it, or it was found on the chain after a reload. */
  | { type: 'sent'; hash: Hex; nonce: number }
  /** The wallet handed it to a contract account's owners. */
  | { type: 'proposed'; hash: Hex }
  /** The account's logs up to this block do not hold the proposal's execution. */
  | { type: 'scanned'; block: bigint }
  /** The typed data were signed. */
  | { type: 'signed'; signature: Hex; digest: Hex; deadline: bigint }
  /** The node knows it, under this hash and nonce, and has not mined it. */
  | { type: 'pending'; hash?: Hex; nonce?: number }
  /** The node knows nothing of it. */
  | { type: 'missing' }
  | { type: 'mined'; hash: Hex; blockNumber: bigint; blockHash: Hex }
  /** The batch that it belongs to is in a block. */
  | {
      type: 'included'
      batch: string
      since: string
      hash: Hex
      blockNumber: bigint
      blockHash: Hex
    }
  /** The batch that it belongs to came to nothing. */
  | { type: 'batchFailed'; failure: Failure; hash?: Hex; blockNumber?: bigint }
  | { type: 'final' }
  /** The block that held it is gone. */
  | { type: 'reorged' }
  /** It reverted, or another transaction took its place for good. */
  | { type: 'failed'; failure: Failure; hash?: Hex; blockNumber?: bigint }
  /** The step starts over. */
  | { type: 'reset' }

/** Looks at which a node may know nothing of a sent transaction before it counts as dropped. */
export const DROPPED_AFTER = 5

type Confirmed = Extract<StepRecord, { status: 'confirmed' }>

/** What has to be remembered about how a transaction came to be sent. */
function originOf(
  record: Exclude<StepRecord, { status: 'signing' | 'signed' | 'failed' }>,
): Origin {
  if (record.status === 'proposed') return { proposal: record.hash, digest: record.digest }
  if ('batch' in record) return { batch: record.batch }
  if ('proposal' in record) return { proposal: record.proposal, digest: record.digest }
  return { nonce: record.nonce, digest: record.digest }
}

function failed(event: { failure: Failure; hash?: Hex; blockNumber?: bigint }): StepRecord {
  return {
    status: 'failed',
    failure: event.failure,
    ...(event.hash === undefined ? {} : { hash: event.hash }),
    ...(event.blockNumber === undefined ? {} : { blockNumber: String(event.blockNumber) }),
  }
}

/** The state before the block: waiting again. Steps of a batch go back to their batch, which the plan keeps. */
function unconfirmed(record: Confirmed): StepRecord | undefined {
  if ('batch' in record) return undefined
  const { since, digest } = record
  return 'proposal' in record
    ? { status: 'proposed', hash: record.proposal, since, digest, scanned: since }
    : { status: 'sent', hash: record.hash, nonce: record.nonce, since, digest, missing: 0 }
}

/**
 * The life of a step's transaction: idle → signing → sent → confirmed → final, or failed. `undefined` is idle.
 * A contract account's goes from signing to proposed; a step of a batch from idle to confirmed; a signature
 * from idle to signed.
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
      if (record?.status === 'sent' || record?.status === 'proposed') return record
      return {
        status: 'signing',
        nonce: event.nonce,
        since: String(event.since),
        digest: event.digest,
      }
    case 'sent':
      if (record?.status !== 'signing') return record
      return { ...record, status: 'sent', hash: event.hash, nonce: event.nonce, missing: 0 }
    case 'proposed': {
      if (record?.status !== 'signing') return record
      const { since, digest } = record
      return { status: 'proposed', hash: event.hash, since, digest, scanned: since }
    }
    case 'scanned':
      if (record?.status !== 'proposed' || BigInt(record.scanned) >= event.block) return record
      return { ...record, scanned: String(event.block) }
    case 'signed': {
      if (record !== undefined && record.status !== 'signed' && record.status !== 'failed')
        return record
      const { signature, digest, deadline } = event
      return { status: 'signed', signature, digest, deadline: String(deadline) }
    }
    case 'pending': {
      if (record?.status !== 'sent') return record
      const { hash = record.hash, nonce = record.nonce } = event
      if (record.missing === 0 && hash === record.hash && nonce === record.nonce) return record
      const repriced = hash !== record.hash ? { repriced: true } : {}
      return { ...record, hash, nonce, missing: 0, ...repriced }
    }
    case 'missing':
      if (record?.status !== 'sent') return record
      return { ...record, missing: record.missing + 1 }
    case 'mined': {
      if (
        record?.status !== 'sent' &&
        record?.status !== 'proposed' &&
        record?.status !== 'confirmed'
      )
        return record
      if (
        record.status === 'confirmed' &&
        record.hash === event.hash &&
        record.blockHash === event.blockHash
      )
        return record
      const repriced =
        record.status !== 'proposed' && (record.hash !== event.hash || record.repriced === true)
      return {
        status: 'confirmed',
        hash: event.hash,
        since: record.since,
        blockNumber: String(event.blockNumber),
        blockHash: event.blockHash,
        final: false,
        ...(repriced ? { repriced: true } : {}),
        ...originOf(record),
      }
    }
    case 'included':
      if (record !== undefined && record.status !== 'failed' && record.status !== 'signed')
        return record
      return {
        status: 'confirmed',
        hash: event.hash,
        since: event.since,
        blockNumber: String(event.blockNumber),
        blockHash: event.blockHash,
        final: false,
        batch: event.batch,
      }
    case 'final':
      if (record?.status !== 'confirmed' || record.final) return record
      return { ...record, final: true }
    case 'reorged':
      return record?.status === 'confirmed' ? unconfirmed(record) : record
    case 'failed':
      if (
        record?.status !== 'sent' &&
        record?.status !== 'proposed' &&
        record?.status !== 'confirmed'
      )
        return record
      return failed(event)
    case 'batchFailed':
      return record === undefined || record.status === 'failed' ? failed(event) : record
  }
}

/** Sent, but the node has lost it for several looks in a row. */
export function isDropped(record: StepRecord | undefined): boolean {
  return record?.status === 'sent' && record.missing >= DROPPED_AFTER
}

/** Still to be looked at: its fate on the chain is not settled. */
export function isOpen(record: StepRecord): boolean {
  return isWaiting(record) || (record.status === 'confirmed' && !record.final)
}

/** Asked for or on its way: nothing else of the plan can be signed meanwhile. */
export function isWaiting(record: StepRecord): boolean {
  return record.status === 'signing' || record.status === 'sent' || record.status === 'proposed'
}
