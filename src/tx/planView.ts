import type { Failure } from '../protocol/errors/failure.ts'
import { DROPPED_AFTER, isDropped } from './transitions.ts'
import type {
  MessageRef,
  PlanRecord,
  PlanStatus,
  PlanView,
  Prompts,
  Simulation,
  Step,
  StepPhase,
  StepView,
} from './types.ts'

/** Everything about a plan that its view is made from. */
export type PlanParts = {
  record: PlanRecord
  params: unknown
  title: MessageRef
  /** `null` until the chain has been read. */
  steps: readonly Step[] | null
  simulation: Simulation | null
  /** Why the chain could not be read, or why the plan cannot be. */
  failure: Failure | null
  /** What became of the last attempt to sign. */
  attempt: Failure | null
  /** The step whose wallet prompt was opened by this very page. */
  prompting: string | null
  /** The wallet can take steps together. */
  canBatch: boolean
  /** Steps that the next signature would send together. */
  planned: readonly string[] | null
  /** The account is a contract; `null` while that is not known. */
  contract: boolean | null
  earlier: number
  /** Another tab holds the plan's lock. */
  elsewhere: boolean
  needsWallet: boolean
}

function phaseOf(parts: PlanParts, step: Step): StepPhase {
  const { steps, batch } = parts.record
  const record = steps[step.id]
  if (parts.prompting === step.id || record?.status === 'signing') return 'signing'
  if (batch?.steps.includes(step.id))
    return batch.status === 'asked' ? 'signing' : parts.contract === true ? 'proposed' : 'sent'
  if (record?.status === 'sent' || record?.status === 'proposed') return record.status
  if (step.done) return record?.status === 'confirmed' && !record.final ? 'confirming' : 'done'
  if (record?.status === 'failed') return 'failed'
  return 'later'
}

function stepViews(parts: PlanParts): { views: StepView[]; next: string | null } {
  let next: string | null = null
  const views = (parts.steps ?? []).map((step): StepView => {
    const record = parts.record.steps[step.id]
    let phase = phaseOf(parts, step)
    if (next === null && !step.done) {
      next = step.id
      if (phase === 'later') phase = 'next'
    }
    return {
      id: step.id,
      kind: step.kind,
      title: step.title,
      action: step.action,
      phase,
      ...(record !== undefined && 'hash' in record && record.hash !== undefined
        ? { hash: record.hash }
        : {}),
      ...(record?.status === 'failed' ? { failure: record.failure } : {}),
      ...(record !== undefined && 'repriced' in record && record.repriced
        ? { repriced: true }
        : {}),
      ...(step.note === undefined || step.done ? {} : { note: step.note }),
    }
  })
  return { views, next }
}

function statusOf(parts: PlanParts, next: string | null): PlanStatus {
  const records = Object.values(parts.record.steps)
  const { batch } = parts.record
  const open = (): PlanStatus =>
    parts.prompting !== null ? 'signing' : parts.elsewhere ? 'signingElsewhere' : 'signingUnknown'
  const sent = records.find((record) => record.status === 'sent')
  if (sent !== undefined) return isDropped(sent) ? 'dropped' : 'sent'
  if (batch?.status === 'sent' && batch.missing >= DROPPED_AFTER) return 'dropped'
  if (batch?.status === 'sent') return parts.contract === true ? 'proposed' : 'sent'
  if (records.some((record) => record.status === 'proposed')) return 'proposed'
  if (batch !== undefined || records.some((record) => record.status === 'signing')) return open()
  if (parts.prompting !== null || parts.elsewhere) return open()
  if (parts.steps === null) return parts.failure === null ? 'loading' : 'failed'
  if (next !== null) return parts.record.steps[next]?.status === 'failed' ? 'failed' : 'ready'
  return records.some((record) => record.status === 'confirmed' && !record.final)
    ? 'confirming'
    : 'done'
}

/** How often the wallet will ask until the plan is over, by what is known now. */
function promptsOf(parts: PlanParts): Prompts {
  const left = (parts.steps ?? []).filter((step) => !step.done)
  const batched = parts.planned?.length ?? 0
  const signatures = left.filter((step) => step.signature !== undefined).length
  return { signatures, transactions: batched > 0 ? 1 : left.length - signatures, batched }
}

/** Puts a plan's parts together into what a page shows. */
export function viewOf(parts: PlanParts): PlanView {
  const { views, next } = stepViews(parts)
  const status = statusOf(parts, next)
  const { id, kind, chainId, account, createdAt } = parts.record
  return {
    id,
    kind,
    params: parts.params,
    chainId,
    account,
    createdAt,
    title: parts.title,
    status,
    steps: views,
    next,
    batch: parts.record.batch?.steps ?? parts.planned,
    canBatch: parts.canBatch,
    stepByStep: parts.record.stepByStep ?? false,
    prompts: promptsOf(parts),
    earlier: parts.earlier,
    needsWallet: parts.needsWallet,
    simulation: parts.simulation,
    failure: parts.attempt ?? parts.failure,
  }
}

/** Whether two views show the same. */
export function sameView(a: PlanView, b: PlanView): boolean {
  const text = (view: PlanView) =>
    JSON.stringify(view, (_key, part) => (typeof part === 'bigint' ? `${part}n` : part))
  return text(a) === text(b)
}
