import { expect, it, test } from 'vitest'
import { ASSUMPTIONS, defaultAssumptions } from '../../risk/assumptions.ts'
import type { ExposureInput } from '../../risk/exposure.ts'
import { positionParameters } from '../../risk/parameters.ts'
import {
  assumptionRows,
  fromStep,
  fromText,
  groups,
  sliderSteps,
  toStep,
  toText,
} from './assumptionRows.ts'

test('says of each assumption whether a figure depends on it', () => {
  const read = new Set<string>()
  const watched = new Proxy(defaultAssumptions, {
    get(target, key) {
      read.add(String(key))
      return Reflect.get(target, key)
    },
  })
  const pair = {
    operator: '0x1',
    set: '0x2:0',
    avs: '0x2',
    strategy: '0x3',
    weight: 1,
    f: 0.5,
    slashes: 0,
    setYears: 1,
    // Where the reader counts one.
    attack: { profit: 100, cost: 100, theta: 0.5 },
  }
  // The kinds of position that the assessment knows.
  for (const product of ['stETH', 'native', 'LRT', 'token'] as const) {
    const input: ExposureInput = { pairs: [pair], product, restaked: true }
    positionParameters(input, watched)
  }
  // The base APR of native stake is no part of a loss.
  read.add('nativeBaseApr')
  const used = Object.values(assumptionRows)
    .filter((row) => !row.unused)
    .map((row) => row.key)
  expect([...used].sort()).toEqual([...read].sort())
})

test('every assumption stands in one group', () => {
  expect(Object.values(groups).flat().sort()).toEqual(Object.keys(ASSUMPTIONS).sort())
})

const { severity, coreP, slashPriorYears } = assumptionRows

it.each([
  ['50', severity, 0.5],
  [' 12,5 % ', severity, 0.125],
  ['.3', coreP, 0.003],
  ['50', slashPriorYears, 50],
  ['101', severity, null],
  ['0', slashPriorYears, null],
  ['-1', severity, null],
  ['1e3', slashPriorYears, null],
  ['', severity, null],
  ['half', severity, null],
] as const)('reads %j', (text, row, value) => {
  expect(fromText(text, row)).toBe(value)
})

it.each(Object.values(assumptionRows))('writes and slides $key', (row) => {
  const value = row.values.default
  expect(fromText(toText(value, row.unit), row)).toBeCloseTo(value, 6)
  const step = toStep(value, row)
  // Between the neighbours of its step.
  expect(fromStep(Math.max(0, step - 1), row)).toBeLessThanOrEqual(value)
  expect(fromStep(Math.min(sliderSteps, step + 1), row)).toBeGreaterThanOrEqual(value)
  expect([fromStep(0, row), fromStep(sliderSteps, row)]).toEqual([row.min, row.max])
})
