import { type CellNetwork, largestLoss } from './cells.ts'
import type { SlashDistribution } from './distribution.ts'
import { drawHits, type Hits } from './rareHits.ts'
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

/**
 * Simulates years of the shared-shock network and keeps who was hit in each. Most years nothing
 * happens: only hits are drawn and stored ({@link drawHits}), so a million years cost what their
 * few hits cost.
 */
export function simulate(
  pairs: number,
  network: CellNetwork,
  { paths, seed }: { paths: number; seed: number },
): SlashDistribution {
  const members = network.cells.flatMap((cell) => cell.members)
  const loss = Float64Array.from(members, (member) => member.loss)
  const random = mulberry32(seed)
  const losses = new Float64Array(paths)
  const counts = new Uint16Array(paths)
  const latest = new Int32Array(paths)
  const batches: { first: number; hits: Hits }[] = []
  for (let first = 0; first < paths; first += BATCH) {
    const hits = drawHits(network, Math.min(BATCH, paths - first), random)
    for (let i = 0; i < hits.size; i++) {
      const year = first + hits.years[i]!
      const member = hits.members[i]!
      losses[year]! += loss[member]!
      counts[year]!++
      latest[year] = member
    }
    batches.push({ first, hits })
  }
  const { values, probabilities, quiet } = atomsOf(losses, counts, latest, loss)
  let atoms: Int32Array | undefined
  return {
    values,
    probabilities,
    size: pairs,
    method: 'montecarlo',
    paths,
    largest: largestLoss(network),
    pNone: () => quiet / paths,
    contributions(g) {
      atoms ??= atomOfYears(values, losses, counts)
      const result = new Float64Array(network.entries)
      for (const { first, hits } of batches) {
        for (let i = 0; i < hits.size; i++) {
          const value = g[atoms[first + hits.years[i]!]!]!
          if (value === 0) continue
          for (const [index, loss] of members[hits.members[i]!]!.booked) {
            result[index]! += (value / paths) * loss
          }
        }
      }
      return result
    },
  }
}

/** Years drawn at a time: as many as stay in the processor's cache. */
const BATCH = 32_768

/**
 * Sorted losses with their frequencies, equal ones merged. Years with one hit repeat the losses of
 * single members, so they are counted; only years with several hits are sorted.
 */
function atomsOf(
  losses: Float64Array,
  counts: Uint16Array,
  latest: Int32Array,
  loss: Float64Array,
): { values: Float64Array; probabilities: Float64Array; quiet: number } {
  const alone = new Float64Array(loss.length)
  const several = new Float64Array(losses.length)
  let severalSize = 0
  let quiet = 0
  for (let year = 0; year < losses.length; year++) {
    const count = counts[year]!
    if (count === 0) quiet++
    else if (count > 1) several[severalSize++] = losses[year]!
    else alone[latest[year]!]!++
  }
  const single = Array.from(alone, (count, i) => [loss[i]!, count] as const).sort(
    (a, b) => a[0] - b[0],
  )
  const sorted = several.subarray(0, severalSize).sort()

  const values: number[] = []
  const frequencies: number[] = []
  const add = (value: number, count: number) => {
    if (count === 0) return
    if (values.length > 0 && value - values.at(-1)! <= EPSILON) {
      frequencies[frequencies.length - 1]! += count
    } else {
      values.push(value)
      frequencies.push(count)
    }
  }
  add(0, quiet)
  let next = 0
  for (const value of sorted) {
    while (next < single.length && single[next]![0] <= value) add(...single[next++]!)
    add(value, 1)
  }
  while (next < single.length) add(...single[next++]!)
  return {
    values: Float64Array.from(values),
    probabilities: Float64Array.from(frequencies, (count) => count / losses.length),
    quiet,
  }
}

/** For each year the index of its value: the last one not above its loss (within rounding). */
function atomOfYears(values: Float64Array, losses: Float64Array, counts: Uint16Array): Int32Array {
  const atoms = new Int32Array(losses.length)
  for (let year = 0; year < losses.length; year++) {
    if (counts[year] === 0) continue
    const loss = losses[year]! + 1e-15
    let low = 0
    let high = values.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (values[middle]! <= loss) low = middle
      else high = middle - 1
    }
    atoms[year] = low
  }
  return atoms
}
