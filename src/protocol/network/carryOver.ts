import type { EventRow } from '../events.ts'
import type { Registry } from './registry.ts'
import type { Address, BlockRef, Network, Operator } from './types.ts'

/** A reading and the log that it was made from. */
export type Earlier = {
  network: Network
  rows: readonly EventRow[]
  /** Chain time of the last reading in which every operator was asked for. */
  wholeAt: bigint
}

/** Blocks before the earlier reading whose logs may still have come late or been reorganised. */
const UNSETTLED = 64

/** Seconds after which every operator is read again, whatever the log says: contracts may be replaced. */
const WHOLE_AGAIN = 600n

/**
 * Operators of which nothing can have changed since an earlier reading: no event names them, nothing of theirs was
 * pending and no delay was running. Everything that is read of an operator changes by an event or at a block that an
 * event announced. None, where the whole has to be read.
 *
 * @param rows the log up to the new reading's block
 */
export function unchangedOperators(
  earlier: Earlier,
  now: { rows: readonly EventRow[]; block: BlockRef; registry: Registry; complete: boolean },
): ReadonlyMap<Address, Operator> {
  const { network: before, rows: rowsBefore, wholeAt } = earlier
  const { rows, block, registry } = now
  const none = new Map<Address, Operator>()
  if (!now.complete || !before.coverage.complete) return none
  if (block.number < before.block.number || block.timestamp - wholeAt > WHOLE_AGAIN) return none
  const from = Number(before.block.number) - UNSETTLED
  let settled = 0
  while ((rowsBefore[settled]?.b ?? Number.POSITIVE_INFINITY) < from) settled++
  // Rows are read once: those of another chain, or read anew, are other objects.
  for (let k = 0; k < settled; k++) if (rowsBefore[k] !== rows[k]) return none
  const touched = new Set<Address>()
  for (const list of [rowsBefore, rows])
    for (let k = settled; k < list.length; k++) {
      const named = list[k]?.a.operator
      if (typeof named === 'string') touched.add(named.toLowerCase() as Address)
    }
  for (const address of awaiting(rows, registry, before)) touched.add(address)
  const kept = new Map<Address, Operator>()
  for (const operator of before.operators) {
    const { address } = operator
    if (touched.has(address) || !registry.operators.has(address)) continue
    const sets = registry.setsOf.get(address) ?? []
    const asked = [...sets].every((set) => operator.splits[set] !== undefined)
    if (asked && isWhole(operator) && isAtRest(operator)) kept.set(address, operator)
  }
  return kept
}

/** Operators of whom something announced had not come yet. */
function* awaiting(
  rows: readonly EventRow[],
  registry: Registry,
  before: Network,
): Generator<Address> {
  for (const change of registry.changes)
    if (change.type === 'split' && change.activatedAt > Number(before.block.timestamp))
      yield change.operator
  for (const row of rows)
    if (row.e === 'AllocationDelaySet' && Number(row.a.effectBlock) > Number(before.block.number))
      yield (row.a.operator as string).toLowerCase() as Address
}

/** Whether every call about it was answered. */
function isWhole(operator: Operator): boolean {
  const { delegationApprover, allocationDelay, shares, maxMagnitudes } = operator
  return (
    delegationApprover !== null &&
    allocationDelay !== null &&
    shares !== null &&
    maxMagnitudes !== null &&
    operator.registeredSets !== null &&
    (operator.allocations?.every(({ slashable }) => slashable !== null) ?? false)
  )
}

/** Whether no allocation is to change and no slashable tail is to end. */
function isAtRest({ allocations, registeredSets }: Operator): boolean {
  return (allocations ?? []).every(
    ({ pendingDiff, slashable, set }) =>
      pendingDiff === 0n && (!slashable || registeredSets?.includes(set)),
  )
}
