import { expect, it } from 'vitest'
import { boundedAssumptions, entriesOf, withPreset } from './assumptions.ts'
import { attackEntries, attacksOf } from './attackGuess.ts'

const set = `0x${'ab'.repeat(20)}-3`
const attacks = { [set]: { profit: 12.5, theta: 'third', votes: 'slashable' } } as const

it('goes out as an entry and comes back', () => {
  const entries = attackEntries(attacks)
  expect(entries).toEqual({ [`${set}.third.slashable`]: 12.5 })
  expect(attacksOf(entries)).toEqual(attacks)
  const assumptions = boundedAssumptions({ severity: 0.9, ...entries })
  expect(assumptions.attacks).toEqual(attacks)
  expect(boundedAssumptions(entriesOf(assumptions))).toEqual(assumptions)
})

it('stays under every preset, and is absent where none is counted', () => {
  const assumptions = boundedAssumptions(attackEntries(attacks))
  expect(withPreset('cautious', assumptions).attacks).toEqual(attacks)
  expect('attacks' in boundedAssumptions({ severity: 0.9 })).toBe(false)
})

it('takes one attack for each set, within the bounds, and nothing else', () => {
  const of = (entries: Record<string, number>) => attacksOf(entries)
  expect(of({ [`${set}.third.delegated`]: 2, [`${set}.half.delegated`]: 1 })).toEqual({
    [set]: { profit: 1, theta: 'half', votes: 'delegated' },
  })
  for (const profit of [0, -1, 1e10, Number.NaN])
    expect(of({ [`${set}.half.delegated`]: profit })).toBeUndefined()
  for (const key of [set, `${set}.most.delegated`, `${set}.half.all`, '0xab-0.half.delegated'])
    expect(of({ [key]: 1 })).toBeUndefined()
})
