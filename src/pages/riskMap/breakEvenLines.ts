/** A line of one break-even chance, in the units of the axes. */
export interface BreakEvenLine {
  /** Chance a year. */
  readonly p: number
  /** Where it leaves the chart: at the right or at the top. */
  readonly exposure: number
  readonly apr: number
}

const CHANCES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]
const MOST = 4

/**
 * Lines APR = base + p·exposure: along each, a loss as large as the exposure that happens with chance p a year takes
 * what is earned above the base. p is the tail ratio (APR − base)/exposure, and for stake that one operator set alone
 * can slash it is the model's break-even slash probability, since its exposure then is f·w.
 *
 * @param ends ends of the axes
 * @returns those that keep a hand's breadth from the base line and from the APR axis
 */
export function breakEvenLines(
  base: number,
  ends: { exposure: number; apr: number },
): BreakEvenLine[] {
  const room = ends.apr - base
  if (room <= 0) return []
  const lines = CHANCES.flatMap((p): BreakEvenLine[] => {
    const rise = p * ends.exposure
    if (rise < 0.08 * ends.apr) return []
    if (rise <= room) return [{ p, exposure: ends.exposure, apr: base + rise }]
    const exposure = room / p
    return exposure < 0.12 * ends.exposure ? [] : [{ p, exposure, apr: ends.apr }]
  })
  const apart = Math.max(1, Math.ceil(lines.length / MOST))
  return lines.filter((_, index) => index % apart === 0)
}
