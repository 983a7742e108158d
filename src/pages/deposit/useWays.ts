import { useEffect, useState } from 'react'
import type { Address } from '../../protocol/network/types.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { readWays, type WaysState } from './readWays.ts'

/** The ways in at the block of the page's reading; the last good reading is kept while later ones fail. */
export function useWays(
  { connection, network }: Pick<Reading, 'connection' | 'network'>,
  account: string | null,
): { ways: WaysState | null; error: Error | null } {
  const { client, chain } = connection
  const [state, setState] = useState<{ ways: WaysState | null; error: Error | null }>({
    ways: null,
    error: null,
  })
  const owner = account === null ? null : (account.toLowerCase() as Address)
  useEffect(() => {
    const own = new AbortController()
    readWays(client, { chain, network, account: owner, signal: own.signal }).then(
      (ways) => {
        if (!own.signal.aborted) setState({ ways, error: null })
      },
      (cause: unknown) => {
        if (own.signal.aborted) return
        const error = cause instanceof Error ? cause : new Error(String(cause))
        setState((before) => ({ ...before, error }))
      },
    )
    return () => own.abort()
  }, [client, chain, network, owner])
  return state.ways?.account === owner ? state : { ...state, ways: null }
}
