import { Figure } from '../Figure.tsx'
import { formatPercent, formatPoints } from '../format/formatPercent.ts'
import { useT } from '../i18n/useT.ts'
import { uiMessages } from '../messages.ts'
import { pairMessages } from './messages.ts'
import { Pair } from './Pair.tsx'
import type { PairDetails, PairFigures } from './types.ts'
import './Pair.css'

export interface PairDeltaProps {
  readonly before: PairFigures
  readonly after: PairFigures
}

/** The change of the pair, a figure of its own: `+0.7 % APR · 2.4 points more`. */
export function PairDelta({ before, after }: PairDeltaProps) {
  const t = useT(pairMessages)
  const ui = useT(uiMessages)
  const values = [before.apr, after.apr, before.exposure, after.exposure].map((f) => f.value)
  if (values.some((value) => value === null)) {
    return <span className="muted">{t('pair.deltaUnknown')}</span>
  }
  const apr = (after.apr.value ?? 0) - (before.apr.value ?? 0)
  const exposure = (after.exposure.value ?? 0) - (before.exposure.value ?? 0)
  const key = exposure === 0 ? 'pair.deltaSame' : exposure > 0 ? 'pair.deltaMore' : 'pair.deltaLess'
  return (
    <span className="pair-delta">
      <span className="pair-apr">
        {ui.rich('pair.apr', {
          figure: (
            <strong>
              <Figure of={formatPercent(apr, { locale: t.locale, sign: 'always' })} />
            </strong>
          ),
        })}
      </span>
      {' · '}
      <span className="pair-exposure">
        {t.rich(key, {
          points: <strong className="num">{formatPoints(exposure, t.locale)}</strong>,
        })}
      </span>
    </span>
  )
}

export interface PairBeforeAfterProps extends PairDeltaProps {
  readonly detailsBefore?: PairDetails | undefined
  readonly detailsAfter?: PairDetails | undefined
}

/** The pair now and after a plan, and the change between them. */
export function PairBeforeAfter({
  before,
  after,
  detailsBefore,
  detailsAfter,
}: PairBeforeAfterProps) {
  const t = useT(pairMessages)
  return (
    <div className="pair-before-after">
      <span className="muted">{t('pair.now')}</span>
      <Pair {...before} details={detailsBefore} who={t('pair.now')} />
      <span className="muted">{t('pair.after')}</span>
      <Pair {...after} details={detailsAfter} who={t('pair.after')} />
      <span className="muted">{t('pair.change')}</span>
      <PairDelta before={before} after={after} />
    </div>
  )
}
