import { describe, expect, test } from 'vitest'
import { defaultAssumptions } from '../../risk/assumptions.ts'
import { exposureOf } from '../../risk/exposure.ts'
import { breakEvenLines } from './breakEvenLines.ts'

describe('lines of equal break-even chance', () => {
  test('begin at the base and end where the chart does', () => {
    for (const ends of [
      { exposure: 0.5, apr: 0.1 },
      { exposure: 0.1, apr: 0.05 },
      { exposure: 1, apr: 0.4 },
    ]) {
      const lines = breakEvenLines(0.03, ends)
      expect(lines.length).toBeGreaterThan(0)
      expect(lines.length).toBeLessThanOrEqual(4)
      for (const { p, exposure, apr } of lines) {
        expect(apr).toBeCloseTo(0.03 + p * exposure, 12)
        expect(exposure === ends.exposure || apr === ends.apr).toBe(true)
      }
    }
  })

  test('there are none where the base fills the chart', () => {
    expect(breakEvenLines(0.05, { exposure: 0.5, apr: 0.05 })).toEqual([])
  })

  test('for one set the line is the model’s break-even probability', () => {
    // Half of the stake in one set, half of that taken: 0.25 in a bad year.
    const judged = exposureOf(
      {
        product: 'token',
        restaked: true,
        pairs: [
          {
            operator: 'op',
            set: 'a-0',
            avs: 'a',
            strategy: 's',
            weight: 1,
            f: 0.5,
            slashes: 0,
            setYears: 0,
          },
        ],
      },
      defaultAssumptions,
    )
    const premium = 0.012
    expect(judged.breakEven(premium)).toBeCloseTo(premium / judged.exposure, 9)
  })
})
