import type { Address, Client } from 'viem'
import { readContract } from 'viem/actions'
import { eigenStrategyAbi, strategyReadsAbi } from './abi/network.ts'

/**
 * The token that people give to a strategy and get from it: its `underlyingToken`, except for EigenStrategy, which keeps
 * bEIGEN and takes and pays either token as it is asked; people hold EIGEN, and it says where that is by `EIGEN()`.
 *
 * @throws viem's `ContractFunctionExecutionError` where no token can be read
 */
export async function strategyToken(client: Client, strategy: Address): Promise<Address> {
  const [eigen, underlying] = await Promise.all([
    // Other strategies have no such function. A node that does not answer fails the other read too.
    readContract(client, {
      address: strategy,
      abi: eigenStrategyAbi,
      functionName: 'EIGEN',
    }).catch(() => null),
    readContract(client, {
      address: strategy,
      abi: strategyReadsAbi,
      functionName: 'underlyingToken',
    }),
  ])
  return eigen ?? underlying
}
