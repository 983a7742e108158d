/** What rows are ordered by; `null` is unknown and stands last in either direction. */
export type SortValue = number | bigint | string | null

/** The column and direction of an order, as it stands in the address. */
export interface Sort {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

/** Orders rows by a value, steadily; unknown values come last whichever way. */
export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => SortValue,
  direction: Sort['direction'],
  locale: string,
): readonly Row[] {
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  const sign = direction === 'ascending' ? 1 : -1
  const known = (v: SortValue) => v !== null && !(typeof v === 'number' && Number.isNaN(v))
  return [...rows].sort((left, right) => {
    const a = value(left)
    const b = value(right)
    if (!known(a) || !known(b)) return Number(known(b)) - Number(known(a))
    if (typeof a === 'string' || typeof b === 'string') {
      return sign * collator.compare(String(a), String(b))
    }
    if (a === null || b === null) return 0
    return a < b ? -sign : a > b ? sign : 0
  })
}
