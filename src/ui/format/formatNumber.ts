import { groupDigits, minus, numberFormat } from './parts.ts'

/** A count, grouped by the locale. */
export function formatCount(count: number | bigint, locale: string): string {
  const text =
    typeof count === 'bigint' || Number.isSafeInteger(count)
      ? groupDigits(count)
      : numberFormat(locale, { maximumFractionDigits: 0 }).format(count)
  return text.replace('-', minus)
}

/**
 * Dollars: cents below a million, three significant digits of millions and billions above, `<$0.01`
 * for less than a cent.
 *
 * @param dollars - In US dollars.
 */
export function formatUsd(dollars: number, locale: string): string {
  const size = Math.abs(dollars)
  const sign = dollars < 0 ? minus : ''
  const currency = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const
  if (size > 0 && size < 0.005) {
    return `<${sign}${numberFormat(locale, currency).format(0.01)}`
  }
  if (size >= 1e6) {
    const compact = { ...currency, notation: 'compact', maximumSignificantDigits: 3 } as const
    return sign + numberFormat(locale, compact).format(size)
  }
  return sign + numberFormat(locale, currency).format(size)
}

/** A number that is no amount, with at most three significant digits. */
export function formatDecimal(value: number, locale: string): string {
  return numberFormat(locale, { maximumSignificantDigits: 3 }).format(value).replace('-', minus)
}
