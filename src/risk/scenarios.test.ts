import { describe, expect, test } from 'vitest'
import {
  type CoalitionMember,
  coalitionOf,
  leakedKeysLoss,
  noShock,
  type ScenarioPart,
  type Shock,
  scenarioLoss,
} from './scenarios.ts'

const part = (change: Partial<ScenarioPart>): ScenarioPart => ({
  operator: 'op',
  strategy: 'stETH',
  kind: 'stETH',
  restaked: true,
  weight: 1,
  allocations: [
    { set: 'a-0', f: 0.4 },
    { set: 'a-1', f: 0.2 },
    { set: 'b-0', f: 0.1 },
  ],
  ...change,
})

const shock = (change: Partial<Shock>): Shock => ({ ...noShock, ...change })

describe('the loss of a position', () => {
  test('nothing happens: nothing is lost', () => {
    expect(scenarioLoss({ parts: [part({})], wrapped: false }, noShock)).toMatchObject({
      loss: 0,
      marked: 0,
      kept: [1],
      bySet: [],
    })
  })

  test('slashes of several sets add, whatever the order', () => {
    // 0.4·0.5 + 0.2·0.5 = 0.3; the set of another AVS does nothing.
    const bug = shock({ slash: (_, set) => (set.startsWith('a') ? 0.5 : 0) })
    const result = scenarioLoss({ parts: [part({})], wrapped: false }, bug)
    expect(result.loss).toBeCloseTo(0.3, 12)
    expect(result.steps.slash).toBeCloseTo(0.3, 12)
    expect(result.bySet).toEqual([
      { operator: 'op', set: 'a-0', loss: 0.2 },
      { operator: 'op', set: 'a-1', loss: 0.1 },
    ])
    expect(result.kept[0]).toBeCloseTo(0.7, 12)
  })

  test('native stake: (1−b)(1−S), and the slash counts on what the validators left', () => {
    // 1 − 0.9·(1 − 0.4) = 0.46, of which 0.1 by validators and 0.36 by the set.
    const leak = shock({ beacon: () => 0.1, slash: (_, set) => (set === 'a-0' ? 1 : 0) })
    const native = part({ kind: 'native', strategy: 'beacon' })
    const result = scenarioLoss({ parts: [native], wrapped: false }, leak)
    expect(result.loss).toBeCloseTo(0.46, 12)
    expect(result.steps.beacon).toBeCloseTo(0.1, 12)
    expect(result.steps.slash).toBeCloseTo(0.36, 12)
    expect(result.bySet[0]?.loss).toBeCloseTo(0.36, 12)
    // stETH's validators are not the operator's.
    expect(scenarioLoss({ parts: [part({})], wrapped: false }, leak).steps.beacon).toBe(0)
  })

  test('the waterfall in its order: slash, Lido, core, wrapper, market', () => {
    // left: 1 → 0.8 (slash 0.2) → 0.72 (Lido 10 %) → 0.36 (core 50 %) → 0.27 (wrapper 25 %)
    // → market 20 % on half of it: 0.027 more.
    const everything = shock({
      slash: (_, set) => (set === 'a-0' ? 0.5 : 0),
      layers: { lido: 0.1, core: 0.5, lrt: 0.25 },
      discount: { stEth: 0, lrt: 0.2 },
      exitShare: 0.5,
    })
    const result = scenarioLoss({ parts: [part({})], wrapped: true }, everything)
    const expected = { beacon: 0, slash: 0.2, lido: 0.08, core: 0.36, lrt: 0.09, market: 0.027 }
    for (const [step, value] of Object.entries(expected))
      expect(result.steps[step as keyof typeof expected]).toBeCloseTo(value, 12)
    expect(result.loss).toBeCloseTo(0.757, 12)
    // Sold or not, all of it is worth a fifth less: 1 − 0.27·0.8.
    expect(result.marked).toBeCloseTo(0.784, 12)
    expect(Object.values(result.steps).reduce((a, b) => a + b)).toBeCloseTo(result.loss, 12)
  })

  test('parts count by weight, and only those that are hit', () => {
    // Half of the position with another operator, a quarter not restaked at all.
    const parts = [
      part({ weight: 0.25 }),
      part({ weight: 0.5, operator: 'other' }),
      part({ weight: 0.25, operator: null, restaked: false, kind: 'native', allocations: [] }),
    ]
    const hit = shock({ slash: (operator) => (operator === 'op' ? 1 : 0) })
    expect(scenarioLoss({ parts, wrapped: false }, hit).loss).toBeCloseTo(0.25 * 0.7, 12)
    // A core failure reaches what is restaked: 0.75 of the position.
    const core = shock({ layers: { lido: 0, core: 1, lrt: 0 } })
    expect(scenarioLoss({ parts, wrapped: false }, core).loss).toBeCloseTo(0.75, 12)
  })

  test('a depeg: loss on what is sold, mark-to-market on all; tokens without that market stay', () => {
    const depeg = shock({ discount: { stEth: 0.1, lrt: 0 }, exitShare: 0.25 })
    const result = scenarioLoss({ parts: [part({})], wrapped: false }, depeg)
    expect(result.loss).toBeCloseTo(0.025, 12)
    expect(result.marked).toBeCloseTo(0.1, 12)
    expect(result.kept).toEqual([1])
    const other = scenarioLoss({ parts: [part({ kind: 'token' })], wrapped: false }, depeg)
    expect(other.marked).toBe(0)
    // A liquid restaking token falls only where one is held.
    const lrt = shock({ discount: { stEth: 0, lrt: 0.16 }, exitShare: 0.5 })
    expect(scenarioLoss({ parts: [part({})], wrapped: false }, lrt).marked).toBe(0)
    expect(scenarioLoss({ parts: [part({})], wrapped: true }, lrt).loss).toBeCloseTo(0.08, 12)
    // Its price has what is inside in it: a fall of both is no double fall.
    const both = shock({ discount: { stEth: 0.1, lrt: 0.16 }, exitShare: 1 })
    expect(scenarioLoss({ parts: [part({})], wrapped: true }, both).loss).toBeCloseTo(0.16, 12)
  })

  test('allocations that add up to more than all by rounding never take more than all', () => {
    const full = part({ allocations: [{ set: 'a-0', f: 1.000001 }] })
    const result = scenarioLoss({ parts: [full], wrapped: false }, shock({ slash: () => 1 }))
    expect(result.loss).toBe(1)
  })
})

