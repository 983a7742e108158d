import { type Address, BlockNotFoundError, type Client, type Hash, type Hex, type Log } from 'viem'
import { getBlock, getBlockNumber, getTransactionCount, getTransactionReceipt } from 'viem/actions'
import type { Chain } from '../protocol/deployments/types.ts'
import { decodeFailure } from '../protocol/errors/decodeFailure.ts'
import { type Failure, FailureError } from '../protocol/errors/failure.ts'
import { observeConfirmed, observeSent, observeSigning } from './observe.ts'
import { type PlanParts, sameView, viewOf } from './planView.ts'
import {
  loadRecords,
  type PlanStorage,
  readRecord,
  removeRecord,
  saveRecord,
  toJson,
} from './records.ts'
import { digestOf, type EncodedRequest, encodeRequest } from './request.ts'
import { simulate } from './simulate.ts'
import { isDropped, isOpen, type StepEvent, transition } from './transitions.ts'
import type {
  AnyPlanDefinition,
  EngineNote,
  EngineState,
  PlanRecord,
  PlanView,
  Step,
  StepOutcome,
} from './types.ts'

/** The connected wallet, as far as the engine needs it. */
export type WalletPort = {
  account: Address
  chainId: number
  /** Asks the wallet to change chains, adding the chain where it is unknown. Rejects when it does not. */
  switchChain: (chainId: number) => Promise<void>
  /** Opens the wallet; resolves with the hash. */
  sendTransaction: (chainId: number, request: EncodedRequest) => Promise<Hash>
}

export type EngineOptions = {
  definitions: readonly AnyPlanDefinition[]
  /** The deployment of a chain, or `undefined` when Keel does not know it. */
  chain: (chainId: number) => Chain | undefined
  /** A client that reads the chain. */
  client: (chainId: number) => Client
  /** The connected wallet, or `null`. */
  wallet: () => Promise<WalletPort | null>
  storage: PlanStorage
  /** Milliseconds between two looks at the chain; by default half the chain's block time. */
  pollInterval?: number
  now?: () => number
}

export type TxEngine = {
  /** All plans, oldest first; a new object whenever something changed. */
  getState: () => EngineState
  subscribe: (listener: () => void) => () => void
  /** Makes a plan and keeps it. Resolves with its id once it is anchored to a block; rejects with `FailureError`. */
  start: (
    kind: string,
    params: unknown,
    owner: { chainId: number; account: Address },
  ) => Promise<string>
  /** Keeps a plan up to date with the chain while a page shows it. Returns the end of it. */
  watch: (id: string) => () => void
  /** Reads the chain now. */
  refresh: (id: string) => Promise<void>
  /**
   * Signs the next step: reads the chain, runs the call, and only then opens the wallet. What keeps it from
   * being sent is in the plan's view. With `again`, a prompt that got lost or a dropped transaction is given up.
   */
  sign: (id: string, options?: { again?: boolean }) => Promise<void>
  /** Stops waiting for a wallet that never answered. */
  abandonPrompt: (id: string) => Promise<void>
  /** Forgets a plan. Transactions already sent go on. */
  dismiss: (id: string) => void
  dismissNotes: () => void
  /** Takes over what another tab stored about a plan. */
  sync: (id: string) => void
  /** Ends all polling. */
  stop: () => void
}

/** Chain ids of development chains: one block on top is final, and a restart begins another chain. */
const LOCAL_CHAINS: readonly number[] = [31337, 1337]

type Runtime = PlanParts & {
  view: PlanView
  definition: AnyPlanDefinition
  anchored: boolean
  /** Step and call that `simulation` is about. */
  simulated: string | null
  receipts: Map<Hex, StepOutcome>
  watchers: number
  refreshing: Promise<void> | null
  signing: boolean
  failures: number
}

