import { type Address, type Client, parseAbi } from 'viem'
import { readContract } from 'viem/actions'
import { strategyAbi } from '../../protocol/abi/eigenlayer.ts'

const eigenStrategyAbi = parseAbi(['function EIGEN() view returns (address)'])

/**
 * The token in which a strategy is to pay: its `underlyingToken`, except for EigenStrategy, which keeps bEIGEN and pays
 * either token as it is asked; people hold EIGEN, and it says where that is by `EIGEN()`.
 */
export async function payoutToken(client: Client, strategy: Address): Promise<Address> {
  const [eigen, underlying] = await Promise.all([
    // Other strategies have no such function. A node that does not answer fails the other read too.
    readContract(client, {
      address: strategy,
      abi: eigenStrategyAbi,
      functionName: 'EIGEN',
    }).catch(() => null),
    readContract(client, {
      address: strategy,
      abi: strategyAbi,
      functionName: 'underlyingToken',
    }),
  ])
  return eigen ?? underlying
}
