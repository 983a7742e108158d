import { type Assumptions, boundedAssumptions, defaultAssumptions } from '../risk/assumptions.ts'
import type { Overrides } from './assumptionStore.ts'

let last: { overrides: Overrides; assumptions: Assumptions } | null = null

/** Overrides as whole assumptions within their bounds: one object for all who ask, so that nothing is judged twice. */
export function inForce(overrides: Overrides): Assumptions {
  if (last?.overrides !== overrides)
    last = {
      overrides,
      assumptions:
        Object.keys(overrides).length === 0 ? defaultAssumptions : boundedAssumptions(overrides),
    }
  return last.assumptions
}
