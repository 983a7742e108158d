import type { Client } from 'viem'
import { readChainId, readCode } from '../rpc/requests.ts'
import { NotDeployedError, WrongChainError } from './errors.ts'
import type { Chain } from './types.ts'

/**
 * Checks that an RPC serves the chain of a deployment and that EigenLayer's DelegationManager is
 * there. Run it once before anything is read or signed.
 *
 * @throws {@link WrongChainError}, {@link NotDeployedError}, and whatever the transport throws when
 * the RPC cannot be reached.
 */
export async function verifyChain(client: Client, chain: Chain): Promise<void> {
  const address = chain.eigenLayer.delegationManager
  const [actual, code] = await Promise.all([readChainId(client), readCode(client, address)])
  if (actual !== chain.chainId) {
    throw new WrongChainError({ name: chain.name, expected: chain.chainId, actual })
  }
  if (code === '0x') {
    throw new NotDeployedError({
      name: chain.name,
      contract: 'eigenLayer.delegationManager',
      address,
    })
  }
}
