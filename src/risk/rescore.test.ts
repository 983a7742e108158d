import { describe, expect, it } from 'vitest'
import { type Assumptions, defaultAssumptions, withPreset } from './assumptions.ts'
import { type ExposureInput, type ExposurePair, exposureOf } from './exposure.ts'
import { buffersOf, operatorColumns, sameColumns } from './operatorColumns.ts'
import { positionParameters } from './parameters.ts'
import { Rescorer } from './rescore.ts'
import { mulberry32 } from './simulation.ts'
import { MOST_CELLS } from './structures.ts'
import { syntheticNetwork } from './syntheticNetwork.ts'
import { cvarByMinimum, everyPositionLoss } from './testdata/bruteForce.ts'

const pair = (set: string, f: number, more: Partial<ExposurePair> = {}): ExposurePair => ({
  operator: 'o',
  set,
  avs: set.slice(0, 1),
  strategy: 'stETH',
  weight: 1,
  f,
  slashes: 0,
  setYears: 0,
  ...more,
})
const of = (pairs: ExposurePair[], product: ExposureInput['product'] = 'stETH'): ExposureInput => ({
  pairs,
  product,
  restaked: true,
})

const unusual: ExposureInput[] = [
  of([]),
  { pairs: [pair('a0', 1)], product: 'none', restaked: false },
  of([], 'native'),
  { ...of([pair('a0', 0.4)]), held: { stETH: 0.5, native: 0.5, token: 0 } },
  { ...of([pair('a0', 0.4)], 'token'), held: { stETH: 0.1, native: 0.2, token: 0.7 } },
  of([pair('a0', 0, { latent: 0.5 })]),
  of([pair('a0', 0.3), pair('a1', 0.3), pair('b0', 0.4)], 'native'),
  // Two strategies of one set fall together.
  of([pair('a0', 0.3, { weight: 0.4 }), pair('a0', 0.9, { weight: 0.6, strategy: 'x' })]),
  of([pair('a0', 0.25), pair('b0', 0.25), pair('c0', 0.25), pair('d0', 0.25)], 'LRT'),
  of([pair('a0', 0.2, { slashes: 900 }), pair('b0', 0.5, { slashes: 3, setYears: 12.5 })]),
  // An attack strikes two strategies of a set at once; beside it a set that none is guessed of.
  of([
    pair('a0', 0.3, { weight: 0.4, attack: { profit: 90, cost: 100, theta: 1 / 3 } }),
    pair('a0', 0.9, {
      weight: 0.6,
      strategy: 'x',
      attack: { profit: 90, cost: 100, theta: 1 / 3 },
    }),
    pair('b0', 0.2),
  ]),
  // Attacked for nothing; nobody attacks; only once it registers.
  of([pair('a0', 0.5, { attack: { profit: 1e-6, cost: 0, theta: 0.5 } })], 'native'),
  of([pair('a0', 0.5, { attack: { profit: 10, cost: 100, theta: 0.5 } })]),
  of([pair('a0', 0, { latent: 0.5, attack: { profit: 200, cost: 100, theta: 0.5 } })]),
  // One AVS with two records cannot share one probability.
  of([pair('a0', 0.2), pair('a1', 0.3, { slashes: 2 })]),
  of(Array.from({ length: MOST_CELLS + 2 }, (_, i) => pair(`${'abcdefghijklmnop'[i]}0`, 0.07))),
  {
    ...of([pair('a0', 0.5)], 'native'),
    sharedKeys: { sharedGwei: 10n ** 15n, totalActiveGwei: 35n * 10n ** 15n },
  },
  {
    ...of([pair('a0', 0.5)], 'native'),
    held: { stETH: 0.25, native: 0.5, token: 0.25 },
    sharedKeys: { sharedGwei: 10n ** 15n, totalActiveGwei: 35n * 10n ** 15n },
  },
]

const beliefs: Record<string, Assumptions> = {
  default: defaultAssumptions,
  cautious: withPreset('cautious'),
  'all common': { ...defaultAssumptions, rhoA: 0.7, rhoO: 0.3 },
  'nothing common': { ...defaultAssumptions, rhoA: 0, rhoO: 0 },
  'no severity': { ...defaultAssumptions, severity: 0 },
  'no slashes': { ...defaultAssumptions, slashPriorShape: 0 },
  'certain slashes': { ...defaultAssumptions, slashPriorShape: 50, slashPriorYears: 1 },
  'all sold in a certain fall': {
    ...defaultAssumptions,
    marketMildP: 0,
    marketSevereP: 1,
    marketSevereDiscount: 1,
    exitShareStEth: 1,
  },
}

