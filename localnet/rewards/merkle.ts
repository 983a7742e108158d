import { type Address, concat, encodePacked, type Hex, keccak256, zeroHash } from 'viem'

/** A binary tree level by level: the leaves first, the root last. */
export type Levels = readonly (readonly Hex[])[]

/**
 * Keccak tree with positional nodes; leaves are padded with 32 zero bytes to a power of two, and a
 * single leaf is its own root (`RewardsCoordinator`, `Merkle.verifyInclusionKeccak`).
 *
 * @throws Error when there are no leaves.
 */
export function buildLevels(leaves: readonly Hex[]): Levels {
  if (leaves.length === 0) throw new Error('A tree needs a leaf.')
  let size = 1
  while (size < leaves.length) size *= 2
  let level: Hex[] = Array.from({ length: size }, (_, i) => leaves[i] ?? zeroHash)
  const levels = [level]
  while (level.length > 1) {
    const below = level
    level = Array.from({ length: below.length / 2 }, (_, i) =>
      keccak256(concat([below[2 * i] as Hex, below[2 * i + 1] as Hex])),
    )
    levels.push(level)
  }
  return levels
}

/** The root of a tree. */
export function rootOfLevels(levels: Levels): Hex {
  return levels.at(-1)?.[0] as Hex
}

/** Siblings of a leaf, bottom up, as one byte string; empty for a single leaf. */
export function proofOfLeaf(levels: Levels, index: number): Hex {
  const siblings = levels.slice(0, -1).map((level, height) => level[(index >> height) ^ 1] as Hex)
  return siblings.length === 0 ? '0x' : concat(siblings)
}

/** Leaf of the tree of an earner's tokens (`calculateTokenLeafHash`). */
export function tokenLeafHash(token: Address, cumulativeEarnings: bigint): Hex {
  return keccak256(encodePacked(['uint8', 'address', 'uint256'], [1, token, cumulativeEarnings]))
}

/** Leaf of the tree of earners (`calculateEarnerLeafHash`). */
export function earnerLeafHash(earner: Address, earnerTokenRoot: Hex): Hex {
  return keccak256(encodePacked(['uint8', 'address', 'bytes32'], [0, earner, earnerTokenRoot]))
}