describe('leaked validator keys', () => {
  test('the published figures of the consensus formula', () => {
    // One of many: 1/4096 + missed attestations, about 0.2 %.
    expect(leakedKeysLoss(1, 35_000_000)).toBeCloseTo(0.002, 3)
    expect(leakedKeysLoss(1_000, 35_000_000)).toBeCloseTo(0.00474, 4)
    expect(leakedKeysLoss(400_000, 35_000_000)).toBe(1)
  })
})

describe('a coalition', () => {
  const members: CoalitionMember[] = [
    { operator: 'a', votes: 40, slashable: 40 },
    { operator: 'b', votes: 30, slashable: 3 },
    { operator: 'c', votes: 20, slashable: 2 },
    { operator: 'd', votes: 10, slashable: 0 },
    { operator: 'left', votes: 0, slashable: 9 },
  ]

  test('the fewest: largest first', () => {
    expect(coalitionOf(members, 1 / 2, 'fewest')).toEqual({
      operators: ['a', 'b'],
      votes: 70,
      slashable: 43,
      exact: true,
    })
  })

  test('the cheapest: others than the fewest, and nobody in vain', () => {
    const half = coalitionOf(members, 1 / 2, 'cheapest')
    expect(half?.operators.toSorted()).toEqual(['b', 'c'])
    expect(half?.slashable).toBe(5)
    const third = coalitionOf(members, 1 / 3, 'cheapest')
    // b and d hold 40 votes for 3; c and d only 30.
    expect(third?.operators.toSorted()).toEqual(['b', 'd'])
    expect(third?.slashable).toBe(3)
  })

  test('nobody votes: nobody colludes', () => {
    expect(coalitionOf([], 0.5, 'fewest')).toBeNull()
    expect(coalitionOf([{ operator: 'x', votes: 0, slashable: 1 }], 0.5, 'cheapest')).toBeNull()
  })

  test('small sets: no coalition that reaches the share is cheaper', () => {
    let seed = 7
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed / 2_147_483_648
    }
    for (let round = 0; round < 40; round++) {
      const some = Array.from({ length: 8 }, (_, i) => ({
        operator: String(i),
        votes: 1 + Math.floor(random() * 30),
        slashable: Math.floor(random() * 20),
      }))
      const total = some.reduce((sum, { votes }) => sum + votes, 0)
      let least = Number.POSITIVE_INFINITY
      for (let mask = 1; mask < 256; mask++) {
        const chosen = some.filter((_, i) => (mask >> i) & 1)
        if (chosen.reduce((sum, { votes }) => sum + votes, 0) < (2 / 3) * total - 1e-9) continue
        least = Math.min(
          least,
          chosen.reduce((sum, { slashable }) => sum + slashable, 0),
        )
      }
      const found = coalitionOf(some, 2 / 3, 'cheapest')
      expect(found?.slashable).toBe(least)
      expect(found?.votes).toBeGreaterThanOrEqual((2 / 3) * total - 1e-9)
    }
  })

  test('large sets reach the share, without anyone to spare, and say that they are a bound', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({
      operator: String(i),
      votes: 1 + ((i * 7) % 13),
      slashable: (i * 5) % 11,
    }))
    const total = many.reduce((sum, { votes }) => sum + votes, 0)
    const found = coalitionOf(many, 1 / 2, 'cheapest')
    expect(found?.exact).toBe(false)
    expect(found?.votes).toBeGreaterThanOrEqual(total / 2 - 1e-6)
    const byName = new Map(many.map((member) => [member.operator, member]))
    for (const operator of found?.operators ?? [])
      expect((found?.votes ?? 0) - (byName.get(operator)?.votes ?? 0)).toBeLessThan(total / 2)
  })
})
