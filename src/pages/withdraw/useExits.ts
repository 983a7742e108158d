import { useEffect, useState } from 'react'
import type { Address } from '../../protocol/network/types.ts'
import { type AskedMemory, readExits } from '../../protocol/withdrawals/readExits.ts'
import { readPace } from '../../protocol/withdrawals/readPace.ts'
import type { Exits } from '../../protocol/withdrawals/types.ts'
import type { Reading } from '../common/WithNetwork.tsx'

/** Shares at queueing never change; chains are told apart by the root of each withdrawal. */
const asked: AskedMemory = new Map()

export type ExitsState = {
  /** The last reading; kept while later ones fail. */
  exits: Exits | null
  /** Why the latest reading failed. */
  error: Error | null
  /** Seconds a block takes. */
  pace: number
}

/** Stake and queue of an address at the block of the page's network reading. */
export function useExits(
  { connection, network }: Pick<Reading, 'connection' | 'network'>,
  address: string,
): ExitsState {
  const { client, chain } = connection
  const [state, setState] = useState<ExitsState>({
    exits: null,
    error: null,
    pace: chain.blockTime,
  })
  const staker = address.toLowerCase() as Address
  const { block } = network
  useEffect(() => {
    const own = new AbortController()
    Promise.all([
      readExits(client, { chain, staker, block, asked, signal: own.signal }),
      readPace(client, block.number, chain.blockTime),
    ]).then(
      ([exits, pace]) => {
        if (!own.signal.aborted) setState({ exits, pace, error: null })
      },
      (error: unknown) => {
        if (!own.signal.aborted)
          setState((before) => ({
            ...before,
            error: error instanceof Error ? error : new Error(String(error)),
          }))
      },
    )
    return () => own.abort()
  }, [client, chain, staker, block])
  return state.exits?.staker === staker ? state : { ...state, exits: null }
}
