export interface PairBarProps {
  readonly kind: 'apr' | 'exposure'
  /** A fraction; `null` draws the empty scale. */
  readonly value: number | null
  /** End of the scale, a fraction. */
  readonly scale: number
  /** Whisker from the trusting to the cautious assumptions. */
  readonly range?: { readonly low: number; readonly high: number } | undefined
}

const percent = (value: number, scale: number) =>
  `${Math.max(0, Math.min(1, value / scale)) * 100}%`

/** A thin bar on a fixed scale, an arrow where the value lies beyond it. The words carry the meaning. */
export function PairBar({ kind, value, scale, range }: PairBarProps) {
  const beyond = value !== null && value > scale
  return (
    <svg
      className={`pair-bar pair-bar-${kind}`}
      width="100%"
      height="10"
      aria-hidden="true"
      focusable="false"
    >
      <rect className="pair-track" x="0" y="4" width="100%" height="2" />
      {value !== null && (
        <rect className="pair-fill" x="0" y="2" width={percent(value, scale)} height="6" rx="1" />
      )}
      {range !== undefined && (
        <g className="pair-whisker">
          <line x1={percent(range.low, scale)} x2={percent(range.high, scale)} y1="5" y2="5" />
          <line x1={percent(range.low, scale)} x2={percent(range.low, scale)} y1="1" y2="9" />
          {range.high <= scale && (
            <line x1={percent(range.high, scale)} x2={percent(range.high, scale)} y1="1" y2="9" />
          )}
        </g>
      )}
      {(beyond || (range !== undefined && range.high > scale)) && (
        <svg x="100%" y="0" width="1" height="10" overflow="visible" aria-hidden="true">
          <path className={beyond ? 'pair-fill' : 'pair-tip'} d="M-1 0.5 6 5-1 9.5Z" />
        </svg>
      )}
    </svg>
  )
}
