import { describe, expect, it } from 'vitest'
import { ASSUMPTIONS, boundedAssumptions, defaultAssumptions, withPreset } from './assumptions.ts'
import {
  createExposureMemo,
  type ExposureInput,
  type ExposurePair,
  exposureOf,
} from './exposure.ts'
import { positionParameters } from './parameters.ts'
import { position } from './position.ts'

const pair = (set: number, f: number, more: Partial<ExposurePair> = {}): ExposurePair => ({
  operator: 'o',
  set: `a${set}-0`,
  avs: `a${set}`,
  strategy: 'stETH',
  weight: 1,
  f,
  slashes: 0,
  setYears: 0,
  ...more,
})
const nothing: ExposureInput = { pairs: [], product: 'stETH', restaked: false }
const restaked = (...pairs: ExposurePair[]): ExposureInput => ({
  pairs,
  product: 'stETH',
  restaked: true,
})
/** Only AVS slashes and the market, as in the one-set figures. */
const withoutBeacon = { ...defaultAssumptions, beaconSingleP: 0, beaconMassP: 0 }

describe('exposureOf', () => {
  it('gives the ladder of stETH that is not restaked', () => {
    const { exposure, el, contractFailure, allIn, attribution } = exposureOf(
      nothing,
      defaultAssumptions,
    )
    expect(exposure).toBeCloseTo(0.031, 3)
    expect(el).toBeCloseTo(0.0014, 4)
    expect(contractFailure.p).toBeCloseTo(0.0015, 12)
    expect(allIn()).toBeCloseTo(0.1, 2)
    expect(attribution.map(({ kind }) => kind)).toEqual(['market', 'beacon'])
  })

  it('gives the ladder of stETH restaked with one operator', () => {
    const parameters = {
      ...positionParameters(restaked(), defaultAssumptions),
      pairs: [
        { op: 'o1', set: 's1', f: 0.3, w: 0.5, p: 0.01 },
        { op: 'o1', set: 's2', f: 0.2, w: 1, p: 0.005 },
        { op: 'o1', set: 's3', f: 0.1, w: 0.1, p: 0.05 },
      ],
    }
    const { el, exposure, contractFailure, cvar } = position(parameters)
    expect(el).toBeCloseTo(0.0073, 4)
    expect(exposure).toBeCloseTo(19, 0)
    expect(contractFailure.p).toBeCloseTo(0.0045, 5)
    expect(cvar['0.99']).toBeCloseTo(0.49, 2)
  })

  it('shows 2.5, 13, 25, 50 and for four sets 21, independent 13, correlated 32', () => {
    const of = (input: ExposureInput, change = {}) =>
      Math.round(100 * exposureOf(input, { ...withoutBeacon, ...change }).exposure)
    expect(exposureOf(restaked(), withoutBeacon).exposure).toBeCloseTo(0.025, 10)
    expect([0.25, 0.5, 1].map((f) => of(restaked(pair(1, f))))).toEqual([13, 25, 50])
    const four = restaked(pair(1, 0.25), pair(2, 0.25), pair(3, 0.25), pair(4, 0.25))
    expect(of(four)).toBe(21)
    expect(of(four, { rhoA: 0, rhoO: 0 })).toBe(13)
    expect(of(four, { rhoA: 0.5, rhoO: 0.5 })).toBe(32)
  })

  it('agrees with the headline of position and sums its parts', () => {
    const input = restaked(
      pair(1, 0.4, { weight: 0.5 }),
      pair(1, 0.6, { weight: 0.5, strategy: 'other' }),
      pair(2, 0.3, { slashes: 2, setYears: 15 }),
      pair(3, 0, { latent: 0.3 }),
    )
    const result = exposureOf(input, defaultAssumptions)
    const parameters = positionParameters(input, defaultAssumptions)
    const live = parameters.pairs.filter(({ f }) => f > 0)
    const full = position({ ...parameters, pairs: live })
    expect(result.exposure).toBeCloseTo(full.exposure / 100, 10)
    expect(result.el).toBeCloseTo(full.el, 12)
    expect(result.allIn()).toBeCloseTo(full.cvar['0.99']!, 10)
    expect(result.attribution.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(
      result.exposure,
      10,
    )
    expect(result.attribution.map(({ id }) => id).sort()).toEqual([
      'beacon',
      'market',
      'o|a1-0',
      'o|a2-0',
    ])
    expect(result.maxSlashable).toBeCloseTo(0.5 + 0.3, 12)
    expect(result.maxLatent).toBeCloseTo(0.3, 12)
    expect(result.method).toBe('exact')
  })

  it('learns from slashes: 1% a year by default, 3.8% after two in 15 years', () => {
    const { pairs } = exposureOf(
      restaked(pair(1, 0.1), pair(2, 0.1, { slashes: 2, setYears: 15 })),
      defaultAssumptions,
    )
    expect(pairs[0]).toMatchObject({ p: 0.01, pSource: 'default' })
    expect(pairs[1]?.p).toBeCloseTo(0.0385, 4)
    expect(pairs[1]?.pSource).toBe('posterior')
    const many = exposureOf(restaked(pair(1, 0.1, { slashes: 900 })), defaultAssumptions)
    expect(many.pairs[0]?.p).toBe(1)
  })

  it('names the break-even probability, none where nothing can be slashed', () => {
    const { breakEven } = exposureOf(restaked(pair(1, 0.25), pair(2, 0.25)), defaultAssumptions)
    expect(breakEven(0.01)).toBeCloseTo(0.04, 12)
    expect(exposureOf(nothing, defaultAssumptions).breakEven(0.01)).toBeNull()
  })

  it('puts the exposure between the trusting and the cautious preset', () => {
    const input = restaked(pair(1, 0.25), pair(2, 0.5))
    const { exposure, range } = exposureOf(input, defaultAssumptions)
    expect(range[0]).toBeLessThan(exposure)
    expect(range[1]).toBeGreaterThan(exposure)
    const extreme = exposureOf(input, { ...defaultAssumptions, severity: 1, slashPriorShape: 10 })
    expect(extreme.range[1]).toBe(extreme.exposure)
  })

  it('ignores allocations of stake that is not restaked, and has nothing for nothing', () => {
    const { exposure, maxSlashable, pairs } = exposureOf(
      { pairs: [pair(1, 1)], product: 'none', restaked: false },
      defaultAssumptions,
    )
    expect({ exposure, maxSlashable, pairs }).toEqual({ exposure: 0, maxSlashable: 0, pairs: [] })
  })

  it('adds the leak of keys that an operator shares between validators', () => {
    const sharedKeys = { sharedGwei: 32_000_000_000_000n, totalActiveGwei: 35_000_000_000_000_000n }
    const native: ExposureInput = { pairs: [], product: 'native', restaked: true }
    const plain = exposureOf(native, defaultAssumptions)
    const shared = exposureOf({ ...native, sharedKeys }, defaultAssumptions)
    expect(shared.el - plain.el).toBeCloseTo(0.002 * 0.004738037625, 6)
  })

  describe('of several things at once', () => {
    const mix = (held: ExposureInput['held'], product: ExposureInput['product'] = 'stETH') =>
      exposureOf({ pairs: [], product, held, restaked: true }, only())
    const alone = (product: ExposureInput['product']) =>
      exposureOf({ pairs: [], product, restaked: true }, only())
    let left: Partial<typeof defaultAssumptions> = {}
    const off = { beaconSingleP: 0, beaconMassP: 0, lidoP: 0, coreP: 0, lrtP: 0 }
    const only = () => ({
      ...defaultAssumptions,
      ...off,
      marketMildP: 0,
      marketSevereP: 0,
      ...left,
    })

    it.each<[string, Partial<typeof defaultAssumptions>]>([
      ['validators', { beaconSingleP: 0.3, beaconMassP: 0.02 }],
      ['Lido', { lidoP: 0.05 }],
      ['the market', { marketMildP: 0.05, marketSevereP: 0.01 }],
    ])('counts what %s cost each kind by its share', (_, cause) => {
      left = cause
      const { stETH, native, token } = { stETH: 0.5, native: 0.2, token: 0.3 }
      expect(mix({ stETH, native, token }).el).toBeCloseTo(
        stETH * alone('stETH').el + native * alone('native').el + token * alone('token').el,
        14,
      )
      expect(mix({ stETH: 1, native: 0, token: 0 }).exposure).toBe(alone('stETH').exposure)
      expect(mix({ stETH: 0, native: 1, token: 0 }, 'native').exposure).toBe(
        alone('native').exposure,
      )
    })

    it('lies between its kinds', () => {
      left = { beaconMassP: 0.02, lidoP: 0.01, marketSevereP: 0.02 }
      const both = mix({ stETH: 0.5, native: 0, token: 0.5 })
      expect(both.exposure).toBeLessThan(alone('stETH').exposure)
      expect(both.exposure).toBeGreaterThan(alone('token').exposure)
    })
  })

  it('is remembered by value', () => {
    const memo = createExposureMemo(2)
    const first = memo(restaked(pair(1, 0.25)), defaultAssumptions)
    expect(memo(restaked(pair(1, 0.25)), { ...defaultAssumptions })).toBe(first)
    expect(memo(restaked(pair(1, 0.26)), defaultAssumptions)).not.toBe(first)
  })
})

describe('assumptions', () => {
  it('have their presets within bounds', () => {
    for (const [key, info] of Object.entries(ASSUMPTIONS)) {
      for (const value of Object.values(info.values)) {
        expect(value, key).toBeGreaterThanOrEqual(info.min)
        expect(value, key).toBeLessThanOrEqual(info.max)
      }
    }
  })

  it('keep the reader’s own exit shares under every preset', () => {
    const mine = { ...defaultAssumptions, exitShareStEth: 0.9 }
    expect(withPreset('cautious', mine).exitShareStEth).toBe(0.9)
    expect(withPreset('cautious', mine).coreP).toBeCloseTo(0.009, 12)
    expect(withPreset('default')).toEqual(defaultAssumptions)
  })

  it('are pulled into bounds when they come from outside', () => {
    const bounded = boundedAssumptions({ rhoA: 0.8, rhoO: 0.9, coreP: 7, lidoP: Number.NaN })
    expect(bounded.rhoA + bounded.rhoO).toBeLessThanOrEqual(1)
    expect(bounded.coreP).toBe(1)
    expect(bounded.lidoP).toBe(defaultAssumptions.lidoP)
    expect(() =>
      exposureOf(restaked(pair(1, 1)), boundedAssumptions({ beaconSingleP: 1 })),
    ).not.toThrow()
  })
})
