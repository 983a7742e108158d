import { describe, expect, test } from 'vitest'
import type { Address } from '../../protocol/network/types.ts'
import {
  type FilterableRow,
  type Filters,
  filterRows,
  inForce,
  noFilters,
  parseAddresses,
  parseFilters,
  parseLimit,
  writeFilters,
} from './filters.ts'

const address = (digit: string) => `0x${digit.repeat(40)}` as Address
const ETH = 10n ** 18n

const row = (change: Partial<FilterableRow>): FilterableRow => ({
  address: address('1'),
  name: 'Northlight Nodes',
  avss: [],
  tiedTo: new Set(),
  needsApproval: false,
  slashes: 0,
  pending: false,
  stakeWei: 100n * ETH,
  exposure: 0.1,
  apr: 0.04,
  ...change,
})

const everything: Filters = {
  search: 'north & south',
  secures: [address('a'), address('b')],
  avoids: [address('c')],
  exposureAtMost: 12.5,
  aprAtLeast: 3,
  open: true,
  slashed: 'no',
  pending: 'yes',
  stakeAtLeast: 0,
  stakeAtMost: 1000.25,
}

describe('the address', () => {
  test('carries every filter there and back, and leaves the rest alone', () => {
    const written = writeFilters(new URLSearchParams('chain=1&sort=apr/descending'), everything)
    expect(written.get('chain')).toBe('1')
    expect(written.get('sort')).toBe('apr/descending')
    expect(parseFilters(new URLSearchParams(written.toString()))).toEqual(everything)
    expect(writeFilters(written, noFilters).toString()).toBe('chain=1&sort=apr%2Fdescending')
  })

  test.each(Object.keys(noFilters) as (keyof Filters)[])('carries %s alone', (name) => {
    const one = { ...noFilters, [name]: everything[name] }
    expect(inForce(one)).toEqual([name])
    expect(parseFilters(writeFilters(new URLSearchParams(), one))).toEqual(one)
  })

  test('what is not understood filters nothing', () => {
    const query = new URLSearchParams(
      'avs=0x12,<script>&not=all&risk=-3&apr=1e9&open=yes&slashed=maybe&min=0x10&max=NaN',
    )
    expect(parseFilters(query)).toEqual(noFilters)
  })

  test('addresses are taken once, in lower case', () => {
    expect(parseAddresses(`${address('A')},${address('a')}, ${address('b')}0`)).toEqual([
      address('a'),
    ])
    expect(parseAddresses(null)).toEqual([])
  })

  test.each([
    ['12', 12],
    [' 0,5 ', 0.5],
    ['0', 0],
    ['', null],
    ['-1', null],
    ['1e3', null],
    ['Infinity', null],
    [null, null],
  ])('a limit of %j is %s', (text, value) => {
    expect(parseLimit(text)).toBe(value)
  })
})

describe('conditions', () => {
  const kept = (filters: Partial<Filters>, change: Partial<FilterableRow>) =>
    filterRows([row(change)], { ...noFilters, ...filters }).length === 1

  test('search goes by name or address, whatever the case', () => {
    expect(kept({ search: ' LIGHT ' }, {})).toBe(true)
    expect(kept({ search: '0x111' }, { name: null })).toBe(true)
    expect(kept({ search: 'light' }, { name: null })).toBe(false)
  })

  test('secures wants all, by membership; avoids wants none, by any tie', () => {
    const a = address('a')
    const b = address('b')
    expect(kept({ secures: [a, b] }, { avss: [a, b], tiedTo: new Set([a, b]) })).toBe(true)
    expect(kept({ secures: [a, b] }, { avss: [a], tiedTo: new Set([a, b]) })).toBe(false)
    expect(kept({ avoids: [b] }, { avss: [a], tiedTo: new Set([a]) })).toBe(true)
    // Not a member yet, but allocated: it can be slashed from the moment it registers.
    expect(kept({ avoids: [b] }, { avss: [a], tiedTo: new Set([a, b]) })).toBe(false)
    expect(kept({ secures: [a] }, { avss: null, tiedTo: null })).toBe(false)
    expect(kept({ avoids: [a] }, { avss: null, tiedTo: null })).toBe(false)
  })

  test('limits are inclusive, and what is not known meets none', () => {
    expect(kept({ exposureAtMost: 10 }, { exposure: 0.1 })).toBe(true)
    expect(kept({ exposureAtMost: 10 }, { exposure: 0.1001 })).toBe(false)
    expect(kept({ exposureAtMost: 100 }, { exposure: null })).toBe(false)
    expect(kept({ aprAtLeast: 4 }, { apr: 0.04 })).toBe(true)
    expect(kept({ aprAtLeast: 4.1 }, { apr: 0.04 })).toBe(false)
    expect(kept({ aprAtLeast: 0 }, { apr: null })).toBe(false)
    expect(kept({ stakeAtLeast: 100, stakeAtMost: 100 }, {})).toBe(true)
    expect(kept({ stakeAtLeast: 100 }, { stakeWei: 100n * ETH - 1n })).toBe(false)
    expect(kept({ stakeAtMost: 100 }, { stakeWei: 100n * ETH + 1n })).toBe(false)
    expect(kept({ stakeAtLeast: 0 }, { stakeWei: null })).toBe(false)
  })

  test('open, slashed and pending', () => {
    expect(kept({ open: true }, { needsApproval: true })).toBe(false)
    expect(kept({ open: true }, { needsApproval: null })).toBe(false)
    expect(kept({ slashed: 'yes' }, { slashes: 2 })).toBe(true)
    expect(kept({ slashed: 'no' }, { slashes: 2 })).toBe(false)
    expect(kept({ pending: 'yes' }, { pending: false })).toBe(false)
    expect(kept({ pending: 'no' }, { pending: false })).toBe(true)
  })

  test('all that are in force have to be met', () => {
    const rows = [row({}), row({ slashes: 1 }), row({ apr: 0.01 })]
    expect(filterRows(rows, { ...noFilters, slashed: 'no', aprAtLeast: 2 })).toEqual([rows[0]])
    expect(filterRows(rows, noFilters)).toBe(rows)
  })
})
