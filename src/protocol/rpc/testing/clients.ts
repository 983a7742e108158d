import type { Client } from 'viem'
import shipped from '../../../../public/deployments.json' with { type: 'json' }
import { parseDeployments } from '../../deployments/parse.ts'
import type { Chain } from '../../deployments/types.ts'
import { createClientFor, type RpcOptions } from '../client.ts'

/** A chain entry for a bare anvil: the addresses of mainnet, where nothing stands. */
export function localChain(rpcUrl: string): Chain {
  const [mainnet] = parseDeployments(shipped).chains
  return {
    ...mainnet,
    chainId: 31337,
    name: 'Local',
    rpcUrls: [rpcUrl],
    startBlock: 0,
    blockTime: 2,
  }
}

/** A client as the app makes it, but quick to repeat. */
export function localClient(rpcUrl: string, options: RpcOptions = {}): Client {
  return createClientFor(localChain(rpcUrl), rpcUrl, { retryDelay: 5, ...options })
}
