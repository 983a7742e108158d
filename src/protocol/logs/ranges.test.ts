import { expect, test } from 'vitest'
import { type BlockRange, blocksIn, covers, cutAbove, missing, union } from './ranges.ts'

test('union joins what overlaps or touches', () => {
  expect(
    union([
      [20, 30],
      [1, 5],
      [6, 9],
      [25, 40],
      [50, 49],
    ]),
  ).toEqual([
    [1, 9],
    [20, 40],
  ])
})

test.each<[BlockRange, BlockRange[], BlockRange[]]>([
  [[1, 10], [], [[1, 10]]],
  [[1, 10], [[0, 20]], []],
  [
    [1, 10],
    [
      [0, 2],
      [5, 5],
      [9, 30],
    ],
    [
      [3, 4],
      [6, 8],
    ],
  ],
  [[5, 10], [[12, 20]], [[5, 10]]],
  [[5, 10], [[1, 3]], [[5, 10]]],
])('missing %j without %j', (range, covered, gaps) => {
  expect(missing(range, covered)).toEqual(gaps)
  expect(blocksIn(gaps)).toBe(
    [...Array(range[1] - range[0] + 1).keys()].filter((n) => !covers(covered, n + range[0])).length,
  )
})

test('cutAbove', () => {
  expect(
    cutAbove(
      [
        [1, 5],
        [8, 12],
        [20, 30],
      ],
      10,
    ),
  ).toEqual([
    [1, 5],
    [8, 10],
  ])
})
