import { useMemo } from 'react'
import type { Address } from '../protocol/network/types.ts'
import { WAD } from '../protocol/network/types.ts'
import type { Assessment, Assessor } from './assessment.ts'
import type { Stake } from './basis.ts'
import { judge } from './judge.ts'
import { useKeel } from './KeelProvider.tsx'
import { useLatest } from './useLatest.ts'

/** A stake that has been judged with every operator, all at the block of one assessor. */
export type Judged = {
  assessor: Assessor
  stake: Stake
  of: ReadonlyMap<Address, Assessment>
}

/**
 * What one stake would earn and risk with every operator, judged beside the page. `null` until the first is judged;
 * while another stake or a newer reading is, the last stays, with the assessor it belongs to.
 *
 * @param stake `null` judges nothing
 */
export function useJudged(assessor: Assessor | null, stake: Stake | null): Judged | null {
  const { connection } = useKeel()
  const work = useMemo(
    () =>
      connection && assessor && stake
        ? async (signal: AbortSignal) => ({
            assessor,
            stake,
            of: await judge(connection.store, assessor, stake, signal),
          })
        : null,
    [connection, assessor, stake],
  )
  const judged = useLatest(work)
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
