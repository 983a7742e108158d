import type { SlashPair } from '../cells.ts'
import type { PositionParameters } from '../position.ts'

/** Independent, slow references for the tests: every primitive event written out. */

/** A joint outcome: probability and which pairs are hit. */
export interface JointHit {
  p: number
  hits: boolean[]
}

/**
 * Enumerates AVS shocks, operator shocks, then each pair's three causes (AVS hit, operator hit,
 * own), one by one and without any shortcut.
 */
export function everyEvent(pairs: readonly SlashPair[], rhoA: number, rhoO: number): JointHit[] {
  const lambda = pairs.map(({ p }) => -Math.log(1 - p))
  const sets = [...new Set(pairs.map(({ set }) => set))]
  const operators = [...new Set(pairs.map(({ op }) => op))]
  const most = (which: (pair: SlashPair) => boolean) =>
    Math.max(...pairs.map((pair, i) => (which(pair) ? lambda[i]! : 0)))
  const qA = sets.map((set) => 1 - Math.exp(-rhoA * most((pair) => pair.set === set)))
  const qO = operators.map((op) => 1 - Math.exp(-rhoO * most((pair) => pair.op === op)))
  const byHits = new Map<number, number>()
  const shared = sets.length + operators.length
  for (let state = 0; state < 2 ** shared; state++) {
    let weight = 1
    for (let i = 0; i < shared; i++) {
      const q = i < sets.length ? qA[i]! : qO[i - sets.length]!
      weight *= (state >> i) & 1 ? q : 1 - q
    }
    if (weight === 0) continue
    let outcomes = new Map<number, number>([[0, weight]])
    pairs.forEach((pair, i) => {
      const s = sets.indexOf(pair.set)
      const o = operators.indexOf(pair.op)
      const causes = [1 - Math.exp(-(1 - rhoA - rhoO) * lambda[i]!)]
      if ((state >> s) & 1) causes.push((1 - Math.exp(-rhoA * lambda[i]!)) / qA[s]!)
      if ((state >> (sets.length + o)) & 1) causes.push((1 - Math.exp(-rhoO * lambda[i]!)) / qO[o]!)
      for (const cause of causes) {
        const next = new Map<number, number>()
        for (const [mask, p] of outcomes) {
          const hit = mask | (1 << i)
          next.set(hit, (next.get(hit) ?? 0) + p * cause)
          next.set(mask, (next.get(mask) ?? 0) + p * (1 - cause))
        }
        outcomes = next
      }
    })
    for (const [mask, p] of outcomes) byHits.set(mask, (byHits.get(mask) ?? 0) + p)
  }
  return [...byHits].map(([mask, p]) => ({ p, hits: pairs.map((_, i) => ((mask >> i) & 1) === 1) }))
}

/** CVaR as the minimum over t of t + E[(L−t)⁺]/(1−α): no sorting, no quantile. */
export function cvarByMinimum(outcomes: readonly (readonly [number, number])[], alpha: number) {
  let best = Number.POSITIVE_INFINITY
  for (const [t] of outcomes) {
    let excess = 0
    for (const [loss, p] of outcomes) excess += p * Math.max(0, loss - t)
    best = Math.min(best, t + excess / (1 - alpha))
  }
  return best
}

/** Every joint outcome of a position as [loss, probability]. */
export function everyPositionLoss(parameters: PositionParameters): [number, number][] {
  const { pairs, rhoA = 0, rhoO = 0, beacon = [], layers = [], market = [] } = parameters
  const { exitShare = 1 } = parameters
  const none = (shocks: readonly { p: number }[]) => 1 - shocks.reduce((sum, { p }) => sum + p, 0)
  const beacons = [[0, none(beacon)], ...beacon.map(({ p, loss }) => [loss, p])]
  const prices = [[0, none(market)], ...market.map(({ p, discount }) => [discount, p])]
  const outcomes: [number, number][] = []
  for (const { p: pHit, hits } of everyEvent(pairs, rhoA, rhoO)) {
    let slashed = 0
    pairs.forEach(({ f, w, weight = 1 }, i) => {
      if (hits[i]) slashed += weight * f * w
    })
    for (const [b, pB] of beacons) {
      for (let failed = 0; failed < 2 ** layers.length; failed++) {
        let kept = 1
        let pFailed = 1
        layers.forEach(({ p, w }, i) => {
          const fails = (failed >> i) & 1
          pFailed *= fails ? p : 1 - p
          if (fails) kept *= 1 - w
        })
        for (const [d, pD] of prices) {
          const left = (1 - b!) * (1 - slashed) * kept * (1 - exitShare * d!)
          outcomes.push([1 - left, pHit * pB! * pFailed * pD!])
        }
      }
    }
  }
  return outcomes.filter(([, p]) => p > 0)
}

/** A random network: up to `operators` × `sets` pairs, some missing, allocations within 100%. */
export function randomPairs(
  random: () => number,
  operators: number,
  sets: number,
  mostPairs: number,
): SlashPair[] {
  const pairs: SlashPair[] = []
  for (let o = 0; o < operators; o++) {
    for (let s = 0; s < sets; s++) {
      if (pairs.length >= mostPairs || random() < 0.2) continue
      pairs.push({
        op: `o${o}`,
        set: `s${s}`,
        weight: 1 / operators,
        f: random() / sets,
        w: random(),
        p: random() ** 3 * 0.3,
      })
    }
  }
  return pairs
}
