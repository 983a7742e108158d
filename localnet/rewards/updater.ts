import { type Address, getAddress, type Hex } from 'viem'
import { key } from './day.ts'
import { buildLevels, earnerLeafHash, proofOfLeaf, rootOfLevels, tokenLeafHash } from './merkle.ts'
import { computePayments } from './payments.ts'
import type { Distribution, RewardsInput } from './types.ts'

/** A claim in the shape that `RewardsCoordinator.processClaim` takes. */
export interface RewardsMerkleClaim {
  rootIndex: number
  earnerIndex: number
  earnerTreeProof: Hex
  earnerLeaf: { earner: Address; earnerTokenRoot: Hex }
  tokenIndices: number[]
  tokenTreeProofs: Hex[]
  tokenLeaves: { token: Address; cumulativeEarnings: bigint }[]
}

/** A distribution with its trees. */
export interface DistributionTree {
  /** What `submitRoot` takes. */
  root: Hex
  /**
   * The claim of an earner, or `undefined` if it has earned nothing.
   *
   * @param rootIndex of the submitted root
   * @param tokens to claim; all of the earner's by default
   * @throws Error when the earner has earned none of a token that is asked for.
   */
  claimFor(
    earner: Address,
    rootIndex: number,
    tokens?: readonly Address[],
  ): RewardsMerkleClaim | undefined
}

/**
 * What everybody has earned over all time up to a moment, in smallest units of each token.
 *
 * @param calculationEndTimestamp seconds; what `submitRoot` takes with the root
 * @throws Error when a day's snapshot is missing.
 */
export function computeDistribution(
  input: RewardsInput,
  calculationEndTimestamp: number,
): Distribution {
  const earnings = new Map<Address, Map<Address, bigint>>()
  for (const { earner, token, amount } of computePayments(input, calculationEndTimestamp)) {
    const tokens = earnings.get(earner) ?? new Map<Address, bigint>()
    tokens.set(token, (tokens.get(token) ?? 0n) + amount)
    earnings.set(earner, tokens)
  }
  return {
    calculationEndTimestamp,
    earners: ascending(earnings).map(([earner, tokens]) => ({
      earner: getAddress(earner),
      tokens: ascending(tokens).map(([token, cumulativeEarnings]) => ({
        token: getAddress(token),
        cumulativeEarnings,
      })),
    })),
  }
}

/**
 * Builds the tree of earners over the trees of their tokens.
 *
 * @throws Error when nobody has earned anything.
 */
export function buildDistribution(distribution: Distribution): DistributionTree {
  const { earners } = distribution
  if (earners.length === 0) throw new Error('Nobody has earned anything: there is no root.')
  const tokenTrees = earners.map(({ tokens }) =>
    buildLevels(tokens.map((leaf) => tokenLeafHash(leaf.token, leaf.cumulativeEarnings))),
  )
  const tree = buildLevels(
    earners.map(({ earner }, i) =>
      earnerLeafHash(earner, rootOfLevels(tokenTrees[i] as (typeof tokenTrees)[number])),
    ),
  )
  const positions = new Map(earners.map(({ earner }, i) => [key(earner), i]))
  return {
    root: rootOfLevels(tree),
    claimFor(earner, rootIndex, wanted) {
      const earnerIndex = positions.get(key(earner))
      if (earnerIndex === undefined) return undefined
      const entry = earners[earnerIndex] as (typeof earners)[number]
      const tokenTree = tokenTrees[earnerIndex] as (typeof tokenTrees)[number]
      const tokenIndices = wanted
        ? wanted.map((token) => {
            const index = entry.tokens.findIndex((leaf) => key(leaf.token) === key(token))
            if (index < 0) throw new Error(`${earner} has earned no ${token}.`)
            return index
          })
        : entry.tokens.map((_, i) => i)
      return {
        rootIndex,
        earnerIndex,
        earnerTreeProof: proofOfLeaf(tree, earnerIndex),
        earnerLeaf: { earner: entry.earner, earnerTokenRoot: rootOfLevels(tokenTree) },
        tokenIndices,
        tokenTreeProofs: tokenIndices.map((index) => proofOfLeaf(tokenTree, index)),
        tokenLeaves: tokenIndices.map((index) => {
          const leaf = entry.tokens[index] as (typeof entry.tokens)[number]
          return { token: leaf.token, cumulativeEarnings: leaf.cumulativeEarnings }
        }),
      }
    },
  }
}

/** Entries by numeric address; the keys are lower case. */
function ascending<T>(map: Map<Address, T>): [Address, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1))
}
