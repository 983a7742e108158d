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
