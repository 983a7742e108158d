import { lidoApr, type Rebase } from './lido.ts'

export const SECONDS_PER_DAY = 86_400

/** A `TokenRebased` event with the time of its report, in seconds. */
export interface ReportedRebase extends Rebase {
  reportTimestamp: bigint | number
}

/**
 * Base APR of stETH: mean of the reports' APRs over the trailing days (7 as Lido shows it), net of
 * Lido's fee, negative after negative rebases. null if no report falls into the window.
 */
export function baseApr(
  rebases: readonly ReportedRebase[],
  now: bigint | number,
  days = 7,
): number | null {
  const to = Number(now)
  const from = to - days * SECONDS_PER_DAY
  let sum = 0
  let count = 0
  for (const rebase of rebases) {
    const at = Number(rebase.reportTimestamp)
    if (at <= from || at > to) continue
    const { apr } = lidoApr(rebase)
    if (apr === null) continue
    sum += apr
    count++
  }
  return count > 0 ? sum / count : null
}
