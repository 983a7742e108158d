import type { Client } from 'viem'
import type { Chain } from '../protocol/deployments/types.ts'
import { findPool, readMarket } from '../protocol/markets/readMarket.ts'
import type { Network } from '../protocol/network/types.ts'
import { type ExitMarket, restakedTokens } from './exitPrice.ts'
import { UNASKED_BLOCKS } from './loanPositions.ts'

/**
 * The first configured pool whose token is stETH, at the network's block, with the loans against it where their log is
 * short. `null` where no pool of it is configured or one could not be read.
 *
 * @throws RpcError when the node cannot be reached
 */
export async function readExitMarket(
  client: Client,
  chain: Chain,
  network: Network,
): Promise<ExitMarket | null> {
  const token = Object.values(network.strategies).find(({ isStEth }) => isStEth)?.token?.address
  if (!token) return null
  const { number: blockNumber } = network.block
  // Longer logs are not read: then nobody is liquidated by the exit.
  const withLoans = blockNumber - BigInt(chain.startBlock) + 1n <= UNASKED_BLOCKS
  const found = await findPool(client, { chain, blockNumber, token })
  const restaked = restakedTokens(network, token)
  if (found === null || restaked === null) return null
  const markets = { pools: [found], lending: chain.markets?.lending ?? [] }
  const { block, pool, lending, loans } = await readMarket(client, {
    chain: { ...chain, markets },
    blockNumber,
    withLoans,
  })
  return pool && { block, pool, lending, loans, restaked }
}
