import type { Client } from 'viem'
import type { Failure } from '../protocol/errors/failure.ts'
import type { WalletPort } from './engineTypes.ts'
import { observeMined, receiptOf } from './observe.ts'
import type { PlanStore, Runtime } from './planStore.ts'
import type { BatchRecord } from './types.ts'

const failures = {
  notSent: 'BatchNotSent',
  reverted: 'BatchReverted',
  partly: 'BatchPartly',
} as const

const failureOf = (key: keyof typeof failures, message: string): Failure => ({
  kind: 'refused',
  errorName: failures[key],
  message,
})

/**
 * Asks the wallet what became of the plan's batch, and enters the answer into the steps. Only a receipt that
 * the chain's own node gives counts as confirmed.
 */
export async function observeBatch(
  plan: Runtime,
  batch: BatchRecord,
  client: Client,
  wallet: WalletPort | null,
  store: PlanStore,
): Promise<void> {
  const { account, chainId } = plan.record
  if (wallet?.callsStatus === undefined || wallet.account.toLowerCase() !== account.toLowerCase()) {
    plan.needsWallet = true
    return
  }
  plan.needsWallet = false
  const answer = await wallet.callsStatus(chainId, batch.id).catch(() => null)
  if (answer === null || plan.record.batch?.id !== batch.id) return

  const fail = (failure: Failure, mined?: { hash: `0x${string}`; blockNumber: bigint }) => {
    store.setBatch(plan, null)
    const [first] = batch.steps
    if (first !== undefined) store.apply(plan, first, { type: 'batchFailed', failure, ...mined })
    if (mined !== undefined) plan.included.push(mined.blockNumber)
  }

  if (answer.state === 'unknown') {
    // A wallet that still shows its prompt need not know the batch yet.
    if (batch.status === 'sent') store.setBatch(plan, { ...batch, missing: batch.missing + 1 })
    return
  }
  if (answer.state === 'pending') {
    if (batch.status === 'asked' || batch.missing > 0)
      store.setBatch(plan, { ...batch, status: 'sent', missing: 0 })
    return
  }
  if (answer.state === 'failed' && answer.hash === undefined)
    return fail(
      answer.code < 500
        ? failureOf('notSent', `The wallet gave the batch up (${answer.code}).`)
        : failureOf(answer.code < 600 ? 'reverted' : 'partly', `Status ${answer.code}.`),
    )
  const { hash } = answer
  const receipt = hash === undefined ? null : await receiptOf(client, hash)
  // The wallet's node may be ahead of ours.
  if (receipt === null) return
  if (answer.state === 'failed' || receipt.status !== 'success') {
    const { event } = await observeMined(client, receipt)
    const mined = { hash: receipt.transactionHash, blockNumber: receipt.blockNumber }
    return fail(
      answer.state === 'failed' && answer.code >= 600
        ? failureOf('partly', `Status ${answer.code}.`)
        : event?.type === 'failed' && event.failure.errorName !== 'NoReason'
          ? event.failure
          : failureOf('reverted', 'The batch reverted.'),
      mined,
    )
  }
  store.setBatch(plan, null)
  for (const stepId of batch.steps)
    store.apply(plan, stepId, {
      type: 'included',
      batch: batch.id,
      since: batch.since,
      hash: receipt.transactionHash,
      blockNumber: receipt.blockNumber,
      blockHash: receipt.blockHash,
    })
  plan.included.push(receipt.blockNumber)
}
