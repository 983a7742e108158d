import { describe, expect, it } from 'vitest'
import { uniqueStakeSets } from './attack.ts'
import { restakingGraph, type Service, worstCaseLoss } from './graph.ts'
import { mulberry32 } from './simulation.ts'

/** R_ψ by its definition: every removed set, every coalition of the rest, every service. */
function worstByDefinition(
  stake: readonly number[],
  services: readonly Service[],
  psi: number,
): number {
  const n = stake.length
  const all = stake.reduce((sum, value) => sum + value, 0)
  const held = (validators: readonly number[], mask: number) =>
    validators.reduce((sum, v) => sum + ((mask >> v) & 1 ? stake[v]! : 0), 0)
  const everybody = [...stake.keys()]
  let worst = 0
  for (let removed = 0; removed < 2 ** n; removed++) {
    if (held(everybody, removed) > psi * all + 1e-12) continue
    for (let coalition = 0; coalition < 2 ** n; coalition++) {
      if (coalition & removed) continue
      let profit = 0
      for (const service of services) {
        const left = held(service.validators, ~removed)
        if (held(service.validators, coalition) >= service.alpha * left - 1e-12)
          profit += service.profit
      }
      const cost = held(everybody, coalition)
      if (profit > cost + 1e-12) worst = Math.max(worst, cost)
    }
  }
  return Math.min(1, psi + worst / all)
}

describe('worstCaseLoss', () => {
  it('is the definition, on random small networks with odd ones among them', () => {
    const random = mulberry32(81)
    let attacked = 0
    for (let round = 0; round < 120; round++) {
      const stake: number[] = Array.from({ length: 1 + Math.floor(6 * random()) }, () =>
        random() < 0.1 ? 0 : Math.ceil(6 * random()),
      )
      if (!stake.some((value) => value > 0)) stake[0] = 1
      const services = Array.from({ length: Math.floor(4 * random()) }, () => ({
        profit: random() < 0.1 ? 0 : 6 * random(),
        alpha: [1 / 3, 1 / 2, 2 / 3, 1][Math.floor(4 * random())]!,
        validators: stake.flatMap((_, v) => (random() < 0.6 ? [v] : [])),
      }))
      const psi = [0, 0.1, 0.25, 1 / 3, 0.5][Math.floor(5 * random())]!
      const expected = worstByDefinition(stake, services, psi)
      expect(worstCaseLoss({ stake, services, psi }).R).toBeCloseTo(expected, 10)
      if (expected > psi) attacked++
    }
    expect(attacked).toBeGreaterThan(20)
  })

  it('answers for 18 validators, the shock alone where nobody attacks', () => {
    const random = mulberry32(82)
    const stake = Array.from({ length: 18 }, () => 1 + random())
    const services = (profit: number) =>
      Array.from({ length: 10 }, (_, s) => ({
        profit,
        alpha: 0.5,
        validators: stake.flatMap((_, v) => ((v + s) % 3 === 0 ? [] : [v])),
      }))
    expect(worstCaseLoss({ stake, services: services(0.1), psi: 0.2 }).R).toBeCloseTo(0.2, 12)
    expect(worstCaseLoss({ stake, services: services(9), psi: 0.2 }).R).toBe(1)
  })

  it('loses nothing without stake and only the shock without services', () => {
    expect(worstCaseLoss({ stake: [0, 0], services: [], psi: 0.5 }).R).toBe(0)
    expect(worstCaseLoss({ stake: [1], services: [], psi: 0.5 }).R).toBe(0.5)
    expect(worstCaseLoss({ stake: [], services: [], psi: 0.5 }).R).toBe(0)
  })
})

describe('uniqueStakeSets', () => {
  it('is the pooled graph with one node for each allocation', () => {
    const random = mulberry32(83)
    for (let round = 0; round < 60; round++) {
      const sets = Array.from({ length: 1 + Math.floor(3 * random()) }, () => ({
        members: Array.from({ length: 1 + Math.floor(4 * random()) }, () => {
          const stake = random()
          return { weight: stake, slashable: stake }
        }),
        profit: random() < 0.1 ? 0 : 2 * random(),
        theta: [1 / 3, 1 / 2, 2 / 3][Math.floor(3 * random())]!,
      }))
      const stake = sets.flatMap(({ members }) => members.map(({ slashable }) => slashable))
      let next = 0
      const services = sets.map(({ members, profit, theta }) => ({
        profit,
        alpha: theta,
        validators: members.map(() => next++),
      }))
      const graph = restakingGraph({ stake, services })
      const { gamma, attackerGain } = uniqueStakeSets({ sets })
      expect(attackerGain).toBeCloseTo(graph.maxNetProfit!, 10)
      expect(gamma ?? -9).toBeCloseTo(graph.gamma ?? -9, 10)
    }
  })

  it('knows sets without members, without votes and without profit', () => {
    const nobody = { members: [], profit: 3, theta: 0.5 }
    const harmless = { members: [{ weight: 1, slashable: 1 }], profit: 0, theta: 0.5 }
    expect(uniqueStakeSets({ sets: [] })).toEqual({ gamma: null, attackerGain: 0, costs: [] })
    expect(uniqueStakeSets({ sets: [nobody, harmless] })).toEqual({
      gamma: -1,
      attackerGain: 3,
      costs: [0, 1],
    })
  })
})
