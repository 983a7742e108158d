import { type Address, BlockNotFoundError, type Client, type Hex, type Log } from 'viem'
import { getBlock, getBlockNumber, getCode, getTransactionReceipt } from 'viem/actions'
import type { Chain } from '../protocol/deployments/types.ts'
import { decodeFailure } from '../protocol/errors/decodeFailure.ts'
import { FailureError } from '../protocol/errors/failure.ts'
import type { EngineOptions, WalletPort } from './engineTypes.ts'
import { type Observation, observeConfirmed, observeSent, observeSigning } from './observe.ts'
import { observeBatch } from './observeBatch.ts'
import { observeProposed } from './observeProposal.ts'
import type { PlanStore, Runtime } from './planStore.ts'
import { removeRecord } from './records.ts'
import { digestOf, encodeRequest } from './request.ts'
import { simulate } from './simulate.ts'
import { isOpen, isWaiting } from './transitions.ts'
import type { Step, StepOutcome, StepRecord, StepSignature } from './types.ts'

/** Chain ids of development chains: one block on top is final, and a restart begins another chain. */
const LOCAL_CHAINS: readonly number[] = [31337, 1337]

export const isLocalChain = (chainId: number): boolean => LOCAL_CHAINS.includes(chainId)

/** The first step that the chain does not show as done. */
export const nextStep = (plan: Runtime): Step | undefined => plan.steps?.find((step) => !step.done)

/** Keeps plans up to date with the chain. */
export type Watching = {
  /** Looks at the chain once; with `anew` not before a look that is already going on has ended. */
  refresh: (plan: Runtime, anew?: boolean) => Promise<void>
  /** Looks again after a while, for as long as there is anything to see. */
  schedule: (plan: Runtime) => void
  /** No further look at a plan. */
  cancel: (id: string) => void
  /** Ends all polling. */
  stop: () => void
}

/** Whether the plan's anchor block is still part of the chain. Throws when the node does not answer. */
async function onSameChain(plan: Runtime, client: Client): Promise<boolean> {
  try {
    const block = await getBlock(client, { blockNumber: BigInt(plan.record.anchor.blockNumber) })
    return block.hash === plan.record.anchor.hash
  } catch (error) {
    if (error instanceof BlockNotFoundError) return false
    throw error
  }
}

/** A contract account, such as a Safe. An account that delegates its code (EIP-7702) still signs for itself. */
async function isContract(client: Client, account: Address): Promise<boolean> {
  const code = await getCode(client, { address: account })
  return code !== undefined && code !== '0x' && !code.startsWith('0xef0100')
}

/** A plan's transaction in its block: after a reorganisation the same one may be in another. */
const placeOf = (receipt: { transactionHash: Hex; blockHash: Hex }) =>
  `${receipt.blockHash}:${receipt.transactionHash}`

function keepReceipt(
  plan: Runtime,
  receipt: { transactionHash: Hex; blockHash: Hex; blockNumber: bigint; logs: readonly Log[] },
): StepOutcome {
  const outcome = {
    hash: receipt.transactionHash,
    blockNumber: receipt.blockNumber,
    logs: receipt.logs,
  }
  plan.receipts.set(placeOf(receipt), outcome)
  return outcome
}

async function outcomesOf(plan: Runtime, client: Client): Promise<Record<string, StepOutcome>> {
  const outcomes: Record<string, StepOutcome> = {}
  for (const [stepId, record] of Object.entries(plan.record.steps)) {
    if (record.status !== 'confirmed') continue
    const { hash, blockHash } = record
    outcomes[stepId] =
      plan.receipts.get(placeOf({ transactionHash: hash, blockHash })) ??
      keepReceipt(plan, await getTransactionReceipt(client, { hash }))
  }
  return outcomes
}

function signaturesOf(plan: Runtime): Record<string, StepSignature> {
  const signatures: Record<string, StepSignature> = {}
  for (const [stepId, record] of Object.entries(plan.record.steps))
    if (record.status === 'signed')
      signatures[stepId] = { ...record, deadline: BigInt(record.deadline) }
  return signatures
}

/** Whether a step may go with others. */
const joins = (step: Step): boolean =>
  step.request !== undefined &&
  step.refused === undefined &&
  step.signature === undefined &&
  step.validFromBlock === undefined &&
  step.alone === undefined

/** Whether anything of the plan is asked for or on its way. */
export const isBusy = (plan: Runtime): boolean =>
  plan.record.batch !== undefined || Object.values(plan.record.steps).some(isWaiting)

