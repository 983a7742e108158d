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
  /** For each outcome: index of the value reached from each value before. */
  maps: Int32Array[]
  /** Number of values after this step. */
  size: number
}

/** Support of the summed losses; undefined if it has more than `maxAtoms` values. */
export function buildSupport(
  plan: WalkPlan,
  lattice: number,
  maxAtoms: number,
): Support | undefined {
  let values = new Float64Array(1)
  const steps: Step[] = []
  for (const block of plan.blocks) {
    for (const planned of block.cells) {
      const outcomes = outcomesOf(planned, lattice)
      const merged = mergeShifted(values, outcomes)
      if (merged.values.length > maxAtoms) return undefined
      values = merged.values
      steps.push({ planned, outcomes, maps: merged.maps, size: values.length })
    }
  }
  return { values, steps, lattice }
}

function outcomesOf(planned: PlannedCell, lattice: number): CellOutcome[] {
  const outcomes: CellOutcome[] = [{ hits: 0, part: 1, loss: 0, scale: 1 }]
  let total = 0
  planned.cell.members.forEach((member, i) => {
    total += member.loss
    if (lattice === 0 || total === 0) {
      outcomes.push({ hits: i + 1, part: 1, loss: total, scale: 1 })
      return
    }
    // Split between the two neighbouring points so that the mean stays exact.
    const below = Math.floor(total / lattice)
    const share = total / lattice - below
    const low = below * lattice
    const high = (below + 1) * lattice
    if (share < 1) outcomes.push({ hits: i + 1, part: 1 - share, loss: low, scale: low / total })
    if (share > 0) outcomes.push({ hits: i + 1, part: share, loss: high, scale: high / total })
  })
  return outcomes
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
