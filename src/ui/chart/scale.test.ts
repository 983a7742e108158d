import { describe, expect, it } from 'vitest'
import { evenTicks, linear, niceTicks, placeLabels } from './scale.ts'

describe('niceTicks', () => {
  it.each([
    [0.042, 0.05, 0.05, [0, 0.01, 0.02, 0.03, 0.04, 0.05]],
    [0.06, 0.05, 0.06, [0, 0.02, 0.04, 0.06]],
    [0.11, 0.05, 0.125, [0, 0.025, 0.05, 0.075, 0.1, 0.125]],
    [0, 0.05, 0.05, [0, 0.01, 0.02, 0.03, 0.04, 0.05]],
    [1, 0.05, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  ])('covers %d, at least %d, up to %d', (max, least, end, ticks) => {
    expect(niceTicks(max, least)).toEqual({ end, ticks })
  })
})

it('linear clamps to its ends and can run downwards', () => {
  const y = linear(0.5, 100, 0)
  expect([y(0), y(0.25), y(0.5), y(0.9), y(-1)]).toEqual([100, 50, 0, 0, 100])
})

describe('placeLabels', () => {
  const dots = [
    { x: 20, y: 20 },
    { x: 24, y: 20 },
    { x: 300, y: 20 },
  ]
  it('drops what would cover a dot or leave the page, and turns at the edge', () => {
    const placed = placeLabels(
      dots.map((dot, i) => ({ ...dot, id: String(i), text: 'Operator' })),
      dots,
      310,
    )
    expect(placed.map(({ id, anchor }) => [id, anchor])).toEqual([
      ['1', 'start'],
      ['2', 'end'],
    ])
  })
})

it('evenly apart, both ends included', () => {
  expect(evenTicks(0, 100, 5)).toEqual([0, 25, 50, 75, 100])
})
