import { useState } from 'react'
import { UNASKED_BLOCKS } from '../../data/loanPositions.ts'
import { type Read, useRead } from '../../data/useRead.ts'
import type { LogProgress } from '../../protocol/logs/types.ts'
import type { MarketReading } from '../../protocol/markets/types.ts'
import type { Reading } from '../common/WithNetwork.tsx'

export interface MarketRead {
  readonly read: Read<MarketReading>
  /** The deployment names a pool; the same for a lending market. */
  readonly hasPool: boolean
  readonly hasLending: boolean
  /** Loans are read too; otherwise they have to be asked for. */
  readonly withLoans: boolean
  readonly blocks: bigint
  readonly progress: LogProgress | null
  readLoans(): void
  /** Reads everything anew at the network's block. */
  again(): void
}

/** The market of the chain, read at one block for this page alone. */
export function useMarket(
  { network, connection }: Omit<Reading, 'assessor'>,
  chosen: { readonly pool: number; readonly lending: number },
): MarketRead {
  const { client, rpcUrl } = connection
  const { markets } = connection.chain
  // One of each is looked at, so the chain is asked as if it had no other.
  const chain = {
    ...connection.chain,
    markets: {
      pools: markets?.pools.slice(chosen.pool, chosen.pool + 1) ?? [],
      lending: markets?.lending.slice(chosen.lending, chosen.lending + 1) ?? [],
    },
  }
  const [at, setAt] = useState(network.block.number)
  const [asked, setAsked] = useState(false)
  const [progress, setProgress] = useState<LogProgress | null>(null)
  const hasPool = chain.markets.pools.length > 0
  const hasLending = chain.markets.lending.length > 0
  const blocks = at - BigInt(chain.startBlock) + 1n
  // More are read when the reader wants the loans.
  const withLoans = hasLending && (asked || blocks <= UNASKED_BLOCKS)
  const read = useRead(
    async (signal) => {
      const { readMarket } = await import('../../protocol/markets/readMarket.ts')
      setProgress(null)
      return readMarket(client, {
        chain,
        blockNumber: at,
        withLoans,
        signal,
        onProgress: setProgress,
      })
    },
    hasPool || hasLending
      ? `${chain.chainId} ${rpcUrl} ${at} ${withLoans} ${chosen.pool} ${chosen.lending}`
      : null,
  )
  return {
    read,
    hasPool,
    hasLending,
    withLoans,
    blocks,
    progress,
    readLoans: () => setAsked(true),
    again: () => setAt(network.block.number),
  }
}
