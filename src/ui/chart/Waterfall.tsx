import type { ReactNode } from 'react'
import { useT } from '../i18n/useT.ts'
import { uiMessages } from '../messages.ts'
import './Waterfall.css'

/** A step of a waterfall. */
export interface WaterfallStep {
  readonly id: string
  readonly label: ReactNode
  /** What the step adds or takes away; for a sum, where it stands. `null` is listed and not drawn. */
  readonly value: number | null
  readonly kind: 'gain' | 'loss' | 'sum'
  /** Stands in for a value that cannot be told. */
  readonly note?: ReactNode
}

/**
 * Steps from nothing to a figure: each bar begins where the one before ended. It is a table, whose numbers are what
 * the bars show.
 */
export function Waterfall({
  title,
  steps,
  format,
}: {
  readonly title: string
  readonly steps: readonly WaterfallStep[]
  readonly format: (value: number) => string
}) {
  const t = useT(uiMessages)
  let level = 0
  const bars = steps.map((step) => {
    const from = step.kind === 'sum' ? 0 : level
    const to =
      step.value === null
        ? level
        : step.kind === 'sum'
          ? step.value
          : level + (step.kind === 'gain' ? step.value : -step.value)
    level = to
    return { ...step, low: Math.min(from, to), high: Math.max(from, to) }
  })
  const low = Math.min(0, ...bars.map((bar) => bar.low))
  const high = Math.max(0, ...bars.map((bar) => bar.high))
  const span = high - low || 1
  const percent = (value: number) => `${((value - low) / span) * 100}%`
  return (
    <table className="waterfall">
      <caption>{title}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('chart.part')}</th>
          <th scope="col">{t('chart.value')}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ id, label, value, kind, note, low: from, high: to }) => (
          <tr key={id} className={`waterfall-${kind}`}>
            <th scope="row">{label}</th>
            <td>
              <div className="waterfall-cell">
                <span className="waterfall-track" aria-hidden="true">
                  <span className="waterfall-zero" style={{ left: percent(0) }} />
                  {value !== null && (
                    <span
                      className="waterfall-bar"
                      style={{ left: percent(from), width: `${((to - from) / span) * 100}%` }}
                    />
                  )}
                </span>
                <span className={`waterfall-value num ${value === null ? 'waterfall-said' : ''}`}>
                  {value === null
                    ? note
                    : `${kind === 'gain' ? '+' : kind === 'loss' ? '−' : ''}${format(value)}`}
                </span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
