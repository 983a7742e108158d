import type { ScoreAlone } from './columnRescorer.ts'
import { Composition } from './composition.ts'
import { liveOnly, slashDistribution } from './distribution.ts'
import { QUICK } from './exposure.ts'
import { positionParameters } from './parameters.ts'
import { expectedLoss } from './position.ts'
import { EXPOSURE_ALPHA } from './tail.ts'

/** One position through its whole distribution, as `exposureOf` goes. */
export const scoreAlone: ScoreAlone = (input, assumptions, around) => {
  const parameters = { ...positionParameters(input, assumptions), beacon: around.beacon }
  const slashes = slashDistribution(liveOnly(parameters.pairs), parameters, QUICK)
  const model = { ...around, slashes, layers: [] }
  return {
    exposure: new Composition(model).tail(EXPOSURE_ALPHA).cvar,
    el: expectedLoss(parameters).total,
  }
}
