import { type Address, isAddress, isHash, isHex } from 'viem'
import type { Failure } from '../protocol/errors/failure.ts'
import type { BatchRecord, PlanRecord, StepRecord } from './types.ts'

/** The part of `Storage` that stored plans need. */
export type PlanStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** One key a plan, so that two tabs never overwrite each other's plans. */
const PREFIX = 'keel.plan.'

export const planKey = (id: string): string => `${PREFIX}${id}`

/** The plan's id of a storage key, or `null` for other keys. */
export const planIdOfKey = (key: string | null): string | null =>
  key?.startsWith(PREFIX) ? key.slice(PREFIX.length) : null

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNatural = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0
const isDigits = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{1,30}$/.test(value)
const isText = (value: unknown): value is string => typeof value === 'string'

function isFailure(value: unknown): value is Failure {
  return (
    isObject(value) &&
    isText(value.kind) &&
    isText(value.message) &&
    (value.errorName === undefined || isText(value.errorName)) &&
    (value.data === undefined || isHex(value.data)) &&
    (value.selector === undefined || isHex(value.selector)) &&
    (value.args === undefined || (Array.isArray(value.args) && value.args.every(isText)))
  )
}

function isStepRecord(value: unknown): value is StepRecord {
  if (!isObject(value)) return false
  const sentBy = () => isNatural(value.nonce) && isDigits(value.since) && isHex(value.digest)
  const hashed = () => isText(value.hash) && isHash(value.hash)
  switch (value.status) {
    case 'signing':
      return sentBy()
    case 'sent':
      return sentBy() && hashed() && isNatural(value.missing)
    case 'proposed':
      return hashed() && isDigits(value.since) && isHex(value.digest) && isDigits(value.scanned)
    case 'signed':
      return isHex(value.signature) && isHex(value.digest) && isDigits(value.deadline)
    case 'confirmed':
      return (
        isDigits(value.since) &&
        hashed() &&
        (isText(value.batch) ||
          (isHex(value.digest) &&
            (isNatural(value.nonce) || (isText(value.proposal) && isHash(value.proposal))))) &&
        isDigits(value.blockNumber) &&
        isText(value.blockHash) &&
        isHash(value.blockHash) &&
        typeof value.final === 'boolean'
      )
    case 'failed':
      return (
        isFailure(value.failure) &&
        (value.hash === undefined || hashed()) &&
        (value.blockNumber === undefined || isDigits(value.blockNumber))
      )
    default:
      return false
  }
}

function isBatch(value: unknown): value is BatchRecord {
  return (
    isObject(value) &&
    isText(value.id) &&
    (value.status === 'asked' || value.status === 'sent') &&
    Array.isArray(value.steps) &&
    value.steps.every(isText) &&
    isDigits(value.since) &&
    isNatural(value.missing)
  )
}

/** Checks a stored plan field by field; `null` when anything is not what it should be. */
export function parseRecord(text: string): PlanRecord | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isObject(value)) return null
  const { id, kind, version, chainId, account, createdAt, anchor, steps, batch } = value
  const { stepByStep } = value
  if (batch !== undefined && !isBatch(batch)) return null
  if (stepByStep !== undefined && typeof stepByStep !== 'boolean') return null
  if (!isText(id) || !isText(kind) || !isNatural(version) || !isNatural(chainId)) return null
  if (!isText(account) || !isAddress(account, { strict: false })) return null
  if (!isNatural(createdAt) || !isObject(anchor) || !isObject(steps)) return null
  if (!isDigits(anchor.blockNumber) || !isText(anchor.hash) || !isHash(anchor.hash)) return null
  const checked: Record<string, StepRecord> = {}
  for (const [name, step] of Object.entries(steps)) {
    if (!isStepRecord(step)) return null
    checked[name] = step
  }
  return {
    id,
    kind,
    version,
    params: value.params,
    chainId,
    account: account as Address,
    createdAt,
    anchor: { blockNumber: anchor.blockNumber, hash: anchor.hash },
    steps: checked,
    ...(batch === undefined ? {} : { batch }),
    ...(stepByStep === undefined ? {} : { stepByStep }),
  }
}

/** JSON with bigints as decimal strings, the form that `PlanDefinition.parse` takes back. */
export function toJson(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? String(part) : part)) ??
      'null',
  )
}

/** Keeps a plan. Says `false` when the browser stores nothing: the plan then lives until the tab closes. */
export function saveRecord(storage: PlanStorage, record: PlanRecord): boolean {
  try {
    storage.setItem(planKey(record.id), JSON.stringify(record))
    return true
  } catch {
    return false
  }
}

export function removeRecord(storage: PlanStorage, id: string): void {
  try {
    storage.removeItem(planKey(id))
  } catch {
    // Nothing is stored where storage is blocked.
  }
}

/** Reads one stored plan again; `null` when it is gone or unreadable. */
export function readRecord(storage: PlanStorage, id: string): PlanRecord | null {
  try {
    const text = storage.getItem(planKey(id))
    return text === null ? null : parseRecord(text)
  } catch {
    return null
  }
}

/** All stored plans, oldest first. Unreadable ones are removed and counted. */
export function loadRecords(storage: PlanStorage): { records: PlanRecord[]; unreadable: number } {
  const records: PlanRecord[] = []
  let unreadable = 0
  try {
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index))
    for (const key of keys) {
      const id = planIdOfKey(key)
      if (key === null || id === null) continue
      const record = parseRecord(storage.getItem(key) ?? '')
      if (record === null || record.id !== id) {
        storage.removeItem(key)
        unreadable++
      } else records.push(record)
    }
  } catch {
    // Blocked storage holds no plans.
  }
  return { records: records.sort((a, b) => a.createdAt - b.createdAt), unreadable }
}
