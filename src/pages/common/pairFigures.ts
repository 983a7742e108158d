import type { Assessment } from '../../data/assessment.ts'
import type { Translate } from '../../ui/i18n/useT.ts'
import type { PairDetails, PairFigures } from '../../ui/pair/types.ts'
import type en from './messages.en.ts'

/** An assessment in the words and shape of the pair. */
export function pairFigures(assessment: Assessment | null, t: Translate<typeof en>): PairFigures {
  if (assessment === null)
    return {
      apr: { value: null, reason: t('gap.nothingStaked') },
      exposure: { value: null, reason: t('gap.nothingStaked') },
    }
  const { apr, aprGap, exposure, exposureGap, exposureLeftOut } = assessment
  return {
    apr: {
      value: apr.apr,
      ...(apr.total > 0 ? { priced: { priced: apr.priced, all: apr.total } } : {}),
      ...(aprGap ? { reason: t(`gap.${aprGap}`) } : {}),
    },
    exposure: exposure
      ? {
          value: exposure.exposure,
          range: { low: exposure.range[0], high: exposure.range[1] },
          ...(exposureLeftOut ? { leftOut: t('exposure.leftOut') } : {}),
        }
      : { value: null, ...(exposureGap ? { reason: t(`gap.${exposureGap}`) } : {}) },
  }
}

/** What the pair's explanation adds. */
export function pairDetails(assessment: Assessment | null): PairDetails | undefined {
  if (!assessment?.exposure) return undefined
  const { exposure, breakEven } = assessment
  return {
    expectedLoss: exposure.el,
    contractFailure: exposure.contractFailure.p,
    maxSlashable: exposure.maxSlashable,
    breakEven,
  }
}
