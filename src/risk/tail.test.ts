import { describe, expect, it } from 'vitest'
import { mulberry32 } from './simulation.ts'
import { discreteRisk, eulerCvar } from './tail.ts'
import { cvarByMinimum } from './testdata/bruteForce.ts'

describe('discreteRisk', () => {
  it('agrees with the minimum formula of CVaR on random distributions with ties', () => {
    const random = mulberry32(11)
    for (let round = 0; round < 200; round++) {
      const raw = Array.from({ length: 2 + Math.floor(random() * 9) }, () => [
        Math.round(random() * 8) / 10,
        random(),
      ])
      const mass = raw.reduce((sum, [, p]) => sum + p!, 0)
      const outcomes = raw.map(([loss, p]) => [loss!, p! / mass] as const)
      const alphas = [0, 0.5, 0.9, 0.95, 0.99]
      const risk = discreteRisk({ outcomes, alphas })
      for (const alpha of alphas) {
        expect(risk.cvar[alpha]).toBeCloseTo(cvarByMinimum(outcomes, alpha), 11)
        const below = outcomes.reduce(
          (sum, [l, p]) => (l <= risk.var[alpha]! + 1e-12 ? sum + p : sum),
          0,
        )
        expect(below).toBeGreaterThanOrEqual(alpha - 1e-12)
      }
    }
  })

  it('gives EL/(1−α) where nothing is lost at VaR', () => {
    const {
      el,
      var: vars,
      cvar,
    } = discreteRisk({
      outcomes: [
        [0, 0.995],
        [0.3, 0.005],
      ],
    })
    expect(vars['0.99']).toBe(0)
    expect(cvar['0.99']).toBeCloseTo(el / 0.01, 12)
  })

  it('handles no outcomes, impossible outcomes and the level 1', () => {
    expect(discreteRisk({ outcomes: [] })).toMatchObject({ el: 0, maxLoss: 0, cvar: { '0.99': 0 } })
    const risk = discreteRisk({
      outcomes: [
        [0.1, 1],
        [0.9, 0],
      ],
      alphas: [1],
    })
    expect(risk).toMatchObject({ maxLoss: 0.1, var: { '1': 0.1 }, cvar: { '1': 0.1 } })
  })

  it('takes what the probabilities lack to 1 for years without loss', () => {
    const random = mulberry32(13)
    for (let round = 0; round < 100; round++) {
      const told = Array.from(
        { length: Math.floor(5 * random()) },
        () => [Math.round(random() * 8) / 10 - 0.1, 0.2 * random()] as const,
      )
      const rest = told.reduce((left, [, p]) => left - p, 1)
      const alphas = [0, 0.5, 0.9, 0.99]
      const short = discreteRisk({ outcomes: told, alphas })
      const whole = discreteRisk({ outcomes: [...told, [0, rest]], alphas })
      for (const key of ['el', 'std', 'pLoss', 'maxLoss'] as const)
        expect(short[key]).toBeCloseTo(whole[key], 12)
      for (const alpha of alphas) {
        expect(short.var[alpha]).toBeCloseTo(whole.var[alpha]!, 12)
        expect(short.cvar[alpha]).toBeCloseTo(whole.cvar[alpha]!, 12)
      }
    }
    const rare = { alpha: 0.99, scenarios: [[0.005, [0.1, 0.3]]] as const }
    expect(eulerCvar(rare).contributions[0]).toBeCloseTo(0.05, 12)
    expect(eulerCvar(rare)).toMatchObject({ var: 0 })
    expect(eulerCvar(rare).cvar).toBeCloseTo(0.2, 12)
  })

  it('takes a level on a step of the distribution for reached', () => {
    // 0.1 + 0.2 + 0.6 falls just short of 0.9 in binary.
    const outcomes = [
      [0, 0.1],
      [0.1, 0.2],
      [0.2, 0.6],
      [0.9, 0.1],
    ] as const
    expect(discreteRisk({ outcomes, alphas: [0.9] }).var['0.9']).toBe(0.2)
    expect(discreteRisk({ outcomes, alphas: [0.9] }).cvar['0.9']).toBeCloseTo(0.9, 12)
    expect(discreteRisk({ outcomes, alphas: [0.3] }).var['0.3']).toBe(0.1)
  })

  it('refuses a level outside 0…1', () => {
    expect(() => discreteRisk({ outcomes: [[0, 1]], alphas: [1.2] })).toThrow(RangeError)
  })
})

describe('eulerCvar', () => {
  it('always sums to CVaR, with ties at VaR', () => {
    const random = mulberry32(12)
    for (let round = 0; round < 100; round++) {
      const raw = Array.from({ length: 12 }, () => ({
        p: random(),
        losses: [0, 1, 2].map(() => Math.round(random() * 3) / 10),
      }))
      const mass = raw.reduce((sum, { p }) => sum + p, 0)
      const scenarios = raw.map(({ p, losses }) => [p / mass, losses] as const)
      for (const alpha of [0.3, 0.9, 0.99, 1]) {
        const { contributions, cvar } = eulerCvar({ alpha, scenarios })
        expect(contributions.reduce((a, b) => a + b)).toBeCloseTo(cvar, 11)
      }
    }
  })
})
