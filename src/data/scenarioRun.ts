import type { Address, OperatorSetKey } from '../protocol/network/types.ts'
import {
  createExposureMemo,
  type Exposure,
  type ExposureInput,
  type ExposurePair,
} from '../risk/exposure.ts'
import { type Coalition, type ScenarioLoss, type Shock, scenarioLoss } from '../risk/scenarios.ts'
import type { Assessor } from './assessment.ts'
import type { SetFacts } from './avsFacts.ts'
import { heldKinds } from './heldKinds.ts'
import type { Settled } from './scenarioSettle.ts'
import { type Hit, hitsOf, shockOf, slashedOperator } from './scenarioShock.ts'
import type { Subject } from './scenarioSubject.ts'

export type ScenarioResult = {
  loss: ScenarioLoss
  hits: readonly Hit[]
  lostWei: bigint
  complete: boolean
  /** Who colludes. */
  coalition: Coalition | null
  /** Share that validators of the operator lose. */
  beacon: number
  before: Exposure
  /** With the magnitudes and the slash record that the scenario leaves behind. */
  after: Exposure
}

const exposureOf = createExposureMemo(256)

/** Plays a scenario against a position. Pure. */
export function runScenario(
  assessor: Assessor,
  subject: Subject,
  settled: Settled,
  facts: ReadonlyMap<OperatorSetKey, SetFacts>,
): ScenarioResult {
  const { network, assumptions } = assessor
  const { shock, coalition } = shockOf(settled, facts)
  const loss = scenarioLoss(subject, shock)
  const hits = hitsOf(network, shock)
  const slashes = new Map<Address, number>()
  for (const { set } of hits) {
    const avs = set.slice(0, 42) as Address
    slashes.set(avs, (slashes.get(avs) ?? 0) + 1)
  }
  const weights = subject.parts.map(({ weight }) => weight)
  const left = subject.parts.map(({ weight }, i) => weight * (loss.kept[i] ?? 0))
  const sum = left.reduce((all, one) => all + one, 0)
  return {
    loss,
    hits,
    lostWei: hits.reduce((all, { lostWei }) => all + lostWei, 0n),
    complete: hits.every(({ complete }) => complete),
    coalition,
    beacon: settled.operator === null ? 0 : shock.beacon(settled.operator),
    before: exposureOf(inputOf(assessor, subject, weights), assumptions),
    after: exposureOf(
      inputOf(assessor, subject, sum > 0 ? left.map((one) => one / sum) : weights, {
        shock,
        slashes,
      }),
      assumptions,
    ),
  }
}

function inputOf(
  assessor: Assessor,
  subject: Subject,
  weights: readonly number[],
  after?: { shock: Shock; slashes: ReadonlyMap<Address, number> },
): ExposureInput {
  const byOperator = new Map<Address, Record<Address, number>>()
  subject.parts.forEach(({ operator, strategy, restaked }, i) => {
    if (operator === null || !restaked) return
    const own = byOperator.get(operator as Address) ?? {}
    own[strategy as Address] = (own[strategy as Address] ?? 0) + (weights[i] ?? 0)
    byOperator.set(operator as Address, own)
  })
  const pairs: ExposurePair[] = []
  for (const [address, own] of byOperator) {
    const known = assessor.operatorOf(address)
    if (!known) continue
    const stake = Object.fromEntries(Object.keys(own).map((strategy) => [strategy, 1n]))
    const operator = after ? slashedOperator(known, after.shock) : known
    for (const pair of assessor.pairsOf(operator, stake, own))
      pairs.push({
        ...pair,
        slashes: pair.slashes + (after?.slashes.get(pair.avs as Address) ?? 0),
      })
  }
  const held = subject.wrapped
    ? { product: 'LRT' as const }
    : heldKinds(subject.parts.map(({ kind }, i) => [kind, weights[i] ?? 0]))
  return { pairs, ...held, restaked: true }
}
