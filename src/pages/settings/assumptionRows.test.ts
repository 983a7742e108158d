import { expect, test } from 'vitest'
import { defaultAssumptions } from '../../risk/assumptions.ts'
import { type ExposureInput, positionParameters } from '../../risk/exposure.ts'
import { assumptionRows } from './assumptionRows.ts'

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
  }
  // The kinds of position that the assessment knows.
  for (const product of ['stETH', 'native', 'token'] as const) {
    const input: ExposureInput = { pairs: [pair], product, restaked: true }
    positionParameters(input, watched)
  }
  const used = assumptionRows.filter((row) => !row.unused).map((row) => row.key)
  expect([...used].sort()).toEqual([...read].sort())
})
