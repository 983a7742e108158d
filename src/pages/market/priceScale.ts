/** An axis of prices: from the lowest to the highest that matter, a little wider, in round steps. */
export interface PriceScale {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
}

/**
 * The scale for prices of a path. Of the prices at which loans fall, those near the path are taken
 * in; others would flatten it.
 *
 * @param path prices and oracle prices of all steps
 * @param triggers prices at which loans fall
 */
export function priceScale(path: readonly number[], triggers: readonly number[]): PriceScale {
  const lowest = Math.min(...path)
  const highest = Math.max(...path)
  const span = Math.max(highest - lowest, 0.01)
  const near = triggers.filter((price) => price >= lowest - span && price <= highest + span)
  const from = Math.max(0, Math.min(lowest, ...near) - span * 0.08)
  const to = Math.max(highest, ...near) + span * 0.08
  const rough = (to - from) / 4
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((m) => m * magnitude >= rough) ?? 10) * magnitude
  const first = Math.floor(from / step + 1e-9)
  const last = Math.ceil(to / step - 1e-9)
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  )
  return { low: ticks[0] ?? from, high: ticks.at(-1) ?? to, ticks }
}
