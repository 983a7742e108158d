import type { PlannedCell, WalkPlan } from './plan.ts'
import { EPSILON } from './tail.ts'

/** One way a cell can end: its first `hits` members are hit. */
export interface CellOutcome {
  hits: number
  /** Share of that event's probability (a loss between two lattice points is split in two). */
  part: number
  /** Loss added to the position. */
  loss: number
  /** `loss` over the members' true loss. */
  scale: number
}

/** The loss values that can be reached after each cell, and how one level leads to the next. */
export interface Support {
  /** Sorted loss values after the last cell. */
  values: Float64Array
  /** In walk order. */
  steps: Step[]
  /** Lattice spacing, or 0 if the values are exact. */
  lattice: number
}

export interface Step {
  planned: PlannedCell
  outcomes: CellOutcome[]
  /** For each outcome: index of the value reached from each value before; on a lattice absent. */
  maps: Int32Array[] | undefined
  /** On a lattice: how many points each outcome moves every value up. */
  shifts: number[]
  /** Number of values before and after this step. */
  before: number
  size: number
}

/** Support of the summed losses; undefined if it has more than `maxAtoms` values. */
export function exactSupport(plan: WalkPlan, maxAtoms: number): Support | undefined {
  let values = new Float64Array(1)
  const steps: Step[] = []
  for (const block of plan.blocks) {
    for (const planned of block.cells) {
      const outcomes: CellOutcome[] = [{ hits: 0, part: 1, loss: 0, scale: 1 }]
      let loss = 0
      planned.cell.members.forEach((member, i) => {
        loss += member.loss
        outcomes.push({ hits: i + 1, part: 1, loss, scale: 1 })
      })
      const before = values.length
      const merged = mergeShifted(values, outcomes)
      if (merged.values.length > maxAtoms) return undefined
      values = merged.values
      steps.push({ planned, outcomes, maps: merged.maps, shifts: [], before, size: values.length })
    }
  }
  return { values, steps, lattice: 0 }
}

/**
 * Support on multiples of `spacing`. A loss between two points is split between them so that its
 * mean stays exact.
 */
export function latticeSupport(plan: WalkPlan, spacing: number): Support {
  let size = 1
  const steps: Step[] = []
  for (const block of plan.blocks) {
    for (const planned of block.cells) {
      const outcomes: CellOutcome[] = [{ hits: 0, part: 1, loss: 0, scale: 1 }]
      const shifts = [0]
      let total = 0
      planned.cell.members.forEach((member, i) => {
        total += member.loss
        const below = Math.floor(total / spacing)
        const share = total / spacing - below
        for (const [shift, part] of [[below, 1 - share] as const, [below + 1, share] as const]) {
          if (part === 0) continue
          const loss = shift * spacing
          outcomes.push({ hits: i + 1, part, loss, scale: total > 0 ? loss / total : 1 })
          shifts.push(shift)
        }
      })
      const before = size
      size += shifts.at(-1)!
      steps.push({ planned, outcomes, maps: undefined, shifts, before, size })
    }
  }
  return {
    values: Float64Array.from({ length: size }, (_, i) => i * spacing),
    steps,
    lattice: spacing,
  }
}

/** Union of `values` shifted by each outcome's loss, sorted, equal values merged. */
function mergeShifted(
  values: Float64Array,
  outcomes: readonly CellOutcome[],
): { values: Float64Array<ArrayBuffer>; maps: Int32Array[] } {
  const n = values.length
  const maps = outcomes.map(() => new Int32Array(n))
  const next = new Int32Array(outcomes.length)
  const merged = new Float64Array(n * outcomes.length)
  let size = 0
  for (let left = n * outcomes.length; left > 0; left--) {
    let best = -1
    let smallest = Number.POSITIVE_INFINITY
    for (let j = 0; j < outcomes.length; j++) {
      if (next[j]! >= n) continue
      const value = values[next[j]!]! + outcomes[j]!.loss
      if (value < smallest) {
        smallest = value
        best = j
      }
    }
    if (size === 0 || smallest - merged[size - 1]! > EPSILON) merged[size++] = smallest
    maps[best]![next[best]!++] = size - 1
  }
  return { values: merged.slice(0, size), maps }
}
