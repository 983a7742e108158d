/** A figure at a moment. */
export interface TimePoint {
  /** Unix seconds. */
  readonly at: number
  /** `null` where it is not known. */
  readonly value: number | null
  /** Not in force yet. */
  readonly pending?: boolean
  /** The true figure is no smaller, or no larger. */
  readonly bound?: 'atLeast' | 'atMost' | undefined
}

/** The sign before a figure that is a bound. */
export const boundSign = (bound: TimePoint['bound']): string =>
  bound === 'atLeast' ? '≥ ' : bound === 'atMost' ? '≤ ' : ''

/** One figure over time. */
export interface TimeSeries {
  readonly id: string
  /** Stands at its end: what it is, with its last figure. */
  readonly label?: string
  /** `step` holds each value until the next point; `area` is a filled step; `line` joins the points. */
  readonly mark: 'line' | 'step' | 'area'
  readonly tone: 'plain' | 'apr' | 'exposure'
  /** Ascending in time. */
  readonly points: readonly TimePoint[]
}

/** What a chart draws at a moment: each series by its id, what is pending by `pendingId`. */
export type TimeRow = { readonly at: number } & Readonly<Record<string, number | null>>

/** Under which name a row has the part of a series that is not in force yet. */
export const pendingId = (id: string): string => `${id} pending`

/**
 * Series of different moments as rows of common ones, up to and including `until`.
 *
 * Steps are held to the end; what is pending begins with a row of its own, at the height of what is in force.
 */
export function timeRows(series: readonly TimeSeries[], until: number): readonly TimeRow[] {
  const moments = new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))
  if (series.some(({ mark }) => mark !== 'line')) moments.add(until)
  return [...moments]
    .sort((a, b) => a - b)
    .flatMap((at) => {
      const risers = series.some(
        ({ mark, points }) => mark !== 'line' && points.find(({ pending }) => pending)?.at === at,
      )
      const row = (riser: boolean): TimeRow =>
        Object.assign({ at }, ...series.map((one) => valuesAt(one, at, riser)))
      return risers ? [row(true), row(false)] : [row(false)]
    })
}

function valuesAt({ id, mark, points }: TimeSeries, at: number, riser: boolean) {
  if (mark === 'line') return { [id]: points.find((point) => point.at === at)?.value ?? null }
  const settled = points.filter(({ pending }) => !pending)
  const held = settled.findLast((point) => point.at <= at)?.value ?? null
  const first = points.find(({ pending }) => pending)
  if (first === undefined || at < first.at) return { [id]: held, [pendingId(id)]: null }
  const coming = points.findLast((point) => point.pending && point.at <= at)?.value ?? null
  const begins = at === first.at
  return {
    // A filled sum is what was paid: it stays. A line goes on as what is pending.
    [id]: mark === 'area' || begins ? held : null,
    [pendingId(id)]: begins && riser ? (held ?? 0) : coming,
  }
}
