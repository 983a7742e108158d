import { describe, expect, it } from 'vitest'
import { defaultAssumptions, withPreset } from './assumptions.ts'
import { attackHazard } from './attack.ts'
import { breakdown, MEASURES } from './breakdown.ts'
import type { PairAttack, SlashPair } from './cells.ts'
import { commonShock } from './commonShock.ts'
import { type ExposureInput, type ExposurePair, exposureOf } from './exposure.ts'
import { networkLossSteps } from './networkLoss.ts'
import { positionParameters } from './parameters.ts'
import { position } from './position.ts'
import { mulberry32 } from './simulation.ts'
import { cvarByMinimum, everyEvent, randomPairs } from './testdata/bruteForce.ts'
import { naiveYears } from './testdata/naiveSimulation.ts'

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/** Attacks on some of the sets `s0`, `s1`, …, alike for all their operators. */
function attacked(pairs: readonly SlashPair[], attacks: Record<string, PairAttack>): SlashPair[] {
  return pairs.map((pair) => ({ ...pair, attack: attacks[pair.set] }))
}

/** Every year written out: slashes of every event, each attack, who takes part. By pair what slash and attack take. */
function everyYear(pairs: readonly SlashPair[], rhoA: number, rhoO: number) {
  const sets = [...new Set(pairs.flatMap(({ set, attack }) => (attack ? [set] : [])))]
  const years: { p: number; slashed: number[]; attacks: number[] }[] = []
  for (const { p: pHit, hits } of everyEvent(pairs, rhoA, rhoO)) {
    for (let came = 0; came < 2 ** sets.length; came++) {
      for (let joined = 0; joined < 2 ** pairs.length; joined++) {
        let p = pHit
        sets.forEach((set, s) => {
          const { q } = pairs.find((pair) => pair.set === set)!.attack!
          p *= (came >> s) & 1 ? q : 1 - q
        })
        const struck = pairs.map(({ set, attack }, i) => {
          const joins = (joined >> i) & 1
          // Who takes part where nothing happens makes no difference: one of the two is enough.
          if (!attack || !((came >> sets.indexOf(set)) & 1)) {
            if (joins) p = 0
            return false
          }
          p *= joins ? attack.share : 1 - attack.share
          return joins === 1
        })
        if (p === 0) continue
        const loss = pairs.map(({ f, weight = 1 }) => f * weight)
        years.push({
          p,
          slashed: pairs.map(({ w }, i) => (hits[i] && !struck[i] ? loss[i]! * w : 0)),
          attacks: loss.map((whole, i) => (struck[i] ? whole : 0)),
        })
      }
    }
  }
  return years
}

