import { describe, expect, it } from 'vitest'
import type { SlashPair } from './cells.ts'
import { commonShock } from './commonShock.ts'
import { type SlashDistribution, slashDistribution } from './distribution.ts'
import { mulberry32 } from './simulation.ts'
import { discreteRisk, eulerCvar } from './tail.ts'
import { everyEvent, randomPairs } from './testdata/bruteForce.ts'

const lossOf = ({ f, w, weight = 1 }: SlashPair) => weight * f * w
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0)

function mean({ values, probabilities }: SlashDistribution): number {
  return sum(values.map((value, i) => value * probabilities[i]!))
}

/** All the same figures by writing out every event. */
function reference(pairs: readonly SlashPair[], rhoA: number, rhoO: number, alphas: number[]) {
  const joint = everyEvent(pairs, rhoA, rhoO)
  const scenarios = joint.map(
    ({ p, hits }) => [p, pairs.map((pair, i) => (hits[i] ? lossOf(pair) : 0))] as const,
  )
  return {
    risk: discreteRisk({ outcomes: scenarios.map(([p, l]) => [sum(l), p]), alphas }),
    euler: (alpha: number) => eulerCvar({ alpha, scenarios }).contributions,
    pNone: sum(joint.map(({ p, hits }) => (hits.includes(true) ? 0 : p))),
  }
}

describe('commonShock against every event written out', () => {
  it.each([
    [1, 5],
    [2, 3],
    [3, 2],
    [5, 1],
    [3, 3],
  ])('%i operators × %i sets', (operators, sets) => {
    const random = mulberry32(100 * operators + sets)
    for (let round = 0; round < 8; round++) {
      const pairs = randomPairs(random, operators, sets, 8)
      const rhoA = random()
      const rhoO = (1 - rhoA) * random()
      const alphas = [0.5, 0.95, 0.99]
      const actual = commonShock({ pairs, rhoA, rhoO, alphas })
      const expected = reference(pairs, rhoA, rhoO, alphas)
      expect(actual.method).toBe('exact')
      for (const key of ['el', 'std', 'pLoss', 'maxLoss'] as const) {
        expect(actual[key]).toBeCloseTo(expected.risk[key], 10)
      }
      expect(actual.pNone).toBeCloseTo(expected.pNone, 11)
      for (const alpha of alphas) {
        expect(actual.var[alpha]).toBeCloseTo(expected.risk.var[alpha]!, 10)
        expect(actual.cvar[alpha]).toBeCloseTo(expected.risk.cvar[alpha]!, 10)
        expected.euler(alpha).forEach((value, i) => {
          expect(actual.euler[alpha]![i]).toBeCloseTo(value, 10)
        })
      }
    }
  })
})

