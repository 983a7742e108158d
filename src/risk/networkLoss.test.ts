import { expect, it } from 'vitest'
import type { SlashPair } from './cells.ts'
import { certificateSteps, certificates } from './certificates.ts'
import { commonShock } from './commonShock.ts'
import { type NetworkLoss, networkLossSteps } from './networkLoss.ts'
import { mulberry32 } from './simulation.ts'
import { syntheticNetwork } from './syntheticNetwork.ts'

/** Many small blocks, so that there is an exact answer to compare a forced simulation with. */
function pairsOf(operators: number, sets: number): SlashPair[] {
  const random = mulberry32(91)
  return Array.from({ length: operators * sets }, (_, i) => ({
    op: `o${i % operators}`,
    set: `s${Math.floor(i / operators)}`,
    weight: 1 / operators,
    f: random() / sets,
    w: 0.5,
    p: 0.02,
  }))
}

function finish(steps: ReturnType<typeof networkLossSteps>): [NetworkLoss, number[]] {
  const done: number[] = []
  for (;;) {
    const step = steps.next()
    if (step.done) return [step.value, done]
    done.push(step.value)
  }
}

const correlation = { rhoA: 0.3, rhoO: 0.2 }

it('is exact where it can be, with no error to tell', () => {
  const pairs = pairsOf(4, 3)
  const [loss, done] = finish(networkLossSteps(pairs, correlation))
  const exact = commonShock({ pairs, ...correlation })
  expect(loss).toMatchObject({ standardError: 0, paths: 0 })
  expect(loss.cvar).toBeCloseTo(exact.cvar['0.99']!, 9)
  expect(loss.el).toBeCloseTo(exact.el, 12)
  expect(done).toEqual([])
})

it('simulates what is too large, reports on the way, and comes within four standard errors', () => {
  // Twenty-four operators and sets cannot be walked; two seeds must agree.
  const pairs = pairsOf(24, 24)
  const [loss, done] = finish(networkLossSteps(pairs, correlation, { batch: 4_000, batches: 4 }))
  expect(loss).toMatchObject({ method: 'montecarlo', paths: 16_000 })
  expect(done).toEqual([0.25, 0.5, 0.75, 1])
  const [other] = finish(
    networkLossSteps(pairs, correlation, { seed: 77, batch: 6_000, batches: 4 }),
  )
  const error = Math.hypot(loss.standardError, other.standardError)
  expect(error).toBeGreaterThan(0)
  expect(Math.abs(loss.cvar - other.cvar)).toBeLessThan(4 * error)
  const [again] = finish(networkLossSteps(pairs, correlation, { batch: 4_000, batches: 4 }))
  expect(again).toEqual(loss)
})

it('loses nothing where nothing can be slashed', () => {
  expect(finish(networkLossSteps([], correlation))[0]).toMatchObject({ el: 0, cvar: 0 })
})

it('proves the same certificates step by step', () => {
  const { graph } = syntheticNetwork({ operators: 60, avss: 12, seed: 3 })
  const steps = certificateSteps(graph)
  const seen = new Set<string>()
  let step = steps.next()
  while (!step.done) {
    expect(step.value.done).toBeGreaterThanOrEqual(0)
    expect(step.value.done).toBeLessThanOrEqual(1)
    seen.add(step.value.of)
    step = steps.next()
  }
  expect(step.value).toEqual(certificates(graph))
  expect([...seen]).toEqual(['eigenLayer', 'splitFractional', 'reweighted', 'greedyUpper'])
})
