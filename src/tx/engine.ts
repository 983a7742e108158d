import { getBlock, getBlockNumber } from 'viem/actions'
import { decodeFailure } from '../protocol/errors/decodeFailure.ts'
import { FailureError } from '../protocol/errors/failure.ts'
import type { EngineOptions, TxEngine } from './engineTypes.ts'
import { createPlanStore, type Runtime } from './planStore.ts'
import { loadRecords, readRecord, toJson } from './records.ts'
import { createSigning } from './signing.ts'
import type { PlanRecord } from './types.ts'
import { createWatching, isLocalChain } from './watching.ts'

/** Makes the engine that carries every plan from its first reading of the chain to finality. */
export function createTxEngine(options: EngineOptions): TxEngine {
  const { storage, now = Date.now } = options
  const store = createPlanStore(options)
  const watching = createWatching(options, store)
  const sign = createSigning(options, store, watching)

  const follow = (plan: Runtime, anew = false) =>
    void watching.refresh(plan, anew).then(() => watching.schedule(plan))

  function get(id: string): Runtime {
    const plan = store.get(id)
    if (plan === undefined) throw new Error(`There is no plan ${id}.`)
    return plan
  }

  const loaded = loadRecords(storage)
  if (loaded.unreadable > 0) store.note('unreadable', loaded.unreadable)
  for (const record of loaded.records) store.adopt(record)
  store.publish()
  for (const plan of store.all()) follow(plan)

  return {
    getState: store.getState,
    subscribe: store.subscribe,
    async start(kind, params, { chainId, account }) {
      const definition = options.definitions.find((item) => item.kind === kind)
      if (definition === undefined) throw new Error(`There is no plan kind ${kind}.`)
      const stored = toJson(params)
      definition.parse(stored)
      try {
        const client = options.client(chainId)
        const head = await getBlockNumber(client, { cacheTime: 0 })
        // Deep enough that no reorganisation takes the anchor away, except where chains are restarted.
        const depth = isLocalChain(chainId) ? 0n : 64n
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
        const plan = store.adopt(record)
        if (plan === null) throw new Error(`The plan ${kind} could not be made.`)
        plan.anchored = true
        store.save(plan)
        store.publish()
        follow(plan)
        return record.id
      } catch (error) {
        throw new FailureError(await decodeFailure(error))
      }
    },
    watch(id) {
      const plan = get(id)
      plan.watchers++
      follow(plan, true)
      let over = false
      return () => {
        if (over) return
        over = true
        plan.watchers--
      }
    },
    refresh: (id) => watching.refresh(get(id), true),
    sign: (id, { again = false } = {}) => sign(get(id), again),
    async abandonPrompt(id) {
      const plan = get(id)
      await watching.refresh(plan, true)
      for (const [stepId, record] of Object.entries(plan.record.steps))
        if (record.status === 'signing' || record.status === 'proposed')
          store.apply(plan, stepId, { type: 'reset' })
      if (plan.record.batch !== undefined) store.setBatch(plan, null)
      await watching.refresh(plan, true)
    },
    async chooseStepByStep(id, stepByStep) {
      const plan = get(id)
      plan.attempt = null
      store.setStepByStep(plan, stepByStep)
      // At once: the button must not offer for another moment what was just decided against.
      plan.planned = null
      plan.simulation = { state: 'running' }
      store.update(plan)
      await watching.refresh(plan, true)
    },
    dismiss(id) {
      watching.cancel(id)
      store.forget(id)
      store.publish()
    },
    dismissNotes: store.dismissNotes,
    sync(id) {
      const plan = store.get(id)
      const record = readRecord(storage, id)
      if (plan === undefined) {
        const adopted = record === null ? null : store.adopt(record)
        if (adopted !== null) follow(adopted)
        store.publish()
      } else if (record !== null && plan.prompting === null) {
        plan.record = record
        follow(plan, true)
      }
    },
    stop: watching.stop,
  }
}
