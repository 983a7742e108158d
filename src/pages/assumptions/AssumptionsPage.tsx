import { useMemo } from 'react'
import { useAssessor } from '../../data/useAssessor.ts'
import { useAssumptions } from '../../data/useAssumptions.ts'
import { useReferenceScores } from '../../data/useReferenceScores.ts'
import type { Network } from '../../protocol/network/types.ts'
import { type PresetName, withPreset } from '../../risk/assumptions.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { Pair } from '../../ui/pair/Pair.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { commonMessages } from '../common/messages.ts'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import { RiskTabs } from '../common/RiskTabs.tsx'
import { SubjectBar } from '../common/SubjectBar.tsx'
import { useSubject } from '../common/useSubject.ts'
import { AssumptionField } from './AssumptionField.tsx'
import { assumptionRows, type GroupName, groups } from './assumptionRows.ts'
import { messages } from './messages.ts'
import { OwnAttacks } from './OwnAttacks.tsx'
import { OwnPrices } from './OwnPrices.tsx'
import '../common/common.css'
import './assumptions.css'

const presets: readonly PresetName[] = ['cautious', 'default', 'trusting']

/** Every number that the exposure assumes: its value, bounds, presets, unit and source, and what it does to a position. */
export default function AssumptionsPage() {
  const t = useT(messages)
  const controls = useAssumptions()
  const { assumptions, changed, foreign, set, reset, resetAll, choosePreset } = controls
  const preset = useMemo(
    () =>
      presets.find((name) =>
        Object.entries(withPreset(name, assumptions)).every(
          ([key, value]) => assumptions[key as keyof typeof assumptions] === value,
        ),
      ) ?? 'own',
    [assumptions],
  )
  return (
    <Page title={t('title')} lead={t('lead')}>
      <RiskTabs />
      {foreign && (
        <Banner
          kind="warning"
          action={
            <>
              <Button onClick={controls.adopt}>{t('foreign.keep')}</Button>
              <Button onClick={controls.discardForeign}>{t('foreign.mine')}</Button>
            </>
          }
        >
          {t('foreign.text')}
        </Banner>
      )}
      <Effect />
      <section className="stack" aria-label={t('preset.label')}>
        <Choice
          label={t('preset.label')}
          options={[
            ...presets.map((id) => ({ id, label: t(`preset.${id}`) })),
            ...(preset === 'own' ? [{ id: 'own' as const, label: t('preset.own') }] : []),
          ]}
          value={preset}
          onChange={(name) => {
            if (name !== 'own') choosePreset(name)
          }}
        />
        <p className="muted">{t('preset.note')}</p>
        <div className="row">
          <span aria-live="polite">
            {changed.length === 0
              ? t('changed.none')
              : t('changed.some', { count: changed.length })}
          </span>
          {changed.length > 0 && <Button onClick={resetAll}>{t('reset.all')}</Button>}
        </div>
        {changed.length > 0 && <p className="muted">{t('sheet.link')}</p>}
      </section>
      {(Object.keys(groups) as GroupName[]).map((group) => (
        <section key={group} className="stack">
          <h2>{t(`group.${group}`)}</h2>
          <div className="assumptions">
            {groups[group].map((key) => (
              <AssumptionField
                key={key}
                row={assumptionRows[key]}
                value={assumptions[key]}
                onChange={(value) => set(key, value)}
                onReset={() => reset(key)}
              />
            ))}
          </div>
        </section>
      ))}
      <Own />
    </Page>
  )
}

/** They need a reading of the network; the rest of the sheet does not. */
function Own() {
  const assessor = useAssessor()
  if (!assessor) return null
  return (
    <>
      <OwnAttacks network={assessor.network} />
      <OwnPrices network={assessor.reading} />
    </>
  )
}

/** All operators by the reference position, so that a change is seen for the whole network too. */
function Everybody({ network }: { readonly network: Network }) {
  const t = useT(messages)
  const scores = useReferenceScores(network)
  const spread = useMemo(() => {
    const known = scores
      ? [...scores.of.values()].flatMap(({ exposure }) => exposure ?? []).sort((a, b) => a - b)
      : []
    const [low] = known
    const middle = known[Math.floor((known.length - 1) / 2)]
    const high = known.at(-1)
    if (!scores || low === undefined || middle === undefined || high === undefined) return null
    return { count: known.length, symbol: scores.symbol, low, middle, high }
  }, [scores])
  if (!spread) return null
  const risk = (value: number) => formatRisk(value, { locale: t.locale }).text
  return (
    <p className="muted small">
      {t('everybody', {
        count: spread.count,
        symbol: spread.symbol,
        low: risk(spread.low),
        middle: risk(spread.middle),
        high: risk(spread.high),
      })}
    </p>
  )
}

/** The pair of the position looked at, so that a change is seen where it is made. */
function Effect() {
  const t = useT(messages)
  const common = useT(commonMessages)
  const assessor = useAssessor()
  const state = useSubject(assessor)
  const { subject } = state
  const assessment = useMemo(
    () =>
      assessor && subject && assessor.assess(subject.stake, subject.operator, subject.additional),
    [assessor, subject],
  )
  if (!assessor) return <Skeleton height="6rem" />
  return (
    <>
      <SubjectBar assessor={assessor} state={state} />
      {assessment && (
        <div className="assumptions-effect">
          <Pair
            variant="header"
            {...pairFigures(assessment, common)}
            details={pairDetails(assessment)}
            who={t('who')}
          />
          <Everybody network={assessor.reading} />
        </div>
      )}
    </>
  )
}
