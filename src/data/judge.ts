import type { Address } from '../protocol/network/types.ts'
import { breakEven } from '../risk/score.ts'
import type { Assessment, Assessor, Stake } from './assessment.ts'
import type { NetworkStore } from './networkStore.ts'
import type { PlainAssessment } from './reader/types.ts'

/**
 * A stake as if it joined each operator, judged beside the page, with everything that `assessor.assess` gives.
 *
 * @throws SupersededError when two newer readings have come since the assessor's
 */
export async function judge(
  store: NetworkStore,
  assessor: Assessor,
  stake: Stake,
  signal: AbortSignal,
): Promise<ReadonlyMap<Address, Assessment>> {
  const { network, assumptions, windowDays } = assessor
  const plain = await store.judge({ network, assumptions, windowDays, stake, signal })
  return new Map(
    [...plain].map(([address, assessment]) => [address, whole(assessment, assessor)] as const),
  )
}

/** Gives an assessment its functions back. */
function whole(assessment: PlainAssessment, assessor: Assessor): Assessment {
  const { stake, operator, exposure } = assessment
  if (exposure === null) return { ...assessment, exposure }
  const lossIfAll = exposure.pairs.reduce((sum, { lossGivenSlash }) => sum + lossGivenSlash, 0)
  return {
    ...assessment,
    exposure: {
      ...exposure,
      breakEven: (premiumApr) => breakEven(premiumApr, lossIfAll),
      // Rarely asked for, so worked out only then.
      allIn: () => assessor.assess(stake, operator, true).exposure?.allIn() ?? exposure.exposure,
    },
  }
}
