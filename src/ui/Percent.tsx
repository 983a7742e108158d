import { Figure } from './Figure.tsx'
import { formatPercent, formatRisk } from './format/formatPercent.ts'
import { useLocale } from './i18n/language.ts'
import { Missing } from './Missing.tsx'
import { Skeleton } from './Skeleton.tsx'

export interface PercentProps {
  /** A fraction, 1 = 100 %. `undefined` while it is read, `null` when it cannot be known. */
  readonly value: number | null | undefined
  /** Why it cannot be known. */
  readonly reason?: string | undefined
  /** `always` writes the plus of a gain. */
  readonly sign?: 'negative' | 'always'
}

/** A share or a rate, with one decimal. */
export function Percent({ value, reason, sign = 'negative' }: PercentProps) {
  const locale = useLocale()
  if (value === undefined) return <Skeleton width="3.5em" />
  if (value === null || Number.isNaN(value)) return <Missing reason={reason} />
  return <Figure of={formatPercent(value, { locale, sign })} />
}

/** A risk, with at most two significant digits: more would pretend to know it better. */
export function RiskPercent({ value, reason, sign = 'negative' }: PercentProps) {
  const locale = useLocale()
  if (value === undefined) return <Skeleton width="3em" />
  if (value === null || Number.isNaN(value)) return <Missing reason={reason} />
  return <Figure of={formatRisk(value, { locale, sign })} />
}
