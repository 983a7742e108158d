import { describe, expect, it } from 'vitest'
import { type Position, type PositionParameters, position } from './position.ts'
import { mulberry32 } from './simulation.ts'
import { discreteRisk } from './tail.ts'
import { cvarByMinimum, everyPositionLoss, randomPairs } from './testdata/bruteForce.ts'

const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0)

function randomPosition(seed: number): PositionParameters {
  const random = mulberry32(seed)
  return {
    pairs: randomPairs(random, 1 + (seed % 3), 1 + (seed % 2), 5),
    rhoA: 0.3,
    rhoO: 0.2,
    beacon: [
      { p: 0.01 * random(), loss: 0.01 },
      { p: 0.004, loss: random() },
    ],
    layers: [
      { name: 'inner', p: 0.01 * random(), w: 0.5 },
      { name: 'outer', p: 0.01 * random(), w: 1 },
    ],
    market: [
      { p: 0.04, discount: 0.03 },
      { p: 0.02 * random(), discount: 0.1 },
    ],
    exitShare: random(),
    apr: 0.05,
    aprBase: 0.03,
  }
}

describe('position against every event written out', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('random position %i', (seed) => {
    const parameters = randomPosition(seed)
    const actual = position(parameters)
    const all = everyPositionLoss(parameters)
    const risk = discreteRisk({ outcomes: all })
    expect(actual.el).toBeCloseTo(risk.el, 10)
    expect(actual.pLoss).toBeCloseTo(risk.pLoss, 10)
    expect(actual.maxLoss).toBeCloseTo(risk.maxLoss, 10)
    for (const alpha of [0.95, 0.99]) {
      expect(actual.var[alpha]).toBeCloseTo(risk.var[alpha]!, 10)
      expect(actual.cvar[alpha]).toBeCloseTo(cvarByMinimum(all, alpha), 9)
    }
    const without = everyPositionLoss({ ...parameters, layers: [] })
    expect(actual.exposure / 100).toBeCloseTo(cvarByMinimum(without, 0.99), 9)
  })
})

describe('position', () => {
  it('splits every total without a remainder', () => {
    for (let seed = 20; seed < 30; seed++) {
      const p = position(randomPosition(seed))
      for (const part of [p.elAttribution, ...Object.values(p.attribution)]) {
        const layers = sum(Object.values(part.layers))
        expect(part.beacon + part.avs + layers + part.market).toBeCloseTo(part.total, 11)
        expect(sum(part.pairs)).toBeCloseTo(part.avs, 11)
      }
      expect(p.attribution['0.99']?.total).toBeCloseTo(p.cvar['0.99']!, 11)
      const { beacon, avs, market, pairs, total } = p.exposureAttribution
      expect(beacon + avs + market).toBeCloseTo(p.exposure / 100, 11)
      expect(sum(pairs)).toBeCloseTo(avs, 11)
      expect(total).toBeCloseTo(p.exposure / 100, 11)
    }
  })

  it('does not depend on how exposures are merged: two halves of a pair make the pair', () => {
    const parameters = randomPosition(3)
    const [first, ...rest] = parameters.pairs
    const half = { ...first!, weight: (first!.weight ?? 1) / 2 }
    const split = position({ ...parameters, pairs: [half, half, ...rest] })
    const whole = position(parameters)
    expect(split.exposure).toBeCloseTo(whole.exposure, 9)
    expect(split.cvar['0.99']).toBeCloseTo(whole.cvar['0.99']!, 11)
  })

  it('leaves out what was not given', () => {
    const bare: Position = position({ pairs: [] })
    expect(bare).toMatchObject({
      el: 0,
      exposure: 0,
      starr: null,
      riskAdjustedApr: null,
      maxLoss: 0,
    })
    const one = position({ pairs: [{ op: 'o', set: 's', f: 0.5, w: 0.5, p: 0.01 }], apr: 0.04 })
    expect(one.exposure).toBeCloseTo(25, 9)
    expect(one.starr).toBeNull()
    expect(one.riskAdjustedApr).toBeCloseTo(0.04 - 0.0025, 12)
  })

  it('takes a certain and total contract failure', () => {
    const p = position({
      pairs: [{ op: 'o', set: 's', f: 0.5, w: 0.5, p: 0.01 }],
      layers: [{ name: 'core', p: 1, w: 1 }],
      alphas: [0.5, 1],
    })
    expect(p.cvar).toEqual({ '0.5': 1, '1': 1 })
    expect(p.contractFailure).toEqual({ p: 1, el: 1 })
    expect(p.attribution['0.5']?.total).toBeCloseTo(1, 12)
  })

  it('refuses alternatives that are likelier than certain', () => {
    const beacon = [
      { p: 0.6, loss: 0.1 },
      { p: 0.5, loss: 0.2 },
    ]
    expect(() => position({ pairs: [], beacon })).toThrow(RangeError)
  })
})
