/** One `LiquidityPool.Rebase` with the time of its block, in seconds. */
export type PoolRebase = { timestamp: number; totalEthLocked: bigint; totalEEthShares: bigint }

const SECONDS_PER_YEAR = 31_536_000
const DAY = 86_400
const PRECISION = 10n ** 27n

export type PoolApr = {
  /** A fraction a year, net of the pool's fee; negative after losses. */
  apr: number
  /** Days between the first report and the last. */
  days: number
}

/**
 * APR of eETH: growth of ETH per share from report to report, (r1/r0 − 1)·31,536,000/(t1 − t0) with r =
 * totalEthLocked/totalEEthShares. From the last report that is at least `days` old to the newest. The pool's fee is
 * new shares at the new rate and takes nothing from it. `null` with fewer than two reports.
 */
export function poolApr(rebases: readonly PoolRebase[], now: number, days = 7): PoolApr | null {
  const known = rebases
    .filter(({ totalEEthShares, timestamp }) => totalEEthShares > 0n && timestamp <= now)
    .sort((a, b) => a.timestamp - b.timestamp)
  const last = known.at(-1)
  const first = known.findLast(({ timestamp }) => timestamp <= now - days * DAY) ?? known[0]
  if (last === undefined || first === undefined || last.timestamp <= first.timestamp) return null
  const seconds = last.timestamp - first.timestamp
  const rate = ({ totalEthLocked, totalEEthShares }: PoolRebase) =>
    (totalEthLocked * PRECISION) / totalEEthShares
  const [r0, r1] = [rate(first), rate(last)]
  if (r0 === 0n) return null
  return { apr: ((Number(r1 - r0) / Number(r0)) * SECONDS_PER_YEAR) / seconds, days: seconds / DAY }
}
