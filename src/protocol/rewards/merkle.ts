import {
  type Address,
  concat,
  encodePacked,
  type Hex,
  keccak256,
  size,
  slice,
  zeroHash,
} from 'viem'

/** A binary tree level by level: the leaves first, the root last. */
export type Levels = readonly (readonly Hex[])[]

const parent = (left: Hex, right: Hex): Hex => keccak256(concat([left, right]))

/**
 * The tree over leaves, padded with 32 zero bytes to a power of two; a single leaf is its own root
 * (`Merkle.verifyInclusionKeccak` of EigenLayer: nodes are positional, not sorted).
 *
 * @throws RangeError without leaves
 */
export function buildLevels(leaves: readonly Hex[]): Levels {
  if (leaves.length === 0) throw new RangeError('A tree needs a leaf.')
  const width = 2 ** Math.ceil(Math.log2(leaves.length))
  const levels: Hex[][] = [Array.from({ length: width }, (_, i) => leaves[i] ?? zeroHash)]
  for (let level = levels[0] as Hex[]; level.length > 1; ) {
    const above: Hex[] = []
    for (let i = 0; i < level.length; i += 2)
      above.push(parent(level[i] as Hex, level[i + 1] as Hex))
    levels.push(above)
    level = above
  }
  return levels
}

/** Root of a tree. */
export const rootOf = (levels: Levels): Hex => levels.at(-1)?.[0] as Hex

/** Sibling hashes of a leaf, bottom up, in one string; `0x` where the leaf is the root. */
export function proofOf(levels: Levels, index: number): Hex {
  const siblings: Hex[] = []
  for (let height = 0; height < levels.length - 1; height++)
    siblings.push(levels[height]?.[(index >> height) ^ 1] as Hex)
  return siblings.length === 0 ? '0x' : concat(siblings)
}

/**
 * The root that a leaf, its position and its proof lead to.
 *
 * @throws RangeError when the proof is not made of whole hashes, or the position lies outside of its tree, as the
 *   contract does (`InvalidProofLength`, `InvalidEarnerLeafIndex`, `InvalidTokenLeafIndex`)
 */
export function rootFromProof(leaf: Hex, index: number, proof: Hex): Hex {
  const bytes = size(proof)
  const height = bytes / 32
  if (!Number.isInteger(height) || height > 32) throw new RangeError(`A proof of ${bytes} bytes.`)
  if (!Number.isInteger(index) || index < 0 || index >= 2 ** height)
    throw new RangeError(`Position ${index} is outside of a tree of height ${height}.`)
  let hash = leaf
  for (let level = 0; level < height; level++) {
    const sibling = slice(proof, level * 32, level * 32 + 32)
    hash = Math.floor(index / 2 ** level) % 2 === 0 ? parent(hash, sibling) : parent(sibling, hash)
  }
  return hash
}

/** Leaf of an earner's token tree (`calculateTokenLeafHash`): salt 1. */
export function tokenLeafHash(token: Address, cumulativeEarnings: bigint): Hex {
  return keccak256(encodePacked(['uint8', 'address', 'uint256'], [1, token, cumulativeEarnings]))
}

/** Leaf of the tree of earners (`calculateEarnerLeafHash`): salt 0. */
export function earnerLeafHash(earner: Address, earnerTokenRoot: Hex): Hex {
  return keccak256(encodePacked(['uint8', 'address', 'bytes32'], [0, earner, earnerTokenRoot]))
}
