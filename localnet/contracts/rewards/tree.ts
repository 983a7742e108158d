import { type Address, concat, encodePacked, type Hex, keccak256, zeroHash } from 'viem'

/**
 * The distribution trees for the contract tests, written from the layout alone and apart from the
 * rewards updater: a complete binary tree over leaves padded with zeros to a power of two.
 */
export interface Tree {
  root: Hex
  proof(index: number): Hex
}

export function treeOf(leaves: readonly Hex[]): Tree {
  const size = 2 ** Math.ceil(Math.log2(Math.max(leaves.length, 1)))
  const node = (from: number, count: number): Hex =>
    count === 1
      ? (leaves[from] ?? zeroHash)
      : keccak256(concat([node(from, count / 2), node(from + count / 2, count / 2)]))
  return {
    root: node(0, size),
    proof(index) {
      const siblings: Hex[] = []
      for (let count = 1; count < size; count *= 2) {
        const start = Math.floor(index / count) * count
        siblings.push(node((start / count) % 2 === 0 ? start + count : start - count, count))
      }
      return siblings.length === 0 ? '0x' : concat(siblings)
    },
  }
}

export const tokenLeaf = (token: Address, amount: bigint): Hex =>
  keccak256(encodePacked(['uint8', 'address', 'uint256'], [1, token, amount]))

export const earnerLeaf = (earner: Address, root: Hex): Hex =>
  keccak256(encodePacked(['uint8', 'address', 'bytes32'], [0, earner, root]))

export type Earnings = [earner: Address, tokens: [token: Address, cumulative: bigint][]][]

/** Claim of an earner for the tokens at these positions (default: all) against the root at an index. */
export function claimOf(
  earnings: Earnings,
  earner: Address,
  rootIndex: number,
  positions?: readonly number[],
) {
  const trees = earnings.map(([, tokens]) => treeOf(tokens.map(([t, a]) => tokenLeaf(t, a))))
  const index = earnings.findIndex(([who]) => who === earner)
  const tokens = earnings[index]?.[1] ?? []
  const tokenTree = trees[index] as Tree
  const tokenIndices = positions ?? tokens.map((_, i) => i)
  const leaves = earnings.map(([who], i) => earnerLeaf(who, trees[i]?.root ?? zeroHash))
  return {
    rootIndex,
    earnerIndex: index,
    earnerTreeProof: treeOf(leaves).proof(index),
    earnerLeaf: { earner, earnerTokenRoot: tokenTree.root },
    tokenIndices,
    tokenTreeProofs: tokenIndices.map((i) => tokenTree.proof(i)),
    tokenLeaves: tokenIndices.map((i) => ({
      token: tokens[i]?.[0] as Address,
      cumulativeEarnings: tokens[i]?.[1] as bigint,
    })),
  }
}

/** Root of all earners' earnings. */
export function rootOf(earnings: Earnings): Hex {
  return treeOf(
    earnings.map(([who, tokens]) =>
      earnerLeaf(who, treeOf(tokens.map(([t, a]) => tokenLeaf(t, a))).root),
    ),
  ).root
}
