import type { Address } from 'viem'
import { earnerLeafHash, rootFromProof, tokenLeafHash } from './merkle.ts'
import { ClaimSourceError, type DistributionRoot, type RewardsMerkleClaim } from './types.ts'

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/**
 * Checks a claim as `RewardsCoordinator.checkClaim` will: every token's leaf leads to the earner's root, the earner's
 * leaf to the root on the chain, and all of it is about this earner and this root.
 *
 * @throws ClaimSourceError of kind `wrongProof`
 */
export function verifyClaim(
  claim: RewardsMerkleClaim,
  expected: { earner: Address; root: DistributionRoot },
): void {
  const { earnerLeaf, tokenIndices, tokenTreeProofs, tokenLeaves } = claim
  const { earner, root } = expected
  const wrong = (what: string) => new ClaimSourceError('wrongProof', what)
  if (claim.rootIndex !== root.index)
    throw wrong(`The proof is for root ${claim.rootIndex} instead of ${root.index}.`)
  if (!same(earnerLeaf.earner, earner))
    throw wrong(`The proof is for the earner ${earnerLeaf.earner} instead of ${earner}.`)
  if (
    tokenLeaves.length === 0 ||
    tokenIndices.length !== tokenLeaves.length ||
    tokenTreeProofs.length !== tokenLeaves.length
  )
    throw wrong('Tokens, positions and proofs differ in number.')
  if (new Set(tokenLeaves.map(({ token }) => token.toLowerCase())).size !== tokenLeaves.length)
    throw wrong('A token is given twice.')
  try {
    for (const [i, { token, cumulativeEarnings }] of tokenLeaves.entries()) {
      const leaf = tokenLeafHash(token, cumulativeEarnings)
      const reached = rootFromProof(leaf, tokenIndices[i] ?? -1, tokenTreeProofs[i] ?? '0x')
      if (!same(reached, earnerLeaf.earnerTokenRoot))
        throw wrong(`The proof of ${token} does not lead to the earner's root.`)
    }
    const leaf = earnerLeafHash(earner, earnerLeaf.earnerTokenRoot)
    if (!same(rootFromProof(leaf, claim.earnerIndex, claim.earnerTreeProof), root.root))
      throw wrong(`The proof does not lead to root ${root.index} on the chain.`)
  } catch (error) {
    if (error instanceof RangeError) throw wrong(error.message)
    throw error
  }
}

/**
 * The part of a claim that is about some tokens: proofs of single tokens stand on their own.
 *
 * @throws ClaimSourceError of kind `missing` when a token is not in the claim
 */
export function pickTokens(
  claim: RewardsMerkleClaim,
  tokens: readonly Address[],
): RewardsMerkleClaim {
  const positions = tokens.map((token) => {
    const position = claim.tokenLeaves.findIndex((leaf) => same(leaf.token, token))
    if (position < 0)
      throw new ClaimSourceError('missing', `${token} is not in the distribution for the earner.`)
    return position
  })
  const pick = <T>(list: readonly T[]) => positions.map((position) => list[position] as T)
  return {
    ...claim,
    tokenIndices: pick(claim.tokenIndices),
    tokenTreeProofs: pick(claim.tokenTreeProofs),
    tokenLeaves: pick(claim.tokenLeaves),
  }
}
