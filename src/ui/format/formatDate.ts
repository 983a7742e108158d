import { formatCount } from './formatNumber.ts'

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
  const text = format.format(Math.trunc(distance / size), unit)
  // Written as the catalogues write counters: 3 天后, 12 秒前.
  return locale.startsWith('zh') ? text.replace(/\d(?=\D)/, '$& ').replace('秒钟', '秒') : text
}

type Unit = (typeof units)[number][0]

/** Apart from the figure, as every counter in the catalogues is. */
const zh: Record<Unit, string> = {
  year: ' 年',
  month: ' 个月',
  day: ' 天',
  hour: ' 小时',
  minute: ' 分钟',
  second: ' 秒',
}

/**
 * The units' words as CLDR has them. `Intl.NumberFormat` with a unit would give the same, but to load its data holds
 * a phone up for 200 ms, and the status line needs it at once.
 */
const words: Record<'en' | 'zh', Record<'long' | 'narrow', Record<Unit, string>>> = {
  en: {
    long: {
      year: ' year',
      month: ' month',
      day: ' day',
      hour: ' hour',
      minute: ' minute',
      second: ' second',
    },
    narrow: { year: 'y', month: 'm', day: 'd', hour: 'h', minute: 'm', second: 's' },
  },
  zh: { long: zh, narrow: zh },
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
  const count = Math.floor(seconds / size)
  const language = locale.startsWith('zh') ? 'zh' : 'en'
  const plural = language === 'en' && unitDisplay === 'long' && count !== 1 ? 's' : ''
  return formatCount(count, locale) + words[language][unitDisplay][unit] + plural
}
