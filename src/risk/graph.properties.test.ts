import { describe, expect, it } from 'vitest'
import { cascade, type LoanPosition } from './cascade.ts'
import { certificates } from './certificates.ts'
import { restakingGraph } from './graph.ts'
import { mulberry32 } from './simulation.ts'
import { syntheticNetwork } from './syntheticNetwork.ts'

/** γ by its definition: every set of services and every set of validators that corrupts it. */
function gammaByDefinition(
  stake: readonly number[],
  services: readonly { profit: number; alpha: number; validators: readonly number[] }[],
): number | null {
  let worst = Number.POSITIVE_INFINITY
  for (let attacked = 1; attacked < 2 ** services.length; attacked++) {
    for (let coalition = 0; coalition < 2 ** stake.length; coalition++) {
      const inside = (v: number) => ((coalition >> v) & 1) === 1
      const held = (list: readonly number[], all: boolean) =>
        list.reduce((sum, v) => sum + (all || inside(v) ? stake[v]! : 0), 0)
      const targets = services.filter((_, s) => (attacked >> s) & 1)
      const works = targets.every(
        ({ alpha, validators }) =>
          held(validators, false) >= alpha * held(validators, true) - 1e-12,
      )
      const profit = targets.reduce((sum, target) => sum + target.profit, 0)
      if (works && profit > 0) worst = Math.min(worst, held([...stake.keys()], false) / profit - 1)
    }
  }
  return Number.isFinite(worst) ? worst : null
}

describe('certificates of pooled stake', () => {
  it('never cross γ by its definition, on random small networks with odd ones among them', () => {
    const random = mulberry32(61)
    let tight = 0
    for (let round = 0; round < 60; round++) {
      const stake = Array.from({ length: 2 + Math.floor(4 * random()) }, () =>
        random() < 0.1 ? 0 : Math.ceil(9 * random()),
      )
      const services = Array.from({ length: 1 + Math.floor(3 * random()) }, () => ({
        profit: random() < 0.1 ? 0 : 5 * random(),
        alpha: [1 / 3, 1 / 2, 2 / 3, 1][Math.floor(4 * random())]!,
        validators: stake.flatMap((_, v) => (random() < 0.7 ? [v] : [])),
      }))
      const truth = gammaByDefinition(stake, services)
      expect(restakingGraph({ stake, services }).gamma ?? -9).toBeCloseTo(truth ?? -9, 10)
      const proven = certificates({ stake, services })
      if (truth === null) {
        expect(proven.greedyUpper).toBeNull()
        continue
      }
      const slack = 1e-9
      expect(proven.eigenLayer!).toBeLessThanOrEqual(proven.splitFractional! + slack)
      expect(proven.splitFractional!).toBeLessThanOrEqual(proven.reweighted! + slack)
      expect(proven.reweighted!).toBeLessThanOrEqual(truth + slack)
      expect(proven.greedyUpper!).toBeGreaterThanOrEqual(truth - slack)
      if (proven.greedyUpper! < truth + slack) tight++
    }
    expect(tight).toBeGreaterThan(30)
  })

  it('hold a service that nobody stands behind for corrupted', () => {
    const services = [
      { profit: 1, alpha: 0.5, validators: [] },
      { profit: 1, alpha: 0.5, validators: [0] },
    ]
    const graph = restakingGraph({ stake: [10], services })
    expect(graph).toMatchObject({
      secure: false,
      gamma: -1,
      gammaCertEigenLayer: -1,
      gammaUpper: -1,
    })
  })

  it('give an interval for a network too large to enumerate', () => {
    const { graph } = syntheticNetwork({ operators: 200, avss: 30, seed: 2 })
    const { gamma, gammaCertReweighted, gammaUpper } = restakingGraph(graph)
    expect(gamma).toBeNull()
    expect(gammaCertReweighted!).toBeLessThan(gammaUpper!)
  })
})

describe('liquidation cascade', () => {
  it('only worsens with a larger sale, a larger drop or more debt', () => {
    const random = mulberry32(62)
    const pools = [
      { type: 'cp', x: 5000, y: 5000 },
      { type: 'stable', x: 5000, y: 4000, A: 50 },
    ] as const
    for (let round = 0; round < 60; round++) {
      const pool = pools[round % 2]!
      const positions = Array.from(
        { length: 5 },
        (): LoanPosition => ({
          coll: 600 * random(),
          debt: 500 * random(),
          lt: 0.85,
          bonus: 0.05,
          closeFactor: random() < 0.3 ? 0.5 : 1,
        }),
      )
      const base = { pool, positions, exogenousSale: 400 * random(), fundamentalDrop: 0 }
      const one = cascade(base)
      for (const worse of [
        { ...base, exogenousSale: base.exogenousSale * 1.3 },
        { ...base, fundamentalDrop: 0.05 },
        { ...base, positions: positions.map((p) => ({ ...p, debt: 1.1 * p.debt })) },
      ]) {
        const other = cascade(worse)
        expect(other.finalPrice).toBeLessThanOrEqual(one.finalPrice + 1e-12)
        for (const i of one.liquidated) expect(other.liquidated).toContain(i)
      }
      expect(one.path.every(({ price }, i, all) => i === 0 || price <= all[i - 1]!.price)).toBe(
        true,
      )
    }
  })

  it('has numbers for empty pools and loans without collateral', () => {
    const positions = [{ coll: 0, debt: 1, lt: 0.9 }]
    for (const pool of [
      { type: 'cp', x: 0, y: 0 },
      { type: 'stable', x: 0, y: 0, A: 50 },
    ] as const) {
      const result = cascade({ pool, positions })
      expect(result).toMatchObject({
        finalPrice: 0,
        liquidated: [0],
        underwater: 1,
        ethReceived: 0,
      })
    }
  })
})
