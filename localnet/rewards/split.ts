import type { Address } from 'viem'
import type { RewardsInput } from './types.ts'

/** What a split is for: programmatic incentives, an AVS, or an operator set. */
export type SplitTarget =
  | { kind: 'pi' }
  | { kind: 'avs'; avs: Address }
  | { kind: 'operatorSet'; avs: Address; operatorSetId: number }

/** Bips that hold where neither the operator nor the owner of the contract has set any. */
const FALLBACK_BIPS = 1_000n

/**
 * The split of an operator at a midnight: its own, else the default of that time, else 1,000 bips.
 * A split counts from the midnight after its activation.
 */
export function splitAt(
  input: Pick<RewardsInput, 'splits' | 'defaultSplits'>,
  midnight: number,
  operator: Address,
  target: SplitTarget,
): bigint {
  let own: { bips: number; activatedAt: number } | undefined
  for (const change of input.splits) {
    if (change.activatedAt >= midnight || change.kind !== target.kind) continue
    if (!same(change.operator, operator)) continue
    if (target.kind !== 'pi' && !same(change.avs, target.avs)) continue
    if (target.kind === 'operatorSet' && change.operatorSetId !== target.operatorSetId) continue
    if (own === undefined || change.activatedAt >= own.activatedAt) own = change
  }
  if (own !== undefined) return BigInt(own.bips)
  const defaults = input.defaultSplits.filter((change) => change.timestamp < midnight)
  const latest = defaults.reduce<(typeof defaults)[number] | undefined>(
    (last, change) => (last === undefined || change.timestamp >= last.timestamp ? change : last),
    undefined,
  )
  return latest === undefined ? FALLBACK_BIPS : BigInt(latest.bips)
}

function same(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase()
}
