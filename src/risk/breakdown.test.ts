import { describe, expect, it } from 'vitest'
import { defaultAssumptions } from './assumptions.ts'
import { breakdown, MEASURES } from './breakdown.ts'
import { type ExposureInput, exposureOf } from './exposure.ts'
import { shapleyLayers } from './layers.ts'
import { positionParameters } from './parameters.ts'
import { everyEvent } from './testdata/bruteForce.ts'

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

  it.each(MEASURES)('shares the %s free of order without changing it', (measure) => {
    const inOrder = breakdown(input, defaultAssumptions, measure)
    const free = breakdown(input, defaultAssumptions, measure, 'shapley')
    expect(free.total).toBeCloseTo(inOrder.total, 12)
    expect(free.parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(free.total, 12)
    const of = ({ parts }: typeof free, kind: string) =>
      parts.reduce((sum, part) => sum + (part.kind === kind ? part.value : 0), 0)
    // Validators strike first in the waterfall, the market last: without an order the one pays less, the other more.
    expect(of(free, 'beacon')).toBeLessThan(of(inOrder, 'beacon'))
    expect(of(free, 'market')).toBeGreaterThan(of(inOrder, 'market'))
  })

  it('is Shapley’s mean over all orders in each year, by every event written out', () => {
    const parameters = positionParameters(input, defaultAssumptions)
    const sets = parameters.pairs.filter(({ f }) => f > 0)
    const { beacon = [], layers = [], market = [], exitShare = 1 } = parameters
    const none = (shocks: readonly { p: number }[]) => 1 - shocks.reduce((sum, { p }) => sum + p, 0)
    const expected = new Array<number>(4 + layers.length).fill(0)
    // Sets of one AVS each here, so that names of sets stand for AVSs.
    for (const { p, hits } of everyEvent(sets, 0.3, 0.2)) {
      const slashed = sets.reduce((sum, { f, w }, i) => sum + (hits[i] ? f * w : 0), 0)
      for (const [b, pB] of [[0, none(beacon)], ...beacon.map((s) => [s.loss, s.p])])
        for (const [d, pD] of [[0, none(market)], ...market.map((s) => [s.discount, s.p])])
          for (let failed = 0; failed < 2 ** layers.length; failed++) {
            const chance = layers.reduce(
              (product, layer, i) => product * ((failed >> i) & 1 ? layer.p : 1 - layer.p),
              p * pB! * pD!,
            )
            const losses = layers.map(({ w }, i) => ((failed >> i) & 1 ? w : 0))
            const { contributions } = shapleyLayers({
              layers: [b!, slashed, ...losses, exitShare * d!],
            })
            contributions.forEach((part, i) => {
              expected[i]! += chance * part
            })
          }
    }
    const { parts } = breakdown(input, defaultAssumptions, 'expectedLoss', 'shapley')
    const value = (kind: string) =>
      parts.reduce((sum, part) => sum + (part.kind === kind ? part.value : 0), 0)
    expect(value('beacon')).toBeCloseTo(expected[0]!, 10)
    expect(value('set')).toBeCloseTo(expected[1]!, 10)
    expect(value('market')).toBeCloseTo(expected[2 + layers.length]!, 10)
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
