import type { Abi, Client } from 'viem'
import { rewardsCoordinatorAbi } from '../abi/eigenlayer.ts'
import type { Chain } from '../deployments/types.ts'
import { createBatch } from '../network/batch.ts'
import type { Address, BlockRef, Failure } from '../network/types.ts'
import type { DistributionRoot } from './types.ts'

/** Roots that are read, newest first: more than a year of weekly ones. */
const MOST_ROOTS = 64

/** The distribution roots at one block, in the order of their index. */
export type RootsReading = {
  /** The newest ones, ascending. */
  roots: readonly DistributionRoot[]
  /** Whether there are older ones that were not read. */
  more: boolean
  /** The one that claims are made against: the newest that is active and not disabled. */
  active: DistributionRoot | null
  /** Not active yet and not disabled, ascending: what they add can be claimed from their `activatedAt` on. */
  pending: readonly DistributionRoot[]
  /** Seconds between posting and activation. */
  activationDelay: number | null
}

/**
 * Which of some roots counts at a time, by the contract's rule: a claim is taken from the first block whose time is
 * not before `activatedAt`, never against a disabled root.
 *
 * @param roots ascending by index
 * @param timestamp the block's time in Unix seconds
 */
export function rootsAt(
  roots: readonly DistributionRoot[],
  timestamp: number,
): Pick<RootsReading, 'active' | 'pending'> {
  const standing = roots.filter(({ disabled }) => !disabled)
  return {
    active: standing.findLast(({ activatedAt }) => activatedAt <= timestamp) ?? null,
    pending: standing.filter(({ activatedAt }) => activatedAt > timestamp),
  }
}

/**
 * Reads the newest distribution roots of the RewardsCoordinator at a block.
 *
 * @returns `null`, with a line in `failures`, when one of them could not be read: any of them may be the one that counts
 * @throws RpcError when the node cannot be reached
 */
export async function readRoots(
  client: Client,
  parameters: { chain: Chain; block: BlockRef; failures: Failure[]; signal?: AbortSignal },
): Promise<RootsReading | null> {
  const { chain, block, failures, signal } = parameters
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
  let length: number | null = null
  let activationDelay: number | null = null
  batch.add<bigint>(
    { ...coordinator, functionName: 'getDistributionRootsLength' },
    'number of distribution roots',
    (value) => {
      length = Number(value)
    },
  )
  batch.add<number>(
    { ...coordinator, functionName: 'activationDelay' },
    'activation delay of rewards',
    (value) => {
      activationDelay = value
    },
  )
  await batch.run()
  if (length === null) return null
  const first = Math.max(0, length - MOST_ROOTS)
  const roots: DistributionRoot[] = []
  for (let index = first; index < length; index++)
    batch.add<Omit<DistributionRoot, 'index'>>(
      { ...coordinator, functionName: 'getDistributionRootAtIndex', args: [BigInt(index)] },
      `distribution root ${index}`,
      ({ root, rewardsCalculationEndTimestamp, activatedAt, disabled }) => {
        roots.push({ index, root, rewardsCalculationEndTimestamp, activatedAt, disabled })
      },
    )
  await batch.run()
  if (roots.length !== length - first) return null
  roots.sort((a, b) => a.index - b.index)
  return {
    roots,
    more: first > 0,
    ...rootsAt(roots, Number(block.timestamp)),
    activationDelay,
  }
}
