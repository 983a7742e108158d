import { useEffect, useMemo, useState } from 'react'
import {
  createDelegationSync,
  type Delegations,
  type DelegatorReading,
  foldDelegations,
  readDelegators,
} from '../../protocol/console/readDelegators.ts'
import type { LogCoverage } from '../../protocol/logs/types.ts'
import type { Address, Network } from '../../protocol/network/types.ts'
import type { Parts } from './parts.ts'

/** Up to so many restakers are read anew with every reading of the network; more only when asked. */
const fewEnough = 500

export type DelegatorState = {
  reading: DelegatorReading | null
  delegations: Delegations | null
  coverage: LogCoverage | null
  /** The network that `reading` belongs to: prices and dates beside it are of the same block. */
  network: Network | null
  /** While it is read: of the log, then of the restakers. */
  progress: { part: 'log' | 'stake'; done: number; total: number } | null
  error: Error | null
}

const nothing: DelegatorState = {
  reading: null,
  delegations: null,
  coverage: null,
  network: null,
  progress: null,
  error: null,
}

/** Every restaker of an operator at one block. */
export function useDelegators({ network, connection, operator }: Parts): DelegatorState & {
  /** Reads at the present block. */
  again: () => void
} {
  const { chain, client } = connection
  const { address } = operator
  const [state, setState] = useState<DelegatorState>(nothing)
  const [wanted, setWanted] = useState<Network>(network)
  const sync = useMemo(
    () => createDelegationSync({ client, chain, operator: address }),
    [client, chain, address],
  )
  const many = (state.reading?.delegators.length ?? 0) > fewEnough
  const busy = state.progress !== null
  useEffect(() => {
    if (!many && !busy) setWanted(network)
  }, [network, many, busy])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the operator's shares are those of `wanted`
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const set = (change: Partial<DelegatorState>) => {
      if (!signal.aborted) setState((last) => ({ ...last, ...change }))
    }
    const now = wanted.operators.find((candidate) => candidate.address === address)
    const strategies = Object.keys(now?.shares ?? {}) as Address[]
    const work = async () => {
      set({ progress: { part: 'log', done: 0, total: 1 } })
      const { block } = wanted
      const { rows, coverage } = await sync({
        toBlock: block.number,
        signal,
        onProgress: ({ fraction }) => set({ progress: { part: 'log', done: fraction, total: 1 } }),
      })
      const delegations = foldDelegations(rows)
      if (now?.shares == null) throw new Error('getOperatorShares')
      const reading = await readDelegators(client, {
        chain,
        operator: address,
        block,
        strategies,
        delegations,
        withdrawalDelay: wanted.parameters.minWithdrawalDelayBlocks ?? 0,
        signal,
        onProgress: (done, total) => set({ progress: { part: 'stake', done, total } }),
      })
      set({ reading, delegations, coverage, network: wanted, progress: null, error: null })
    }
    work().catch((error: unknown) =>
      set({
        progress: null,
        error: error instanceof Error ? error : new Error(String(error)),
      }),
    )
    return () => controller.abort()
  }, [wanted, sync, address])

  return { ...state, again: () => setWanted(network) }
}
