import type { Address, Hex } from 'viem'

/** A root that the rewards updater posted, as the RewardsCoordinator keeps it. */
export type DistributionRoot = {
  index: number
  root: Hex
  /** What was earned up to this time (Unix seconds) is in it. */
  rewardsCalculationEndTimestamp: number
  /** Claims count from the first block at or after this time (Unix seconds). */
  activatedAt: number
  disabled: boolean
}

/** A claim in the shape that `RewardsCoordinator.processClaim` takes. */
export type RewardsMerkleClaim = {
  rootIndex: number
  earnerIndex: number
  /** Sibling hashes, bottom up. */
  earnerTreeProof: Hex
  earnerLeaf: { earner: Address; earnerTokenRoot: Hex }
  tokenIndices: readonly number[]
  tokenTreeProofs: readonly Hex[]
  /** Earned over all time up to the root, in each token's smallest unit. */
  tokenLeaves: readonly { token: Address; cumulativeEarnings: bigint }[]
}

/** What kept a claim source from giving a claim that can be trusted. */
export type ClaimSourceErrorKind =
  /** Nobody answers at its address, or it answers with an error. */
  | 'unreachable'
  | 'timeout'
  /** The answer is longer than any honest one. */
  | 'tooLarge'
  /** The answer is not what the interface promises. */
  | 'invalid'
  /** It has nothing about this root. */
  | 'missing'
  /** The proof does not lead to the root on the chain, or is about something else. */
  | 'wrongProof'

/** A claim source did not give what it should; `shortMessage` says what, for the details line. */
export class ClaimSourceError extends Error {
  override name = 'ClaimSourceError'
  readonly kind: ClaimSourceErrorKind
  readonly shortMessage: string

  constructor(kind: ClaimSourceErrorKind, message: string) {
    super(message)
    this.kind = kind
    this.shortMessage = message
  }
}

/**
 * Where claims come from. What a source says is never believed: `readRewards` and the plan that signs compare every
 * proof with the root on the chain.
 */
export interface ClaimSource {
  readonly kind: 'files' | 'sidecar'
  /** Whether asking for each past root is cheap, so that earnings can be drawn over time. */
  readonly history: boolean
  /**
   * The claim of all that an earner has in the distribution of a root, unverified; `null` when it has nothing there.
   *
   * @param root as read from the chain
   * @param options `active`: whether claims count against the root already (default)
   * @throws ClaimSourceError
   */
  claim(
    earner: Address,
    root: DistributionRoot,
    options?: { active?: boolean },
  ): Promise<RewardsMerkleClaim | null>
}
