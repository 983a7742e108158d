/** A figure and its unit apart, because the unit is set lighter; `text` is both, to be read or copied. */
export interface FormattedFigure {
  /** Digits with sign and grouping, `<` in front where it is smaller than can be shown. */
  readonly figure: string
  /** The unit with the space that belongs before it, or ''. */
  readonly unit: string
  readonly text: string
}

/** The true minus sign. */
export const minus = '\u2212'
/** The narrow space, never broken, between a figure and its unit. */
export const thinSpace = '\u202f'

/** Puts figure and unit together. */
export function figure(digits: string, unit: string): FormattedFigure {
  return { figure: digits, unit, text: digits + unit }
}

/** The percent sign as the locale sets it: apart in European style, closed up in Chinese. */
export function percentUnit(locale: string): string {
  return locale.startsWith('zh') ? '%' : `${thinSpace}%`
}

const separators = new Map<string, string>()

/** The locale's decimal separator. */
export function decimalSeparator(locale: string): string {
  const known = separators.get(locale)
  if (known !== undefined) return known
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5)
  const found = parts.find((part) => part.type === 'decimal')?.value ?? '.'
  separators.set(locale, found)
  return found
}

/**
 * A whole number in groups of three, as both of Keel's locales write it. Without `Intl`, whose data the browser loads
 * at its first use: the status line would wait for it.
 */
export function groupDigits(whole: number | bigint): string {
  return whole.toString().replace(/\B(?=(\d{3})+$)/g, ',')
}

const formats = new Map<string, Intl.NumberFormat>()

/** A number format, made once per locale and options: making one is slow, using it is not. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options)
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(locale, options)
  formats.set(key, made)
  return made
}
