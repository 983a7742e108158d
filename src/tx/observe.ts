import {
  type Address,
  type Client,
  type Hex,
  type Transaction,
  TransactionNotFoundError,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from 'viem'
import {
  call,
  getBlock,
  getBlockNumber,
  getTransaction,
  getTransactionCount,
  getTransactionReceipt,
} from 'viem/actions'
import { decodeFailure } from '../protocol/errors/decodeFailure.ts'
import type { Failure } from '../protocol/errors/failure.ts'
import { digestOf } from './request.ts'
import type { StepEvent } from './transitions.ts'
import type { StepRecord } from './types.ts'

type Sent = Extract<StepRecord, { status: 'sent' }>
type Confirmed = Extract<StepRecord, { status: 'confirmed' }>
type Signing = Extract<StepRecord, { status: 'signing' }>

/** What one look at the chain says about a transaction. */
export type Observation = {
  event: StepEvent | null
  receipt?: TransactionReceipt
  /** Transactions of the account that must be mined before this one. */
  earlier?: number
}

export const NOTHING: Observation = { event: null }

async function orNull<value>(
  promise: Promise<value>,
  absent: typeof TransactionNotFoundError | typeof TransactionReceiptNotFoundError,
): Promise<value | null> {
  try {
    return await promise
  } catch (error) {
    if (error instanceof absent) return null
    throw error
  }
}

export const receiptOf = (client: Client, hash: Hex) =>
  orNull(getTransactionReceipt(client, { hash }), TransactionReceiptNotFoundError)

const digestOfTransaction = (tx: Transaction): Hex =>
  digestOf({ to: tx.to, data: tx.input, value: tx.value })

/**
 * The mined transaction that an account sent with a nonce: the block where its count passed the nonce is
 * found by halving, so even a long absence costs a few calls. `null` when the node keeps no state that old.
 */
export async function findByNonce(
  client: Client,
  account: Address,
  nonce: number,
  since: bigint,
): Promise<Transaction | null> {
  try {
    let high = await getBlockNumber(client, { cacheTime: 0 })
    let low = since < high ? since : high
    while (low < high) {
      const middle = (low + high) / 2n
      const count = await getTransactionCount(client, { address: account, blockNumber: middle })
      if (count > nonce) high = middle
      else low = middle + 1n
    }
    const block = await getBlock(client, { blockNumber: high, includeTransactions: true })
    const from = account.toLowerCase()
    return (
      (block.transactions as Transaction[]).find(
        (tx) => tx.from.toLowerCase() === from && tx.nonce === nonce,
      ) ?? null
    )
  } catch {
    return null
  }
}

export async function observeMined(
  client: Client,
  receipt: TransactionReceipt,
): Promise<Observation> {
  const { transactionHash: hash, blockNumber, blockHash } = receipt
  if (receipt.status === 'success')
    return { event: { type: 'mined', hash, blockNumber, blockHash }, receipt }
  const failure = await revertReason(client, receipt)
  return { event: { type: 'failed', failure, hash, blockNumber }, receipt }
}

/** Runs a reverted transaction again where it was mined, and names the reason. */
async function revertReason(client: Client, receipt: TransactionReceipt): Promise<Failure> {
  const tx = await orNull(
    getTransaction(client, { hash: receipt.transactionHash }),
    TransactionNotFoundError,
  )
  if (tx !== null) {
    // After its block first: an earlier transaction of the same block is often the reason.
    for (const blockNumber of [receipt.blockNumber, receipt.blockNumber - 1n]) {
      try {
        await call(client, {
          account: tx.from,
          to: tx.to,
          data: tx.input,
          value: tx.value,
          blockNumber,
        })
      } catch (error) {
        const failure = await decodeFailure(error)
        if (failure.kind === 'revert') return failure
      }
    }
    if (receipt.gasUsed * 64n >= tx.gas * 63n)
      return { kind: 'revert', errorName: 'OutOfGas', message: `All ${tx.gas} gas was used.` }
  }
  return { kind: 'revert', errorName: 'NoReason', message: 'The transaction reverted.' }
}

/** The transaction of an account in the node's pending block for which `wanted` holds. */
async function findWaiting(
  client: Client,
  account: Address,
  wanted: (tx: Transaction) => boolean,
): Promise<Transaction | undefined> {
  const pending = await getBlock(client, { blockTag: 'pending', includeTransactions: true }).catch(
    () => null,
  )
  const from = account.toLowerCase()
  return (pending?.transactions as Transaction[] | undefined)?.find(
    (tx) => tx.from.toLowerCase() === from && wanted(tx),
  )
}

/**
 * The node lost a transaction that no other has replaced in a block: it may be about to be, by the same call under
 * a higher fee or by another one, and then it is not lost.
 */
async function observeReplacing(
  client: Client,
  account: Address,
  record: Sent,
): Promise<Observation> {
  const successor = await findWaiting(client, account, (tx) => tx.nonce === record.nonce)
  if (successor !== undefined)
    return digestOfTransaction(successor) === record.digest
      ? { event: { type: 'pending', hash: successor.hash } }
      : { event: { type: 'pending' } }
  const pending = await getTransactionCount(client, { address: account, blockTag: 'pending' })
  return { event: { type: pending > record.nonce ? 'pending' : 'missing' } }
}

/** Looks after a sent transaction: mined, pending, replaced, cancelled, or unknown to the node. */
export async function observeSent(
  client: Client,
  account: Address,
  record: Sent,
): Promise<Observation> {
  const receipt = await receiptOf(client, record.hash)
  if (receipt !== null) return observeMined(client, receipt)
  const [tx, count] = await Promise.all([
    orNull(getTransaction(client, { hash: record.hash }), TransactionNotFoundError),
    getTransactionCount(client, { address: account, blockTag: 'latest' }),
  ])
  if (tx !== null) {
    // A wallet may have chosen another nonce than the next one.
    const { nonce } = tx
    return { event: { type: 'pending', nonce }, earlier: Math.max(0, nonce - count) }
  }
  if (count <= record.nonce) return observeReplacing(client, account, record)
  const other = await findByNonce(client, account, record.nonce, BigInt(record.since))
  if (other === null) return { event: { type: 'missing' } }
  if (other.hash === record.hash) return NOTHING
  if (digestOfTransaction(other) === record.digest) {
    const repriced = await receiptOf(client, other.hash)
    return repriced === null ? NOTHING : observeMined(client, repriced)
  }
  const cancelled =
    other.to?.toLowerCase() === account.toLowerCase() && other.value === 0n && other.input === '0x'
  return {
    event: {
      type: 'failed',
      failure: {
        kind: cancelled ? 'cancelled' : 'replaced',
        message: `Nonce ${record.nonce} was used by ${other.hash}.`,
      },
      hash: other.hash,
      ...(other.blockNumber == null ? {} : { blockNumber: other.blockNumber }),
    },
  }
}

/** Looks whether a mined transaction is still where it was, and whether that is final. */
export async function observeConfirmed(
  client: Client,
  record: Confirmed,
  local: boolean,
): Promise<Observation> {
  const receipt = await receiptOf(client, record.hash)
  if (receipt === null) return { event: { type: 'reorged' } }
  if (receipt.blockHash !== record.blockHash || receipt.status !== 'success')
    return observeMined(client, receipt)
  const final = await isFinal(client, receipt.blockNumber, local)
  return { event: final ? { type: 'final' } : null, receipt }
}

/** Final by the chain's own word where it gives one; 64 blocks otherwise; one block on top on a local chain. */
async function isFinal(client: Client, blockNumber: bigint, local: boolean): Promise<boolean> {
  if (!local) {
    try {
      const finalized = await getBlock(client, { blockTag: 'finalized' })
      return finalized.number >= blockNumber
    } catch {
      // Not every node knows the tag.
    }
  }
  const head = await getBlockNumber(client, { cacheTime: 0 })
  return head - blockNumber >= (local ? 1n : 64n)
}

/**
 * After a reload nobody knows whether the wallet sent what it was asked to: the account's nonce tells when it
 * was mined, the pending block when it waits. Another transaction with that nonce moves the question on.
 */
export async function observeSigning(
  client: Client,
  account: Address,
  record: Signing,
): Promise<Observation> {
  const count = await getTransactionCount(client, { address: account, blockTag: 'latest' })
  if (count > record.nonce) {
    for (let nonce = record.nonce; nonce < Math.min(count, record.nonce + 8); nonce++) {
      const tx = await findByNonce(client, account, nonce, BigInt(record.since))
      if (tx !== null && digestOfTransaction(tx) === record.digest)
        return { event: { type: 'sent', hash: tx.hash, nonce } }
    }
    const since = await getBlockNumber(client, { cacheTime: 0 })
    return { event: { type: 'asked', nonce: count, since, digest: record.digest } }
  }
  const waiting = await findWaiting(
    client,
    account,
    (tx) => tx.nonce >= record.nonce && digestOfTransaction(tx) === record.digest,
  )
  return waiting === undefined
    ? NOTHING
    : { event: { type: 'sent', hash: waiting.hash, nonce: waiting.nonce } }
}
