import { BlockNotFoundError, type Client, type Hex, type Log } from 'viem'
import { getBlock, getTransactionReceipt } from 'viem/actions'
import { decodeFailure } from '../protocol/errors/decodeFailure.ts'
import { FailureError } from '../protocol/errors/failure.ts'
import type { EngineOptions } from './engineTypes.ts'
import { observeConfirmed, observeSent, observeSigning } from './observe.ts'
import type { PlanStore, Runtime } from './planStore.ts'
import { removeRecord } from './records.ts'
import { digestOf, encodeRequest } from './request.ts'
import { simulate } from './simulate.ts'
import { isOpen } from './transitions.ts'
import type { Step, StepOutcome } from './types.ts'

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

function keepReceipt(
  plan: Runtime,
  receipt: { transactionHash: Hex; blockHash: Hex; blockNumber: bigint; logs: readonly Log[] },
): StepOutcome {
  const outcome = {
    hash: receipt.transactionHash,
    blockNumber: receipt.blockNumber,
    logs: receipt.logs,
  }
  plan.receipts.set(receipt.blockHash, outcome)
  return outcome
}

async function outcomesOf(plan: Runtime, client: Client): Promise<Record<string, StepOutcome>> {
  const outcomes: Record<string, StepOutcome> = {}
  for (const [stepId, record] of Object.entries(plan.record.steps)) {
    if (record.status !== 'confirmed') continue
    outcomes[stepId] =
      plan.receipts.get(record.blockHash) ??
      keepReceipt(plan, await getTransactionReceipt(client, { hash: record.hash }))
  }
  return outcomes
}

export function createWatching(options: EngineOptions, store: PlanStore): Watching {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let stopped = false

  /** One look at the chain for every transaction whose fate is open. */
  async function observe(plan: Runtime, client: Client): Promise<void> {
    const { account, chainId } = plan.record
    for (const [stepId, record] of Object.entries(plan.record.steps)) {
      if (!isOpen(record)) continue
      if (record.status === 'signing' && plan.prompting === stepId) continue
      const { event, receipt } =
        record.status === 'signing'
          ? await observeSigning(client, account, record)
          : record.status === 'sent'
            ? await observeSent(client, account, record)
            : record.status === 'confirmed'
              ? await observeConfirmed(client, record, isLocalChain(chainId))
              : { event: null, receipt: undefined }
      if (receipt !== undefined) keepReceipt(plan, receipt)
      if (event !== null) store.apply(plan, stepId, event)
    }
  }

  async function prepare(plan: Runtime, client: Client, anew: boolean): Promise<void> {
    const step = nextStep(plan)
    const busy = Object.values(plan.record.steps).some(
      (record) => record.status === 'sent' || record.status === 'signing',
    )
    if (step === undefined || busy) {
      plan.simulation = null
      plan.simulated = null
      return
    }
    if (step.refused !== undefined || step.request === undefined) {
      plan.simulated = null
      plan.simulation =
        step.refused === undefined ? null : { state: 'failed', failure: step.refused }
      return
    }
    const request = encodeRequest(step.request)
    const key = `${step.id}:${digestOf(request)}`
    // A good result stays good until the call changes; a failure may pass with the next block.
    if (!anew && plan.simulated === key && plan.simulation?.state === 'ok') return
    // What is known of this very call stays in sight: a button must not change under a press.
    if (plan.simulated !== key) {
      plan.simulation = { state: 'running' }
      store.update(plan)
    }
    plan.simulated = key
    plan.simulation = await simulate(client, plan.record.account, request)
  }

  async function look(plan: Runtime, anew: boolean): Promise<void> {
    const { record } = plan
    const chain = options.chain(record.chainId)
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
      await observe(plan, client)
      const context = { client, chain, account: record.account }
      plan.steps = await plan.definition.steps(plan.params, {
        ...context,
        outcomes: await outcomesOf(plan, client),
      })
      plan.failures = 0
      plan.failure = null
      if (plan.watchers > 0 || anew) await prepare(plan, client, anew)
    } catch (error) {
      plan.failures++
      plan.failure = await decodeFailure(error)
      // A node that answers again may be another one.
      if (plan.failure.kind === 'rpcDown') plan.anchored = false
    }
    if (!store.has(plan)) return
    store.update(plan)
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
    (plan.watchers > 0 || plan.steps === null || Object.values(plan.record.steps).some(isOpen))

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
