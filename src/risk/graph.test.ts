import { describe, expect, it } from 'vitest'
import { attackHazard, avsEconomics } from './attack.ts'
import { concentration, dilution } from './concentration.ts'
import { fractionalCover, minimumCover } from './cover.ts'
import { cascadeBound, restakingGraph, worstCaseLoss } from './graph.ts'
import { mulberry32 } from './simulation.ts'

function randomGraph(random: () => number) {
  const stake = Array.from({ length: 3 + Math.floor(random() * 4) }, () => 1 + random())
  const services = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
    const validators = stake.flatMap((_, v) => (random() < 0.7 ? [v] : []))
    return {
      profit: random(),
      alpha: [1 / 3, 1 / 2, 1][Math.floor(random() * 3)]!,
      validators: validators.length > 0 ? validators : [0],
    }
  })
  return { stake, services }
}

describe('restakingGraph', () => {
  it('certifies only what is true, each certificate at least as good as the one before', () => {
    const random = mulberry32(41)
    for (let round = 0; round < 60; round++) {
      const g = restakingGraph(randomGraph(random))
      const slack = 1e-9
      expect(g.gammaCertEigenLayer!).toBeLessThanOrEqual(g.gammaCertSplitFractional! + slack)
      expect(g.gammaCertSplitFractional!).toBeLessThanOrEqual(g.gammaCertSplitExact! + slack)
      expect(g.gammaCertSplitFractional!).toBeLessThanOrEqual(g.gammaCertReweighted! + slack)
      expect(g.gammaCertSplitExact!).toBeLessThanOrEqual(g.gamma! + slack)
      expect(g.gammaCertReweighted!).toBeLessThanOrEqual(g.gamma! + slack)
      expect(g.secure).toBe(g.gamma! >= -slack)
    }
  })

  it('keeps the loss after a shock below (1 + 1/γ)ψ', () => {
    const random = mulberry32(42)
    for (let round = 0; round < 20; round++) {
      const graph = randomGraph(random)
      const { gamma } = restakingGraph(graph)
      if (gamma === null || gamma <= 0) continue
      const psi = 0.3 * random()
      const { bound } = cascadeBound({ gamma, psi })
      expect(worstCaseLoss({ ...graph, psi }).R).toBeLessThanOrEqual(bound! + 1e-9)
    }
  })

  it('knows no γ without profits and cannot enumerate large graphs', () => {
    const harmless = restakingGraph({
      stake: [1],
      services: [{ profit: 0, alpha: 1, validators: [0] }],
    })
    expect(harmless).toMatchObject({ secure: true, gamma: null, maxNetProfit: 0 })
    const stake = new Array<number>(40).fill(1)
    const services = [{ profit: 10, alpha: 0.5, validators: stake.map((_, v) => v) }]
    const large = restakingGraph({ stake, services })
    expect(large.secure).toBeNull()
    expect(large.gammaCertEigenLayer).toBeCloseTo(1, 12)
    expect(() => worstCaseLoss({ stake, services, psi: 0.1 })).toThrow(RangeError)
  })

  it('has no bound at γ ≤ 0', () => {
    expect(cascadeBound({ gamma: 0, psi: 0.1 })).toEqual({ bound: null, informative: false })
    expect(cascadeBound({ gamma: 0.1, psi: 0.5 }).informative).toBe(false)
  })
})

describe('minimumCover', () => {
  it('finds the cheapest subset of random items', () => {
    const random = mulberry32(43)
    for (let round = 0; round < 100; round++) {
      const items = Array.from({ length: 8 }, () => ({
        weight: Math.floor(random() * 20),
        cost: Math.floor(random() * 20),
      }))
      const target = random() * items.reduce((sum, { weight }) => sum + weight, 0)
      let cheapest = Number.POSITIVE_INFINITY
      for (let mask = 0; mask < 256; mask++) {
        const chosen = items.filter((_, i) => (mask >> i) & 1)
        const weight = chosen.reduce((sum, item) => sum + item.weight, 0)
        const cost = chosen.reduce((sum, item) => sum + item.cost, 0)
        if (weight >= target) cheapest = Math.min(cheapest, cost)
      }
      const cover = minimumCover(items, target)
      expect(cover.cost).toBeCloseTo(cheapest, 10)
      expect(cover.lower).toBeLessThanOrEqual(cheapest + 1e-9)
      expect(cover.exact).toBe(true)
    }
  })

  it('says when the target is out of reach', () => {
    expect(minimumCover([{ weight: 1, cost: 1 }], 2).cost).toBe(Number.POSITIVE_INFINITY)
    expect(fractionalCover([], 0)).toBe(0)
  })

  it('stays quick and bounded with hundreds of operators', () => {
    const random = mulberry32(44)
    const members = Array.from({ length: 300 }, () => ({ weight: random(), slashable: random() }))
    const { half } = avsEconomics({ members, thetas: { half: 0.5 } })
    expect(half!.cost).toBeGreaterThanOrEqual(half!.lower - 1e-9)
    expect(half!.cost / half!.lower).toBeLessThan(1.01)
    expect(half!.gamma).toBeNull()
  })
})

describe('indicators at their edges', () => {
  it('attackHazard rises from r0 to 1', () => {
    const base = { cost: 100, gammaSafe: 1, hazardMax: 0.1, theta: 0.5 }
    expect(attackHazard({ ...base, profit: 40 }).hazard).toBe(0)
    expect(attackHazard({ ...base, profit: 500 }).hazard).toBe(0.1)
    expect(attackHazard({ ...base, profit: 0, cost: 0 })).toMatchObject({
      profitToCost: null,
      hazard: 0,
    })
    expect(attackHazard({ ...base, profit: 101, gammaSafe: 0 }).hazard).toBe(0.1)
  })

  it('concentration and dilution without amounts', () => {
    expect(concentration({ values: [], thetas: { half: 0.5 } })).toMatchObject({
      hhi: null,
      nakamoto: { half: 0 },
    })
    expect(concentration({ values: [4] })).toMatchObject({ hhi: 1, hhiNorm: 1, nEff: 1 })
    expect(dilution({ phi: [], theta: 0.5, totalStake: 10 })).toMatchObject({
      cheapest: null,
      pooledCost: 5,
      unallocated: 1,
    })
  })
})
