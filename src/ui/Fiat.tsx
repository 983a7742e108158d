import { formatUsd } from './format/formatNumber.ts'
import { useLocale } from './i18n/language.ts'
import { useT } from './i18n/useT.ts'
import { Missing } from './Missing.tsx'
import { uiMessages } from './messages.ts'
import { Skeleton } from './Skeleton.tsx'

export interface FiatProps {
  /** US dollars. `undefined` while it is read, `null` where there is no price. */
  readonly value: number | null | undefined
  readonly reason?: string | undefined
}

/** A value in US dollars, where a price feed gives one. */
export function Fiat({ value, reason }: FiatProps) {
  const t = useT(uiMessages)
  const locale = useLocale()
  if (value === undefined) return <Skeleton width="5em" />
  if (value === null || Number.isNaN(value)) return <Missing reason={reason ?? t('fiat.missing')} />
  return <span className="num nowrap">{formatUsd(value, locale)}</span>
}
