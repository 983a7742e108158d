import './common.css'
import type { Assessment } from '../../data/assessment.ts'
import type { Network, OperatorSetKey } from '../../protocol/network/types.ts'
import { parseOperatorSetKey } from '../../protocol/network/types.ts'
import { StackBar } from '../../ui/chart/StackBar.tsx'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { LossFigures } from './LossFigures.tsx'
import { commonMessages } from './messages.ts'
import { partsMessages } from './partsMessages.ts'
import { useNameOf } from './useNameOf.ts'

/** The exposure taken apart by what causes it, with the figures that stand beside it. */
export function ExposureParts({
  network,
  assessment,
}: {
  readonly network: Network
  readonly assessment: Assessment
}) {
  const t = useT(partsMessages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const { exposure, exposureGap } = assessment
  if (!exposure)
    return (
      <section className="stack">
        <h2>{t('exposure.title')}</h2>
        <Missing reason={exposureGap ? common(`gap.${exposureGap}`) : undefined} />
      </section>
    )
  const risk = (value: number) => formatRisk(value, { locale: t.locale }).text
  const delay = network.parameters.minWithdrawalDelayBlocks
  return (
    <section className="stack">
      <h2>{t('exposure.title')}</h2>
      {exposure.attribution.length === 0 ? (
        <p>{t('exposure.nothing')}</p>
      ) : (
        <StackBar
          kind="exposure"
          title={t('exposure.stack', { exposure: risk(exposure.exposure) })}
          total={exposure.exposure}
          format={risk}
          parts={exposure.attribution.map((part) => {
            const set = part.set ? parseOperatorSetKey(part.set as OperatorSetKey) : null
            return {
              id: part.id,
              value: part.value,
              label: set
                ? t(part.kind === 'attack' ? 'exposure.attack' : 'exposure.set', {
                    avs: nameOf(set.avs),
                    id: String(set.id),
                  })
                : t(part.kind === 'market' ? 'exposure.market' : 'exposure.beacon'),
            }
          })}
        />
      )}
      <LossFigures block={network.block.number} assessment={assessment} expected />
      {assessment.exposureLeftOut && <p className="muted">{common('exposure.leftOut')}</p>}
      <p className="muted">
        {delay === null
          ? t('exposure.assumptionsShort')
          : t('exposure.assumptions', { blocks: delay })}
      </p>
    </section>
  )
}
