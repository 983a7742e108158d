import { useEffect, useMemo, useState } from 'react'
import type { LogCoverage } from '../../protocol/logs/types.ts'
import type { Address } from '../../protocol/network/types.ts'
import {
  type ClaimRow,
  createClaimerHistory,
  createClaimHistory,
} from '../../protocol/rewards/claimHistory.ts'
import type { Reading } from '../common/WithNetwork.tsx'

/** What an earner has claimed up to the network's block. */
export type ClaimHistory = {
  /** `null` until it has been read once. */
  rows: readonly ClaimRow[] | null
  coverage: LogCoverage | null
  /** Share of the blocks read so far, while it is read for the first time. */
  fraction: number | null
  error: Error | null
}

const nothing: ClaimHistory = { rows: null, coverage: null, fraction: null, error: null }

/** Claims of one earner, continued with every reading of the network. */
export function useClaimHistory({ network, connection }: Reading, earner: Address): ClaimHistory {
  const { chain, client } = connection
  const sync = useMemo(() => createClaimHistory({ client, chain, earner }), [client, chain, earner])
  const [state, setState] = useState<{ sync: typeof sync; history: ClaimHistory }>()
  const toBlock = network.block.number
  useEffect(() => {
    let left = false
    const set = (change: Partial<ClaimHistory>) => {
      if (left) return
      setState((last) => ({
        sync,
        history: { ...(last?.sync === sync ? last.history : nothing), ...change },
      }))
    }
    sync({ toBlock, onProgress: ({ fraction }) => set({ fraction }) }).then(
      ({ rows, coverage }) => set({ rows, coverage, fraction: null, error: null }),
      (error: Error) => set({ error, fraction: null }),
    )
    return () => {
      left = true
    }
  }, [sync, toBlock])
  return state?.sync === sync ? state.history : nothing
}

/** Earners who have made an address their claimer at some time; whether it still is, `claimerFor` says. */
export function useEarnersOf(
  { network, connection }: Reading,
  claimer: Address | null,
): { earners: readonly Address[]; incomplete: boolean } {
  const { chain, client } = connection
  const sync = useMemo(
    () => (claimer === null ? null : createClaimerHistory({ client, chain, claimer })),
    [client, chain, claimer],
  )
  const [state, setState] = useState<{
    sync: typeof sync
    earners: readonly Address[]
    incomplete: boolean
  }>()
  const toBlock = network.block.number
  useEffect(() => {
    if (sync === null) return
    let left = false
    sync({ toBlock }).then(
      ({ earners, coverage }) => {
        if (!left) setState({ sync, earners, incomplete: !coverage.complete })
      },
      () => {
        if (!left)
          setState((last) => ({
            sync,
            earners: last?.sync === sync ? last.earners : [],
            incomplete: true,
          }))
      },
    )
    return () => {
      left = true
    }
  }, [sync, toBlock])
  return state !== undefined && state.sync === sync ? state : { earners: [], incomplete: false }
}
