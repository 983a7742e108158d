import type { Abi, Client } from 'viem'
import { delegationManagerAbi, strategyAbi } from '../abi/eigenlayer.ts'
import { erc20Abi } from '../abi/erc20.ts'
import { stEthAbi } from '../abi/lido.ts'
import type { Chain } from '../deployments/types.ts'
import { readBalance, readGasPrice } from '../rpc/requests.ts'
import { createBatch } from './batch.ts'
import { lower } from './lower.ts'
import type { Address, BlockRef, Failure, Position } from './types.ts'
import { beaconChainETHStrategy } from './types.ts'

/**
 * Reads one address' stake and balances at one block.
 *
 * @param block pass the network's own block, so that a page never mixes two
 * @throws RpcError when the node cannot be reached
 */
export async function readPosition(
  client: Client,
  parameters: {
    chain: Chain
    staker: Address
    block: BlockRef
    /** Tokens whose balances are wanted too. */
    tokens?: readonly Address[]
    signal?: AbortSignal | undefined
  },
): Promise<Position> {
  const { chain, block, signal } = parameters
  const staker = lower(parameters.staker)
  const failures: Failure[] = []
  const batch = createBatch({
    client,
    blockNumber: block.number,
    multicall3: chain.multicall3 as Address | undefined,
    signal,
    failures,
  })
  const dm = {
    address: lower(chain.eigenLayer.delegationManager),
    abi: delegationManagerAbi as Abi,
  }
  const position: Position = {
    staker,
    block,
    delegatedTo: null,
    isOperator: null,
    holdings: null,
    queued: null,
    ethBalance: null,
    gasPrice: null,
    tokenBalances: null,
    stEth: null,
    failures,
  }
  let deposited: Address[] | null = null
  batch.add<Address>(
    { ...dm, functionName: 'delegatedTo', args: [staker] },
    'operator',
    (operator) => {
      position.delegatedTo = lower(operator)
    },
  )
  batch.add<boolean>(
    { ...dm, functionName: 'isOperator', args: [staker] },
    'operator status',
    (value) => {
      position.isOperator = value
    },
  )
  batch.add<[Address[], bigint[]]>(
    { ...dm, functionName: 'getDepositedShares', args: [staker] },
    'deposits',
    ([strategies]) => {
      deposited = strategies.map(lower)
    },
  )
  batch.add<[{ startBlock: number; strategies: Address[]; delegatedTo: Address }[], bigint[][]]>(
    { ...dm, functionName: 'getQueuedWithdrawals', args: [staker] },
    'queued withdrawals',
    ([withdrawals, shares]) => {
      position.queued = withdrawals.map((withdrawal, index) => ({
        startBlock: withdrawal.startBlock,
        strategies: withdrawal.strategies.map(lower),
        shares: shares[index] ?? [],
        delegatedTo: lower(withdrawal.delegatedTo),
      }))
    },
  )
  if (chain.lido) {
    const at = { address: lower(chain.lido.stETH), abi: stEthAbi as Abi }
    const stEth: Partial<NonNullable<Position['stEth']>> = {}
    const take = (field: keyof NonNullable<Position['stEth']>) => (value: bigint) => {
      stEth[field] = value
      const { balance, shares, allowance, stakeLimit } = stEth
      if (
        balance !== undefined &&
        shares !== undefined &&
        allowance !== undefined &&
        stakeLimit !== undefined
      )
        position.stEth = { balance, shares, allowance, stakeLimit }
    }
    batch.add<bigint>(
      { ...at, functionName: 'balanceOf', args: [staker] },
      'stETH balance',
      take('balance'),
    )
    batch.add<bigint>(
      { ...at, functionName: 'sharesOf', args: [staker] },
      'stETH shares',
      take('shares'),
    )
    batch.add<bigint>(
      { ...at, functionName: 'allowance', args: [staker, chain.eigenLayer.strategyManager] },
      'stETH allowance',
      take('allowance'),
    )
    batch.add<bigint>(
      { ...at, functionName: 'getCurrentStakeLimit' },
      'Lido stake limit',
      take('stakeLimit'),
    )
  }
  const tokenBalances: Record<Address, bigint> = {}
  for (const token of parameters.tokens ?? [])
    batch.add<bigint>(
      { address: token, abi: erc20Abi as Abi, functionName: 'balanceOf', args: [staker] },
      `balance of ${token}`,
      (value) => {
        tokenBalances[token] = value
      },
    )
  const [ethBalance, gasPrice] = await Promise.all([
    readBalance(client, staker, block.number),
    readGasPrice(client),
    batch.run(),
  ])
  position.ethBalance = ethBalance
  position.gasPrice = gasPrice
  position.tokenBalances = tokenBalances

  const strategies = deposited as Address[] | null
  if (strategies === null) return position
  if (strategies.length === 0) {
    position.holdings = []
    return position
  }
  batch.add<[bigint[], bigint[]]>(
    { ...dm, functionName: 'getWithdrawableShares', args: [staker, strategies] },
    'withdrawable shares',
    ([withdrawable, depositShares]) => {
      position.holdings = strategies.map((strategy, index) => ({
        strategy,
        withdrawableShares: withdrawable[index] ?? 0n,
        depositShares: depositShares[index] ?? 0n,
        underlying: strategy === beaconChainETHStrategy ? (withdrawable[index] ?? 0n) : null,
      }))
    },
  )
  await batch.run()
  for (const holding of position.holdings ?? []) {
    if (holding.strategy === beaconChainETHStrategy) continue
    batch.add<bigint>(
      {
        address: holding.strategy,
        abi: strategyAbi as Abi,
        functionName: 'sharesToUnderlyingView',
        args: [holding.withdrawableShares],
      },
      `value of strategy ${holding.strategy}`,
      (value) => {
        holding.underlying = value
      },
    )
  }
  await batch.run()
  return position
}
