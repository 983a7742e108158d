import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CaseFileError, parseCaseFile, runCase } from './cases.ts'

const text = readFileSync(new URL('./testdata/cases.json', import.meta.url), 'utf8')

describe('reference cases', () => {
  const cases = parseCaseFile(text)
  it('are all there', () => expect(cases.length).toBe(67))
  it.each(cases.map((item) => [item.id, item.fn, item] as const))('%s %s', (_id, _fn, item) => {
    expect(runCase(item)).toEqual([])
  })
})

describe('runCase', () => {
  const item = { id: 'x', fn: 'waterfall', input: { layers: [0.5] }, tol: 1e-9 }

  it('names the place of a difference', () => {
    expect(runCase({ ...item, expected: { loss: 0.4, contributions: [0.5] } })).toEqual([
      { id: 'x', path: 'loss', expected: 0.4, actual: 0.5 },
    ])
    expect(runCase({ ...item, expected: { contributions: [0.5, 0.1] } })).toHaveLength(1)
    expect(runCase({ ...item, expected: { contributions: [0.6] } })[0]?.path).toBe(
      'contributions.0',
    )
  })

  it('judges numbers by the tolerance, relative above 1', () => {
    const near = { ...item, input: { layers: [0.5] }, expected: { loss: 0.51 } }
    expect(runCase({ ...near, tol: 0.02 })).toEqual([])
    expect(runCase({ ...near, tol: 0.005 })).toHaveLength(1)
  })

  it('takes null for undefined and does not take a value for null', () => {
    expect(runCase({ ...item, expected: { nothing: null } })).toEqual([])
    expect(runCase({ ...item, expected: { loss: null } })).toHaveLength(1)
  })

  it('counts an unknown function and a throw as failures', () => {
    expect(runCase({ ...item, fn: 'toString', expected: {} })[0]?.actual).toMatch(
      /unknown function/,
    )
    expect(runCase({ ...item, fn: 'loopPosition', input: { ltv: 2 }, expected: {} })[0]?.path).toBe(
      'throws',
    )
  })

  it('keeps numeric names as names', () => {
    const input = { pairs: [{ op: '1', set: '7', p: 0.1 }], rhoA: 0.3, rhoO: 0.2 }
    const expected = { marginal: { '1|7': 0.1 } }
    expect(runCase({ id: 'x', fn: 'hazardSplit', input, expected, tol: 1e-9 })).toEqual([])
  })
})

describe('parseCaseFile', () => {
  it.each([
    ['{', /not JSON/],
    ['[]', /no object/],
    ['{}', /no list named "cases"/],
    ['{"schemaVersion":9,"cases":[]}', /not known/],
    ['{"cases":[1]}', /number 1 is not an object/],
    ['{"cases":[{"id":"A"}]}', /Case A names no function/],
    ['{"cases":[{"id":"A","fn":"x"}]}', /no object in "input"/],
    ['{"cases":[{"id":"A","fn":"x","input":{}}]}', /nothing in "expected"/],
    ['{"cases":[{"id":"A","fn":"x","input":{},"expected":{},"tol":"1"}]}', /tolerance/],
  ])('refuses %s', (bad, message) => {
    expect(() => parseCaseFile(bad)).toThrow(message)
    expect(() => parseCaseFile(bad)).toThrow(CaseFileError)
  })
})
