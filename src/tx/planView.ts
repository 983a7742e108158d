import type { Failure } from '../protocol/errors/failure.ts'
import { isDropped } from './transitions.ts'
import type {
  MessageRef,
  PlanRecord,
  PlanStatus,
  PlanView,
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
}

function phaseOf(parts: PlanParts, step: Step): StepPhase {
  const record = parts.record.steps[step.id]
  if (record?.status === 'signing') return 'signing'
  if (record?.status === 'sent') return 'sent'
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
    }
  })
  return { views, next }
}

function statusOf(parts: PlanParts, next: string | null): PlanStatus {
  const records = Object.entries(parts.record.steps)
  const sent = records.find(([, record]) => record.status === 'sent')
  if (sent !== undefined) return isDropped(sent[1]) ? 'dropped' : 'sent'
  const signing = records.find(([, record]) => record.status === 'signing')
  if (signing !== undefined) return parts.prompting === signing[0] ? 'signing' : 'signingUnknown'
  if (parts.steps === null) return parts.failure === null ? 'loading' : 'failed'
  if (next !== null) return parts.record.steps[next]?.status === 'failed' ? 'failed' : 'ready'
  return records.some(([, record]) => record.status === 'confirmed' && !record.final)
    ? 'confirming'
    : 'done'
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
