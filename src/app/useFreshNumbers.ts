import { useEffect } from 'react'
import type { Connection } from '../data/KeelProvider.tsx'
import { onInclusion } from '../tx/inclusions.ts'

/**
 * Has the network read again as soon as it can be read at a block that holds what a plan's transaction did,
 * and nothing else: pages show the new numbers without a reload.
 */
export function useFreshNumbers(connection: Connection | null): void {
  useEffect(() => {
    if (connection === null) return undefined
    const { chain, head, store } = connection
    /** The block to wait for. */
    let wanted: bigint | null = null
    const check = () => {
      const latest = head.getSnapshot().head
      if (wanted === null || latest === null || latest.number < wanted) return
      const { network, reading } = store.getSnapshot()
      // A reading that is going on tells when it ends; it may be one of that block already.
      if (reading) return
      const there = network !== null && network.block.number >= wanted
      wanted = null
      if (!there) store.refresh()
    }
    const stops = [
      head.subscribe(check),
      store.subscribe(check),
      onInclusion(({ chainId, blockNumber }) => {
        if (chainId !== chain.chainId) return
        if (blockNumber === null) store.refresh()
        else {
          if (wanted === null || wanted < blockNumber) wanted = blockNumber
          void head.refresh().then(check)
        }
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [connection])
}
