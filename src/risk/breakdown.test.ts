import { describe, expect, it } from 'vitest'
import { defaultAssumptions } from './assumptions.ts'
import { breakdown, MEASURES } from './breakdown.ts'
import { type ExposureInput, exposureOf } from './exposure.ts'

const pair = (set: string, f: number) => ({
  operator: 'op',
  set,
  avs: set.slice(0, 1),
  strategy: 's',
  weight: 1,
  f,
  slashes: 0,
  setYears: 0,
})

const input: ExposureInput = {
  pairs: [pair('a1', 0.25), pair('b1', 0.5), { ...pair('c1', 0), latent: 0.1 }],
  product: 'stETH',
  restaked: true,
}

describe('breakdown', () => {
  it.each(MEASURES)('parts of the %s add up to it, largest first', (measure) => {
    const { total, parts } = breakdown(input, defaultAssumptions, measure)
    expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(total, 12)
    expect(parts.map(({ value }) => value)).toEqual(
      parts.map(({ value }) => value).sort((a, b) => b - a),
    )
    expect(parts.some(({ set }) => set === 'c1')).toBe(false)
  })

  it('measures what the headline measures', () => {
    const exposure = exposureOf(input, defaultAssumptions)
    const total = (measure: (typeof MEASURES)[number]) =>
      breakdown(input, defaultAssumptions, measure).total
    expect(total('exposure')).toBeCloseTo(exposure.exposure, 12)
    expect(total('expectedLoss')).toBeCloseTo(exposure.el, 12)
    expect(total('allIn')).toBeCloseTo(exposure.allIn(), 12)
  })

  it('loses everything that can be lost in the worst case', () => {
    // 30 % to validators; of the rest 75 % to the sets; half of what is left to Lido; all of that to the core.
    const { total, parts } = breakdown(input, defaultAssumptions, 'worst')
    expect(total).toBeCloseTo(1, 12)
    const value = (id: string) => parts.find((part) => part.id === id)?.value
    expect(value('beacon')).toBeCloseTo(0.3, 12)
    expect(value('op|b1')).toBeCloseTo(0.35, 12)
    expect(value('contract|Lido')).toBeCloseTo(0.7 * 0.25 * 0.5, 12)
    expect(value('contract|EigenLayer core')).toBeCloseTo(0.7 * 0.25 * 0.5, 12)
    expect(value('market')).toBeUndefined()
  })

  it('leaves contracts out of the exposure alone', () => {
    const has = (measure: (typeof MEASURES)[number]) =>
      breakdown(input, defaultAssumptions, measure).parts.some(({ kind }) => kind === 'contract')
    expect(MEASURES.filter(has)).toEqual(['expectedLoss', 'allIn', 'worst'])
  })
})