export function createWatching(options: EngineOptions, store: PlanStore): Watching {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let stopped = false

  function observeStep(
    client: Client,
    plan: Runtime,
    record: StepRecord,
  ): Promise<Observation> | null {
    const { account, chainId } = plan.record
    switch (record.status) {
      case 'signing':
        return observeSigning(client, account, record)
      case 'sent':
        return observeSent(client, account, record)
      case 'proposed':
        return observeProposed(client, account, record)
      case 'confirmed':
        return record.final ? null : observeConfirmed(client, record, isLocalChain(chainId))
      default:
        return null
    }
  }

  /** One look at the chain for every transaction whose fate is open, and at the wallet for a batch. */
  async function observe(plan: Runtime, client: Client, wallet: WalletPort | null): Promise<void> {
    const { batch } = plan.record
    plan.needsWallet = false
    if (batch !== undefined && plan.prompting === null)
      await observeBatch(plan, batch, client, wallet, store)
    plan.earlier = 0
    for (const [stepId, record] of Object.entries(plan.record.steps)) {
      if (record.status === 'signing' && plan.prompting === stepId) continue
      const observation = await observeStep(client, plan, record)
      if (observation === null) continue
      const { event, receipt, earlier = 0 } = observation
      plan.earlier = Math.max(plan.earlier, earlier)
      if (receipt !== undefined) keepReceipt(plan, receipt)
      if (event === null || !store.apply(plan, stepId, event)) continue
      if (event.type === 'mined' || event.type === 'failed')
        plan.included.push(event.blockNumber ?? null)
      if (event.type === 'reorged') {
        plan.included.push(null)
        if ('batch' in record) reopenBatch(plan, stepId, record)
      }
    }
  }

  /** The block that held a batch is gone: the wallet is asked again, about all of its steps. */
  function reopenBatch(
    plan: Runtime,
    first: string,
    { batch: id, since }: { batch: string; since: string },
  ): void {
    const steps = [first]
    for (const [stepId, record] of Object.entries(plan.record.steps))
      if (record.status === 'confirmed' && 'batch' in record && record.batch === id) {
        steps.push(stepId)
        store.apply(plan, stepId, { type: 'reorged' })
      }
    store.setBatch(plan, { id, status: 'sent', steps, since, missing: 0 })
  }

  async function prepare(
    plan: Runtime,
    chain: Chain,
    client: Client,
    anew: boolean,
  ): Promise<void> {
    const left = plan.steps?.filter((step) => !step.done) ?? []
    const [step] = left
    plan.planned = null
    if (step === undefined || isBusy(plan)) {
      plan.simulation = null
      plan.simulated = null
      return
    }
    if (step.refused !== undefined) {
      plan.simulated = null
      plan.simulation = { state: 'failed', failure: step.refused }
      return
    }
    if (step.signature !== undefined) {
      plan.simulated = null
      plan.simulation = { state: 'ok', gas: 0n, fee: 0n }
      return
    }
    if (step.request === undefined) {
      plan.simulated = null
      plan.simulation = null
      return
    }
    const known = left.every(joins)
    const batched = known && left.length > 1 && plan.canBatch && !plan.record.stepByStep
    if (batched) plan.planned = left.map(({ id }) => id)
    const encoded = (known ? left : [step]).flatMap(({ request }) =>
      request === undefined ? [] : [encodeRequest(request)],
    )
    const calls = batched ? encoded : encoded.slice(0, 1)
    const key = [batched ? 'batch' : step.id, ...calls.map(digestOf)].join(':')
    // A good result stays good until the call changes; a failure may pass with the next block.
    if (!anew && plan.simulated === key && plan.simulation?.state === 'ok') return
    // What is known of this very call stays in sight: a button must not change under a press.
    if (plan.simulated !== key) {
      plan.simulation = { state: 'running' }
      store.update(plan)
    }
    plan.simulated = key
    const next =
      step.validFromBlock === undefined ? 0n : (await getBlockNumber(client, { cacheTime: 0 })) + 1n
    plan.simulation = await simulate(client, {
      account: plan.record.account,
      chain,
      calls,
      all: encoded,
      contract: plan.contract === true,
      ...(step.validFromBlock === next ? { block: next } : {}),
    })
  }

  /** The connected wallet, where it is of use: to look after a batch, or to know what it can do. */
  async function walletFor(plan: Runtime, watched: boolean): Promise<WalletPort | null> {
    if (plan.record.batch === undefined && !watched) return null
    const wallet = await options.wallet().catch(() => null)
    return wallet?.account.toLowerCase() === plan.record.account.toLowerCase() ? wallet : null
  }

  /** What the chain shows as done needs no further waiting for owners or a wallet that never say so. */
  function settle(plan: Runtime, steps: readonly Step[]): void {
    const done = new Set(steps.filter((step) => step.done).map((step) => step.id))
    for (const [stepId, { status }] of Object.entries(plan.record.steps))
      if (status === 'proposed' && done.has(stepId)) {
        store.apply(plan, stepId, { type: 'reset' })
        plan.included.push(null)
      }
    const { batch } = plan.record
    if (batch?.steps.every((stepId) => done.has(stepId)) && plan.prompting === null) {
      store.setBatch(plan, null)
      plan.included.push(null)
    }
  }

  /** Tells of blocks once the plan itself shows them. */
  function tell(plan: Runtime): void {
    const { id: planId, chainId, account } = plan.record
    for (const blockNumber of plan.included.splice(0))
      options.onIncluded?.({ planId, chainId, account, blockNumber })
  }

  async function look(plan: Runtime, anew: boolean): Promise<void> {
    const { record } = plan
    const chain = options.chain(record.chainId)
    // Known from the start: a look that began unwatched must not prepare what it has not asked the wallet about.
    const watched = plan.watchers > 0 || plan.signing || anew
    try {
      if (chain === undefined)
        throw new FailureError({
          kind: 'wrongChain',
          message: `Chain ${record.chainId} is unknown.`,
        })
      const client = options.client(record.chainId)
      if (!plan.anchored) {
        if (!(await onSameChain(plan, client))) {
          store.note('otherChain')
          cancel(record.id)
          store.forget(record.id)
          store.publish()
          return
        }
        plan.anchored = true
      }
      const wallet = await walletFor(plan, watched)
      plan.contract ??= await isContract(client, record.account)
      plan.canBatch =
        wallet?.sendCalls !== undefined && ((await wallet.canBatch?.(record.chainId)) ?? false)
      plan.elsewhere =
        plan.watchers > 0 && !plan.signing && ((await options.locks?.held(record.id)) ?? false)
      await observe(plan, client, wallet)
      plan.steps = await plan.definition.steps(plan.params, {
        client,
        chain,
        account: record.account,
        outcomes: await outcomesOf(plan, client),
        signatures: signaturesOf(plan),
        batching: plan.canBatch && plan.record.stepByStep !== true,
        contractAccount: plan.contract,
      })
      settle(plan, plan.steps)
      plan.failures = 0
      plan.failure = null
      if (watched) await prepare(plan, chain, client, anew)
    } catch (error) {
      plan.failures++
      plan.failure = await decodeFailure(error)
      // A node that answers again may be another one.
      if (plan.failure.kind === 'rpcDown') plan.anchored = false
    }
    if (!store.has(plan)) return
    store.update(plan)
    tell(plan)
    // Done and final: nothing is left to resume.
    if (plan.view.status === 'done') removeRecord(options.storage, record.id)
  }

  function refresh(plan: Runtime, anew = false): Promise<void> {
    if (plan.refreshing !== null && !anew) return plan.refreshing
    const run = (plan.refreshing ?? Promise.resolve()).then(() => look(plan, anew))
    const tracked = run.finally(() => {
      if (plan.refreshing === tracked) plan.refreshing = null
    })
    plan.refreshing = tracked
    return tracked
  }

  const needsPolling = (plan: Runtime): boolean =>
    store.has(plan) &&
    !plan.signing &&
    plan.view.status !== 'done' &&
    (plan.watchers > 0 ||
      plan.steps === null ||
      plan.record.batch !== undefined ||
      Object.values(plan.record.steps).some(isOpen))

  function schedule(plan: Runtime): void {
    const { id, chainId } = plan.record
    if (stopped || timers.has(id) || !needsPolling(plan)) return
    const blockTime = options.chain(chainId)?.blockTime ?? 12
    const usual = options.pollInterval ?? Math.min(Math.max(blockTime * 500, 500), 6000)
    // A node in trouble is asked less and less often, up to twice a minute.
    const wait = Math.min(usual * 2 ** Math.min(plan.failures, 6), Math.max(usual, 30_000))
    timers.set(
      id,
      setTimeout(() => {
        timers.delete(id)
        void refresh(plan).then(() => schedule(plan))
      }, wait),
    )
  }

  function cancel(id: string): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
  }

  return {
    refresh,
    schedule,
    cancel,
    stop() {
      stopped = true
      for (const id of [...timers.keys()]) cancel(id)
    },
  }
}
