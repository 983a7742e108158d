import { Suspense, useDeferredValue, useMemo } from 'react'
import { setFacts } from '../../data/avsFacts.ts'
import { plainScenario, scenarioKinds } from '../../data/scenario.ts'
import { runScenario } from '../../data/scenarioRun.ts'
import { settle } from '../../data/scenarioSettle.ts'
import { poolSubject, subjectOf } from '../../data/scenarioSubject.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import type { PairFigures } from '../../ui/pair/types.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { commonMessages } from '../common/messages.ts'
import { pairFigures } from '../common/pairFigures.ts'
import { RiskTabs } from '../common/RiskTabs.tsx'
import { SubjectBar } from '../common/SubjectBar.tsx'
import { usePool } from '../common/usePool.ts'
import { useQueryState } from '../common/useQueryState.ts'
import { useSubject } from '../common/useSubject.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { ExitNote } from './ExitNote.tsx'
import { Hits } from './Hits.tsx'
import { Inputs } from './Inputs.tsx'
import { messages } from './messages.ts'
import { Result } from './Result.tsx'
import { useExitMarket } from './useExitMarket.ts'
import { useScenario } from './useScenario.ts'
import '../common/common.css'
import './scenarios.css'

/** What one bad event would cost a position: chosen, set, and shared by its address. */
export default function ScenariosPage() {
  const t = useT(messages)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <RiskTabs />
      <WithNetwork>
        {(reading) => (
          <Suspense fallback={<Skeleton lines={10} />}>
            <Scenarios {...reading} />
          </Suspense>
        )}
      </WithNetwork>
    </Page>
  )
}

function Scenarios(reading: Reading) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const { assessor, connection, network } = reading
  const state = useSubject(assessor)
  const [hold, setHold] = useQueryState('hold')
  const hasPool = connection.chain.etherFi !== undefined
  const throughPool = hasPool && hold === 'eeth'
  const pool = usePool(reading, throughPool)
  const [scenario, change] = useScenario()
  const played = useDeferredValue(scenario)
  const exits = useExitMarket(reading, scenario.kind === 'massExit')
  const { market } = exits
  const facts = useMemo(() => setFacts(network), [network])
  const own = state.subject
  const subject = useMemo(() => {
    if (throughPool) return pool.parts && poolSubject(assessor, pool.parts)
    return own && subjectOf(assessor, own.stake, own.operator)
  }, [assessor, own, throughPool, pool.parts])
  const assessment = useMemo(
    () =>
      throughPool || own === null ? null : assessor.assess(own.stake, own.operator, own.additional),
    [assessor, own, throughPool],
  )
  const settled = useMemo(
    () => settle(played, { network, assumptions: assessor.assumptions, subject, facts, market }),
    [played, network, assessor, subject, facts, market],
  )
  const shown = useMemo(
    () => settle(scenario, { network, assumptions: assessor.assumptions, subject, facts, market }),
    [scenario, network, assessor, subject, facts, market],
  )
  const result = useMemo(
    () => subject && runScenario(assessor, subject, settled, facts),
    [assessor, subject, settled, facts],
  )
  const pair: PairFigures = assessment
    ? pairFigures(assessment, common)
    : { apr: { value: pool.pool?.apr?.apr ?? null }, exposure: { value: null } }
  return (
    <>
      {throughPool ? <p>{t('hold.who')}</p> : <SubjectBar assessor={assessor} state={state} />}
      {hasPool && (
        <div className="row">
          <Button onClick={() => setHold(throughPool ? '' : 'eeth')}>
            {t(throughPool ? 'hold.back' : 'hold.eeth')}
          </Button>
        </div>
      )}
      <Choice
        label={t('choose')}
        options={scenarioKinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
        value={scenario.kind}
        onChange={(kind) =>
          change({
            ...plainScenario(kind),
            avs: scenario.avs,
            set: scenario.set,
            operator: scenario.operator,
          })
        }
      />
      <div className="scenario-columns">
        <section className="stack" aria-label={t(`kind.${scenario.kind}`)}>
          <h2>{t(`kind.${scenario.kind}`)}</h2>
          <p className="scenario-about">{t(`about.${scenario.kind}`)}</p>
          <Inputs network={network} settled={shown} onChange={change} />
          {scenario.kind === 'massExit' && (
            <ExitNote settled={shown} market={exits} onChange={change} />
          )}
          <div className="row">
            <Button kind="quiet" onClick={() => change(plainScenario(scenario.kind))}>
              {t('reset')}
            </Button>
            <CopyButton wide text={window.location.href} label={t('copy')} />
          </div>
        </section>
        {subject && result ? (
          <Result
            network={network}
            blockTime={connection.chain.blockTime}
            settled={settled}
            subject={subject}
            result={result}
            assessment={assessment}
            pair={pair}
          />
        ) : throughPool && pool.pool === null && pool.error === null ? (
          <Skeleton lines={5} />
        ) : state.subject === null && state.fault === null && !throughPool ? (
          <Skeleton lines={5} />
        ) : (
          <EmptyState
            title={t(throughPool ? (pool.error ? 'hold.failed' : 'hold.none') : 'position.none')}
          />
        )}
      </div>
      {result && <Hits network={network} settled={settled} subject={subject} result={result} />}
    </>
  )
}
