import type { Abi, Client } from 'viem'
import { rewardsCoordinatorAbi } from '../abi/eigenlayer.ts'
import type { Chain } from '../deployments/types.ts'
import { createBatch } from '../network/batch.ts'
import { lower } from '../network/lower.ts'
import { addTokens } from '../network/readPrices.ts'
import type { Address, BlockRef, Failure, Network, Read, Token } from '../network/types.ts'
import { provenClaim } from './provenClaim.ts'
import { type RootsReading, readRoots } from './readRoots.ts'
import {
  type ClaimSource,
  ClaimSourceError,
  type DistributionRoot,
  type RewardsMerkleClaim,
} from './types.ts'

/** One token of one earner, in its smallest unit, over all time. */
export type TokenRewards = {
  token: Address
  /** Proven against the active root: what can be claimed at most. `null`: not known. */
  active: Read<bigint>
  /** Proven against the newest root, active or not. `null`: not known. */
  earned: Read<bigint>
  /** `cumulativeClaimed` of the contract. */
  claimed: Read<bigint>
}

export type EarnerRewards = {
  earner: Address
  /** Who alone may claim; the zero address: the earner. */
  claimer: Read<Address>
  /** Tokens of which anything is known to be earned or claimed. */
  tokens: readonly TokenRewards[]
  /** Why the source gave no proof against the active root. */
  sourceError: ClaimSourceError | null
  /** Why the source gave no proof against the newest root, which is not active yet. */
  pendingError: ClaimSourceError | null
}

/** Rewards of some earners at one block. */
export type RewardsReading = {
  block: BlockRef
  roots: RootsReading | null
  earners: readonly EarnerRewards[]
  tokens: Readonly<Record<Address, Token>>
  ethUsd: Network['ethUsd']
  failures: readonly Failure[]
}

type Proven = { claim: RewardsMerkleClaim | null; error: ClaimSourceError | null }

/** What can be claimed of a token now; `null` when it is not known. Never below zero. */
export function claimableOf({ active, claimed }: TokenRewards): bigint | null {
  if (active === null || claimed === null) return null
  return active > claimed ? active - claimed : 0n
}

/** What is earned and waits for its root to become active; `null` when it is not known. */
export function waitingOf({ active, earned }: TokenRewards): bigint | null {
  if (active === null || earned === null) return null
  return earned > active ? earned - active : 0n
}

/**
 * Reads what earners have earned, can claim and have claimed, all at one block. What is earned comes from the claim
 * source with a proof against a root of that block; all else from calls.
 *
 * @param source `null` where the deployment names none: earned amounts are then not known
 * @param rewardTokens whose claims are looked up even when the source names none of them
 * @throws RpcError when the node cannot be reached
 */
export async function readRewards(
  client: Client,
  parameters: {
    chain: Chain
    block: BlockRef
    earners: readonly Address[]
    source: ClaimSource | null
    rewardTokens: readonly Address[]
    signal?: AbortSignal
  },
): Promise<RewardsReading> {
  const { chain, block, source, signal } = parameters
  const failures: Failure[] = []
  const earners = [...new Set(parameters.earners.map(lower))]
  const roots = await readRoots(client, { chain, block, failures, ...(signal ? { signal } : {}) })
  const newest = roots?.pending.at(-1) ?? null

  const proofs = await Promise.all(
    earners.map(async (earner) => ({
      earner,
      active: await prove(source, earner, roots?.active ?? null, true),
      newest: newest ? await prove(source, earner, newest, false) : null,
    })),
  )

  const batch = createBatch({
    client,
    blockNumber: block.number,
    multicall3: chain.multicall3 as Address | undefined,
    signal,
    failures,
  })
  const coordinator = {
    address: chain.eigenLayer.rewardsCoordinator as Address,
    abi: rewardsCoordinatorAbi as Abi,
  }
  const named = new Set<Address>(parameters.rewardTokens.map(lower))
  const drafts = proofs.map(({ earner, active, newest: later }) => {
    const known = { active: amountsOf(active), newest: later ? amountsOf(later) : null }
    const tokens = new Set([
      ...parameters.rewardTokens.map(lower),
      ...known.active.keys(),
      ...(known.newest?.keys() ?? []),
    ])
    for (const token of tokens) named.add(token)
    const draft = {
      earner,
      claimer: null as Read<Address>,
      claimed: new Map<Address, bigint>(),
      tokens,
      known,
      active,
      newest: later,
    }
    batch.add<Address>(
      { ...coordinator, functionName: 'claimerFor', args: [earner] },
      `claimer of ${earner}`,
      (claimer) => {
        draft.claimer = lower(claimer)
      },
    )
    for (const token of tokens)
      batch.add<bigint>(
        { ...coordinator, functionName: 'cumulativeClaimed', args: [earner, token] },
        `claims of ${earner} in ${token}`,
        (value) => {
          draft.claimed.set(token, value)
        },
      )
    return draft
  })
  const finishTokens = addTokens(batch, { chain, block, addresses: named })
  await batch.run()
  const { tokens, ethUsd } = finishTokens()

  return {
    block,
    roots,
    tokens,
    ethUsd,
    failures,
    earners: drafts.map(
      ({ earner, claimer, claimed, tokens: all, known, active, newest: later }) => {
        const rows = [...all].map((token): TokenRewards => {
          const now = earnedOf(known.active, active, token, roots)
          return {
            token,
            active: now,
            earned: later === null ? now : earnedOf(known.newest ?? new Map(), later, token, roots),
            claimed: claimed.get(token) ?? null,
          }
        })
        return {
          earner,
          claimer,
          tokens: rows.filter((row) =>
            [row.active, row.earned, row.claimed].some((part) => part !== null && part > 0n),
          ),
          sourceError: active.error,
          pendingError: later?.error ?? null,
        }
      },
    ),
  }

  /** Nothing in a proven claim is nothing earned; without a proof it is not known. */
  function earnedOf(
    amounts: ReadonlyMap<Address, bigint>,
    proof: Proven,
    token: Address,
    read: RootsReading | null,
  ): Read<bigint> {
    if (source === null || read === null || proof.error !== null) return null
    return amounts.get(token) ?? 0n
  }
}

async function prove(
  source: ClaimSource | null,
  earner: Address,
  root: DistributionRoot | null,
  active: boolean,
): Promise<Proven> {
  if (source === null || root === null) return { claim: null, error: null }
  try {
    return { claim: await provenClaim(source, earner, root, { active }), error: null }
  } catch (error) {
    if (error instanceof ClaimSourceError) return { claim: null, error }
    throw error
  }
}

function amountsOf({ claim }: Proven): Map<Address, bigint> {
  return new Map(
    claim?.tokenLeaves.map(({ token, cumulativeEarnings }) => [lower(token), cumulativeEarnings]),
  )
}
