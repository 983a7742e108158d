import { getBlockNumber, getTransactionCount } from 'viem/actions'
import { decodeFailure } from '../protocol/errors/decodeFailure.ts'
import type { Failure } from '../protocol/errors/failure.ts'
import type { EngineOptions } from './engineTypes.ts'
import type { PlanStore, Runtime } from './planStore.ts'
import { digestOf, type EncodedRequest, encodeRequest } from './request.ts'
import { isDropped } from './transitions.ts'
import type { Step } from './types.ts'
import { nextStep, type Watching } from './watching.ts'

/** Opens the wallet for the next step of a plan. What keeps it from being sent ends up in the plan's view. */
export function createSigning(
  options: EngineOptions,
  store: PlanStore,
  watching: Watching,
): (plan: Runtime, again: boolean) => Promise<void> {
  function fail(plan: Runtime, failure: Failure): void {
    plan.attempt = failure
    store.update(plan)
  }

  /** Opens the wallet for a step whose call has just been run without failing. */
  async function askWallet(plan: Runtime, step: Step, request: EncodedRequest): Promise<void> {
    const { record } = plan
    const wallet = await options.wallet()
    if (wallet === null) return fail(plan, { kind: 'noWallet', message: 'No wallet is connected.' })
    if (wallet.account.toLowerCase() !== record.account.toLowerCase())
      return fail(plan, {
        kind: 'wrongAccount',
        args: [record.account],
        message: `The wallet holds ${wallet.account}.`,
      })
    if (wallet.chainId !== record.chainId) {
      try {
        await wallet.switchChain(record.chainId)
      } catch (error) {
        const failure = await decodeFailure(error)
        return fail(plan, {
          ...failure,
          kind: failure.kind === 'userRejected' ? 'userRejected' : 'wrongChain',
        })
      }
    }
    const client = options.client(record.chainId)
    const [nonce, since] = await Promise.all([
      getTransactionCount(client, { address: record.account, blockTag: 'pending' }),
      getBlockNumber(client, { cacheTime: 0 }),
    ])
    plan.prompting = step.id
    // Kept before the wallet opens: a page closed now must not forget that it asked.
    store.apply(plan, step.id, { type: 'asked', nonce, since, digest: digestOf(request) })
    store.update(plan)
    try {
      const hash = await wallet.sendTransaction(record.chainId, request)
      store.apply(plan, step.id, { type: 'sent', hash, nonce })
    } catch (error) {
      if (plan.record.steps[step.id]?.status === 'signing')
        store.apply(plan, step.id, { type: 'reset' })
      plan.attempt = await decodeFailure(error)
    } finally {
      plan.prompting = null
      store.update(plan)
    }
  }

  return async (plan, again) => {
    if (plan.signing) return
    plan.signing = true
    try {
      plan.attempt = null
      await watching.refresh(plan, true)
      if (again && plan.failure === null) {
        for (const [stepId, record] of Object.entries(plan.record.steps))
          if (record.status === 'signing' || isDropped(record))
            store.apply(plan, stepId, { type: 'reset' })
        await watching.refresh(plan, true)
      }
      if (plan.failure !== null) return
      const step = nextStep(plan)
      if (step?.request === undefined || plan.simulation?.state !== 'ok') return
      if (plan.record.steps[step.id]?.status === 'failed')
        store.apply(plan, step.id, { type: 'reset' })
      await askWallet(plan, step, encodeRequest(step.request))
    } catch (error) {
      fail(plan, await decodeFailure(error))
    } finally {
      plan.signing = false
      await watching.refresh(plan)
      watching.schedule(plan)
    }
  }
}
