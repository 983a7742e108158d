/** First block that can include the completion of a withdrawal: the contract wants `block > start + delay`. */
export const completableFrom = (startBlock: number, delay: number): number => startBlock + delay + 1

/** Last block in which a slash still takes from a withdrawal. */
export const slashableUntil = (startBlock: number, delay: number): number => startBlock + delay

/** Whether the block after `head` can include the completion. */
export const canBeNext = (head: bigint, from: number): boolean => head + 1n >= BigInt(from)

/**
 * Seconds a block takes on this chain lately: the median over windows of equal length, so that one pause or
 * one jump of the clock does not count.
 *
 * @param times block times in Unix seconds at equal distances, oldest first
 * @param blocks blocks between two of them
 * @param configured seconds that the deployment states; kept where the measure is more than four times off,
 *   as on a chain whose clock is moved by hand
 */
export function blockPace(times: readonly number[], blocks: number, configured: number): number {
  const windows = times
    .slice(1)
    .map((time, index) => (time - (times[index] as number)) / blocks)
    .sort((a, b) => a - b)
  const median = windows[windows.length >> 1]
  if (median === undefined || median <= 0) return configured
  return median > configured * 4 || median < configured / 4 ? configured : median
}

/** When a block will be there, in Unix seconds by the chain's clock; a past block's time is not asked of this. */
export function expectedTime(
  block: number,
  head: { number: bigint; timestamp: bigint },
  pace: number,
): number {
  return Number(head.timestamp) + Math.max(0, block - Number(head.number)) * pace
}
