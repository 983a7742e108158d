import { useEffect } from 'react'
import type { Address, Position } from '../protocol/network/types.ts'
import { useKeel, useSnapshot } from './KeelProvider.tsx'

/** The stake and balances of an address at the network's block; `null` until they are read. */
export function usePosition(staker: string | null | undefined): Position | null {
  const { connection } = useKeel()
  const { positions } = useSnapshot()
  const address = staker ? (staker.toLowerCase() as Address) : null
  useEffect(() => {
    if (connection && address) return connection.store.watch(address)
    return undefined
  }, [connection, address])
  return (address && positions.get(address)) ?? null
}
