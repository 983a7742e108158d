import { zeroHash } from 'viem'
import { expect, test } from 'vitest'
import { rootsAt } from './readRoots.ts'
import type { DistributionRoot } from './types.ts'

const root = (index: number, activatedAt: number, disabled = false): DistributionRoot => ({
  index,
  root: zeroHash,
  rewardsCalculationEndTimestamp: 0,
  activatedAt,
  disabled,
})
const indices = (roots: readonly DistributionRoot[], timestamp: number) => {
  const { active, pending } = rootsAt(roots, timestamp)
  return [active?.index ?? null, pending.map(({ index }) => index)]
}

test('a root counts from the very second of its activation', () => {
  const roots = [root(0, 100), root(1, 200), root(2, 300)]
  expect(indices(roots, 99)).toEqual([null, [0, 1, 2]])
  expect(indices(roots, 199)).toEqual([0, [1, 2]])
  expect(indices(roots, 200)).toEqual([1, [2]])
  expect(indices(roots, 300)).toEqual([2, []])
})

test('a disabled root is neither used nor waited for', () => {
  const roots = [root(0, 100), root(1, 200, true), root(2, 300, true)]
  expect(indices(roots, 250)).toEqual([0, []])
  expect(indices([root(0, 100, true)], 250)).toEqual([null, []])
})
