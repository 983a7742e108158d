import { type FormattedFigure, figure, minus, numberFormat, percentUnit } from './parts.ts'

/** How a share is written. */
export interface FormatPercentOptions {
  readonly locale: string
  /** Decimals shown. Default 1. */
  readonly decimals?: number
  /** `always` puts a plus before gains, for changes. Default `negative`. */
  readonly sign?: 'negative' | 'always'
}

function signed(value: number, digits: string, sign: 'negative' | 'always'): string {
  if (value < 0) return minus + digits
  return sign === 'always' && value > 0 ? `+${digits}` : digits
}

/**
 * A fraction as a percentage with one decimal: 0.0421 reads `4.2 %`. What would be rounded away to
 * nothing reads `<0.1 %`, so that a small number is never shown as none.
 *
 * @param value - A fraction, 1 = 100 %.
 */
export function formatPercent(
  value: number,
  { locale, decimals = 1, sign = 'negative' }: FormatPercentOptions,
): FormattedFigure {
  const size = Math.abs(value) * 100
  const least = 10 ** -decimals
  const format = numberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  if (size > 0 && size < least / 2) {
    return figure(`<${signed(value, format.format(least), sign)}`, percentUnit(locale))
  }
  return figure(signed(value, format.format(size), sign), percentUnit(locale))
}

/**
 * A fraction of risk as a percentage with at most two significant digits, because no assumption
 * behind it is known better: 0.1243 reads `12 %`, 0.00734 reads `0.73 %`.
 *
 * @param value - A fraction, 1 = 100 %.
 */
export function formatRisk(
  value: number,
  { locale, sign = 'negative' }: Omit<FormatPercentOptions, 'decimals'>,
): FormattedFigure {
  const size = Math.abs(value) * 100
  const least = 0.001
  const format = numberFormat(locale, { maximumSignificantDigits: 2 })
  if (size > 0 && size < least) {
    return figure(`<${signed(value, format.format(least), sign)}`, percentUnit(locale))
  }
  return figure(signed(value, format.format(size), sign), percentUnit(locale))
}

/** The distance of two fractions in percentage points, with at most two significant digits and no sign. */
export function formatPoints(difference: number, locale: string): string {
  const size = Math.abs(difference) * 100
  const format = numberFormat(locale, { maximumSignificantDigits: 2 })
  return size > 0 && size < 0.01 ? `<${format.format(0.01)}` : format.format(size)
}
