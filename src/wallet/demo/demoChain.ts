import { isLoopbackUrl } from '../../protocol/deployments/fields.ts'
import type { Chain } from '../../protocol/deployments/types.ts'

/** Whether the demo wallet may be offered: a development chain whose node runs on this very machine. */
export function isDemoChain(chain: Pick<Chain, 'chainId' | 'rpcUrls'>): boolean {
  return chain.chainId === 31337 && chain.rpcUrls.length > 0 && chain.rpcUrls.every(isLoopbackUrl)
}
