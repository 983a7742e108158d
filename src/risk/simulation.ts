import { type CellNetwork, hitProbability } from './cells.ts'
import type { SlashDistribution } from './distribution.ts'

/** Small seeded generator of numbers in [0, 1) (mulberry32): same seed, same numbers. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Simulates years of the shared-shock network. Contributions replay the same seeded years, so only
 * the loss of each year is kept.
 */
export function simulate(
  pairs: number,
  network: CellNetwork,
  { paths, seed }: { paths: number; seed: number },
): SlashDistribution {
  const losses = new Float64Array(paths)
  let quietYears = 0
  replay(network, paths, seed, (path, hits, count) => {
    if (count === 0) quietYears++
    let loss = 0
    for (let i = 0; i < count; i++)
      loss += network.cells[hits[2 * i]!]!.members[hits[2 * i + 1]!]!.loss
    losses[path] = loss
  })
  const sorted = Float64Array.from(losses).sort()
  const values: number[] = []
  const probabilities: number[] = []
  for (const loss of sorted) {
    if (values.length > 0 && loss - values.at(-1)! <= 1e-12) {
      probabilities[probabilities.length - 1]! += 1 / paths
    } else {
      values.push(loss)
      probabilities.push(1 / paths)
    }
  }
  const support = Float64Array.from(values)
  return {
    values: support,
    probabilities: Float64Array.from(probabilities),
    method: 'montecarlo',
    paths,
    pNone: () => quietYears / paths,
    contributions(g) {
      const result = new Float64Array(pairs)
      replay(network, paths, seed, (path, hits, count) => {
        const value = g[indexOf(support, losses[path]!)]!
        if (value === 0) return
        for (let i = 0; i < count; i++) {
          const member = network.cells[hits[2 * i]!]!.members[hits[2 * i + 1]!]!
          result[member.pair]! += (value * member.loss) / paths
        }
      })
      return result
    },
  }
}

/** Visits each simulated year with its hits as flat (cell, member) index pairs. */
function replay(
  network: CellNetwork,
  paths: number,
  seed: number,
  visit: (path: number, hits: Int32Array, count: number) => void,
): void {
  const random = mulberry32(seed)
  const { cells, operators, avss } = network
  const operatorCame = new Uint8Array(operators.length)
  const avsCame = new Uint8Array(avss.length)
  // Probabilities of each member in the four states of its two shared shocks.
  const table = cells.map((cell) =>
    cell.members.map((member) => [0, 1, 2, 3].map((s) => hitProbability(member, s & 1, s >> 1))),
  )
  const hits = new Int32Array(2 * cells.reduce((sum, cell) => sum + cell.members.length, 0))
  for (let path = 0; path < paths; path++) {
    for (let i = 0; i < operators.length; i++) operatorCame[i] = random() < operators[i]! ? 1 : 0
    for (let i = 0; i < avss.length; i++) avsCame[i] = random() < avss[i]! ? 1 : 0
    let count = 0
    for (let c = 0; c < cells.length; c++) {
      const cell = cells[c]!
      const shocks = avsCame[cell.avs]! + 2 * operatorCame[cell.operator]!
      const draw = random()
      for (let m = 0; m < cell.members.length && draw < table[c]![m]![shocks]!; m++) {
        hits[2 * count] = c
        hits[2 * count + 1] = m
        count++
      }
    }
    visit(path, hits, count)
  }
}

/** Index of the last value not above `loss` (within rounding). */
function indexOf(values: Float64Array, loss: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (values[middle]! <= loss + 1e-15) low = middle
    else high = middle - 1
  }
  return low
}
