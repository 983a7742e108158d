import { type PlanParts, sameView, viewOf } from './planView.ts'
import { type PlanStorage, removeRecord, saveRecord } from './records.ts'
import { type StepEvent, transition } from './transitions.ts'
import type {
  AnyPlanDefinition,
  BatchRecord,
  EngineNote,
  EngineState,
  PlanRecord,
  PlanView,
  StepOutcome,
} from './types.ts'

/** A plan while a page has it: what is stored about it, and what was read from the chain. */
export type Runtime = PlanParts & {
  view: PlanView
  definition: AnyPlanDefinition
  /** The plan's anchor block was found on the chain. */
  anchored: boolean
  /** Step and call that `simulation` is about. */
  simulated: string | null
  /** Outcomes by block and transaction. */
  receipts: Map<string, StepOutcome>
  watchers: number
  refreshing: Promise<void> | null
  /** This page is at it: it reads the chain in order to sign, or has the wallet open. */
  signing: boolean
  /** Blocks to be told of once the look is over; `null` for one that is gone. */
  included: (bigint | null)[]
  /** Looks at the chain that failed in a row. */
  failures: number
}

/** The plans of a page and their stored counterparts. */
export type PlanStore = {
  getState: () => EngineState
  subscribe: (listener: () => void) => () => void
  get: (id: string) => Runtime | undefined
  all: () => Runtime[]
  /** Whether the plan has not been forgotten. */
  has: (plan: Runtime) => boolean
  /** Takes up a record; `null`, with a note, where it does not fit this version of Keel. */
  adopt: (record: PlanRecord) => Runtime | null
  forget: (id: string) => void
  save: (plan: Runtime) => void
  /** Applies an event to a step, keeps the result, and says whether anything changed. */
  apply: (plan: Runtime, stepId: string, event: StepEvent) => boolean
  /** Keeps what was handed to the wallet as one, or that nothing is. */
  setBatch: (plan: Runtime, batch: BatchRecord | null) => void
  setStepByStep: (plan: Runtime, stepByStep: boolean) => void
  /** Makes the plan's view anew and tells the listeners where it differs. */
  update: (plan: Runtime) => void
  note: (key: EngineNote['key'], count?: number) => void
  dismissNotes: () => void
  publish: () => void
}

/** Keeps plans in memory and in the browser's storage, and tells of every change. */
export function createPlanStore(parameters: {
  definitions: readonly AnyPlanDefinition[]
  storage: PlanStorage
}): PlanStore {
  const { storage } = parameters
  const definitions = new Map(parameters.definitions.map((item) => [item.kind, item]))
  const runtimes = new Map<string, Runtime>()
  const listeners = new Set<() => void>()
  let notes: readonly EngineNote[] = []
  let state: EngineState = { plans: [], notes }

  const has = (plan: Runtime) => runtimes.get(plan.record.id) === plan

  function publish(): void {
    state = { plans: [...runtimes.values()].map((plan) => plan.view), notes }
    for (const listener of listeners) listener()
  }

  function note(key: EngineNote['key'], count = 1): void {
    const before = notes.find((item) => item.key === key)?.count ?? 0
    notes = [...notes.filter((item) => item.key !== key), { key, count: before + count }]
  }

  function save(plan: Runtime): void {
    if (has(plan)) saveRecord(storage, plan.record)
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
      canBatch: false,
      planned: null,
      contract: null,
      earlier: 0,
      elsewhere: false,
      needsWallet: false,
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
      included: [],
      failures: 0,
    }
    runtimes.set(record.id, plan)
    return plan
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    get: (id) => runtimes.get(id),
    all: () => [...runtimes.values()],
    has,
    adopt,
    forget(id) {
      runtimes.delete(id)
      removeRecord(storage, id)
    },
    save,
    apply(plan, stepId, event) {
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
    },
    setBatch(plan, batch) {
      const { batch: _, ...rest } = plan.record
      plan.record = batch === null ? rest : { ...rest, batch }
      plan.simulated = null
      save(plan)
    },
    setStepByStep(plan, stepByStep) {
      plan.record = { ...plan.record, stepByStep }
      plan.simulated = null
      save(plan)
    },
    update(plan) {
      const view = viewOf(plan)
      if (sameView(view, plan.view)) return
      plan.view = view
      if (has(plan)) publish()
    },
    note,
    dismissNotes() {
      notes = []
      publish()
    },
    publish,
  }
}
