import { formatPercent } from './format/formatPercent.ts'
import { useLocale } from './i18n/language.ts'
import './Progress.css'

export interface ProgressProps {
  readonly label: string
  /** From 0 to 1; `null` while the end is not known. */
  readonly value: number | null
  /** The bar alone, where words beside it say the rest. */
  readonly hideLabel?: boolean
}

/** How far something is. */
export function Progress({ label, value, hideLabel = false }: ProgressProps) {
  const locale = useLocale()
  const share = value === null ? null : Math.max(0, Math.min(1, value))
  const text = share === null ? undefined : formatPercent(share, { locale, decimals: 0 }).text
  return (
    <div className="progress">
      {!hideLabel && (
        <div className="progress-label" aria-hidden="true">
          <span>{label}</span>
          <span className="num">{text}</span>
        </div>
      )}
      <div
        className={share === null ? 'progress-track progress-unknown' : 'progress-track'}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        aria-valuetext={text}
      >
        <span style={{ width: `${(share ?? 1) * 100}%` }} />
      </div>
    </div>
  )
}
