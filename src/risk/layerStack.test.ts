import { describe, expect, it } from 'vitest'
import { defaultAssumptions } from './assumptions.ts'
import { type ExposureInput, type ExposurePair, exposureOf } from './exposure.ts'
import { layerStack, stackOf } from './layerStack.ts'
import { positionParameters } from './parameters.ts'

const pair = (set: number, f: number, operator = 'o1', weight = 1): ExposurePair => ({
  operator,
  set: `s${set}`,
  avs: `s${set}`,
  strategy: 'stETH',
  weight,
  f,
  slashes: 0,
  setYears: 0,
})
const held = (product: ExposureInput['product'], restaked: boolean) =>
  positionParameters({ product, restaked, pairs: [] }, defaultAssumptions)

const one = [
  { op: 'o1', set: 's1', f: 0.3, w: 0.5, p: 0.01 },
  { op: 'o1', set: 's2', f: 0.2, w: 1, p: 0.005 },
  { op: 'o1', set: 's3', f: 0.1, w: 0.1, p: 0.05 },
]
const two = [
  ...one.map((part) => ({ ...part, weight: 0.6 })),
  { op: 'o2', set: 's1', weight: 0.4, f: 0.25, w: 0.5, p: 0.012 },
  { op: 'o2', set: 's2', weight: 0.4, f: 0.15, w: 1, p: 0.005 },
  { op: 'o2', set: 's3', weight: 0.4, f: 0.4, w: 0.1, p: 0.04 },
]

describe('stackOf', () => {
  it('climbs the ladder of the reference positions', () => {
    const [eth, stEth, restaked, lrt] = stackOf([
      { layer: 'ETH', parameters: { pairs: [] }, apr: 0 },
      { layer: 'stETH', parameters: held('stETH', false), apr: 0.0311 },
      { layer: 'restaked', parameters: { ...held('stETH', true), pairs: one }, apr: 0.043 },
      { layer: 'LRT', parameters: { ...held('LRT', true), pairs: two }, apr: 0.042 },
    ])
    expect(eth).toMatchObject({ apr: 0, exposure: 0, el: 0, allIn: 0, addsApr: 0 })
    expect(stEth?.exposure).toBeCloseTo(0.031, 3)
    expect(stEth?.el).toBeCloseTo(0.0014, 4)
    expect(stEth?.contractFailure.p).toBeCloseTo(0.0015, 10)
    expect(stEth?.allIn).toBeCloseTo(0.1, 2)
    expect(stEth?.addsExposure).toBe(stEth?.exposure)
    expect(restaked?.exposure).toBeCloseTo(0.19, 2)
    expect(restaked?.el).toBeCloseTo(0.0073, 4)
    expect(restaked?.contractFailure.p).toBeCloseTo(0.0045, 4)
    expect(restaked?.allIn).toBeCloseTo(0.49, 2)
    expect(restaked?.addsApr).toBeCloseTo(0.0119, 12)
    // The worked case of a token over two operators.
    expect(lrt?.exposure).toBeCloseTo(0.141409461024, 9)
    expect(lrt?.el).toBeCloseTo(0.0119510491792, 9)
    expect(lrt?.allIn).toBeCloseTo(0.652296012914, 9)
    expect(lrt?.contractFailure.p).toBeCloseTo(0.01196178375, 12)
    expect(lrt!.addsExposure).toBeLessThan(0)
    expect(lrt!.addsExposure).toBeCloseTo(lrt!.exposure - restaked!.exposure, 14)
  })

  it('gives the worked case of restaked validators', () => {
    const { market: _none, ...native } = held('native', true)
    const [restaked] = stackOf([
      { layer: 'restaked', parameters: { ...native, pairs: one }, apr: 0.0365 },
    ])
    expect(restaked?.exposure).toBeCloseTo(0.185061719364, 9)
    expect(restaked?.el).toBeCloseTo(0.006055610585, 9)
    expect(restaked?.allIn).toBeCloseTo(0.439596873002, 9)
  })
})

describe('layerStack', () => {
  const input: ExposureInput = {
    product: 'stETH',
    restaked: true,
    pairs: [pair(1, 0.25), pair(2, 0.5), pair(3, 0)],
  }
  const apr = { base: 0.03, rewards: 0.01, lrt: 0.035 }

  it('ends each layer at the exposure of that holding, and its steps add up', () => {
    const stack = layerStack({ input, assumptions: defaultAssumptions, apr })
    expect(stack.map(({ layer }) => layer)).toEqual(['ETH', 'stETH', 'restaked', 'LRT'])
    const own = exposureOf(input, defaultAssumptions)
    expect(stack[2]?.exposure).toBeCloseTo(own.exposure, 12)
    expect(stack[2]?.el).toBeCloseTo(own.el, 12)
    expect(stack[2]?.allIn).toBeCloseTo(own.allIn(), 12)
    const lrt = exposureOf({ ...input, product: 'LRT' }, defaultAssumptions)
    expect(stack[3]?.exposure).toBeCloseTo(lrt.exposure, 12)
    for (const key of ['apr', 'exposure', 'el'] as const) {
      const adds = { apr: 'addsApr', exposure: 'addsExposure', el: 'addsEl' } as const
      const total = stack.reduce((sum, layer) => sum + (layer[adds[key]] ?? 0), 0)
      expect(total).toBeCloseTo(stack[3]![key]!, 12)
    }
  })

  it('knows no APR of a layer, or what it adds, where a part is unknown', () => {
    const stack = layerStack({
      input: { ...input, product: 'native' },
      assumptions: defaultAssumptions,
      apr: { base: 0.03, rewards: null },
      lrtPairs: null,
    })
    expect(stack.map(({ layer, apr: all, addsApr }) => [layer, all, addsApr])).toEqual([
      ['ETH', 0, 0],
      ['validator', 0.03, 0.03],
      ['restaked', null, null],
    ])
  })

  it('takes the operators of the restaking token where they are told', () => {
    const lrtPairs = [pair(1, 0.1, 'o1', 0.5), pair(2, 0.1, 'o2', 0.5)]
    const parameters = { input, assumptions: defaultAssumptions, apr, lrtPairs }
    const lrt = exposureOf({ product: 'LRT', restaked: true, pairs: lrtPairs }, defaultAssumptions)
    expect(layerStack(parameters).at(-1)?.exposure).toBeCloseTo(lrt.exposure, 12)
  })

  it('counts of Lido and EigenLayer what the pool holds there', () => {
    const lrtPairs = [pair(1, 0.1, 'o1', 0.5)]
    const parameters = { input, assumptions: defaultAssumptions, apr, lrtPairs }
    const all = layerStack(parameters).at(-1)!
    const half = layerStack({ ...parameters, lrtPool: { stETH: 0.5, restaked: 0.5 } }).at(-1)!
    const none = layerStack({ ...parameters, lrtPool: { stETH: 0, restaked: 0 } }).at(-1)!
    expect(half.contractFailure.p).toBeCloseTo(all.contractFailure.p, 12)
    expect(half.contractFailure.el).toBeLessThan(all.contractFailure.el)
    expect(none.contractFailure.p).toBeCloseTo(defaultAssumptions.lrtP, 12)
    expect([none.exposure, half.exposure]).toEqual([all.exposure, all.exposure])
  })
})