describe('Rescorer', () => {
  const { inputs } = syntheticNetwork({ operators: 150, avss: 25, seed: 3 })
  const all = [...inputs, ...unusual]
  const rescorer = new Rescorer(operatorColumns(all))

  // One Rescorer through all beliefs, so that nothing kept from one may leak into the next.
  it.each(Object.keys(beliefs))('equals exposureOf for every position: %s', (name) => {
    const assumptions = beliefs[name]!
    const scores = rescorer.score(assumptions)
    let worst = 0
    const differ = (a: number, b: number) => {
      worst = Math.max(worst, Number.isNaN(a) ? 1 : Math.abs(a - b))
    }
    all.forEach((input, i) => {
      const one = exposureOf(input, assumptions)
      differ(scores.exposure[i]!, one.exposure)
      differ(scores.el[i]!, one.el)
      differ(scores.maxSlashable[i]!, one.maxSlashable)
      differ(scores.maxLatent[i]!, one.maxLatent)
      const evens = one.breakEven(1)
      differ(scores.lossGivenSlash[i]!, evens === null ? 0 : 1 / evens)
    })
    expect(worst).toBeLessThan(1e-12)
  })

  it('equals every event written out', () => {
    const random = mulberry32(8)
    const small = Array.from({ length: 6 }, (_, o) =>
      of(
        Array.from({ length: 1 + (o % 4) }, (_, i) =>
          pair(`${'abcd'[i]}0`, random() / 4, {
            setYears: 100 * random(),
            slashes: Math.floor(3 * random()),
          }),
        ),
      ),
    )
    const { exposure } = new Rescorer(operatorColumns(small)).score(defaultAssumptions)
    small.forEach((input, i) => {
      const parameters = { ...positionParameters(input, defaultAssumptions), layers: [] }
      expect(exposure[i]).toBeCloseTo(cvarByMinimum(everyPositionLoss(parameters), 0.99), 9)
    })
  })

  it('works out equal positions once, whatever their names and order', () => {
    const one = of([pair('a0', 0.3), pair('b0', 0.2)])
    const same = of([pair('z0', 0.2), pair('y0', 0.3)])
    const other = of([pair('a0', 0.3), pair('a1', 0.2)])
    const { distinct } = new Rescorer(operatorColumns([one, same, other]))
    expect(distinct).toBe(2)
  })

  it('reports its way and can be left half way without harm', () => {
    const fresh = new Rescorer(operatorColumns(all))
    const run = fresh.run({ ...defaultAssumptions, rhoA: 0.6 })
    const first = run.next()
    expect(first).toEqual({ done: false, value: 64 / all.length })
    run.return(undefined as never)
    const shares: number[] = []
    const again = fresh.run(defaultAssumptions)
    let step = again.next()
    while (!step.done) {
      shares.push(step.value)
      step = again.next()
    }
    expect(shares).toEqual([64 / all.length, 128 / all.length])
    expect(step.value).toEqual(rescorer.score(defaultAssumptions))
  })

  it('has others beside it that follow other assumptions and leave it alone', () => {
    const before = rescorer.score(defaultAssumptions)
    const cautious = withPreset('cautious')
    expect(rescorer.beside().score(cautious)).toEqual(
      new Rescorer(operatorColumns(all)).score(cautious),
    )
    expect(rescorer.score(defaultAssumptions)).toEqual(before)
  })

  it('knows columns that say the same from those that differ in one figure', () => {
    const columns = operatorColumns(all)
    expect(sameColumns(columns, operatorColumns(all))).toBe(true)
    expect(sameColumns(columns, operatorColumns(all.slice(1)))).toBe(false)
    for (const name of Object.keys(columns) as (keyof typeof columns)[]) {
      const other = operatorColumns(all)
      other[name][other[name].length - 1]! += 1
      expect(sameColumns(columns, other), name).toBe(false)
    }
  })

  it('gives the same from columns that were handed over to a worker', () => {
    const columns = operatorColumns(all)
    const moved = structuredClone(columns, { transfer: buffersOf(columns) })
    expect(columns.f.length).toBe(0)
    expect(new Rescorer(moved).score(defaultAssumptions)).toEqual(
      rescorer.score(defaultAssumptions),
    )
  })

  it('refuses a row that stands behind several operators', () => {
    const two = of([pair('a0', 0.3), pair('a0', 0.2, { operator: 'p' })])
    expect(() => operatorColumns([two])).toThrow(RangeError)
  })
})
