import { numberFormat } from './parts.ts'

const dates = new Map<string, Intl.DateTimeFormat>()

/** How a point in time is written. */
export interface FormatDateOptions {
  readonly locale: string
  /** `date` for days, `dateTime` for minutes. Default `dateTime`. */
  readonly style?: 'date' | 'dateTime'
  /** IANA name; the reader's own zone by default. */
  readonly timeZone?: string
}

/**
 * A point in time as an absolute date.
 *
 * @param timestamp - Unix time in seconds, as blocks carry it.
 */
export function formatDate(
  timestamp: number,
  { locale, style = 'dateTime', timeZone }: FormatDateOptions,
): string {
  const key = `${locale}|${style}|${timeZone ?? ''}`
  let format = dates.get(key)
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, {
      dateStyle: 'medium',
      ...(style === 'dateTime' ? { timeStyle: 'short' } : {}),
      ...(timeZone === undefined ? {} : { timeZone }),
    })
    dates.set(key, format)
  }
  return format.format(timestamp * 1000)
}

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

function largestUnit(seconds: number, least: number) {
  return units.find(([, size]) => seconds >= size * least) ?? (['second', 1] as const)
}

const relatives = new Map<string, Intl.RelativeTimeFormat>()

/**
 * The time from now in the largest unit that holds at least two of itself: `in 3 days`, `36 hours
 * ago`. "Now" is the chain's clock, never the reader's.
 *
 * @param timestamp - Unix time in seconds.
 * @param now - The chain's clock, Unix time in seconds.
 */
export function formatRelative(timestamp: number, now: number, locale: string): string {
  const distance = timestamp - now
  const [unit, size] = largestUnit(Math.abs(distance), 2)
  let format = relatives.get(locale)
  if (format === undefined) {
    format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })
    relatives.set(locale, format)
  }
  return format.format(Math.trunc(distance / size), unit)
}

/**
 * A length of time in words, in the largest unit that holds at least two of itself.
 *
 * @param seconds - Not negative; parts of the unit are dropped.
 */
export function formatDuration(
  seconds: number,
  locale: string,
  unitDisplay: 'long' | 'narrow' = 'long',
): string {
  const [unit, size] = largestUnit(seconds, 2)
  return numberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay,
    maximumFractionDigits: 0,
  }).format(Math.floor(seconds / size))
}
