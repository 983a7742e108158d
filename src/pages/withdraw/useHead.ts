import { useSyncExternalStore } from 'react'
import type { Connection } from '../../data/KeelProvider.tsx'
import type { Head } from '../../protocol/rpc/headTracker.ts'

/** The newest block of the chain: what countdowns are counted by, never the reader's clock. */
export function useHead({ head }: Pick<Connection, 'head'>): Head | null {
  return useSyncExternalStore(head.subscribe, head.getSnapshot).head
}
