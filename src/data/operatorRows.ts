import type { Address, Operator } from '../protocol/network/types.ts'
import { zeroAddress } from '../protocol/network/types.ts'
import type { Assessment } from './assessment.ts'
import { delegatedStake, type Total } from './totals.ts'
import type { Judged } from './useJudged.ts'

/** One operator as the list shows it. */
export type OperatorRow = {
  operator: Operator
  stake: Total | null
  avss: Address[] | null
  /** Smallest and largest split in bips over its operator sets; the default where it set none. */
  split: { low: number; high: number } | null
  needsApproval: boolean | null
  /** The reference position delegated here. */
  reference: Assessment | null
}

/** Rows of every operator, judged by the reference position. */
export function operatorRows({ assessor, of }: Pick<Judged, 'assessor' | 'of'>): OperatorRow[] {
  const { network } = assessor
  return network.operators.map((operator) => ({
    operator,
    stake: delegatedStake(network, operator.shares),
    avss: operator.registeredSets && [
      ...new Set(operator.registeredSets.map((set) => set.slice(0, 42) as Address)),
    ],
    split: splitRange(operator, network.parameters.defaultOperatorSplitBips),
    needsApproval: operator.delegationApprover && operator.delegationApprover !== zeroAddress,
    reference: of.get(operator.address) ?? null,
  }))
}

function splitRange(operator: Operator, fallback: number | null): OperatorRow['split'] {
  const registered = operator.registeredSets ?? []
  const bips = registered.flatMap((set) => operator.splits[set] ?? [])
  if (bips.length === 0) return fallback === null ? null : { low: fallback, high: fallback }
  return { low: Math.min(...bips), high: Math.max(...bips) }
}
