import { type UniqueStakeSets, uniqueStakeSets } from '../../risk/attack.ts'
import { type Certificates, certificateSteps } from '../../risk/certificates.ts'
import { restakingGraph } from '../../risk/graph.ts'
import { type NetworkLoss, networkLossSteps } from '../../risk/networkLoss.ts'
import type { LabQuestion } from './question.ts'

/** What the lab finds; parts come one after the other. With profits of 1, 1 + γ is the break-even profit. */
export interface LabAnswers {
  pooled: Certificates & {
    /** γ itself, where coalitions can be listed. */
    exact: number | null
  }
  unique: UniqueStakeSets
  loss: NetworkLoss
}

/** What the lab says on its way. */
export type LabStep =
  | { readonly type: 'progress'; readonly part: 'pooled' | 'loss'; readonly done: number }
  | {
      [part in keyof LabAnswers]: { readonly type: part; readonly answer: LabAnswers[part] }
    }[keyof LabAnswers]

/** Up to here coalitions are listed; beyond, the certificates stand alone. */
const LISTED = 18

/** Share of the bar that each certificate takes, by how long they are on a large network. */
const SHARES = { eigenLayer: 0.02, splitFractional: 0.03, reweighted: 0.25, greedyUpper: 0.7 }
const ORDER = ['eigenLayer', 'splitFractional', 'reweighted', 'greedyUpper'] as const

/** Works a question out in small steps. */
export function* labSteps({ graph, sets, pairs, rhoA, rhoO }: LabQuestion): Generator<LabStep> {
  const steps = certificateSteps(graph)
  for (;;) {
    const step = steps.next()
    if (step.done) {
      const exact = graph.stake.length <= LISTED ? restakingGraph(graph).gamma : null
      yield { type: 'pooled', answer: { ...step.value, exact } }
      break
    }
    const { of, done } = step.value
    const before = ORDER.slice(0, ORDER.indexOf(of)).reduce((sum, name) => sum + SHARES[name], 0)
    yield { type: 'progress', part: 'pooled', done: before + SHARES[of] * done }
  }
  yield { type: 'unique', answer: uniqueStakeSets({ sets }) }
  const loss = networkLossSteps(pairs, { rhoA, rhoO })
  for (;;) {
    const step = loss.next()
    if (step.done) {
      yield { type: 'loss', answer: step.value }
      return
    }
    yield { type: 'progress', part: 'loss', done: step.value }
  }
}
