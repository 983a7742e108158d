import { decimalSeparator, groupDigits, minus } from './parts.ts'

/** How an amount is written. */
export interface FormatAmountOptions {
  /** Locale for grouping and decimal separator. */
  readonly locale: string
  /** Significant digits kept after the point; digits before it are never dropped. Default 5. */
  readonly maxSignificant?: number
  /** Most decimals shown; anything smaller reads `<0.00000001`. Default 8. */
  readonly maxDecimals?: number
}

/**
 * An amount in the smallest unit as text with up to 5 significant digits, cut and not rounded, so
 * that nobody is shown more than there is. Exact for any size: no float is involved.
 *
 * @param amount - In the smallest unit (wei).
 * @param decimals - Decimals of the token.
 */
export function formatAmount(
  amount: bigint,
  decimals: number,
  { locale, maxSignificant = 5, maxDecimals = 8 }: FormatAmountOptions,
): string {
  const sign = amount < 0n ? minus : ''
  const size = amount < 0n ? -amount : amount
  const one = 10n ** BigInt(decimals)
  const whole = size / one
  const fraction = (size % one).toString().padStart(decimals, '0').slice(0, decimals)
  const separator = decimalSeparator(locale)
  const wholeDigits = whole === 0n ? 0 : whole.toString().length
  const leadingZeros = whole === 0n ? (/^0*/.exec(fraction)?.[0].length ?? 0) : 0
  const keep = Math.min(Math.max(0, maxSignificant - wholeDigits) + leadingZeros, maxDecimals)
  const shown = fraction.slice(0, keep).replace(/0+$/, '')
  if (size > 0n && whole === 0n && shown === '') {
    if (decimals <= maxDecimals) return sign + formatFullAmount(size, decimals, locale)
    return `<${sign}0${separator}${'0'.repeat(maxDecimals - 1)}1`
  }
  return sign + groupDigits(whole) + (shown === '' ? '' : separator + shown)
}

/** An amount with every digit it has, grouped by the locale. */
export function formatFullAmount(amount: bigint, decimals: number, locale: string): string {
  const sign = amount < 0n ? minus : ''
  const size = amount < 0n ? -amount : amount
  const one = 10n ** BigInt(decimals)
  const fraction = (size % one).toString().padStart(decimals, '0').slice(0, decimals)
  const shown = fraction.replace(/0+$/, '')
  return sign + groupDigits(size / one) + (shown === '' ? '' : decimalSeparator(locale) + shown)
}

/** An amount as a person would type it: plain digits and a point, no grouping. For fields and copying. */
export function plainAmount(amount: bigint, decimals: number): string {
  const sign = amount < 0n ? '-' : ''
  const size = amount < 0n ? -amount : amount
  const one = 10n ** BigInt(decimals)
  const fraction = (size % one).toString().padStart(decimals, '0').slice(0, decimals)
  const shown = fraction.replace(/0+$/, '')
  return sign + (size / one).toString() + (shown === '' ? '' : `.${shown}`)
}
