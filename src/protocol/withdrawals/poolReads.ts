import type { Abi } from 'viem'
import { strategyAbi } from '../abi/eigenlayer.ts'
import { erc20Abi } from '../abi/erc20.ts'
import { stEthAbi } from '../abi/lido.ts'
import type { Chain } from '../deployments/types.ts'
import type { Batch } from '../network/batch.ts'
import { lower } from '../network/lower.ts'
import { type Address, beaconChainETHStrategy, type Failure, WAD } from '../network/types.ts'
import { type LidoBooks, type Pool, tokensFor } from './pool.ts'

/** Reads of what the strategies hold, added to somebody's batch in two rounds. */
export type PoolReads = {
  /** What needs nothing but the strategies. */
  addFirst: (strategies: readonly Address[]) => void
  /** What needs the tokens that the first round told. */
  addSecond: () => void
  /** Underlying tokens by strategy, as far as they are read. */
  tokens: Record<Address, Address>
  /** The pools once both rounds have run; `null` where one could not be read or counts in a way of its own. */
  pools: () => Record<Address, Pool | null>
}

/** Prepares the reads of the pools that pay out `staker`; what does not fit is told in `failures`. */
export function createPoolReads(parameters: {
  batch: Batch
  chain: Chain
  staker: Address
  failures: Failure[]
}): PoolReads {
  const { batch, chain, staker, failures } = parameters
  const stEth = chain.lido && lower(chain.lido.stETH)
  const tokens: Record<Address, Address> = {}
  const totals: Record<Address, bigint> = {}
  const views: Record<Address, bigint> = {}
  const balances: Record<Address, bigint> = {}
  const lidoShares: Record<Address, bigint> = {}
  const lido: Partial<LidoBooks> = {}
  let strategies: readonly Address[] = []

  /** stETH counts in shares: an amount would lose the last wei. */
  const addLidoShares = (address: Address, strategy: Address) =>
    batch.add<bigint>(
      { address, abi: stEthAbi as Abi, functionName: 'sharesOf', args: [strategy] },
      'stETH shares of the strategy',
      (value) => {
        lidoShares[strategy] = value
      },
    )

  function addStrategy(strategy: Address) {
    const at = { address: strategy, abi: strategyAbi as Abi }
    batch.add<Address>(
      { ...at, functionName: 'underlyingToken' },
      `token of strategy ${strategy}`,
      (value) => {
        tokens[strategy] = lower(value)
      },
    )
    batch.add<bigint>(
      { ...at, functionName: 'totalShares' },
      `shares of strategy ${strategy}`,
      (value) => {
        totals[strategy] = value
      },
    )
    batch.add<bigint>(
      { ...at, functionName: 'sharesToUnderlyingView', args: [WAD] },
      `rate of strategy ${strategy}`,
      (value) => {
        views[strategy] = value
      },
    )
    if (stEth && chain.lido?.stETHStrategy && strategy === lower(chain.lido.stETHStrategy))
      addLidoShares(stEth, strategy)
  }

  function poolOf(strategy: Address): Pool | null {
    const totalShares = totals[strategy]
    const token = tokens[strategy]
    if (totalShares === undefined || token === undefined) return null
    if (token !== stEth) {
      const balance = balances[strategy]
      return balance === undefined ? null : { kind: 'token', balance, totalShares }
    }
    const strategyShares = lidoShares[strategy]
    const { recipientShares, totalPooledEther } = lido
    if (
      strategyShares === undefined ||
      recipientShares === undefined ||
      totalPooledEther === undefined ||
      lido.totalShares === undefined
    )
      return null
    return {
      kind: 'stEth',
      totalShares,
      lido: { totalShares: lido.totalShares, totalPooledEther, strategyShares, recipientShares },
    }
  }

  /** A strategy may count in its own way: its own view decides whether StrategyBase's formula fits. */
  function checkedPool(strategy: Address): Pool | null {
    const pool = poolOf(strategy)
    if (pool === null || tokensFor(pool, WAD) === views[strategy]) return pool
    failures.push({
      what: `rate of strategy ${strategy}`,
      message: 'The strategy counts its tokens in a way of its own.',
    })
    return null
  }

  return {
    tokens,
    addFirst(asked) {
      strategies = asked
      for (const strategy of strategies)
        if (strategy !== beaconChainETHStrategy) addStrategy(strategy)
      if (stEth === undefined || strategies.length === 0) return
      for (const [functionName, field, args] of [
        ['getTotalShares', 'totalShares', []],
        ['getTotalPooledEther', 'totalPooledEther', []],
        ['sharesOf', 'recipientShares', [staker]],
      ] as const)
        batch.add<bigint>(
          { address: stEth, abi: stEthAbi as Abi, functionName, args },
          `Lido: ${functionName}`,
          (value) => {
            lido[field] = value
          },
        )
    },
    addSecond() {
      for (const [strategy, token] of Object.entries(tokens) as [Address, Address][])
        if (token !== stEth)
          batch.add<bigint>(
            { address: token, abi: erc20Abi as Abi, functionName: 'balanceOf', args: [strategy] },
            `balance of strategy ${strategy}`,
            (value) => {
              balances[strategy] = value
            },
          )
        else if (lidoShares[strategy] === undefined) addLidoShares(token, strategy)
    },
    pools: () =>
      Object.fromEntries(
        strategies.map((strategy) => [
          strategy,
          strategy === beaconChainETHStrategy ? { kind: 'native' } : checkedPool(strategy),
        ]),
      ),
  }
}
