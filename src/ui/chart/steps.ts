/** A sum from a moment on. */
export interface StepPoint {
  /** Unix seconds. */
  readonly at: number
  readonly value: number
  /** Not in force yet. */
  readonly pending?: boolean
}

/** An SVG path that holds each value until the next point; '' without points. */
export function stepPath(
  points: readonly StepPoint[],
  x: (at: number) => number,
  y: (value: number) => number,
  until: number,
): string {
  const [first, ...rest] = points
  if (first === undefined) return ''
  const steps = rest.map(({ at, value }) => `H${x(at)}V${y(value)}`)
  return `M${x(first.at)} ${y(first.value)}${steps.join('')}H${x(until)}`
}

/** So many moments from the first to the last, evenly apart. */
export function evenTicks(since: number, until: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => since + ((until - since) * i) / (count - 1))
}
