import { describe, expect, test } from 'vitest'
import type { MarketReading } from '../../protocol/markets/types.ts'
import { poolPrice } from '../../risk/pool.ts'
import { defaultScenario, type MarketScenario } from './scenario.ts'
import { ownFrom, storyOf } from './story.ts'

const address = '0x00000000000000000000000000000000000000AA'
const wad = 10n ** 18n
const usd = 10n ** 8n

/** Collateral in wstETH (1.2 stETH each) with a health factor at the redemption rate. */
const loan = (collateral: number, health: number) => {
  const base = BigInt(Math.round(collateral * 3_000)) * usd
  return {
    borrower: address,
    collateral: BigInt(Math.round(collateral * 1e6)) * 10n ** 12n,
    collateralBase: base,
    debtBase: BigInt(Math.round((Number(base) * 0.95) / health)),
    threshold: 0.95,
  } as const
}
const reading: MarketReading = {
  block: 7n,
  pool: {
    pool: address,
    token: address,
    symbol: 'stETH',
    ether: 4_000n * wad,
    tokens: 4_300n * wad,
    amplification: 50n,
    fee: 0.0004,
  },
  lending: {
    pool: address,
    collateral: address,
    symbol: 'wstETH',
    supplied: 0n,
    lent: 0n,
    ltv: 0.93,
    threshold: 0.95,
    bonus: 0.01,
    borrowRate: 0.024,
    collateralPrice: 3_000n * usd,
    etherPrice: 2_500n * usd,
    tokensPerCollateral: 1.2,
  },
  loans: { list: [loan(200, 1.025), loan(150, 1.5)], candidates: 2, skipped: 0, gaps: [] },
  failures: [],
}
const play = (change: Partial<MarketScenario> = {}, of: MarketReading | null = reading) => {
  const story = storyOf({ ...defaultScenario, ...change }, of)
  if (story === null) throw new Error('no story')
  return story
}

describe('a scenario played through', () => {
  test('begins with the price as it is and ends with the cascade’s', () => {
    const story = play({ sale: 0.5 })
    expect(story.sale).toBe(2_000)
    const [before, sold] = story.steps
    expect(before).toMatchObject({ index: 0, sold: 0, liquidated: 0 })
    expect(before?.price).toBe(poolPrice({ type: 'stable', x: 4_300, y: 4_000, A: 50 }, 0))
    expect(sold).toMatchObject({ index: 1, sold: 2_000, liquidated: 1 })
    expect(story.steps.at(-1)?.price).toBe(story.result.finalPrice)
    const all = story.steps.reduce((sum, step) => sum + step.liquidated, 0)
    expect(all).toBe(story.result.liquidated.length)
  })

  test('loans come in the order in which they fall, each with its price', () => {
    const { fates } = play({ sale: 0.5 })
    expect(fates.map(({ trigger }) => trigger.toFixed(3))).toEqual(['0.976', '0.667'])
    expect(fates.map(({ fallsAt }) => fallsAt)).toEqual([1, null])
  })

  test('nothing is sold, nothing falls', () => {
    const { steps, result } = play({ sale: 0 })
    expect(steps).toHaveLength(2)
    expect(steps[0]?.price).toBe(steps[1]?.price)
    expect(result).toMatchObject({ liquidated: [], amplification: 1 })
  })

  test('at the redemption rate a sale liquidates nobody, a loss of the backing does', () => {
    expect(play({ sale: 1, oracle: 'redemption' }).result.liquidated).toEqual([])
    expect(play({ sale: 0, drop: 0.03, oracle: 'redemption' }).result.liquidated).toEqual([0])
  })

  test('a constant product has less depth', () => {
    const [stable, product] = [play(), play({ kind: 'cp' })]
    expect(product.pool.type).toBe('cp')
    stable.depths.forEach(({ sold }, index) => {
      expect(product.depths[index]?.sold ?? 0).toBeLessThan(sold)
    })
  })

  test('without a pool there is no story, and the reader’s own is complete or none', () => {
    expect(storyOf(defaultScenario, { ...reading, pool: null })).toBeNull()
    expect(storyOf(defaultScenario, null)).toBeNull()
    const own = { ...defaultScenario, own: true, x: 100, y: 90 }
    expect(storyOf(own, reading)).toBeNull()
    expect(storyOf({ ...own, kind: 'cp' }, null)?.pool).toEqual({ type: 'cp', x: 100, y: 90 })
    expect(storyOf({ ...own, A: 20 }, null)?.fates).toEqual([])
  })

  test('loans that cannot be counted in the pool’s tokens are not played', () => {
    const lending = { ...reading.lending, tokensPerCollateral: null } as MarketReading['lending']
    expect(play({}, { ...reading, lending }).fates).toEqual([])
  })
})

test('the chain’s figures are a start for the reader’s own, with the same end', () => {
  const own = { ...ownFrom(reading, 30), own: true, sale: 0.5 }
  expect(own).toMatchObject({ x: 4_300, y: 4_000, A: 50 })
  expect(play(own, null).result.liquidated).toEqual(play({ sale: 0.5 }).result.liquidated)
  expect(ownFrom(reading, 1).loans).toHaveLength(1)
  expect(ownFrom(null, 30)).toEqual({})
})
