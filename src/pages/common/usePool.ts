import { useCallback, useMemo } from 'react'
import { type EtherFi, readEtherFi } from '../../protocol/etherfi/readEtherFi.ts'
import { type PoolPart, readThrough } from '../../protocol/etherfi/readThrough.ts'
import { useChainRead } from './useChainRead.ts'
import type { Reading } from './WithNetwork.tsx'

/** ether.fi's pool at the network's block and where its ETH is restaked; `parts` is `null` where that cannot be told. */
export type PoolReading = {
  pool: EtherFi | null
  parts: readonly PoolPart[] | null
  error: Error | null
}

/** Reads ether.fi's pool; nothing where the deployment has none, or while nobody asks. */
export function usePool(
  { connection, network }: Pick<Reading, 'connection' | 'network'>,
  wanted = true,
): PoolReading {
  const { chain, client } = connection
  const asks = wanted && chain.etherFi !== undefined
  const read = useCallback(
    async () => ({
      network,
      pool: await readEtherFi(client, { chain, block: network.block, clock: network.clock }),
    }),
    [client, chain, network],
  )
  const { value, error } = useChainRead(
    `etherfi ${chain.chainId}`,
    network.block.number,
    asks ? read : null,
  )
  const parts = useMemo(() => {
    const pool = value?.pool
    if (!pool || pool.restakers === null || pool.totalPooledEther === null) return null
    return readThrough(value.network, pool.restakers, pool.totalPooledEther)
  }, [value])
  return { pool: value?.pool ?? null, parts, error }
}
