import { expect, test } from 'vitest'
import { pendingId, type TimeSeries, timeRows } from './timeRows.ts'

const series = (mark: TimeSeries['mark'], points: TimeSeries['points']): TimeSeries => ({
  id: 'a',
  mark,
  tone: 'plain',
  points,
})

test('a line has its own points and a gap where one is not known', () => {
  const rows = timeRows(
    [
      series('line', [
        { at: 1, value: 5 },
        { at: 2, value: null },
        { at: 3, value: 7 },
      ]),
    ],
    9,
  )
  expect(rows).toEqual([
    { at: 1, a: 5 },
    { at: 2, a: null },
    { at: 3, a: 7 },
  ])
})

test('steps of different moments are held at each other’s, and to the end', () => {
  const rows = timeRows(
    [series('step', [{ at: 2, value: 10 }]), { ...series('area', [{ at: 1, value: 3 }]), id: 'b' }],
    5,
  )
  expect(rows.map(({ at, a, b }) => [at, a, b])).toEqual([
    [1, null, 3],
    [2, 10, 3],
    [5, 10, 3],
  ])
})

test('what is pending rises where it begins, and the line before it ends there', () => {
  const rows = timeRows(
    [
      series('step', [
        { at: 1, value: 4 },
        { at: 3, value: 6, pending: true },
      ]),
    ],
    8,
  )
  expect(rows.map((row) => [row.at, row.a, row[pendingId('a')]])).toEqual([
    [1, 4, null],
    [3, 4, 4],
    [3, 4, 6],
    [8, null, 6],
  ])
})