describe('attacks beside slashes', () => {
  it.each([
    [1, 4],
    [2, 2],
    [4, 1],
  ])('%i operators × %i sets: every year written out', (operators, sets) => {
    const random = mulberry32(7 * operators + sets)
    for (let round = 0; round < 4; round++) {
      const rhoA = random()
      const rhoO = (1 - rhoA) * random()
      const pairs = attacked(randomPairs(random, operators, sets, 4), {
        s0: { q: 0.2 * random(), share: random() },
        ...(round % 2 ? { s1: { q: 0.5, share: 0.5 } } : {}),
      })
      const years = everyYear(pairs, rhoA, rhoO)
      expect(sum(years.map(({ p }) => p))).toBeCloseTo(1, 10)
      const outcomes = years.map(
        ({ p, slashed, attacks }) => [sum(slashed) + sum(attacks), p] as const,
      )
      const actual = commonShock({ pairs, rhoA, rhoO, alphas: [0.9, 0.99] })
      expect(actual.method).toBe('exact')
      expect(actual.el).toBeCloseTo(sum(outcomes.map(([loss, p]) => loss * p)), 10)
      for (const alpha of [0.9, 0.99])
        expect(actual.cvar[alpha]).toBeCloseTo(cvarByMinimum(outcomes, alpha), 10)
      const quiet = (loss: number[]) => loss.every((value) => value === 0)
      expect(actual.pNone).toBeLessThanOrEqual(
        sum(years.map(({ p, slashed, attacks }) => (quiet(slashed) && quiet(attacks) ? p : 0))) +
          1e-10,
      )
      const { elAttribution, attribution, cvar } = position({ pairs, rhoA, rhoO })
      pairs.forEach((_, i) => {
        const mean = (of: 'slashed' | 'attacks') => sum(years.map((year) => year.p * year[of][i]!))
        expect(elAttribution.pairs[i]).toBeCloseTo(mean('slashed'), 10)
        expect(elAttribution.attacks[i] ?? 0).toBeCloseTo(mean('attacks'), 10)
      })
      const tail = attribution['0.99']!
      expect(sum(tail.pairs) + sum(tail.attacks)).toBeCloseTo(cvar['0.99']!, 10)
      for (const part of [...tail.pairs, ...tail.attacks]) expect(part).toBeGreaterThan(-1e-12)
    }
  })

  it('shows in the simulation what is exact, by cause, and as the plain simulation does', () => {
    const pairs = attacked(randomPairs(mulberry32(5), 3, 2, 6), {
      s0: { q: 0.05, share: 0.5 },
      s1: { q: 0.02, share: 1 / 3 },
    })
    const correlation = { rhoA: 0.3, rhoO: 0.2 }
    const exact = position({ pairs, ...correlation })
    const drawn = position({ pairs, ...correlation }, { maxAtoms: 1, maxWork: 0, paths: 200_000 })
    expect(drawn.method).toBe('montecarlo')
    expect(Math.abs(drawn.exposure - exact.exposure)).toBeLessThan(4 * drawn.exposureStandardError)
    const parts = drawn.exposureAttribution
    expect(100 * (sum(parts.pairs) + sum(parts.attacks))).toBeCloseTo(drawn.exposure, 9)
    const plain = naiveYears(pairs, correlation, { paths: 200_000, seed: 3 })
    const mean = sum([...plain]) / plain.length
    const spread = Math.sqrt(sum([...plain].map((x) => (x - mean) ** 2))) / plain.length
    expect(Math.abs(mean - exact.el)).toBeLessThan(4 * spread)
  })

  it('takes all that is allocated and never more, and is charged with all of it', () => {
    const pair = { op: 'o', set: 's', f: 0.6, w: 0.5, p: 0.5, attack: { q: 1, share: 1 } }
    const { maxLoss, el, elAttribution } = position({ pairs: [pair] })
    expect(maxLoss).toBeCloseTo(0.6, 12)
    expect(el).toBeCloseTo(0.6, 12)
    expect(elAttribution).toMatchObject({ pairs: [0], attacks: [0.6] })
  })

  it('strikes operators of one set in the same years', () => {
    const attack = { q: 0.02, share: 0.9 }
    const two = (second: string): SlashPair[] =>
      ['a', 'b'].map((op) => ({
        op,
        set: op === 'a' ? 's' : second,
        weight: 0.5,
        f: 1,
        w: 0.5,
        p: 0,
        attack,
      }))
    const together = position({ pairs: two('s') })
    const apart = position({ pairs: two('t') })
    expect(together.el).toBeCloseTo(apart.el, 12)
    expect(together.exposure).toBeGreaterThan(apart.exposure * 1.3)
  })

  it('counts in the loss of the whole network', () => {
    const pairs = attacked(randomPairs(mulberry32(9), 2, 2, 4), { s0: { q: 0.1, share: 0.5 } })
    const steps = networkLossSteps(pairs, { rhoA: 0.3, rhoO: 0.2 })
    const step = steps.next()
    const exact = commonShock({ pairs, rhoA: 0.3, rhoO: 0.2 })
    expect(step.done && step.value.el).toBeCloseTo(exact.el, 12)
    expect(step.done && step.value.cvar).toBeCloseTo(exact.cvar['0.99']!, 10)
  })

  it('refuses pairs of one cell that are attacked differently', () => {
    const pair = { op: 'o', set: 's', f: 0.1, w: 0.5, p: 0.1 }
    const attack = { q: 0.1, share: 0.5 }
    expect(() => position({ pairs: [pair, { ...pair, attack }] })).toThrow(RangeError)
    expect(() =>
      position({
        pairs: [
          { ...pair, attack },
          { ...pair, op: 'p', attack: { ...attack, q: 0.2 } },
        ],
      }),
    ).toThrow(RangeError)
  })
})

