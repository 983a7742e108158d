import { formatDate, formatRelative } from './format/formatDate.ts'
import { useLocale } from './i18n/language.ts'

export interface DateTimeProps {
  /** Unix time in seconds, as blocks carry it. */
  readonly timestamp: number | bigint
  /** The chain's clock in Unix seconds; without it the relative part is left out. */
  readonly now?: number | bigint | undefined
  /** `date` for days, `dateTime` for minutes. Default `dateTime`. */
  readonly style?: 'date' | 'dateTime'
}

/** A point in time: absolute, and beside it how far it is from the chain's now. */
export function DateTime({ timestamp, now, style = 'dateTime' }: DateTimeProps) {
  const locale = useLocale()
  const seconds = Number(timestamp)
  // The space stands outside of what must not break, so that the line may.
  const [open, close] = locale.startsWith('zh') ? '（）' : '()'
  return (
    <time dateTime={new Date(seconds * 1000).toISOString()}>
      <span className="nowrap">{formatDate(seconds, { locale, style })}</span>
      {now !== undefined && (
        <>
          {open === '(' && ' '}
          <span className="unit nowrap">
            {open}
            {formatRelative(seconds, Number(now), locale)}
            {close}
          </span>
        </>
      )}
    </time>
  )
}
