import { useEffect, useState } from 'react'
import { inSlices } from '../protocol/inSlices.ts'
import type { Address } from '../protocol/network/types.ts'
import { WAD } from '../protocol/network/types.ts'
import type { Assessment, Assessor, Stake } from './assessment.ts'

/** A stake that has been judged with every operator, all at the block of one assessor. */
export type Judged = {
  assessor: Assessor
  stake: Stake
  of: ReadonlyMap<Address, Assessment>
}

/**
 * What one stake would earn and risk with every operator, a slice at a time. `null` until the first is judged; while
 * another stake or a newer reading is, the last stays, with the assessor it belongs to.
 *
 * @param stake `null` judges nothing
 */
export function useJudged(assessor: Assessor | null, stake: Stake | null): Judged | null {
  const [judged, setJudged] = useState<Judged | null>(null)
  useEffect(() => {
    if (assessor === null || stake === null) return
    let over = false
    void inSlices(assessor.network.operators, ({ address }) =>
      // Nobody waits for the rest once something else is asked.
      over ? null : ([address, assessor.assess(stake, address, true)] as const),
    ).then((entries) => {
      if (!over)
        setJudged({ assessor, stake, of: new Map(entries.filter((entry) => entry !== null)) })
    })
    return () => {
      over = true
    }
  }, [assessor, stake])
  return stake === null ? null : judged
}

/**
 * Shares of a strategy that are worth an amount of its token now.
 *
 * @param amount in the token's smallest unit
 * @returns `null` when the rate could not be read
 */
export function sharesFor(
  strategy: { rate: bigint | null } | undefined,
  amount: bigint,
): bigint | null {
  const rate = strategy?.rate
  return rate ? (amount * WAD) / rate : null
}
