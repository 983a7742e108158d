import { useEffect } from 'react'
import type { RewardsReading } from '../../protocol/rewards/readRewards.ts'
import type { Reading } from '../common/WithNetwork.tsx'

/** Reads anew in the very block that makes a waiting root active: by the chain's clock, not the computer's. */
export function useActivation({ connection }: Reading, rewards: RewardsReading | null): void {
  const next = rewards?.roots?.pending[0]?.activatedAt
  useEffect(() => {
    if (next === undefined) return
    const check = () => {
      const { head } = connection.head.getSnapshot()
      if (head !== null && head.timestamp >= BigInt(next)) connection.store.refresh()
    }
    check()
    return connection.head.subscribe(check)
  }, [connection, next])
}
