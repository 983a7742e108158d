import { type CellNetwork, hitProbability, largestLoss } from './cells.ts'
import type { SlashDistribution } from './distribution.ts'
import { EPSILON } from './tail.ts'

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

/** Simulates years of the shared-shock network and keeps who was hit in each. */
export function simulate(
  pairs: number,
  network: CellNetwork,
  { paths, seed }: { paths: number; seed: number },
): SlashDistribution {
  const members = network.cells.flatMap((cell) => cell.members)
  const { hits, ends } = draw(network, paths, seed)
  const losses = new Float64Array(paths)
  let quietYears = 0
  for (let path = 0, at = 0; path < paths; path++) {
    if (at === ends[path]!) quietYears++
    for (; at < ends[path]!; at++) losses[path]! += members[hits[at]!]!.loss
  }
  const { values, probabilities } = atomsOf(losses)
  return {
    values,
    probabilities,
    method: 'montecarlo',
    paths,
    largest: largestLoss(network),
    pNone: () => quietYears / paths,
    contributions(g) {
      const result = new Float64Array(pairs)
      for (let path = 0, at = 0; path < paths; path++) {
        const value = ends[path]! > at ? g[indexOf(values, losses[path]!)]! / paths : 0
        if (value === 0) {
          at = ends[path]!
          continue
        }
        for (; at < ends[path]!; at++) {
          const member = members[hits[at]!]!
          result[member.pair]! += value * member.loss
        }
      }
      return result
    },
  }
}

/** Sorted losses with their frequencies, equal ones merged. */
function atomsOf(losses: Float64Array): { values: Float64Array; probabilities: Float64Array } {
  const sorted = Float64Array.from(losses).sort()
  const values: number[] = []
  const counts: number[] = []
  for (const loss of sorted) {
    if (values.length > 0 && loss - values.at(-1)! <= EPSILON) counts[counts.length - 1]!++
    else {
      values.push(loss)
      counts.push(1)
    }
  }
  return {
    values: Float64Array.from(values),
    probabilities: Float64Array.from(counts, (count) => count / losses.length),
  }
}

/** Indices of the members hit in each year, one year after the other; `ends` closes each year. */
function draw(
  network: CellNetwork,
  paths: number,
  seed: number,
): { hits: Int32Array; ends: Int32Array } {
  const random = mulberry32(seed)
  const { cells, operators, avss } = network
  const operatorCame = new Uint8Array(operators.length)
  const avsCame = new Uint8Array(avss.length)
  const first: number[] = []
  let size = 0
  for (const cell of cells) {
    first.push(size)
    size += cell.members.length
  }
  // Probability of each member in the four states of its two shared shocks.
  const chances = Float64Array.from(
    cells.flatMap((cell) =>
      cell.members.flatMap((member) =>
        [0, 1, 2, 3].map((s) => hitProbability(member, s & 1, s >> 1)),
      ),
    ),
  )
  const ends = new Int32Array(paths)
  let hits = new Int32Array(Math.max(1024, paths))
  let count = 0
  for (let path = 0; path < paths; path++) {
    for (let i = 0; i < operators.length; i++) operatorCame[i] = random() < operators[i]! ? 1 : 0
    for (let i = 0; i < avss.length; i++) avsCame[i] = random() < avss[i]! ? 1 : 0
    if (count + size > hits.length) {
      const grown = new Int32Array(2 * hits.length + size)
      grown.set(hits)
      hits = grown
    }
    for (let c = 0; c < cells.length; c++) {
      const cell = cells[c]!
      const shocks = avsCame[cell.avs]! + 2 * operatorCame[cell.operator]!
      const luck = random()
      const end = first[c]! + cell.members.length
      for (let m = first[c]!; m < end && luck < chances[4 * m + shocks]!; m++) hits[count++] = m
    }
    ends[path] = count
  }
  return { hits, ends }
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
