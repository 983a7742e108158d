import { type Address, type Client, zeroAddress } from 'viem'
import { multicall } from 'viem/actions'
import { snapshotAbi } from './abi.ts'
import type { DaySnapshot } from './types.ts'

/** The contracts that a snapshot asks. */
export interface RewardsAddresses {
  rewardsCoordinator: Address
  delegationManager: Address
  allocationManager: Address
  /** Default: the address on public chains. */
  multicall3?: Address
}

/** Everybody who may matter to rewards, found in the logs. */
export interface Who {
  operators: readonly Address[]
  /** Everybody who ever had shares, with the strategies of those shares. */
  stakers: readonly { staker: Address; strategies: readonly Address[] }[]
  strategies: readonly Address[]
  operatorSets: readonly { avs: Address; id: number }[]
  /** The operators that ever allocated a strategy to an operator set. */
  allocations: readonly {
    operatorSet: { avs: Address; id: number }
    strategy: Address
    operators: readonly Address[]
  }[]
}

const MULTICALL3: Address = '0xcA11bde05977b3631167028862bE2a173976CA11'

/**
 * Asks the contracts, as of one block, what rewards are weighed by.
 *
 * Shares and magnitudes are read by calls and not added up from events: withdrawable shares depend
 * on scaling factors, slashings and the beacon chain, whose rounding only the contracts repeat
 * exactly, and a completed deallocation has no event. The node must know the block's state.
 *
 * @throws when a call fails or the state is not there.
 */
export async function readDay(
  client: Client,
  addresses: RewardsAddresses,
  who: Who,
  midnight: number,
  block: bigint,
): Promise<DaySnapshot> {
  const { operators, stakers, strategies, operatorSets } = who
  const dm = { abi: snapshotAbi, address: addresses.delegationManager } as const
  const am = { abi: snapshotAbi, address: addresses.allocationManager } as const
  // All in one: what a call at an old block costs is mostly the finding of its state.
  const results = await multicall(client, {
    multicallAddress: addresses.multicall3 ?? MULTICALL3,
    blockNumber: block,
    allowFailure: false,
    batchSize: 65_536,
    contracts: [
      ...stakers.map(
        ({ staker }) => ({ ...dm, functionName: 'delegatedTo', args: [staker] }) as const,
      ),
      ...stakers.map(
        (row) =>
          ({
            ...dm,
            functionName: 'getWithdrawableShares',
            args: [row.staker, row.strategies],
          }) as const,
      ),
      { ...dm, functionName: 'getOperatorsShares', args: [operators, strategies] } as const,
      ...strategies.map(
        (strategy) =>
          ({ ...am, functionName: 'getMaxMagnitudes', args: [operators, strategy] }) as const,
      ),
      ...operatorSets.map(
        (operatorSet) => ({ ...am, functionName: 'getMembers', args: [operatorSet] }) as const,
      ),
      ...who.allocations.map(
        (row) =>
          ({
            ...am,
            functionName: 'getAllocations',
            args: [row.operators, row.operatorSet, row.strategy],
          }) as const,
      ),
    ],
  })
  let taken = 0
  const take = <T>(count: number) => {
    taken += count
    return results.slice(taken - count, taken) as T[]
  }
  const delegations = take<Address>(stakers.length)
  const shares = take<[withdrawable: bigint[], deposit: bigint[]]>(stakers.length)
  const [operatorShares] = take<bigint[][]>(1)
  const maxMagnitudes = take<bigint[]>(strategies.length)
  const members = take<Address[]>(operatorSets.length)
  const allocations = take<{ currentMagnitude: bigint }[]>(who.allocations.length)

  return {
    midnight,
    block,
    stakers: stakers.flatMap(({ staker, strategies: theirs }, i) => {
      const held = theirs.flatMap((strategy, j) => {
        const amount = shares[i]?.[0][j] ?? 0n
        return amount > 0n ? [[strategy, amount] as const] : []
      })
      if (held.length === 0) return []
      const operator = delegations[i] ?? zeroAddress
      return [{ staker, shares: held, ...(operator === zeroAddress ? {} : { operator }) }]
    }),
    operatorSets: operatorSets.map(({ avs, id }, i) => ({
      avs,
      operatorSetId: id,
      members: members[i] ?? [],
    })),
    operators: operators.flatMap((operator, i) =>
      strategies.flatMap((strategy, j) => {
        const amount = operatorShares?.[i]?.[j] ?? 0n
        const maxMagnitude = maxMagnitudes[j]?.[i] ?? 0n
        return amount > 0n ? [{ operator, strategy, shares: amount, maxMagnitude }] : []
      }),
    ),
    allocations: who.allocations.flatMap(({ operatorSet, strategy, operators: allocators }, i) =>
      allocators.flatMap((operator, j) => {
        const magnitude = allocations[i]?.[j]?.currentMagnitude ?? 0n
        if (magnitude === 0n) return []
        return [
          { operator, avs: operatorSet.avs, operatorSetId: operatorSet.id, strategy, magnitude },
        ]
      }),
    ),
  }
}
