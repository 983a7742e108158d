import { describe, expect, test } from 'vitest'
import type { Address } from '../protocol/network/types.ts'
import {
  bestSpread,
  broken,
  build,
  type Candidate,
  frontierRanks,
  type SpreadOffer,
  type Wishes,
} from './exposureBuilder.ts'

const at = (n: number) => `0x${n.toString(16).padStart(40, '0')}` as Address
const [A, B, C] = [at(0xa), at(0xb), at(0xc)]

const none: Wishes = {
  willing: [],
  refused: [],
  exposureAtMost: null,
  aprAtLeast: null,
  open: false,
}

const candidate = (n: number, change: Partial<Candidate> = {}): Candidate => ({
  operator: at(n),
  tiedTo: new Set(),
  needsApproval: false,
  apr: 0.04,
  exposure: 0.1,
  ...change,
})

describe('conditions', () => {
  test('willing is a list of all who may slash; who secures nothing fits it', () => {
    const wishes = { ...none, willing: [A, B] }
    expect(broken(candidate(1, { tiedTo: new Set([A]) }), wishes)).toEqual([])
    expect(broken(candidate(1), wishes)).toEqual([])
    expect(broken(candidate(1, { tiedTo: new Set([A, C]) }), wishes)).toEqual(['willing'])
    expect(broken(candidate(1, { tiedTo: null }), wishes)).toEqual(['willing'])
  })

  test('refused turns away whoever has any tie', () => {
    const wishes = { ...none, refused: [B] }
    expect(broken(candidate(1, { tiedTo: new Set([A]) }), wishes)).toEqual([])
    expect(broken(candidate(1, { tiedTo: new Set([A, B]) }), wishes)).toEqual(['refused'])
    expect(broken(candidate(1, { tiedTo: null }), wishes)).toEqual(['refused'])
  })

  test('ceiling and floor are inclusive, and nobody fits unjudged', () => {
    const wishes = { ...none, exposureAtMost: 0.1, aprAtLeast: 0.04 }
    expect(broken(candidate(1), wishes)).toEqual([])
    expect(broken(candidate(1, { exposure: 0.11, apr: 0.03 }), wishes)).toEqual(['exposure', 'apr'])
    expect(broken(candidate(1, { exposure: null }), none)).toEqual(['unknown'])
    expect(broken(candidate(1, { needsApproval: true }), { ...none, open: true })).toEqual(['open'])
    expect(broken(candidate(1, { needsApproval: null }), { ...none, open: true })).toEqual(['open'])
  })

  test('says what turns whom away, and who misses by one condition alone', () => {
    const built = build(
      [
        candidate(1),
        candidate(2, { exposure: 0.2 }),
        candidate(3, { exposure: 0.2, tiedTo: new Set([A]) }),
      ],
      { ...none, exposureAtMost: 0.15, refused: [A] },
    )
    expect(built.fits.map(({ operator }) => operator)).toEqual([at(1)])
    expect(built.turnedAway).toEqual({ exposure: 2, refused: 1 })
    expect(built.only).toEqual({ exposure: [at(2)] })
  })
})

describe('the frontier', () => {
  const dominates = (a: { apr: number; exposure: number }, b: { apr: number; exposure: number }) =>
    a.apr >= b.apr && a.exposure <= b.exposure && (a.apr > b.apr || a.exposure < b.exposure)

  test('peels off, layer by layer, those that nobody left dominates', () => {
    let state = 11
    const next = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * 12) / 100
    }
    for (let round = 0; round < 50; round++) {
      const points = Array.from({ length: 25 }, () => ({ apr: next(), exposure: next() }))
      const expected = points.map(() => 0)
      for (let rank = 1; expected.includes(0); rank++) {
        const left = points.flatMap((_, k) => (expected[k] === 0 ? [k] : []))
        for (const k of left)
          if (!left.some((other) => dominates(points[other] as never, points[k] as never)))
            expected[k] = -rank
        for (const k of left) expected[k] = Math.abs(expected[k] as number)
      }
      expect(frontierRanks(points)).toEqual(expected)
    }
  })
})

describe('spread over several addresses', () => {
  /** Different operators never have their worst year together here: shares add up in squares. */
  const apart = (of: Record<string, number>) => (parts: SpreadOffer['parts']) =>
    Math.sqrt(
      parts.reduce((sum, { operator, share }) => sum + (share * (of[operator] ?? 1)) ** 2, 0),
    )

  test('is offered where as much is earned for clearly less exposure', async () => {
    const two = [candidate(1), candidate(2)]
    const offer = await bestSpread(two, none, apart({ [at(1)]: 0.1, [at(2)]: 0.1 }))
    expect(offer?.parts).toEqual([
      { operator: at(1), share: 0.5 },
      { operator: at(2), share: 0.5 },
    ])
    expect(offer?.apr).toBeCloseTo(0.04, 12)
    expect(offer?.exposure).toBeCloseTo(0.1 / Math.SQRT2, 12)
  })

  test('is not offered where it is no better', async () => {
    const together = (parts: SpreadOffer['parts']) =>
      parts.reduce((sum, { share }) => sum + share * 0.1, 0)
    expect(await bestSpread([candidate(1), candidate(2)], none, together)).toBeNull()
    expect(await bestSpread([candidate(1)], none, together)).toBeNull()
  })

  test('finds what no single operator can give, within ceiling and floor', async () => {
    const steep = candidate(1, { apr: 0.06, exposure: 0.3 })
    const calm = candidate(2, { apr: 0.03, exposure: 0.02 })
    const wishes = { ...none, exposureAtMost: 0.16, aprAtLeast: 0.045 }
    const offer = await bestSpread([steep, calm], wishes, apart({ [at(1)]: 0.3, [at(2)]: 0.02 }))
    expect(offer?.apr).toBeCloseTo(0.045, 12)
    expect(offer?.exposure).toBeLessThanOrEqual(0.16)
    expect(build([steep, calm], wishes).fits).toEqual([])
  })

  test('never goes to an operator that is refused', async () => {
    const refused = candidate(2, { tiedTo: new Set([B]), apr: 0.2 })
    const offer = await bestSpread(
      [candidate(1), refused, candidate(3)],
      { ...none, refused: [B] },
      apart({ [at(1)]: 0.1, [at(2)]: 0.1, [at(3)]: 0.1 }),
    )
    expect(offer?.parts.map(({ operator }) => operator)).toEqual([at(1), at(3)])
  })
})
