import { describe, expect, it } from 'vitest'
import { combineApr } from './combine.ts'
import { lidoApr, lidoFee, shareRateApr } from './lido.ts'
import { nativeApr } from './native.ts'
import { rewardApr, unpriced } from './rewardApr.ts'
import { operatorDirected, protocolFee, stakerPooled, uniqueStake } from './rewards.ts'

const WAD = 10n ** 18n

describe('Lido', () => {
  const rebase = {
    preTotalShares: 10n ** 24n,
    preTotalEther: 12n * 10n ** 23n,
    postTotalShares: 10n ** 24n,
    postTotalEther: 12n * 10n ** 23n,
    timeElapsed: 86_400,
  }

  it('is negative after a loss and unknown without time or shares', () => {
    expect(lidoApr({ ...rebase, postTotalEther: 11n * 10n ** 23n }).apr).toBeLessThan(0)
    expect(lidoApr(rebase).apr).toBe(0)
    expect(lidoApr({ ...rebase, timeElapsed: 0n }).apr).toBeNull()
    expect(lidoApr({ ...rebase, preTotalShares: 0n }).apr).toBeNull()
  })

  it('mints no fee without rewards', () => {
    const fee = { feeBips: 1000, prevShares: 10n ** 24n, newTotalEther: 10n ** 24n }
    expect(lidoFee({ ...fee, rewards: 0n }).sharesMinted).toBe(0n)
    expect(lidoFee({ ...fee, rewards: -5n }).sharesMinted).toBe(0n)
  })

  it('has no share-rate APR without a window', () => {
    expect(shareRateApr({ rate0: 1, rate1: 1.1, seconds: 0 })).toEqual({
      aprSimple: null,
      apy: null,
    })
    expect(shareRateApr({ rate0: 1, rate1: 0.9, seconds: 31_536_000 }).aprSimple).toBeCloseTo(
      -0.1,
      12,
    )
  })
})

describe('rewards', () => {
  const multipliers = { a: WAD, b: 2n * WAD }

  it('never pay out more than there is', () => {
    const stakers = { x: { a: 1n, b: 7n }, y: { a: 3n }, z: { c: 100n } }
    const od = operatorDirected({
      amount: 1001n,
      durationDays: 7,
      registeredSnapshots: 7,
      multipliers,
      stakers,
    })
    const paid = Object.values(od.stakers).reduce((sum, value) => sum + value, od.operator)
    expect(paid).toBeLessThanOrEqual(od.perSnapshot)
    expect(od.stakers.z).toBe(0n)
    expect(od.refundPerDay).toBe(0n)
  })

  it('go to nobody where nobody has weight', () => {
    const pooled = stakerPooled({
      amount: 70n,
      durationDays: 7,
      multipliers: {},
      stakers: { x: { operator: 'o', shares: { a: 5n } } },
    })
    expect(pooled).toEqual({ perDay: 10n, stakers: { x: 0n }, operators: { o: 0n } })
    const unique = uniqueStake({
      amount: 70n,
      durationDays: 7,
      multipliers,
      operators: {
        o: {
          shares: { a: 5n },
          magnitude: { a: 1n },
          maxMagnitude: { a: 0n },
          stakers: { x: { a: 5n } },
        },
      },
    })
    expect(unique.operators.o).toEqual({ tokens: 0n, operator: 0n, stakers: { x: 0n } })
  })

  it('weigh unique stake exactly over different max magnitudes', () => {
    const operator = (m: bigint, max: bigint) => ({
      shares: { a: 30n },
      magnitude: { a: m },
      maxMagnitude: { a: max },
      stakers: {},
    })
    const { operators } = uniqueStake({
      amount: 600n,
      durationDays: 1,
      multipliers,
      operators: { one: operator(1n, 3n), two: operator(2n, 3n), three: operator(1n, 7n) },
    })
    // 1/3 : 2/3 : 1/7 = 7 : 14 : 3 of 24.
    expect([operators.one, operators.two, operators.three].map((o) => o?.tokens)).toEqual([
      175n,
      350n,
      75n,
    ])
  })

  it('charge the protocol fee only if opted in', () => {
    expect(protocolFee({ amount: 9n, optedIn: true })).toEqual({ net: 8n, fee: 1n })
    expect(protocolFee({ amount: 9n, optedIn: false })).toEqual({ net: 9n, fee: 0n })
  })
})

describe('APR figures', () => {
  it('are unknown, not zero, without a price or a pool', () => {
    const base = {
      operatorTokensPerDay: 1,
      tokenPrice: 1,
      multiplier: 1,
      poolWeight: 1,
      sharePrice: 1,
    }
    expect(rewardApr({ ...base, tokenPrice: null }).apr).toBeNull()
    expect(rewardApr({ ...base, poolWeight: 0 }).apr).toBeNull()
    const none = unpriced({
      positionValue: 0,
      targetApr: 0.01,
      tokens: [{ symbol: 'T', perDay: 0, price: null }],
    })
    expect(none).toMatchObject({ pricedApr: null, priceNeededForTarget: { T: null } })
  })

  it('combine with a fee on everything by default', () => {
    const all = combineApr({
      baseApr: 0.03,
      rewardAprs: [0.01],
      lrtFeeOnRewards: 0.1,
      managementFee: 0.002,
    })
    expect(all.apr).toBeCloseTo(0.034, 12)
    expect(all.apy).toBeCloseTo((1 + 0.027 / 365) ** 365 - 1 + 0.009 - 0.002, 12)
    expect(combineApr({ baseApr: -0.01, rewardAprs: [] })).toMatchObject({ apr: -0.01 })
  })

  it('fall with the square root of the stake', () => {
    const small = nativeApr({ totalActiveGwei: 10n ** 16n })
    const large = nativeApr({ totalActiveGwei: 4n * 10n ** 16n })
    expect(small.baseRewardPerIncrementGwei).toBe(640)
    expect(large.baseRewardPerIncrementGwei).toBe(320)
    expect(nativeApr({ totalActiveGwei: 0n }).apr).toBe(0)
  })
})
