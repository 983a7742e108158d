import type { Abi } from 'viem'
import { eigenStrategyAbi, strategyReadsAbi } from '../abi/network.ts'
import type { Chain } from '../deployments/types.ts'
import type { Batch } from './batch.ts'
import { contractsOf } from './contracts.ts'
import { lower } from './lower.ts'
import type { Address, Strategy } from './types.ts'
import { beaconChainETHStrategy } from './types.ts'

/**
 * Adds the reads of strategies to somebody's batch; `strategies` fill as it runs, their tokens are told by address in
 * `tokenOf`.
 */
export function addStrategies(
  batch: Batch,
  parameters: { chain: Chain; named: Iterable<Address> },
): { strategies: Record<Address, Strategy>; tokenOf: ReadonlyMap<Address, Address> } {
  const { chain } = parameters
  const { sm } = contractsOf(chain)
  const strategies: Record<Address, Strategy> = {}
  const tokenOf = new Map<Address, Address>()
  for (const address of parameters.named) {
    const native = address === beaconChainETHStrategy
    const strategy: Strategy = {
      address,
      kind: native ? 'beaconChainETH' : 'erc20',
      token: null,
      totalShares: null,
      rate: native ? 10n ** 18n : null,
      whitelisted: native ? true : null,
      isStEth: false,
    }
    strategies[address] = strategy
    if (native) continue
    const at = { address, abi: strategyReadsAbi as Abi }
    batch.add<Address>(
      { ...at, functionName: 'underlyingToken' },
      `token of strategy ${address}`,
      (token) => {
        if (!tokenOf.has(address)) tokenOf.set(address, lower(token))
      },
    )
    // Only EigenStrategy answers: it keeps bEIGEN, and what people give and get is EIGEN.
    batch.add<Address>(
      { address, abi: eigenStrategyAbi as Abi, functionName: 'EIGEN' },
      null,
      (token) => {
        tokenOf.set(address, lower(token))
      },
    )
    batch.add<bigint>(
      { ...at, functionName: 'totalShares' },
      `shares of strategy ${address}`,
      (value) => {
        strategy.totalShares = value
      },
    )
    batch.add<bigint>(
      { ...at, functionName: 'sharesToUnderlyingView', args: [10n ** 18n] },
      `rate of strategy ${address}`,
      (value) => {
        strategy.rate = value
      },
    )
    batch.add<boolean>(
      { ...sm, functionName: 'strategyIsWhitelistedForDeposit', args: [address] },
      `whitelist of strategy ${address}`,
      (value) => {
        strategy.whitelisted = value
      },
    )
  }
  return { strategies, tokenOf }
}
