import { describe, expect, it } from 'vitest'
import { hazardSplit, splitHazards } from './shocks.ts'
import { mulberry32 } from './simulation.ts'
import { everyEvent, randomPairs } from './testdata/bruteForce.ts'

describe('hazardSplit', () => {
  it('keeps every marginal, also with thinning, for any split of the hazard', () => {
    const random = mulberry32(21)
    for (let round = 0; round < 100; round++) {
      const pairs = randomPairs(random, 3, 3, 9)
      const rhoA = random()
      const rhoO = (1 - rhoA) * (round % 3 === 0 ? 1 : random())
      const { marginal } = hazardSplit({ pairs, rhoA, rhoO })
      for (const { op, set, p } of pairs) expect(marginal[`${op}|${set}`]).toBeCloseTo(p, 12)
    }
  })

  it('keeps the marginals in the joint distribution as well', () => {
    const pairs = randomPairs(mulberry32(22), 2, 3, 6)
    const joint = everyEvent(pairs, 0.4, 0.35)
    expect(joint.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 12)
    pairs.forEach(({ p }, i) => {
      const hit = joint.reduce((sum, event) => (event.hits[i] ? sum + event.p : sum), 0)
      expect(hit).toBeCloseTo(p, 12)
    })
  })

  it('survives p = 0 and p = 1 with any correlation', () => {
    for (const [rhoA, rhoO] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [0.3, 0.2],
      [0.9, 0.1],
    ] as const) {
      const pairs = [
        { op: 'o', set: 'sure', p: 1 },
        { op: 'o', set: 'never', p: 0 },
        { op: 'o', set: 'rare', p: 0.02 },
      ]
      const { marginal } = hazardSplit({ pairs, rhoA, rhoO })
      expect(marginal['o|sure']).toBe(1)
      expect(marginal['o|never']).toBe(0)
      expect(marginal['o|rare']).toBeCloseTo(0.02, 12)
    }
  })

  it('shares the AVS shock between sets of one AVS when told so', () => {
    const [a, b] = splitHazards(
      [
        { op: 'o', set: 's1', avs: 'x', p: 0.01 },
        { op: 'o', set: 's2', avs: 'x', p: 0.04 },
      ],
      { rhoA: 0.5 },
    )
    expect(a?.qA).toBe(b?.qA)
    expect(b?.tA).toBe(1)
    expect(a?.tA).toBeLessThan(1)
  })

  it('refuses impossible inputs', () => {
    expect(() => hazardSplit({ pairs: [], rhoA: 0.7, rhoO: 0.4 })).toThrow(RangeError)
    expect(() => hazardSplit({ pairs: [{ op: 'o', set: 's', p: 1.1 }] })).toThrow(RangeError)
    expect(hazardSplit({ pairs: [], rhoA: 0.3, rhoO: 0.2 }).marginal).toEqual({})
  })
})
