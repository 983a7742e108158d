import { useMemo, useSyncExternalStore } from 'react'
import type { Network } from '../protocol/network/types.ts'
import { assumptionStore } from './assumptionStore.ts'
import { useKeel } from './KeelProvider.tsx'
import type { ReferenceScores } from './reader/types.ts'
import { useLatest } from './useLatest.ts'

/** Every operator by the reference position in two figures, with the network that they belong to. */
export type Scores = ReferenceScores & { network: Network }

/**
 * What a first look at all operators needs, under the assumptions in force, judged beside the page. `null` until the
 * first reading is judged; while a new one is, the last stays.
 */
export function useReferenceScores(network: Network): Scores | null {
  const { connection } = useKeel()
  const { overrides } = useSyncExternalStore(assumptionStore.subscribe, assumptionStore.get)
  const work = useMemo(
    () =>
      connection &&
      (async (signal: AbortSignal) => ({
        ...(await connection.store.scores({ network, overrides, signal })),
        network,
      })),
    [connection, network, overrides],
  )
  return useLatest(work)
}
