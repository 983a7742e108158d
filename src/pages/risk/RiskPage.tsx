import { useMemo } from 'react'
import { Link } from 'wouter'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { Pair } from '../../ui/pair/Pair.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { commonMessages } from '../common/messages.ts'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import { RiskTabs } from '../common/RiskTabs.tsx'
import { SubjectBar } from '../common/SubjectBar.tsx'
import { useSubject } from '../common/useSubject.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { AprSteps } from './AprSteps.tsx'
import { Future } from './Future.tsx'
import { LayerStack } from './LayerStack.tsx'
import { Losses } from './Losses.tsx'
import { messages } from './messages.ts'
import { SlashRates } from './SlashRates.tsx'
import '../common/common.css'
import './risk.css'

/** One position's APR against its exposure, taken apart by what causes them. */
export default function RiskPage() {
  const t = useT(messages)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <RiskTabs />
      <WithNetwork>{(reading) => <Lab {...reading} />}</WithNetwork>
    </Page>
  )
}

function Lab(reading: Reading) {
  const { network, assessor } = reading
  const t = useT(messages)
  const common = useT(commonMessages)
  const state = useSubject(assessor)
  const { subject, fault } = state
  const assessment = useMemo(
    () => subject && assessor.assess(subject.stake, subject.operator, subject.additional),
    [assessor, subject],
  )
  const input = useMemo(
    () => subject && assessor.inputOf(subject.stake, subject.operator).input,
    [assessor, subject],
  )
  const delay = network.parameters.minWithdrawalDelayBlocks
  if (!subject || !assessment)
    return (
      <>
        <SubjectBar assessor={assessor} state={state} />
        {fault === null && <Skeleton lines={8} />}
      </>
    )
  return (
    <>
      <SubjectBar assessor={assessor} state={state} />
      <Pair
        variant="header"
        {...pairFigures(assessment, common)}
        details={pairDetails(assessment)}
        who={t('who')}
      />
      {input && (
        <Losses assessor={assessor} input={input} assessment={assessment} network={network} />
      )}
      <AprSteps network={network} assessment={assessment} />
      {input && <Future {...reading} subject={subject} input={input} />}
      {input && <SlashRates assessor={assessor} input={input} />}
      {input && <LayerStack {...reading} input={input} assessment={assessment} />}
      <section className="stack">
        <h2>{t('caveats.title')}</h2>
        <ul className="risk-caveats">
          <li>{t('caveats.probabilities')}</li>
          <li>{t('caveats.slash')}</li>
          {delay !== null && <li>{t('caveats.change', { blocks: delay })}</li>}
          <li>{t('caveats.tails')}</li>
          <li>{t('caveats.missing')}</li>
        </ul>
        <p className="row">
          <Link href="/risk/assumptions">{t('caveats.assumptions')}</Link>
          <Link href="/risk/method">{t('caveats.method')}</Link>
        </p>
      </section>
    </>
  )
}
