import {
  type AllocationChange,
  type AllocationState,
  type AllocationVerdict,
  allocationKey,
  judgeChanges,
  orderChanges,
} from '../../protocol/console/allocationRules.ts'
import type { Allocation, Operator } from '../../protocol/network/types.ts'
import { parseAmount } from '../../ui/format/parseAmount.ts'

/** What was typed, by operator set and strategy: a part of 1. */
export type Draft = Readonly<Record<string, string>>

/** Reads a magnitude as typed, a part of 1; `null` for what is none. */
export function parseMagnitude(text: string): bigint | null {
  const parsed = parseAmount(text, 18)
  if (parsed.ok) return parsed.value <= 10n ** 18n ? parsed.value : null
  return parsed.reason === 'zero' ? 0n : null
}

/** The changes that a draft asks for, in the order to send them; what equals the present is no change. */
export function changesOf(
  state: AllocationState,
  draft: Draft,
): { changes: AllocationChange[]; unreadable: string[] } {
  const changes: AllocationChange[] = []
  const unreadable: string[] = []
  for (const entry of state.allocations) {
    const key = allocationKey(entry)
    const text = draft[key]
    if (text === undefined || text.trim() === '') continue
    const magnitude = parseMagnitude(text)
    if (magnitude === null) unreadable.push(key)
    else if (magnitude !== entry.currentMagnitude || entry.effectBlock !== 0)
      changes.push({ set: entry.set, strategy: entry.strategy, magnitude })
  }
  return { changes: orderChanges(state, changes), unreadable }
}

/** What the contract would say of a draft in the next block. */
export function judgeDraft(
  state: AllocationState,
  draft: Draft,
  head: bigint,
  sets: ReadonlySet<string>,
): AllocationVerdict & { changes: AllocationChange[]; unreadable: string[] } {
  const { changes, unreadable } = changesOf(state, draft)
  return { ...judgeChanges(state, changes, Number(head) + 1, sets), changes, unreadable }
}

/** The operator once changes have taken effect: what its restakers would then be exposed to. */
export function operatorAfter(
  operator: Operator,
  state: AllocationState,
  changes: readonly AllocationChange[],
): Operator {
  const target = new Map(changes.map((change) => [allocationKey(change), change.magnitude]))
  const allocations = state.allocations.flatMap((entry): Allocation[] => {
    const currentMagnitude =
      target.get(allocationKey(entry)) ?? entry.currentMagnitude + entry.pendingDiff
    if (currentMagnitude === 0n) return []
    const { set, strategy, inSet, slashable } = entry
    return [{ set, strategy, currentMagnitude, pendingDiff: 0n, effectBlock: 0, inSet, slashable }]
  })
  return { ...operator, allocations }
}
