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
  stakers: readonly Address[]
  strategies: readonly Address[]
  operatorSets: readonly { avs: Address; id: number }[]
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
  const { operators, stakers, strategies } = who
  const call = {
    multicallAddress: addresses.multicall3 ?? MULTICALL3,
    blockNumber: block,
    allowFailure: false,
    batchSize: 16_384,
  } as const
  const dm = { abi: snapshotAbi, address: addresses.delegationManager } as const
  const am = { abi: snapshotAbi, address: addresses.allocationManager } as const

  const [delegations, shares, operatorShares, maxMagnitudes, members] = await Promise.all([
    multicall(client, {
      ...call,
      contracts: stakers.map(
        (staker) => ({ ...dm, functionName: 'delegatedTo', args: [staker] }) as const,
      ),
    }),
    multicall(client, {
      ...call,
      contracts: stakers.map(
        (staker) =>
          ({ ...dm, functionName: 'getWithdrawableShares', args: [staker, strategies] }) as const,
      ),
    }),
    multicall(client, {
      ...call,
      contracts: [{ ...dm, functionName: 'getOperatorsShares', args: [operators, strategies] }],
    }),
    multicall(client, {
      ...call,
      contracts: strategies.map(
        (strategy) =>
          ({ ...am, functionName: 'getMaxMagnitudes', args: [operators, strategy] }) as const,
      ),
    }),
    multicall(client, {
      ...call,
      contracts: who.operatorSets.map(
        (operatorSet) => ({ ...am, functionName: 'getMembers', args: [operatorSet] }) as const,
      ),
    }),
  ])

  const cells = who.operatorSets.flatMap((operatorSet, i) =>
    strategies.map((strategy) => ({ operatorSet, strategy, operators: members[i] ?? [] })),
  )
  const allocations = await multicall(client, {
    ...call,
    contracts: cells.map(
      (cell) =>
        ({
          ...am,
          functionName: 'getAllocations',
          args: [cell.operators, cell.operatorSet, cell.strategy],
        }) as const,
    ),
  })

  return {
    midnight,
    block,
    stakers: stakers.flatMap((staker, i) => {
      const held = strategies.flatMap((strategy, j) => {
        const amount = shares[i]?.[0][j] ?? 0n
        return amount > 0n ? [[strategy, amount] as const] : []
      })
      if (held.length === 0) return []
      const operator = delegations[i] ?? zeroAddress
      return [{ staker, shares: held, ...(operator === zeroAddress ? {} : { operator }) }]
    }),
    operatorSets: who.operatorSets.map(({ avs, id }, i) => ({
      avs,
      operatorSetId: id,
      members: members[i] ?? [],
    })),
    operators: operators.flatMap((operator, i) =>
      strategies.flatMap((strategy, j) => {
        const amount = operatorShares[0]?.[i]?.[j] ?? 0n
        const maxMagnitude = maxMagnitudes[j]?.[i] ?? 0n
        return amount > 0n ? [{ operator, strategy, shares: amount, maxMagnitude }] : []
      }),
    ),
    allocations: cells.flatMap((cell, i) =>
      cell.operators.flatMap((operator, j) => {
        const magnitude = allocations[i]?.[j]?.currentMagnitude ?? 0n
        if (magnitude === 0n) return []
        const { avs, id: operatorSetId } = cell.operatorSet
        return [{ operator, avs, operatorSetId, strategy: cell.strategy, magnitude }]
      }),
    ),
  }
}
