import { describe, expect, it } from 'vitest'
import { type SortValue, sortRows } from './sortRows.ts'

const sorted = (values: SortValue[], direction: 'ascending' | 'descending') =>
  sortRows(values, (value) => value, direction, 'en-GB')

describe('sortRows', () => {
  it('orders numbers, bigints and names', () => {
    expect(sorted([3, 1, 2], 'ascending')).toEqual([1, 2, 3])
    expect(sorted([2n ** 70n, 1n, 2n ** 60n], 'descending')).toEqual([2n ** 70n, 2n ** 60n, 1n])
    expect(sorted(['Node 10', 'node 9', 'Alpha'], 'ascending')).toEqual([
      'Alpha',
      'node 9',
      'Node 10',
    ])
  })

  it('puts what is unknown last in either direction', () => {
    expect(sorted([null, 1, Number.NaN, 2], 'ascending')).toEqual([1, 2, null, Number.NaN])
    expect(sorted([null, 1, 2], 'descending')).toEqual([2, 1, null])
  })

  it('keeps the order of equals and leaves its argument alone', () => {
    const rows = [
      { id: 'a', n: 1 },
      { id: 'b', n: 1 },
      { id: 'c', n: 0 },
    ]
    expect(sortRows(rows, (r) => r.n, 'descending', 'en-GB').map((r) => r.id)).toEqual([
      'a',
      'b',
      'c',
    ])
    expect(sortRows(rows, (r) => r.n, 'ascending', 'en-GB').map((r) => r.id)).toEqual([
      'c',
      'a',
      'b',
    ])
    expect(rows.map((r) => r.id)).toEqual(['a', 'b', 'c'])
  })
})
