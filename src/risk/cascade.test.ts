import { describe, expect, it } from 'vitest'
import { cascade } from './cascade.ts'
import { gammaCdf, gammaQuantile } from './gamma.ts'
import { loopPosition, morphoImplied } from './loop.ts'
import { poolOut, poolPrice } from './pool.ts'
import { gammaPosterior } from './posterior.ts'
import { mulberry32 } from './simulation.ts'

describe('pool', () => {
  it('pays out the integral of its price', () => {
    for (const pool of [
      { type: 'cp', x: 9000, y: 10_000 },
      { type: 'stable', x: 9000, y: 10_000, A: 50 },
    ] as const) {
      let paid = 0
      for (let i = 0; i < 3000; i++) paid += poolPrice(pool, i + 0.5)
      expect(poolOut(pool, 3000)).toBeCloseTo(paid, 3)
    }
  })
})

describe('cascade', () => {
  it('ends at the least fixed point within N + 1 rounds', () => {
    const random = mulberry32(51)
    for (let round = 0; round < 200; round++) {
      const positions = Array.from({ length: 6 }, () => ({
        coll: 500 * random(),
        debt: 400 * random(),
        lt: 0.9,
        bonus: 0.05,
      }))
      const pool = { type: 'cp', x: 5000, y: 5000 } as const
      const result = cascade({ pool, positions, exogenousSale: 500 * random() })
      expect(result.rounds).toBeLessThanOrEqual(positions.length + 1)
      positions.forEach(({ coll, debt, lt }, i) => {
        expect(result.liquidated.includes(i)).toBe(result.finalPrice < debt / (coll * lt))
      })
      expect(result.finalPrice).toBeLessThanOrEqual(result.exogenousPrice)
    }
  })

  it('leaves a loan alone exactly at its trigger, however the decimals round', () => {
    // 100 × 0.57 is 56.99999999999999 in binary.
    const at = (debt: number) =>
      cascade({
        pool: { type: 'cp', x: 1e4, y: 1e4 },
        oracle: 'redemption',
        positions: [{ coll: 100, debt, lt: 0.57 }],
      }).liquidated
    expect(at(57)).toEqual([])
    expect(at(57.001)).toEqual([0])
  })

  it('amplifies from nothing without a number for it', () => {
    const positions = [{ coll: 100, debt: 99, lt: 0.9 }]
    const result = cascade({ pool: { type: 'cp', x: 1000, y: 1000 }, positions })
    expect(result).toMatchObject({ allLiquidated: true, amplification: null })
  })
})

describe('gammaPosterior', () => {
  it('inverts its own distribution, also far out', () => {
    for (const shape of [0.05, 0.5, 1, 2.5, 30, 400]) {
      for (const level of [0.001, 0.5, 0.95, 0.9999]) {
        expect(gammaCdf(shape, gammaQuantile(shape, level))).toBeCloseTo(level, 10)
      }
    }
    expect(gammaQuantile(1, 0.95)).toBeCloseTo(-Math.log(0.05), 12)
  })

  it('updates the prior and knows nothing without years', () => {
    expect(gammaPosterior({ k: 2, T: 15, T0: 50 }).meanHazard).toBeCloseTo(0.0385, 4)
    expect(gammaPosterior({ k: 0, T: 0 })).toMatchObject({ meanProb1y: 1 })
    expect(gammaPosterior({ k: 0, T: 0, a0: 0 })).toMatchObject({ meanProb1y: 0, upperHazard: 0 })
    expect(() => gammaPosterior({ k: -1, T: 1 })).toThrow(RangeError)
  })
})

describe('loopPosition and morphoImplied', () => {
  it('is plain without a loop and refuses borrowing everything', () => {
    const base = { lt: 0.9, assetApr: 0.03, borrowApr: 0.02 }
    expect(loopPosition({ ...base, ltv: 0 })).toMatchObject({
      leverage: 1,
      equityLoss: 0,
      netApr: 0.03,
    })
    expect(() => loopPosition({ ...base, ltv: 1 })).toThrow(RangeError)
  })

  it('caps the liquidation incentive at 15%', () => {
    expect(morphoImplied({ lltv: 0.2, repaid: 1, collateralSeized: 0 })).toEqual({
      lif: 1.15,
      impliedOraclePrice: null,
    })
  })
})
