/** Blocks from the first to the second, both included. */
export type BlockRange = readonly [from: number, to: number]

/** Sorts ranges and joins those that overlap or touch. */
export function union(ranges: readonly BlockRange[]): BlockRange[] {
  const joined: [number, number][] = []
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = joined[joined.length - 1]
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else if (from <= to) joined.push([from, to])
  }
  return joined
}

/** The parts of a range that none of the joined, ascending `covered` ranges holds. */
export function missing([from, to]: BlockRange, covered: readonly BlockRange[]): BlockRange[] {
  const gaps: BlockRange[] = []
  let next = from
  for (const [start, end] of covered) {
    if (end < next) continue
    if (start > to) break
    if (start > next) gaps.push([next, start - 1])
    next = end + 1
  }
  if (next <= to) gaps.push([next, to])
  return gaps
}

/** Ranges without the blocks above `last`. */
export function cutAbove(ranges: readonly BlockRange[], last: number): BlockRange[] {
  return ranges
    .filter(([from]) => from <= last)
    .map(([from, to]): BlockRange => [from, Math.min(to, last)])
}

export function covers(ranges: readonly BlockRange[], block: number): boolean {
  return ranges.some(([from, to]) => from <= block && block <= to)
}

/** Number of blocks in ranges that do not overlap. */
export function blocksIn(ranges: readonly BlockRange[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0)
}
