import { formatRisk } from '../format/formatPercent.ts'
import { useT } from '../i18n/useT.ts'
import { uiMessages } from '../messages.ts'
import { pairMessages } from './messages.ts'
import type { PairDetails, PairFigures } from './types.ts'

/** What a bad year is, in a sentence, and the figures that stand beside it. */
export function PairExplanation({
  apr,
  exposure,
  details,
}: PairFigures & { readonly details: PairDetails | undefined }) {
  const t = useT(pairMessages)
  const ui = useT(uiMessages)
  const risk = (value: number) => formatRisk(value, { locale: t.locale }).text
  const unknown = ui('amount.unknown')
  const rows = (
    [
      ['expectedLoss', details?.expectedLoss],
      ['contractFailure', details?.contractFailure],
      ['maxSlashable', details?.maxSlashable],
      ['breakEven', details?.breakEven],
    ] as const
  ).filter(([, value]) => value !== undefined)
  return (
    <span className="pair-explanation">
      <span>
        {exposure.value === null
          ? `${t('pair.badYearUnknown')} ${exposure.reason ?? ''}`
          : t('pair.badYear', { exposure: risk(exposure.value) })}
        {exposure.range !== undefined &&
          ` ${t('pair.range', { low: risk(exposure.range.low), high: risk(exposure.range.high) })}`}
      </span>
      {exposure.value !== null && exposure.leftOut !== undefined && <span>{exposure.leftOut}</span>}
      {exposure.value !== null && exposure.atMost !== undefined && <span>{exposure.atMost}</span>}
      {apr.value === null && <span>{t('pair.aprUnknown', { reason: apr.reason ?? unknown })}</span>}
      {rows.map(([name, value]) => (
        <span key={name} className="pair-explanation-row">
          <span>
            {t(`pair.${name}`)}
            <span className="unit pair-explanation-hint">{t(`pair.${name}Hint`)}</span>
          </span>
          <span className="num nowrap">
            {value === null || value === undefined ? ui('common.missing') : risk(value)}
          </span>
        </span>
      ))}
    </span>
  )
}
