import { useEffect, useState } from 'react'
import type { Address } from '../../protocol/network/types.ts'
import { claimSourceOf } from '../../protocol/rewards/claimSource.ts'
import { type EarnedPoint, readEarnedHistory } from '../../protocol/rewards/earnedHistory.ts'
import type { RewardsReading } from '../../protocol/rewards/readRewards.ts'
import type { Reading } from '../common/WithNetwork.tsx'

/** What an earner had earned at each root; `null` where the source does not tell, or not yet. */
export function useEarnedHistory(
  { connection }: Reading,
  rewards: RewardsReading | null,
  earner: Address,
): readonly EarnedPoint[] | null {
  const { chain } = connection
  const [state, setState] = useState<{ earner: Address; points: readonly EarnedPoint[] }>()
  const roots = rewards?.roots?.roots
  // Roots are read anew with every block and seldom change.
  const key = roots?.map(({ index, disabled }) => `${index}${disabled}`).join()
  const timestamp = Number(rewards?.block.timestamp ?? 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: roots and time are told by their key
  useEffect(() => {
    const source = claimSourceOf(chain)
    if (!source?.history || roots === undefined) return
    let left = false
    readEarnedHistory(source, earner, roots, timestamp).then(
      (points) => {
        if (!left) setState({ earner, points })
      },
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [chain, earner, key])
  return state?.earner === earner ? state.points : null
}
