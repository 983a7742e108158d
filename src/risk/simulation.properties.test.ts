import { describe, expect, it } from 'vitest'
import { cellsOf, type SlashPair } from './cells.ts'
import { commonShock } from './commonShock.ts'
import { drawHits } from './rareHits.ts'
import { mulberry32, simulate } from './simulation.ts'
import { everyEvent, randomPairs } from './testdata/bruteForce.ts'
import { naiveYears } from './testdata/naiveSimulation.ts'

const YEARS = 40_000
const standardError = (p: number) => Math.sqrt((p * (1 - p)) / YEARS)

/** Share of years in which each combination of pairs was hit. */
function frequencies(pairs: readonly SlashPair[], rhoA: number, rhoO: number, seed: number) {
  const network = cellsOf(pairs, { rhoA, rhoO })
  const members = network.cells.flatMap((cell) => cell.members)
  const hits = drawHits(network, YEARS, mulberry32(seed))
  const masks = new Int32Array(YEARS)
  let twice = 0
  for (let i = 0; i < hits.size; i++) {
    const bit = 1 << members[hits.members[i]!]!.booked[0]![0]
    if (masks[hits.years[i]!]! & bit) twice++
    masks[hits.years[i]!]! |= bit
  }
  expect(twice).toBe(0)
  const counts = new Map<number, number>()
  for (const mask of masks) counts.set(mask, (counts.get(mask) ?? 0) + 1 / YEARS)
  return counts
}

describe('years drawn by their rare events', () => {
  it('have the joint distribution of every event written out', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const random = mulberry32(seed)
      const pairs = randomPairs(random, 2, 3, 5).map((pair) => ({ ...pair, p: 3 * pair.p }))
      const [rhoA, rhoO] = [0.3 * random(), 0.6 * random()]
      const drawn = frequencies(pairs, rhoA, rhoO, seed)
      for (const { p, hits } of everyEvent(pairs, rhoA, rhoO)) {
        const mask = hits.reduce((bits, hit, i) => (hit ? bits | (1 << i) : bits), 0)
        const gap = Math.abs((drawn.get(mask) ?? 0) - p)
        expect(gap).toBeLessThan(4.5 * standardError(p) + 2 / YEARS)
      }
    }
  })

  it('keep the marginals from never to always, the rarer of a cell only with the likelier', () => {
    const pair = (set: string, p: number): SlashPair => ({ op: 'o', set, f: 0.1, w: 1, p })
    const pairs = [
      pair('never', 0),
      pair('rare', 3e-5),
      pair('cell', 0.2),
      pair('cell', 0.5),
      pair('likely', 0.97),
      pair('sure', 1),
    ]
    for (const [rhoA, rhoO] of [
      [0, 0],
      [0.3, 0.2],
      [1, 0],
      [0, 1],
      [0.6, 0.4],
    ] as const) {
      const drawn = [...frequencies(pairs, rhoA, rhoO, 7)]
      pairs.forEach(({ p }, i) => {
        const share = drawn.reduce((sum, [mask, part]) => ((mask >> i) & 1 ? sum + part : sum), 0)
        expect(Math.abs(share - p)).toBeLessThanOrEqual(4.5 * standardError(p) + 1e-9)
      })
      for (const [mask] of drawn) expect((mask & 4) === 0 || (mask & 8) !== 0).toBe(true)
    }
  })

  it('agree with drawing each year on its own within four standard errors', () => {
    const pairs = randomPairs(mulberry32(9), 3, 5, 15)
    const correlation = { rhoA: 0.3, rhoO: 0.2 }
    const naive = naiveYears(pairs, correlation, { paths: YEARS, seed: 1 })
    const sparse = simulate(pairs.length, cellsOf(pairs, correlation), { paths: YEARS, seed: 1 })
    for (const level of [0, 0.02, 0.05, 0.1]) {
      const a = naive.filter((loss) => loss > level).length / YEARS
      const b = sparse.probabilities.filter((_, i) => sparse.values[i]! > level)
      const share = b.reduce((sum, p) => sum + p, 0)
      expect(Math.abs(a - share)).toBeLessThan(4 * Math.SQRT2 * standardError(a) + 1 / YEARS)
    }
  })

  it('have atoms that add up, and contributions that are their mean', () => {
    const pairs = randomPairs(mulberry32(10), 4, 4, 16)
    const years = simulate(pairs.length, cellsOf(pairs, { rhoA: 0.2, rhoO: 0.2 }), {
      paths: 20_000,
      seed: 5,
    })
    expect(years.probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
    expect([...years.values].every((value, i, all) => i === 0 || value > all[i - 1]!)).toBe(true)
    const mean = years.values.reduce((sum, value, i) => sum + value * years.probabilities[i]!, 0)
    const ones = new Float64Array(years.values.length).fill(1)
    expect(years.contributions(ones).reduce((a, b) => a + b, 0)).toBeCloseTo(mean, 12)
  })

  it('reach the exact tail within four standard errors on random networks', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const pairs = randomPairs(mulberry32(100 + seed), 3, 4, 12)
      const correlation = { rhoA: 0.35, rhoO: 0.25 }
      const exact = commonShock({ pairs, ...correlation })
      const drawn = commonShock({ pairs, ...correlation }, { maxWork: 0, seed, paths: YEARS })
      expect([exact.method, drawn.method]).toEqual(['exact', 'montecarlo'])
      for (const alpha of ['0.95', '0.99']) {
        const gap = Math.abs(drawn.cvar[alpha]! - exact.cvar[alpha]!)
        expect(gap).toBeLessThan(4 * drawn.standardError[alpha]!)
      }
      expect(Math.abs(drawn.el - exact.el)).toBeLessThan((4 * exact.std) / Math.sqrt(YEARS))
      expect(Math.abs(drawn.pNone - exact.pNone)).toBeLessThan(4 * standardError(exact.pNone))
    }
  })

  it('lose nothing in a network without pairs', () => {
    const years = simulate(0, cellsOf([], {}), { paths: 10, seed: 1 })
    expect([...years.values]).toEqual([0])
    expect(years.pNone()).toBe(1)
  })
})