describe('slashDistribution', () => {
  const figures = (f: number, p: number, n: number) =>
    Array.from({ length: n }, (_, i): SlashPair => ({ op: 'o', set: `s${i}`, f, w: 0.5, p }))
  const cvar99 = (pairs: SlashPair[], rhoA: number, rhoO: number) =>
    commonShock({ pairs, rhoA, rhoO }).cvar['0.99']!

  it('reproduces the headline figures of one and of four sets', () => {
    expect(cvar99(figures(0.25, 0.01, 1), 0.3, 0.2)).toBeCloseTo(0.125, 10)
    expect(cvar99(figures(0.5, 0.01, 1), 0.3, 0.2)).toBeCloseTo(0.25, 10)
    expect(cvar99(figures(1, 0.01, 1), 0.3, 0.2)).toBeCloseTo(0.5, 10)
    expect(cvar99(figures(0.25, 0.01, 4), 0.3, 0.2)).toBeCloseTo(0.21, 2)
  })

  it('spans independent to one common cause for four sets', () => {
    // The sets' marginals stay 1%, so one common cause gives 4·12.5% at 1%.
    expect(cvar99(figures(0.25, 0.01, 4), 0, 0)).toBeCloseTo(0.13, 2)
    expect(cvar99(figures(0.25, 0.01, 4), 0.5, 0.5)).toBeCloseTo(0.315, 3)
    expect(cvar99(figures(0.25, 0.01, 4), 0, 1)).toBeCloseTo(0.5, 10)
  })

  it('has the closed-form mean whatever the correlation', () => {
    const pairs = randomPairs(mulberry32(5), 4, 4, 16)
    const closed = sum(pairs.map((pair) => lossOf(pair) * pair.p))
    for (const [rhoA, rhoO] of [
      [0, 0],
      [0.3, 0.2],
      [1, 0],
      [0, 1],
      [0.5, 0.5],
    ] as const) {
      expect(mean(slashDistribution(pairs, { rhoA, rhoO }))).toBeCloseTo(closed, 12)
    }
  })

  it('stays close to exact on the lattice, with the exact mean and shares that sum up', () => {
    const pairs = randomPairs(mulberry32(6), 3, 5, 15)
    const correlation = { rhoA: 0.3, rhoO: 0.2 }
    const exact = commonShock({ pairs, ...correlation })
    const lattice = commonShock({ pairs, ...correlation }, { maxAtoms: 100 })
    expect(exact.method).toBe('exact')
    expect(lattice.method).toBe('lattice')
    expect(lattice.el).toBeCloseTo(exact.el, 12)
    for (const alpha of ['0.95', '0.99']) {
      expect(lattice.cvar[alpha]).toBeCloseTo(exact.cvar[alpha]!, 4)
      expect(sum(lattice.euler[alpha]!)).toBeCloseTo(lattice.cvar[alpha]!, 10)
      lattice.euler[alpha]!.forEach((value, i) => {
        expect(Math.abs(value - exact.euler[alpha]![i]!)).toBeLessThan(5e-3)
      })
    }
  })

  it('simulates within four standard errors of exact, the same for the same seed', () => {
    const pairs = randomPairs(mulberry32(7), 3, 4, 12)
    const correlation = { rhoA: 0.3, rhoO: 0.2 }
    const exact = commonShock({ pairs, ...correlation })
    const simulated = commonShock({ pairs, ...correlation }, { maxWork: 0, seed: 3 })
    expect(simulated.method).toBe('montecarlo')
    for (const alpha of ['0.95', '0.99']) {
      const error = simulated.standardError[alpha]!
      expect(error).toBeGreaterThan(0)
      expect(Math.abs(simulated.cvar[alpha]! - exact.cvar[alpha]!)).toBeLessThan(4 * error)
      expect(sum(simulated.euler[alpha]!)).toBeCloseTo(simulated.cvar[alpha]!, 9)
    }
    expect(Math.abs(simulated.pNone - exact.pNone)).toBeLessThan(4 * 0.0016)
    const again = commonShock({ pairs, ...correlation }, { maxWork: 0, seed: 3 })
    expect(again.cvar).toEqual(simulated.cvar)
  })

  it('falls back to the lattice for 6 × 10 and to simulation beyond what can be walked', () => {
    const grid = (operators: number, sets: number) =>
      randomPairs(mulberry32(operators), operators, sets, 1000)
    expect(slashDistribution(grid(6, 10), { rhoA: 0.3, rhoO: 0.2 }).method).toBe('lattice')
    const many = slashDistribution(grid(25, 25), { rhoA: 0.3, rhoO: 0.2 }, { paths: 2000 })
    expect(many.method).toBe('montecarlo')
    // Without correlation nothing needs conditioning, however many pairs there are.
    expect(slashDistribution(grid(25, 25), {}).method).toBe('lattice')
  })

  it('merges equal losses, so many equal sets stay exact', () => {
    const distribution = slashDistribution(figures(0.01, 0.02, 60), { rhoO: 0.2 })
    expect(distribution.method).toBe('exact')
    expect(distribution.values.length).toBe(61)
    expect(sum(distribution.probabilities)).toBeCloseTo(1, 12)
  })

  it('takes pairs of one operator and set as one event', () => {
    const pair = { op: 'o', set: 's', w: 0.5, p: 0.01 }
    const twice = commonShock({
      pairs: [
        { ...pair, f: 0.4, weight: 0.25 },
        { ...pair, f: 0.6, weight: 0.75 },
      ],
    })
    expect(twice.pLoss).toBeCloseTo(0.01, 12)
    expect(twice.cvar['0.99']).toBeCloseTo(0.5 * (0.4 * 0.25 + 0.6 * 0.75), 12)
    expect(twice.pNone).toBeCloseTo(0.99, 12)
  })

  it('keeps marginals inside one event even when they differ', () => {
    const pairs = [
      { op: 'o', set: 's', w: 1, f: 0.1, p: 0.01 },
      { op: 'o', set: 's', w: 1, f: 0.2, p: 0.03 },
      { op: 'o', set: 't', w: 1, f: 0.3, p: 0.02 },
    ]
    const { el, euler } = commonShock({ pairs, rhoA: 0.3, rhoO: 0.4, alphas: [0] })
    expect(el).toBeCloseTo(0.001 + 0.006 + 0.006, 12)
    const parts = euler['0']!
    expect([parts[0], parts[1], parts[2]].map((x) => x?.toFixed(12))).toEqual([
      '0.001000000000',
      '0.006000000000',
      '0.006000000000',
    ])
  })

  it('is a point at 0 for nothing, and certain for p = 1', () => {
    expect(commonShock({ pairs: [] })).toMatchObject({ el: 0, pNone: 1, maxLoss: 0, pLoss: 0 })
    const sure = commonShock({
      pairs: [{ op: 'o', set: 's', f: 1, w: 1, p: 1 }],
      rhoA: 0.5,
      rhoO: 0.5,
    })
    expect(sure).toMatchObject({
      el: 1,
      pNone: 0,
      pLoss: 1,
      var: { '0.95': 1 },
      cvar: { '0.99': 1 },
    })
    const never = commonShock({ pairs: [{ op: 'o', set: 's', f: 1, w: 0, p: 0.5 }] })
    expect(never).toMatchObject({ el: 0, maxLoss: 0, pNone: 0.5 })
  })
})