/** Makes the engine that carries every plan from its first reading of the chain to finality. */
export function createTxEngine(options: EngineOptions): TxEngine {
  const { storage, now = Date.now } = options
  const definitions = new Map(options.definitions.map((item) => [item.kind, item]))
  const runtimes = new Map<string, Runtime>()
  const listeners = new Set<() => void>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let notes: readonly EngineNote[] = []
  let state: EngineState = { plans: [], notes }
  let stopped = false

  function publish(): void {
    state = { plans: [...runtimes.values()].map((plan) => plan.view), notes }
    for (const listener of listeners) listener()
  }

  function note(key: EngineNote['key'], count = 1): void {
    const before = notes.find((item) => item.key === key)?.count ?? 0
    notes = [...notes.filter((item) => item.key !== key), { key, count: before + count }]
  }

  function update(plan: Runtime): void {
    const view = viewOf(plan)
    if (sameView(view, plan.view)) return
    plan.view = view
    if (runtimes.get(plan.record.id) === plan) publish()
  }

  function save(plan: Runtime): void {
    if (runtimes.get(plan.record.id) === plan) saveRecord(storage, plan.record)
  }

  /** Applies an event to a step, keeps the result, and says whether anything changed. */
  function apply(plan: Runtime, stepId: string, event: StepEvent): boolean {
    const before = plan.record.steps[stepId]
    const after = transition(before, event)
    if (after === before) return false
    const steps = { ...plan.record.steps }
    if (after === undefined) delete steps[stepId]
    else steps[stepId] = after
    plan.record = { ...plan.record, steps }
    plan.simulated = null
    save(plan)
    return true
  }

  function adopt(record: PlanRecord): Runtime | null {
    const definition = definitions.get(record.kind)
    if (definition === undefined || definition.version !== record.version) {
      note('unknownKind')
      removeRecord(storage, record.id)
      return null
    }
    let params: unknown
    try {
      params = definition.parse(record.params)
    } catch {
      note('unreadable')
      removeRecord(storage, record.id)
      return null
    }
    const parts: PlanParts = {
      record,
      params,
      title: definition.title(params),
      steps: null,
      simulation: null,
      failure: null,
      attempt: null,
      prompting: null,
    }
    const plan: Runtime = {
      ...parts,
      view: viewOf(parts),
      definition,
      anchored: false,
      simulated: null,
      receipts: new Map(),
      watchers: 0,
      refreshing: null,
      signing: false,
      failures: 0,
    }
    runtimes.set(record.id, plan)
    return plan
  }

  function forget(id: string): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
    runtimes.delete(id)
    removeRecord(storage, id)
  }

  const isLocal = (plan: Runtime) => LOCAL_CHAINS.includes(plan.record.chainId)

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

  /** One look at the chain for every transaction whose fate is open. */
  async function observe(plan: Runtime, client: Client): Promise<void> {
    for (const [stepId, record] of Object.entries(plan.record.steps)) {
      if (!isOpen(record)) continue
      if (record.status === 'signing' && plan.prompting === stepId) continue
      const { account } = plan.record
      const { event, receipt } =
        record.status === 'signing'
          ? await observeSigning(client, account, record)
          : record.status === 'sent'
            ? await observeSent(client, account, record)
            : record.status === 'confirmed'
              ? await observeConfirmed(client, record, isLocal(plan))
              : { event: null, receipt: undefined }
      if (receipt !== undefined) keepReceipt(plan, receipt)
      if (event !== null) apply(plan, stepId, event)
    }
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

  const nextStep = (plan: Runtime): Step | undefined => plan.steps?.find((step) => !step.done)

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
      update(plan)
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
          note('otherChain')
          forget(record.id)
          publish()
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
    if (runtimes.get(record.id) !== plan) return
    update(plan)
    // Done and final: nothing is left to resume.
    if (plan.view.status === 'done') removeRecord(storage, record.id)
  }

  function refreshPlan(plan: Runtime, anew = false): Promise<void> {
    if (plan.refreshing !== null && !anew) return plan.refreshing
    const run = (plan.refreshing ?? Promise.resolve()).then(() => look(plan, anew))
    const tracked = run.finally(() => {
      if (plan.refreshing === tracked) plan.refreshing = null
    })
    plan.refreshing = tracked
    return tracked
  }

  const needsPolling = (plan: Runtime): boolean =>
    runtimes.get(plan.record.id) === plan &&
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
        void refreshPlan(plan).then(() => schedule(plan))
      }, wait),
    )
  }

  function get(id: string): Runtime {
    const plan = runtimes.get(id)
    if (plan === undefined) throw new Error(`There is no plan ${id}.`)
    return plan
  }

  function fail(plan: Runtime, failure: Failure): void {
    plan.attempt = failure
    update(plan)
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
    apply(plan, step.id, { type: 'asked', nonce, since, digest: digestOf(request) })
    update(plan)
    try {
      const hash = await wallet.sendTransaction(record.chainId, request)
      apply(plan, step.id, { type: 'sent', hash, nonce })
    } catch (error) {
      if (plan.record.steps[step.id]?.status === 'signing') apply(plan, step.id, { type: 'reset' })
      plan.attempt = await decodeFailure(error)
    } finally {
      plan.prompting = null
      update(plan)
    }
  }

  async function sign(id: string, again: boolean): Promise<void> {
    const plan = get(id)
    if (plan.signing) return
    plan.signing = true
    try {
      plan.attempt = null
      await refreshPlan(plan, true)
      if (again && plan.failure === null) {
        for (const [stepId, record] of Object.entries(plan.record.steps))
          if (record.status === 'signing' || isDropped(record))
            apply(plan, stepId, { type: 'reset' })
        await refreshPlan(plan, true)
      }
      if (plan.failure !== null) return
      const step = nextStep(plan)
      if (step?.request === undefined || plan.simulation?.state !== 'ok') return
      if (plan.record.steps[step.id]?.status === 'failed') apply(plan, step.id, { type: 'reset' })
      await askWallet(plan, step, encodeRequest(step.request))
    } catch (error) {
      fail(plan, await decodeFailure(error))
    } finally {
      plan.signing = false
      await refreshPlan(plan)
      schedule(plan)
    }
  }

  const loaded = loadRecords(storage)
  if (loaded.unreadable > 0) note('unreadable', loaded.unreadable)
  for (const record of loaded.records) adopt(record)
  publish()
  for (const plan of runtimes.values()) void refreshPlan(plan).then(() => schedule(plan))

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async start(kind, params, { chainId, account }) {
      const definition = definitions.get(kind)
      if (definition === undefined) throw new Error(`There is no plan kind ${kind}.`)
      const stored = toJson(params)
      definition.parse(stored)
      try {
        const client = options.client(chainId)
        const head = await getBlockNumber(client, { cacheTime: 0 })
        // Deep enough that no reorganisation takes the anchor away, except where chains are restarted.
        const depth = LOCAL_CHAINS.includes(chainId) ? 0n : 64n
        const anchor = await getBlock(client, { blockNumber: head > depth ? head - depth : 0n })
        const record: PlanRecord = {
          id: crypto.randomUUID(),
          kind,
          version: definition.version,
          params: stored,
          chainId,
          account,
          createdAt: now(),
          anchor: { blockNumber: String(anchor.number), hash: anchor.hash },
          steps: {},
        }
        const plan = adopt(record)
        if (plan === null) throw new Error(`The plan ${kind} could not be made.`)
        plan.anchored = true
        save(plan)
        publish()
        void refreshPlan(plan).then(() => schedule(plan))
        return record.id
      } catch (error) {
        throw new FailureError(await decodeFailure(error))
      }
    },
    watch(id) {
      const plan = get(id)
      plan.watchers++
      void refreshPlan(plan, true).then(() => schedule(plan))
      let over = false
      return () => {
        if (over) return
        over = true
        plan.watchers--
      }
    },
    refresh: (id) => refreshPlan(get(id), true),
    sign: (id, { again = false } = {}) => sign(id, again),
    async abandonPrompt(id) {
      const plan = get(id)
      await refreshPlan(plan, true)
      for (const [stepId, record] of Object.entries(plan.record.steps))
        if (record.status === 'signing') apply(plan, stepId, { type: 'reset' })
      await refreshPlan(plan, true)
    },
    dismiss(id) {
      forget(id)
      publish()
    },
    dismissNotes() {
      notes = []
      publish()
    },
    sync(id) {
      const plan = runtimes.get(id)
      const record = readRecord(storage, id)
      if (plan === undefined) {
        const adopted = record === null ? null : adopt(record)
        if (adopted !== null) void refreshPlan(adopted).then(() => schedule(adopted))
        publish()
      } else if (record !== null && plan.prompting === null) {
        plan.record = record
        void refreshPlan(plan, true).then(() => schedule(plan))
      }
    },
    stop() {
      stopped = true
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}
