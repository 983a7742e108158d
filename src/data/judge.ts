import type { Address } from '../protocol/network/types.ts'
import type { Assessment, Assessor } from './assessment.ts'
import type { Stake } from './basis.ts'
import { assessmentsOf } from './judgedColumns.ts'
import type { NetworkStore } from './networkStore.ts'

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
  const { reading: network, assumptions, windowDays } = assessor
  const columns = await store.judge({ network, assumptions, windowDays, stake, signal })
  return assessmentsOf(columns, assessor)
}
