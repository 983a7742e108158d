/** A figure at a moment; `null` where it is not known. */
export interface LinePoint {
  /** Unix seconds. */
  readonly at: number
  readonly value: number | null
}

/** An SVG path through the points that are known, broken where one is not; '' when none is. */
export function linePath(
  points: readonly LinePoint[],
  x: (at: number) => number,
  y: (value: number) => number,
): string {
  let broken = true
  let path = ''
  for (const { at, value } of points) {
    if (value === null) broken = true
    else {
      path += `${broken ? 'M' : 'L'}${x(at)} ${y(value)}`
      broken = false
    }
  }
  return path
}

/** Index of the point nearest in time; -1 without points. */
export function nearest(points: readonly LinePoint[], at: number): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (const [index, point] of points.entries()) {
    const distance = Math.abs(point.at - at)
    if (distance < least) {
      least = distance
      best = index
    }
  }
  return best
}
