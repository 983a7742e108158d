import type { Abi, Client } from 'viem'
import { delegationManagerAbi, strategyAbi } from '../abi/eigenlayer.ts'
import type { Chain } from '../deployments/types.ts'
import { createBatch } from '../network/batch.ts'
import { addTokens } from '../network/readPrices.ts'
import type { Address, Failure, Network } from '../network/types.ts'
import { readBlockHead } from '../rpc/client.ts'
import { isNoState } from '../rpc/errors.ts'
import type { PastReads } from './networkAt.ts'

/** What some restakers held at a past block, and the prices there. */
export type PastStake = PastReads & {
  /** In the order asked for. */
  stakers: readonly {
    staker: Address
    delegatedTo: Address
    /** Withdrawable shares by strategy. */
    stake: Readonly<Record<Address, bigint>>
  }[]
}

/** Why a past block cannot be told: the node keeps no state of it, has no such block, or a contract did not answer. */
export type PastGap = { gap: 'noArchive' | 'noBlock' | 'noAnswer'; message: string }

type Parameters = {
  chain: Chain
  stakers: readonly Address[]
  number: number
  network: Pick<Network, 'strategies' | 'submissions'>
  signal?: AbortSignal
}

/**
 * Stakes, strategy rates and prices at one past block, in three rounds of calls.
 *
 * @throws RpcError when the node cannot be reached (asking again may help), or the signal aborts
 */
export async function readPast(
  client: Client,
  parameters: Parameters,
): Promise<PastStake | PastGap> {
  try {
    return await read(client, parameters)
  } catch (error) {
    if (!isNoState(error)) throw error
    return { gap: 'noArchive', message: error instanceof Error ? error.message : '' }
  }
}

async function read(client: Client, parameters: Parameters): Promise<PastStake | PastGap> {
  const { chain, stakers, network, signal } = parameters
  const number = BigInt(parameters.number)
  const block = await readBlockHead(client, number, signal)
  if (block === null) return { gap: 'noBlock', message: `block ${number} is not there` }
  const failures: Failure[] = []
  const batch = createBatch({
    client,
    blockNumber: number,
    multicall3: chain.multicall3 as Address | undefined,
    signal,
    failures,
  })
  const dm = {
    address: chain.eigenLayer.delegationManager.toLowerCase() as Address,
    abi: delegationManagerAbi as Abi,
  }
  const owners = stakers.map((staker) => ({
    staker,
    delegatedTo: null as Address | null,
    strategies: null as Address[] | null,
    stake: {} as Record<Address, bigint>,
  }))
  for (const own of owners) {
    batch.add<Address>(
      { ...dm, functionName: 'delegatedTo', args: [own.staker] },
      'operator',
      (operator) => {
        own.delegatedTo = operator.toLowerCase() as Address
      },
    )
    batch.add<[Address[], bigint[]]>(
      { ...dm, functionName: 'getDepositedShares', args: [own.staker] },
      'deposits',
      ([strategies]) => {
        own.strategies = strategies.map((strategy) => strategy.toLowerCase() as Address)
      },
    )
  }
  await batch.run()
  const missing = (): PastGap => ({ gap: 'noAnswer', message: failures[0]?.message ?? '' })
  if (failures.length > 0) return missing()

  const rates: Record<Address, bigint> = {}
  for (const own of owners) {
    const strategies = own.strategies ?? []
    if (strategies.length === 0) continue
    batch.add<[bigint[], bigint[]]>(
      { ...dm, functionName: 'getWithdrawableShares', args: [own.staker, strategies] },
      'withdrawable shares',
      ([shares]) => {
        strategies.forEach((strategy, index) => {
          own.stake[strategy] = shares[index] ?? 0n
        })
      },
    )
  }
  const held = new Set(owners.flatMap(({ strategies }) => strategies ?? []))
  for (const strategy of held) {
    if (network.strategies[strategy]?.kind !== 'erc20') continue
    batch.add<bigint>(
      {
        address: strategy,
        abi: strategyAbi as Abi,
        functionName: 'sharesToUnderlyingView',
        args: [10n ** 18n],
      },
      `rate of strategy ${strategy}`,
      (rate) => {
        rates[strategy] = rate
      },
    )
  }
  await batch.run()
  if (failures.length > 0) return missing()
  const tokens = new Set([
    ...[...held].flatMap((strategy) => network.strategies[strategy]?.token?.address ?? []),
    ...network.submissions.flatMap((own) => (own.block <= number ? own.token : [])),
  ])
  const finish = addTokens(batch, { chain, block, addresses: tokens })
  await batch.run()
  return {
    block,
    rates,
    ...finish(),
    stakers: owners.map(({ staker, delegatedTo, stake }) => ({
      staker,
      delegatedTo: delegatedTo as Address,
      stake,
    })),
  }
}
