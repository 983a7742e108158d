import { useMemo } from 'react'
import { Link } from 'wouter'
import type { Assessment, Assessor } from '../../data/assessment.ts'
import type { Network, OperatorSetKey } from '../../protocol/network/types.ts'
import { parseOperatorSetKey } from '../../protocol/network/types.ts'
import { breakdown, type LossPart, MEASURES, type Measure } from '../../risk/breakdown.ts'
import type { ExposureInput } from '../../risk/exposure.ts'
import { Choice } from '../../ui/Choice.tsx'
import { StackBar } from '../../ui/chart/StackBar.tsx'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { LossFigures } from '../common/LossFigures.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import { useQueryState } from '../common/useQueryState.ts'
import { messages } from './messages.ts'

/** A loss by what causes it, each part a way to its cause, with the figures that stand beside it. */
export function Losses({
  assessor,
  network,
  input,
  assessment,
}: {
  readonly assessor: Assessor
  readonly network: Network
  readonly input: ExposureInput
  readonly assessment: Assessment
}) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const [asked, setAsked] = useQueryState('measure')
  const measure = MEASURES.find((name) => name === asked) ?? 'exposure'
  const [shared, setShared] = useQueryState('share')
  const share = shared === 'shapley' ? 'shapley' : 'waterfall'
  const { total, parts } = useMemo(
    () => breakdown(input, assessor.assumptions, measure, share),
    [input, assessor, measure, share],
  )
  const operators = new Set(parts.flatMap((part) => part.operator ?? [])).size
  const risk = (value: number) => formatRisk(value, { locale: t.locale }).text
  const { exposure } = assessment
  return (
    <section className="stack" aria-labelledby="losses">
      <h2 id="losses">{t('loss.title')}</h2>
      <Choice
        label={t('loss.measure')}
        options={MEASURES.map((id) => ({ id, label: t(`loss.${id}`) }))}
        value={measure}
        onChange={(id: Measure) => setAsked(id === 'exposure' ? '' : id)}
      />
      <Choice
        label={t('share.label')}
        options={(['waterfall', 'shapley'] as const).map((id) => ({ id, label: t(`share.${id}`) }))}
        value={share}
        onChange={(id) => setShared(id === 'waterfall' ? '' : id)}
      />
      {parts.length === 0 ? (
        <p>{t('loss.nothing')}</p>
      ) : (
        <StackBar
          kind="exposure"
          title={t(`loss.of.${measure}`, { total: risk(total) })}
          total={total}
          format={risk}
          parts={parts.map((part) => ({ id: part.id, value: part.value, label: labelOf(part) }))}
        />
      )}
      <p className="muted">
        {measure === 'exposure' && exposure && (
          <>{t('loss.range', { low: risk(exposure.range[0]), high: risk(exposure.range[1]) })} </>
        )}
        {t(`loss.note.${measure}`)} {t(`share.note.${share}`)}
      </p>
      <LossFigures block={network.block.number} assessment={assessment} />
    </section>
  )

  function labelOf({ kind, operator, set, layer }: LossPart) {
    if (kind === 'beacon') return t('part.beacon')
    if (kind === 'market') return <Link href="/risk/market">{t('part.market')}</Link>
    if (kind === 'contract') {
      const name = t(`contract.${layer as 'Lido'}`)
      return <Link href="/settings#deployment">{t('part.contract', { name })}</Link>
    }
    const { avs, id } = parseOperatorSetKey(set as OperatorSetKey)
    const name = t(kind === 'attack' ? 'part.attack' : 'part.set', {
      avs: nameOf(avs),
      id: String(id),
    })
    return (
      <>
        <Link href={kind === 'attack' ? `/avs/${avs}#set-${id}` : `/avs/${avs}`}>{name}</Link>
        {operator && operators > 1 && (
          <span className="secures-note">
            <Link href={`/operators/${operator}`}>{nameOf(operator as `0x${string}`)}</Link>
          </span>
        )}
      </>
    )
  }
}
