import { describe, expect, it } from 'vitest'
import { shapleyLayers, waterfall } from './layers.ts'
import { mulberry32 } from './simulation.ts'

/** Shapley by its definition: the marginal contribution of each layer over every order. */
function overAllOrders(layers: readonly number[]): number[] {
  const sums = layers.map(() => 0)
  let orders = 0
  const walk = (left: readonly number[], remaining: number, taken: readonly number[]) => {
    if (left.length === 0) {
      orders++
      for (let i = 0; i < sums.length; i++) sums[i]! += taken[i]!
      return
    }
    for (const i of left) {
      const next = [...taken]
      next[i] = remaining * layers[i]!
      walk(
        left.filter((other) => other !== i),
        remaining * (1 - layers[i]!),
        next,
      )
    }
  }
  walk([...layers.keys()], 1, sums)
  return sums.map((sum) => sum / orders)
}

describe('shapleyLayers', () => {
  it('is the mean over all orders, sums to the loss, and treats equals equally', () => {
    const random = mulberry32(71)
    for (let round = 0; round < 40; round++) {
      const layers = Array.from({ length: Math.floor(7 * random()) }, () =>
        random() < 0.15 ? 0 : random() < 0.1 ? 1 : random(),
      )
      if (layers.length > 1) layers[1] = layers[0]!
      const { contributions, loss } = shapleyLayers({ layers })
      const sum = contributions.reduce((a, b) => a + b, 0)
      expect(sum).toBeCloseTo(loss, 12)
      expect(loss).toBeCloseTo(1 - layers.reduce((kept, layer) => kept * (1 - layer), 1), 12)
      overAllOrders(layers).forEach((expected, i) => {
        expect(contributions[i]).toBeCloseTo(expected, 12)
        // A layer that never loses anything is not to blame.
        if (layers[i] === 0) expect(contributions[i]).toBe(0)
      })
      if (layers.length > 1) expect(contributions[0]).toBeCloseTo(contributions[1]!, 14)
    }
  })

  it('does not depend on the order, other than the waterfall', () => {
    const layers = [0.1, 0.4, 0.25]
    const turned = [0.25, 0.1, 0.4]
    const one = shapleyLayers({ layers }).contributions
    const other = shapleyLayers({ layers: turned }).contributions
    expect(other[0]).toBeCloseTo(one[2]!, 14)
    expect(other[1]).toBeCloseTo(one[0]!, 14)
    expect(waterfall({ layers: turned }).contributions[0]).toBeGreaterThan(
      waterfall({ layers }).contributions[2]!,
    )
  })

  it('stays exact with many layers', () => {
    const layers = Array.from({ length: 60 }, (_, i) => 0.01 + 0.001 * i)
    const { contributions, loss } = shapleyLayers({ layers })
    expect(contributions.reduce((a, b) => a + b)).toBeCloseTo(loss, 11)
  })
})
