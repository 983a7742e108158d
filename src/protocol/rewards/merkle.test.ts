import { concat, type Hex, keccak256, toHex, zeroHash } from 'viem'
import { expect, test } from 'vitest'
import { buildLevels, proofOf, rootFromProof, rootOf } from './merkle.ts'

const leavesOf = (count: number): Hex[] =>
  Array.from({ length: count }, (_, i) => keccak256(toHex(i + 1)))

test.each([1, 2, 3, 4, 5, 7, 8, 9, 33])('every one of %i leaves is proven', (count) => {
  const leaves = leavesOf(count)
  const levels = buildLevels(leaves)
  for (const [index, leaf] of leaves.entries())
    expect(rootFromProof(leaf, index, proofOf(levels, index))).toBe(rootOf(levels))
})

test('one leaf is its own root, and three are padded with zeros', () => {
  const [a, b, c] = leavesOf(3) as [Hex, Hex, Hex]
  expect(rootOf(buildLevels([a]))).toBe(a)
  expect(proofOf(buildLevels([a]), 0)).toBe('0x')
  expect(rootOf(buildLevels([a, b, c]))).toBe(
    keccak256(concat([keccak256(concat([a, b])), keccak256(concat([c, zeroHash]))])),
  )
})

test('a leaf of another place, or a broken proof, leads elsewhere or is refused', () => {
  const leaves = leavesOf(5)
  const levels = buildLevels(leaves)
  const proof = proofOf(levels, 2)
  const leaf = leaves[2] as Hex
  expect(rootFromProof(leaf, 3, proof)).not.toBe(rootOf(levels))
  expect(() => rootFromProof(leaf, 8, proof)).toThrow(RangeError)
  expect(() => rootFromProof(leaf, -1, proof)).toThrow(RangeError)
  expect(() => rootFromProof(leaf, 2, concat([proof, '0x12']))).toThrow(RangeError)
  expect(() => buildLevels([])).toThrow(RangeError)
})
