import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { Pair, type PairProps } from './Pair.tsx'
import { PairDelta } from './PairDelta.tsx'
import type { PairFigures } from './types.ts'

const words = (markup: string) =>
  markup
    .replace(/<[^>]*>/g, '')
    .replaceAll('\u202f', ' ')
    .replace(/\s+/g, ' ')
    .trim()
const pair = (props: PairProps) => renderToStaticMarkup(createElement(Pair, props))
const figures = (apr: number | null, exposure: number | null): PairFigures => ({
  apr: { value: apr },
  exposure: { value: exposure },
})

// React warns that layout effects do nothing on a server; here only the markup matters.
beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

describe('Pair', () => {
  it('says both figures in one order, one as a gain and one as a loss', () => {
    expect(words(pair(figures(0.042, 0.124)))).toBe(
      'APR and exposure 4.2 % APR · \u221212 % in a bad year',
    )
  })

  it('marks an APR that leaves tokens out as a lower bound', () => {
    const apr = { value: 0.029, priced: { priced: 1, all: 3 } }
    expect(words(pair({ apr, exposure: { value: 0.1 }, who: 'Basalt' }))).toContain(
      'APR and exposure: Basalt ≥ 2.9 % APR(1 of 3 tokens priced)',
    )
    const whole = { value: 0.029, priced: { priced: 3, all: 3 } }
    expect(words(pair({ apr: whole, exposure: { value: 0.1 } }))).not.toContain('≥')
  })

  it('marks an exposure that leaves something out, and one that is an upper bound', () => {
    const of = (more: object) =>
      words(pair({ apr: { value: 0.03 }, exposure: { value: 0.1, ...more } }))
    expect(of({ leftOut: 'A set is left out.' })).toContain('≤ −10 %')
    expect(of({ atMost: 'Bad years seldom meet.' })).toContain('≥ −10 %')
    expect(of({ atMost: 'x', leftOut: 'y' })).not.toMatch(/[≤≥]/)
    expect(of({})).not.toMatch(/[≤≥]/)
  })

  it('draws a dash and no bar for what is not known', () => {
    const markup = pair(figures(null, null))
    expect(words(markup)).toBe('APR and exposure — APR · — in a bad year')
    expect(markup).not.toContain('pair-fill')
  })

  it('draws bars on fixed scales with an arrow beyond', () => {
    expect(pair(figures(0.05, 0.25)).match(/width="50%"/g)).toHaveLength(2)
    expect(pair(figures(0.05, 0.25))).not.toContain('<path')
    expect(pair(figures(0.05, 0.62))).toContain('<path class="pair-fill"')
  })
})

describe('PairDelta', () => {
  const delta = (before: PairFigures, after: PairFigures) =>
    words(renderToStaticMarkup(createElement(PairDelta, { before, after })))

  it('tells the change of both', () => {
    expect(delta(figures(0.031, 0.025), figures(0.038, 0.049))).toBe('+0.7 % APR · 2.4 points more')
    expect(delta(figures(0.038, 0.049), figures(0.031, 0.025))).toBe(
      '\u22120.7 % APR · 2.4 points less',
    )
    expect(delta(figures(0.03, 0.02), figures(0.031, 0.02))).toBe('+0.1 % APR · exposure unchanged')
  })

  it('tells no change while one side is unknown', () => {
    expect(delta(figures(null, 0.02), figures(0.03, 0.02))).not.toMatch(/\d/)
  })
})
