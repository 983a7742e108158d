import { describe, expect, it } from 'vitest'
import { baseRewardPerIncrement, beaconSlash, isqrt } from './beacon.ts'
import { mulberry32 } from './simulation.ts'
import { repeatedSlash, slashableFraction, slashSequence, withdrawable } from './slashing.ts'

const WAD = 10n ** 18n

describe('slashSequence', () => {
  it('does not depend on the order of slashes of different sets', () => {
    const random = mulberry32(31)
    for (let round = 0; round < 300; round++) {
      const sets = ['a', 'b', 'c']
      const parts = sets.map(() => random())
      const all = parts.reduce((x, y) => x + y, random())
      const allocations = Object.fromEntries(
        sets.map((set, i) => [set, BigInt(Math.floor((parts[i]! / all) * 1e18))]),
      )
      const events = sets.map((set) => ({ set, wad: BigInt(Math.floor(random() * 1e18)) }))
      const start = { maxMagnitude: WAD, allocations, operatorShares: 10n ** 24n }
      const one = slashSequence({ ...start, events })
      const other = slashSequence({ ...start, events: [...events].reverse() })
      expect(one.maxMagnitude).toBe(other.maxMagnitude)
      expect(one.allocations).toEqual(other.allocations)
      const additive = sets.reduce(
        (left, set, i) => left - (Number(allocations[set]) * Number(events[i]!.wad)) / 1e36,
        1,
      )
      expect(one.positionFactor).toBeCloseTo(additive, 12)
      const gap = Number(one.operatorShares - other.operatorShares)
      expect(Math.abs(gap)).toBeLessThan(1e8)
    }
  })

  it('rounds up what is slashed and what shares are left', () => {
    const { allocations, wadSlashed, operatorShares, pendingDiff } = slashSequence({
      maxMagnitude: 7n,
      allocations: { a: 3n },
      pendingDiff: { a: -1n },
      operatorShares: 100n,
      events: [{ set: 'a', wad: WAD / 3n }],
    })
    expect(allocations.a).toBe(2n)
    expect(wadSlashed[0]).toBe(WAD / 7n)
    expect(operatorShares).toBe(86n)
    expect(pendingDiff.a).toBe(0n)
  })

  it('repeats on one set as f·(1−(1−w)^k)', () => {
    const events = [1, 2, 3].map(() => ({ set: 'a', wad: WAD / 2n }))
    const { positionFactor } = slashSequence({
      maxMagnitude: WAD,
      allocations: { a: (4n * WAD) / 10n },
      operatorShares: 1n,
      events,
    })
    expect(positionFactor).toBeCloseTo(1 - repeatedSlash(0.4, 0.5, 3), 12)
  })

  it('skips sets without an allocation and refuses more than all', () => {
    const start = { maxMagnitude: WAD, allocations: {}, operatorShares: 5n }
    expect(slashSequence({ ...start, events: [{ set: 'x', wad: WAD }] })).toMatchObject({
      wadSlashed: [0n],
      operatorShares: 5n,
      positionFactor: 1,
    })
    expect(() => slashSequence({ ...start, events: [{ set: 'x', wad: WAD + 1n }] })).toThrow(
      RangeError,
    )
  })
})

describe('slashableFraction and withdrawable', () => {
  it('is latent while the strategy is not in the set', () => {
    const magnitudes = { currentMagnitude: 1n, maxMagnitude: 4n }
    expect(slashableFraction({ ...magnitudes, strategyInSet: false })).toEqual({
      fraction: 0,
      latent: 0.25,
    })
    expect(slashableFraction({ ...magnitudes, maxMagnitude: 0n, registered: false }).latent).toBe(0)
  })

  it('rounds each product down', () => {
    const third = WAD / 3n
    expect(withdrawable({ depositShares: 10n, maxMagnitude: third }).withdrawable).toBe(3n)
    expect(withdrawable({ depositShares: 10n, dsf: third, maxMagnitude: third }).withdrawable).toBe(
      0n,
    )
  })
})

describe('beaconSlash', () => {
  it('costs about 0.2% alone and everything with a third of the stake', () => {
    const totalActiveGwei = 35_000_000_000_000_000n
    const base = { effectiveBalanceGwei: 32_000_000_000n, totalActiveGwei }
    const alone = beaconSlash({ ...base, slashedInWindowGwei: 32_000_000_000n })
    expect(alone.lossFraction).toBeCloseTo(0.002, 4)
    const third = beaconSlash({ ...base, slashedInWindowGwei: totalActiveGwei })
    expect(third.lossFraction).toBe(1)
  })

  it('has exact integer square roots', () => {
    const random = mulberry32(32)
    for (let i = 0; i < 200; i++) {
      const n = BigInt(Math.floor(random() * 1e15)) * BigInt(Math.floor(random() * 1e9))
      const root = isqrt(n)
      expect(root * root <= n && (root + 1n) * (root + 1n) > n).toBe(true)
    }
    expect([0n, 1n, 3n, 4n, 15n, 16n].map(isqrt)).toEqual([0n, 1n, 1n, 2n, 3n, 4n])
    expect(baseRewardPerIncrement(0n)).toBe(0n)
  })
})