describe('an attack that the reader counts', () => {
  const pair = (set: string, f: number, attack?: ExposurePair['attack']): ExposurePair => ({
    operator: 'o',
    set,
    avs: set.slice(0, 1),
    strategy: 'stETH',
    weight: 1,
    f,
    slashes: 0,
    setYears: 0,
    attack,
  })
  const of = (...pairs: ExposurePair[]): ExposureInput => ({
    pairs,
    product: 'stETH',
    restaked: true,
  })
  const guess = { profit: 100, cost: 100, theta: 0.5 }

  it('has the probability of the model: (1 − e^−λ)·θ, all of the allocation', () => {
    const { hazard, stakerHitProb } = attackHazard({
      ...guess,
      profit: 75,
      gammaSafe: 1,
      hazardMax: 0.1,
    })
    expect(hazard).toBeCloseTo(0.05, 12)
    const { pairs } = positionParameters(
      of(pair('a0', 0.4, { ...guess, profit: 75 })),
      defaultAssumptions,
    )
    const { q, share } = pairs[0]!.attack!
    expect(q * share).toBeCloseTo(stakerHitProb, 15)
  })

  it('raises exposure and expected loss, names itself, and follows the assumptions', () => {
    const plain = exposureOf(of(pair('a0', 0.4)), defaultAssumptions)
    const counted = exposureOf(of(pair('a0', 0.4, guess)), defaultAssumptions)
    expect(counted.exposure).toBeGreaterThan(plain.exposure)
    expect(counted.el).toBeGreaterThan(plain.el)
    expect(counted.maxSlashable).toBe(plain.maxSlashable)
    expect(counted.attribution.map(({ id }) => id)).toContain('attack|o|a0')
    expect(sum(counted.attribution.map(({ value }) => value))).toBeCloseTo(counted.exposure, 12)
    expect(counted.range[0]).toBeLessThan(counted.exposure)
    expect(counted.range[1]).toBeGreaterThan(counted.exposure)
    const never = { ...defaultAssumptions, attackHazardMax: 0 }
    expect(exposureOf(of(pair('a0', 0.4, guess)), never).exposure).toBe(plain.exposure)
    const cautious = withPreset('cautious')
    expect(exposureOf(of(pair('a0', 0.4, guess)), cautious).exposure).toBeCloseTo(
      counted.range[1],
      12,
    )
  })

  it('changes nothing where it does not pay or nothing is in reach', () => {
    const plain = exposureOf(of(pair('a0', 0.4), pair('b0', 0)), defaultAssumptions)
    const safe = exposureOf(
      of(pair('a0', 0.4, { ...guess, profit: 50 }), pair('b0', 0, guess)),
      defaultAssumptions,
    )
    expect(safe.exposure).toBe(plain.exposure)
    expect(safe.attribution).toEqual(plain.attribution)
  })

  it.each(MEASURES)('is a part of the %s that adds up', (measure) => {
    for (const share of ['waterfall', 'shapley'] as const) {
      const input = of(pair('a0', 0.4, guess), pair('b0', 0.3))
      const { total, parts } = breakdown(input, defaultAssumptions, measure, share)
      expect(sum(parts.map(({ value }) => value))).toBeCloseTo(total, 12)
      const named = parts.filter(({ kind }) => kind === 'attack').map(({ set }) => set)
      // The worst case takes the whole allocation already.
      expect(named).toEqual(measure === 'worst' ? [] : ['a0'])
    }
  })
})
