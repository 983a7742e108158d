import type { Address } from 'viem'
import type { Chain } from '../../protocol/deployments/types.ts'
import { FailureError } from '../../protocol/errors/failure.ts'

/** Lido's tokens and its withdrawal queue. Throws `FailureError` where the deployment names none. */
export function lidoQueueOf(chain: Chain): { stETH: Address; wstETH: Address; queue: Address } {
  if (chain.lido?.withdrawalQueue === undefined)
    throw new FailureError({
      kind: 'refused',
      errorName: 'NoLido',
      message: `The deployment of ${chain.name} names no withdrawal queue of Lido.`,
    })
  return { stETH: chain.lido.stETH, wstETH: chain.lido.wstETH, queue: chain.lido.withdrawalQueue }
}
