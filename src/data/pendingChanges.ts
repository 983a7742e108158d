import type { Address, Operator } from '../protocol/network/types.ts'
import type { PairChange } from '../risk/timeline.ts'
import type { Assessor } from './assessment.ts'
import type { Stake } from './basis.ts'

/** What an operator's pending allocations will change for a stake, block by block. */
export function pendingChanges(
  assessor: Assessor,
  stake: Stake,
  operatorAddress: Address | null,
): PairChange[] {
  const operator = operatorAddress ? assessor.operatorOf(operatorAddress) : undefined
  return (operator?.allocations ?? []).flatMap((pending) => {
    if (!operator || pending.pendingDiff === 0n) return []
    const after: Operator = {
      ...operator,
      allocations: [
        { ...pending, currentMagnitude: pending.currentMagnitude + pending.pendingDiff },
      ],
    }
    const { input } = assessor.inputOf(stake, operator.address, after)
    const [pair] = input?.pairs ?? []
    return pair ? [{ effectBlock: pending.effectBlock, pair }] : []
  })
}
