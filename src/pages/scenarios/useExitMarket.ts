import { useCallback } from 'react'
import type { ExitMarket } from '../../data/exitPrice.ts'
import { useChainRead } from '../common/useChainRead.ts'
import type { Reading } from '../common/WithNetwork.tsx'

/** The pool that stETH is sold into when many leave; `market` is `null` where the deployment names none of it. */
export function useExitMarket(
  { connection, network }: Pick<Reading, 'connection' | 'network'>,
  wanted: boolean,
): { market: ExitMarket | null; reading: boolean; error: Error | null } {
  const { chain, client, rpcUrl } = connection
  const asks = wanted && (chain.markets?.pools.length ?? 0) > 0
  const read = useCallback(async () => {
    const { readExitMarket } = await import('../../data/readExitMarket.ts')
    return { market: await readExitMarket(client, chain, network) }
  }, [client, chain, network])
  const { value, error } = useChainRead(
    `exit ${chain.chainId} ${rpcUrl}`,
    network.block.number,
    asks ? read : null,
  )
  return {
    market: asks ? (value?.market ?? null) : null,
    reading: asks && value === null && error === null,
    error: asks ? error : null,
  }
}
