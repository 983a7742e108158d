/** Maps a value onto pixels, clamped to the ends of the scale. */
export function linear(domain: number, from: number, to: number): (value: number) => number {
  return (value) => from + (Math.max(0, Math.min(value, domain)) / domain) * (to - from)
}

/**
 * The end of an axis and its ticks: the least round number not below the data, in steps that people
 * count in.
 *
 * @param max - The largest value to show.
 * @param least - The end never falls below this, so that noise does not fill the page.
 */
export function niceTicks(max: number, least: number): { end: number; ticks: readonly number[] } {
  const target = Math.max(max, least, Number.MIN_VALUE)
  const magnitude = 10 ** Math.floor(Math.log10(target / 4))
  const step =
    [1, 2, 2.5, 5, 10].map((m) => m * magnitude).find((s) => s * 5 >= target * (1 - 1e-9)) ??
    10 * magnitude
  const count = Math.ceil(target / step - 1e-9)
  const ticks = Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)))
  return { end: ticks.at(-1) ?? target, ticks }
}

/** So many values from the first to the last, evenly apart. */
export function evenTicks(since: number, until: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => since + ((until - since) * i) / (count - 1))
}

/** A box on the page, for keeping labels apart. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Whether two boxes overlap. */
export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** A label to place beside a dot. */
export interface Label {
  readonly id: string
  readonly text: string
  readonly x: number
  readonly y: number
}

/** Where a label stands. */
export interface PlacedLabel extends Label {
  readonly anchor: 'start' | 'end'
}

/** Width of a text at 12 px, near enough to keep labels apart; wide characters count double. */
function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += /[\u2e80-\uffef]/.test(character) ? 12.5 : 6.8
  return width
}

/**
 * Chooses which labels can stand beside their dots without touching a dot, another label or the
 * edge; earlier labels go first.
 */
export function placeLabels(
  labels: readonly Label[],
  dots: readonly { readonly x: number; readonly y: number }[],
  width: number,
): readonly PlacedLabel[] {
  const taken: Box[] = dots.map(({ x, y }) => ({ x: x - 6, y: y - 6, width: 12, height: 12 }))
  const placed: PlacedLabel[] = []
  for (const label of labels) {
    const size = textWidth(label.text)
    for (const anchor of ['start', 'end'] as const) {
      const x = anchor === 'start' ? label.x + 9 : label.x - 9 - size
      const box = { x, y: label.y - 7, width: size, height: 14 }
      if (x < 0 || x + size > width || taken.some((other) => overlaps(other, box))) continue
      taken.push(box)
      placed.push({ ...label, anchor })
      break
    }
  }
  return placed
}
