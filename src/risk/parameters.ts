import type { Assumptions } from './assumptions.ts'
import { attackHazard } from './attack.ts'
import type { PairAttack, SlashPair } from './cells.ts'
import type { ExposureInput, ExposurePair } from './exposure.ts'
import { meanHazard } from './meanHazard.ts'
import type { PositionParameters } from './position.ts'
import { stakeParameters } from './stakeParameters.ts'

/**
 * The model's parameters for a position under assumptions. The slash probability is the posterior
 * mean rate of the AVS, read as a probability per year: 1% before any event, 3.8% after two slashes
 * in 15 operator-set-years. Sets of one AVS share its shock.
 */
export function positionParameters(
  input: ExposureInput,
  assumptions: Assumptions,
): PositionParameters & { pairs: SlashPair[] } {
  return {
    ...stakeParameters(input, assumptions),
    pairs: input.restaked ? input.pairs.map((pair) => slashPair(pair, assumptions)) : [],
  }
}

function slashPair(pair: ExposurePair, a: Assumptions): SlashPair {
  const hazard = meanHazard({
    k: pair.slashes,
    T: pair.setYears,
    a0: a.slashPriorShape,
    T0: a.slashPriorYears,
  })
  return {
    op: pair.operator,
    set: pair.set,
    avs: pair.avs,
    weight: pair.weight,
    f: pair.f,
    w: a.severity,
    p: Math.min(1, hazard),
    attack: pair.attack && pairAttack(pair.attack, a),
  }
}

/** From a guessed profit to a yearly probability; none where the assumptions say that nobody attacks. */
function pairAttack(
  { profit, cost, theta }: NonNullable<ExposurePair['attack']>,
  { attackHazardMax, attackGammaSafe }: Assumptions,
): PairAttack | undefined {
  const { hazard } = attackHazard({
    profit,
    cost,
    theta,
    hazardMax: attackHazardMax,
    gammaSafe: attackGammaSafe,
  })
  return hazard > 0 ? { q: -Math.expm1(-hazard), share: theta } : undefined
}
