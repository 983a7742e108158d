import { Figure } from '../Figure.tsx'
import { formatPercent, formatRisk } from '../format/formatPercent.ts'
import { figure } from '../format/parts.ts'
import { Hint } from '../Hint.tsx'
import { useT } from '../i18n/useT.ts'
import { uiMessages } from '../messages.ts'
import { pairMessages } from './messages.ts'
import { PairBar } from './PairBar.tsx'
import { PairExplanation } from './PairExplanation.tsx'
import { aprScale, exposureScale, type PairDetails, type PairFigures } from './types.ts'
import './Pair.css'

export interface PairProps extends PairFigures {
  /** `header` large, at the top of a page or plan; `row` for tables and lists. Default `row`. */
  readonly variant?: 'header' | 'row'
  /** Whose figures these are: "1 stETH delegated here", "your portfolio". */
  readonly who?: string | undefined
  /** Shown in the explanation. */
  readonly details?: PairDetails | undefined
}

/**
 * The sign of Keel: APR and exposure in one lockup, in that order, with a thin bar each on scales
 * that never change. Neither is ever shown without the other. Hover, focus or tap explains it.
 */
export function Pair({ apr, exposure, variant = 'row', who, details }: PairProps) {
  const t = useT(pairMessages)
  const ui = useT(uiMessages)
  const { locale } = t
  const dash = figure(ui('common.missing'), '')
  const partial =
    apr.value !== null && apr.priced !== undefined && apr.priced.priced < apr.priced.all
  const aprFigure = apr.value === null ? dash : formatPercent(apr.value, { locale })
  const { leftOut, atMost } = exposure
  // The loss is written with its minus: what loses at least 10 % is at −10 % or below. The two together bound nothing.
  const bound = leftOut !== undefined ? (atMost === undefined ? '≤ ' : '') : atMost ? '≥ ' : ''
  const exposureFigure =
    exposure.value === null ? dash : formatRisk(-Math.abs(exposure.value), { locale })
  return (
    <Hint
      className={`pair pair-${variant}`}
      content={<PairExplanation apr={apr} exposure={exposure} details={details} />}
    >
      <span className="visually-hidden">
        {who === undefined ? t('pair.label') : t('pair.labelOf', { who })}{' '}
      </span>
      <span className="pair-half pair-apr">
        <span className="pair-figure">
          {ui.rich('pair.apr', {
            figure: (
              <strong className={apr.value === null ? 'pair-missing' : undefined}>
                {partial && '≥ '}
                <Figure of={aprFigure} />
              </strong>
            ),
          })}
        </span>
        <PairBar kind="apr" value={apr.value} scale={aprScale} />
        {partial && apr.priced !== undefined && (
          <span className="pair-note">{t('pair.priced', apr.priced)}</span>
        )}
      </span>
      <span className="pair-half pair-exposure">
        <span className="pair-dot"> · </span>
        <span className="pair-figure">
          {ui.rich('pair.exposure', {
            figure: (
              <strong className={exposure.value === null ? 'pair-missing' : 'pair-assumed'}>
                {exposure.value !== null && bound}
                <Figure of={exposureFigure} />
              </strong>
            ),
          })}
        </span>
        <PairBar
          kind="exposure"
          value={exposure.value}
          scale={exposureScale}
          range={exposure.range}
        />
      </span>
    </Hint>
  )
}
