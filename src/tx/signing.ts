import { recoverTypedDataAddress } from 'viem'
import { getBlockNumber, getTransactionCount } from 'viem/actions'
import { decodeFailure } from '../protocol/errors/decodeFailure.ts'
import type { Failure } from '../protocol/errors/failure.ts'
import { isBatchRefusal } from './batchRefusal.ts'
import type { EngineOptions, WalletPort } from './engineTypes.ts'
import { digestOfTypedData } from './permit/permit.ts'
import type { PlanStore, Runtime } from './planStore.ts'
import { readRecord } from './records.ts'
import { digestOf, type EncodedRequest, encodeRequest } from './request.ts'
import { DROPPED_AFTER, isDropped } from './transitions.ts'
import type { SignatureRequest, Step } from './types.ts'
import { isBusy, nextStep, type Watching } from './watching.ts'

/** Opens the wallet for the next step of a plan. What keeps it from being sent ends up in the plan's view. */
export function createSigning(
  options: EngineOptions,
  store: PlanStore,
  watching: Watching,
): (plan: Runtime, again: boolean) => Promise<void> {
  function fail(plan: Runtime, failure: Failure): null {
    plan.attempt = failure
    store.update(plan)
    return null
  }

  /** The wallet, on the plan's account and chain; `null` when it is not, with the reason in the plan. */
  async function readyWallet(plan: Runtime): Promise<WalletPort | null> {
    const { record } = plan
    const wallet = await options.wallet()
    if (wallet === null) return fail(plan, { kind: 'noWallet', message: 'No wallet is connected.' })
    if (wallet.account.toLowerCase() !== record.account.toLowerCase())
      return fail(plan, {
        kind: 'wrongAccount',
        args: [record.account],
        message: `The wallet holds ${wallet.account}.`,
      })
    if (wallet.chainId === record.chainId) return wallet
    try {
      await wallet.switchChain(record.chainId)
      return wallet
    } catch (error) {
      const failure = await decodeFailure(error)
      return fail(plan, {
        ...failure,
        kind: failure.kind === 'userRejected' ? 'userRejected' : 'wrongChain',
      })
    }
  }

  /** Opens the wallet for a call that has just been run without failing. */
  async function askTransaction(
    plan: Runtime,
    wallet: WalletPort,
    stepId: string,
    request: EncodedRequest,
  ): Promise<void> {
    const { account, chainId } = plan.record
    const client = options.client(chainId)
    const [nonce, since] = await Promise.all([
      getTransactionCount(client, { address: account, blockTag: 'pending' }),
      getBlockNumber(client, { cacheTime: 0 }),
    ])
    plan.prompting = stepId
    // Kept before the wallet opens: a page closed now must not forget that it asked.
    store.apply(plan, stepId, { type: 'asked', nonce, since, digest: digestOf(request) })
    store.update(plan)
    try {
      const hash = await wallet.sendTransaction(chainId, request)
      // A contract account's wallet may give the hash of its proposal to the other owners.
      store.apply(
        plan,
        stepId,
        plan.contract ? { type: 'proposed', hash } : { type: 'sent', hash, nonce },
      )
    } catch (error) {
      if (plan.record.steps[stepId]?.status === 'signing')
        store.apply(plan, stepId, { type: 'reset' })
      plan.attempt = await decodeFailure(error)
    }
  }

  /** Opens the wallet for all calls at once. A wallet that will not is asked step by step from then on. */
  async function askBatch(
    plan: Runtime,
    wallet: WalletPort,
    steps: readonly Step[],
  ): Promise<void> {
    const { chainId } = plan.record
    const calls = steps.flatMap(({ request }) =>
      request === undefined ? [] : [encodeRequest(request)],
    )
    const since = await getBlockNumber(options.client(chainId), { cacheTime: 0 })
    const id = `0x${crypto.randomUUID().replaceAll('-', '').padStart(64, '0')}`
    const batch = { id, steps: steps.map((step) => step.id), since: String(since), missing: 0 }
    plan.prompting = batch.steps[0] ?? null
    store.setBatch(plan, { ...batch, status: 'asked' })
    store.update(plan)
    try {
      const given = await wallet.sendCalls?.(chainId, id, calls)
      store.setBatch(plan, { ...batch, id: given ?? id, status: 'sent' })
    } catch (error) {
      store.setBatch(plan, null)
      const failure = await decodeFailure(error)
      // First: declining to upgrade the account is worded as a rejection, and yet leaves the other way.
      if (isBatchRefusal(error)) {
        store.setStepByStep(plan, true)
        plan.attempt = { kind: 'refused', errorName: 'BatchRefused', message: failure.message }
      } else plan.attempt = failure
    }
  }

  /** Opens the wallet for typed data, and keeps the signature if it is the account's. */
  async function askSignature(
    plan: Runtime,
    wallet: WalletPort,
    stepId: string,
    request: SignatureRequest,
  ): Promise<void> {
    const { account, chainId } = plan.record
    if (wallet.signTypedData === undefined) {
      plan.attempt = { kind: 'unknown', message: 'The wallet signs no typed data.' }
      return
    }
    plan.prompting = stepId
    store.update(plan)
    try {
      const signature = await wallet.signTypedData(chainId, request.typedData)
      const signer = await recoverTypedDataAddress({
        ...(request.typedData as Parameters<typeof recoverTypedDataAddress>[0]),
        signature,
      }).catch(() => null)
      if (signer?.toLowerCase() !== account.toLowerCase()) {
        plan.attempt = {
          kind: 'refused',
          errorName: 'SignatureOfAnother',
          message: `The signature is ${signer === null ? 'malformed' : `one of ${signer}`}.`,
        }
        return
      }
      store.apply(plan, stepId, {
        type: 'signed',
        signature,
        digest: digestOfTypedData(request),
        deadline: request.deadline,
      })
    } catch (error) {
      plan.attempt = await decodeFailure(error)
    }
  }

  /** Gives up what was lost: a prompt, a transaction or a batch that nobody knows any more. */
  function giveUp(plan: Runtime): void {
    for (const [stepId, record] of Object.entries(plan.record.steps))
      if (record.status === 'signing' || isDropped(record))
        store.apply(plan, stepId, { type: 'reset' })
    const { batch } = plan.record
    if (batch?.status === 'asked' || (batch?.missing ?? 0) >= DROPPED_AFTER)
      store.setBatch(plan, null)
  }

  async function signNext(plan: Runtime, again: boolean): Promise<void> {
    // Another tab may have been quicker than its message.
    const stored = readRecord(options.storage, plan.record.id)
    if (stored !== null) plan.record = stored
    plan.attempt = null
    await watching.refresh(plan, true)
    if (again && plan.failure === null) {
      giveUp(plan)
      await watching.refresh(plan, true)
    }
    if (plan.failure !== null || isBusy(plan)) return
    const step = nextStep(plan)
    if (step === undefined || plan.simulation?.state !== 'ok') return
    const planned = plan.planned
    const steps =
      planned === null ? [step] : (plan.steps ?? []).filter(({ id }) => planned.includes(id))
    for (const { id } of steps)
      if (plan.record.steps[id]?.status === 'failed') store.apply(plan, id, { type: 'reset' })
    const wallet = await readyWallet(plan)
    if (wallet === null) return
    if (step.signature !== undefined) await askSignature(plan, wallet, step.id, step.signature)
    else if (steps.length > 1) await askBatch(plan, wallet, steps)
    else if (step.request !== undefined)
      await askTransaction(plan, wallet, step.id, encodeRequest(step.request))
  }

  return async (plan, again) => {
    if (plan.signing) return
    plan.signing = true
    plan.elsewhere = false
    try {
      const work = () => signNext(plan, again)
      const ran = options.locks ? await options.locks.hold(plan.record.id, work) : await work()
      if (ran === false) plan.elsewhere = true
    } catch (error) {
      plan.attempt = await decodeFailure(error)
    } finally {
      plan.signing = false
      plan.prompting = null
      store.update(plan)
      await watching.refresh(plan)
      watching.schedule(plan)
    }
  }
}
