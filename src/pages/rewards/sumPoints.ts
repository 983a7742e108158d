import type { Address } from '../../protocol/network/types.ts'
import type { ClaimRow } from '../../protocol/rewards/claimHistory.ts'
import type { EarnedPoint } from '../../protocol/rewards/earnedHistory.ts'

type Sum = { at: number; amount: bigint; pending?: boolean }

/** A line of the chart's table: both sums after a root's period ended or a claim was made. */
export type SumEvent = {
  key: string
  at: number
  /** The root whose period ended; `null` for a claim. */
  root: number | null
  earned: bigint | null
  claimed: bigint
}

/**
 * One token's sums over time. Earnings stand at the end of the period that each root is about; they are pending until
 * the root is active. Roots that prove nothing are left out.
 *
 * @param now the chain's time in Unix seconds
 * @param timeOf Unix seconds of a claim
 */
export function pointsOf(parameters: {
  token: Address
  earned: readonly EarnedPoint[] | null
  claims: readonly ClaimRow[]
  now: number
  timeOf: (claim: ClaimRow) => number
}): { earned: readonly Sum[]; claimed: readonly Sum[]; events: readonly SumEvent[] } {
  const { token, now, timeOf } = parameters
  const roots = (parameters.earned ?? []).flatMap(({ root, amounts }) =>
    amounts === null ? [] : [{ root, amount: amounts[token] ?? 0n }],
  )
  // The line begins where the sum leaves zero.
  const begun = roots.findIndex(({ amount }) => amount > 0n)
  const earned = roots.slice(begun < 0 ? roots.length : Math.max(0, begun - 1))
  let sum = 0n
  const claimed = parameters.claims
    .filter((claim) => claim.token === token)
    .map((claim) => {
      sum += claim.amount
      return { claim, at: timeOf(claim), amount: sum }
    })
  const happened = [
    ...earned.map(({ root, amount }) => ({
      key: `root ${root.index}`,
      at: root.rewardsCalculationEndTimestamp,
      root: root.index,
      amount,
    })),
    ...claimed.map(({ claim, at, amount }) => ({
      key: `claim ${claim.b} ${claim.i}`,
      at,
      root: null,
      amount,
    })),
  ].sort((a, b) => a.at - b.at)
  let lastEarned: bigint | null = earned.length > 0 ? 0n : null
  let lastClaimed = 0n
  const events = happened.map(({ amount, ...event }): SumEvent => {
    if (event.root === null) lastClaimed = amount
    else lastEarned = amount
    return { ...event, earned: lastEarned, claimed: lastClaimed }
  })
  return {
    earned: earned.map(({ root, amount }) => ({
      at: root.rewardsCalculationEndTimestamp,
      amount,
      ...(root.activatedAt > now ? { pending: true } : {}),
    })),
    claimed: claimed.map(({ at, amount }) => ({ at, amount })),
    events,
  }
}
