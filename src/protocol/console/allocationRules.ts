import type { Address, OperatorSetKey } from '../network/types.ts'

/** An allocation as it stands at a block: a change whose block has come is part of it. */
export type AllocationNow = {
  set: OperatorSetKey
  strategy: Address
  currentMagnitude: bigint
  pendingDiff: bigint
  /** 0 where nothing is pending. */
  effectBlock: number
  /** The strategy belongs to the set. */
  inSet: boolean
  /** `isOperatorSlashable`: a member, or left so recently that it counts as one. */
  slashable: boolean
}

/** What the AllocationManager knows of one operator, as far as its rules ask. */
export type AllocationState = {
  delay: { isSet: boolean; blocks: number }
  deallocationDelay: number
  /** By strategy. */
  maxMagnitudes: Readonly<Record<Address, bigint>>
  /** By strategy: promised, with pending changes; a deallocation counts until its block. */
  encumbered: Readonly<Record<Address, bigint>>
  allocations: readonly AllocationNow[]
}

/** One line of `modifyAllocations`: the magnitude there shall be, not the difference. */
export type AllocationChange = { set: OperatorSetKey; strategy: Address; magnitude: bigint }

/** Why the contract would revert, by its own names. */
export type AllocationFault =
  | 'UninitializedAllocationDelay'
  | 'InvalidOperatorSet'
  | 'ModificationAlreadyPending'
  | 'SameMagnitude'
  | 'InsufficientMagnitude'

/** What one change does. `effectBlock` is the first block in which the new magnitude counts. */
export type AllocationEffect = {
  change: AllocationChange
  before: bigint
  effectBlock: number
  kind: 'allocate' | 'deallocateLater' | 'deallocateNow'
}

export type AllocationVerdict = {
  effects: readonly AllocationEffect[]
  /** The first change that the contract would revert on; the whole call fails with it. */
  fault: { name: AllocationFault; change: AllocationChange | null } | null
  /** Promised by strategy afterwards. */
  encumbered: Readonly<Record<Address, bigint>>
}

export const allocationKey = (of: { set: OperatorSetKey; strategy: Address }) =>
  `${of.set}|${of.strategy}`

/**
 * Changes in an order that frees before it takes: what an instant deallocation gives back may be allocated in the same
 * call.
 */
export function orderChanges(
  state: AllocationState,
  changes: readonly AllocationChange[],
): AllocationChange[] {
  const now = new Map(state.allocations.map((entry) => [allocationKey(entry), entry]))
  const lowers = (change: AllocationChange) =>
    change.magnitude < (now.get(allocationKey(change))?.currentMagnitude ?? 0n)
  return [...changes.filter(lowers), ...changes.filter((change) => !lowers(change))]
}

/**
 * Runs changes as `AllocationManager.modifyAllocations` would in one block, line by line, and says what each does or on
 * which one it reverts.
 *
 * An increase is promised at once and counts after the operator's delay. A decrease of what may be slashed stays
 * slashable for `DEALLOCATION_DELAY` blocks and counts in the one after them; any other decrease is free at once. One
 * change may be pending for each operator set and strategy.
 *
 * @param block the block that the call is in: the head's number plus one
 * @param sets operator sets that exist
 */
export function judgeChanges(
  state: AllocationState,
  changes: readonly AllocationChange[],
  block: number,
  sets: ReadonlySet<string>,
): AllocationVerdict {
  const encumbered: Record<Address, bigint> = { ...state.encumbered }
  const effects: AllocationEffect[] = []
  const verdict = (fault: AllocationVerdict['fault']) => ({ effects, fault, encumbered })
  if (!state.delay.isSet) return verdict({ name: 'UninitializedAllocationDelay', change: null })
  const current = new Map<string, AllocationNow>()
  for (const entry of state.allocations) {
    const due = entry.effectBlock !== 0 && entry.effectBlock <= block
    current.set(
      allocationKey(entry),
      due
        ? {
            ...entry,
            currentMagnitude: entry.currentMagnitude + entry.pendingDiff,
            pendingDiff: 0n,
            effectBlock: 0,
          }
        : entry,
    )
    // A deallocation whose block comes with the call is free in it.
    if (due && entry.pendingDiff < 0n)
      encumbered[entry.strategy] = (encumbered[entry.strategy] ?? 0n) + entry.pendingDiff
  }
  for (const change of changes) {
    const { set, strategy, magnitude } = change
    if (!sets.has(set)) return verdict({ name: 'InvalidOperatorSet', change })
    const entry = current.get(allocationKey(change)) ?? {
      set,
      strategy,
      currentMagnitude: 0n,
      pendingDiff: 0n,
      effectBlock: 0,
      inSet: false,
      slashable: false,
    }
    if (entry.effectBlock !== 0) return verdict({ name: 'ModificationAlreadyPending', change })
    const before = entry.currentMagnitude
    if (magnitude === before) return verdict({ name: 'SameMagnitude', change })
    const held = encumbered[strategy] ?? 0n
    if (magnitude > before) {
      const more = held + magnitude - before
      if (more > (state.maxMagnitudes[strategy] ?? 10n ** 18n))
        return verdict({ name: 'InsufficientMagnitude', change })
      const effectBlock = block + state.delay.blocks
      encumbered[strategy] = more
      effects.push({ change, before, effectBlock, kind: 'allocate' })
      const atOnce = effectBlock <= block
      current.set(allocationKey(change), {
        ...entry,
        ...(atOnce
          ? { currentMagnitude: magnitude }
          : { pendingDiff: magnitude - before, effectBlock }),
      })
    } else if (before !== 0n && entry.inSet && entry.slashable) {
      const effectBlock = block + state.deallocationDelay + 1
      effects.push({ change, before, effectBlock, kind: 'deallocateLater' })
      current.set(allocationKey(change), { ...entry, pendingDiff: magnitude - before, effectBlock })
    } else {
      encumbered[strategy] = held - (before - magnitude)
      effects.push({ change, before, effectBlock: block, kind: 'deallocateNow' })
      current.set(allocationKey(change), { ...entry, currentMagnitude: magnitude })
    }
  }
  return verdict(null)
}
