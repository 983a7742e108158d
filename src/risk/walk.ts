import { type Cell, hitProbability } from './cells.ts'
import { type Block, shocksIn } from './plan.ts'
import type { CellOutcome, Step } from './support.ts'

/** Whether the block's shock came, and with what probability. */
export function branchesOf(block: Block): [boolean, number][] {
  if (block.shock === 0) return [[false, 1]]
  if (block.shock === 1) return [[true, 1]]
  return [
    [false, 1 - block.shock],
    [true, block.shock],
  ]
}

/** Probability of each outcome of a step in a state of the walk. */
export function probabilitiesOf(step: Step, block: Block, state: number, came: boolean): number[] {
  const { members } = step.planned.cell
  const shocks = shocksIn(step.planned, block, state, came)
  const reached = [1]
  for (const member of members) reached.push(hitProbability(member, ...shocks))
  reached.push(0)
  return step.outcomes.map(
    ({ hits, part }) => part * Math.max(0, reached[hits]! - reached[hits + 1]!),
  )
}

/** Probabilities below this, at the far end of a lattice, are dropped. */
const NEGLIGIBLE = 1e-24

/** Probabilities after a step. On a lattice the far end is cut where nothing measurable is left. */
export function forward(
  step: Step,
  chances: readonly number[],
  current: Float64Array,
): Float64Array {
  const { maps, shifts } = step
  if (maps) {
    const next = new Float64Array(step.size)
    for (let j = 0; j < chances.length; j++) {
      const chance = chances[j]!
      const map = maps[j]!
      if (chance === 0) continue
      for (let i = 0; i < current.length; i++) next[map[i]!]! += chance * current[i]!
    }
    return next
  }
  const next = new Float64Array(current.length + shifts.at(-1)!)
  for (let j = 0; j < chances.length; j++) {
    const chance = chances[j]!
    if (chance === 0) continue
    const shift = shifts[j]!
    for (let i = 0; i < current.length; i++) next[i + shift]! += chance * current[i]!
  }
  let length = next.length
  while (length > 1 && next[length - 1]! < NEGLIGIBLE) length--
  return next.subarray(0, length)
}

/** Adds outcome j's part of the expectation to `previous`; returns it averaged over `mass`. */
export function backward(
  step: Step,
  j: number,
  chance: number,
  after: Float64Array,
  mass: Float64Array,
  previous: Float64Array,
): number {
  let met = 0
  if (step.maps) {
    const map = step.maps[j]!
    for (let i = 0; i < mass.length; i++) {
      const value = chance * after[map[i]!]!
      previous[i]! += value
      met += mass[i]! * value
    }
    return met
  }
  const shift = step.shifts[j]!
  const length = Math.min(mass.length, after.length - shift)
  for (let i = 0; i < length; i++) {
    const value = chance * after[i + shift]!
    previous[i]! += value
    met += mass[i]! * value
  }
  return met
}

/** Books an outcome's amount on the members it hits. */
export function credit(
  cell: Cell,
  outcome: CellOutcome,
  amount: number,
  result: Float64Array,
): void {
  for (let i = 0; i < outcome.hits; i++) {
    for (const [index, loss] of cell.members[i]!.booked) {
      result[index]! += amount * loss * outcome.scale
    }
  }
}
