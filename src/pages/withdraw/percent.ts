/** Hundredths of a percent of a text such as `12.5`; a decimal comma counts too. `null` for anything else. */
export function parseBips(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.normalize('NFKC').replace(/[%\s]/g, ''))
  if (match === null) return null
  const bips = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return bips <= 10_000 ? bips : null
}

/** A text that {@link parseBips} reads as `bips`. */
export function writeBips(bips: number): string {
  return String(bips / 100)
}
