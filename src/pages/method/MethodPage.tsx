import { useMemo } from 'react'
import { toInputsFile } from '../../risk/inputsFile.ts'
import { Button } from '../../ui/Button.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Page } from '../../ui/Page.tsx'
import { Pair } from '../../ui/pair/Pair.tsx'
import { saveFile } from '../../ui/saveFile.ts'
import { commonMessages } from '../common/messages.ts'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import { RiskTabs } from '../common/RiskTabs.tsx'
import { SubjectBar } from '../common/SubjectBar.tsx'
import { useSubject } from '../common/useSubject.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { messages } from './messages.ts'
import './method.css'

/** Chapters in reading order, with the formula that each is about. */
const chapters = [
  { id: 'read', formulas: ['f = m / M', 'S = Σ f · w · X'] },
  { id: 'rate', formulas: ['λ ~ Gamma(a₀ + k, T₀ + T)', 'p = (a₀ + k) / (T₀ + T)'] },
  {
    id: 'common',
    formulas: ['λ = −ln(1 − p) = ρ_A · λ + ρ_O · λ + (1 − ρ_A − ρ_O) · λ'],
  },
  { id: 'loss', formulas: ['L = 1 − (1 − b) · (1 − S) · Π(1 − w · K) · (1 − e · d)'] },
  {
    id: 'exposure',
    formulas: [
      'VaR = min{x : F(x) ≥ 0.99}',
      'CVaR = (E[L; L > VaR] + VaR · (F(VaR) − 0.99)) / 0.01',
    ],
  },
  { id: 'parts', formulas: ['c = (E[L_i; L > VaR] + β · E[L_i; L = VaR]) / 0.01', 'Σ c = CVaR'] },
  { id: 'plain', formulas: ['Σ f', 'p* = (APR − APR_base) / Σ f · w'] },
  {
    id: 'apr',
    formulas: ['APR = APR_base + 365 · t · (1 − split) · price · multiplier / (Σ w · V)'],
  },
  { id: 'attack', formulas: ['C(θ) = min{Σ a : Σ ω ≥ θ · W}'] },
  {
    id: 'hazard',
    formulas: [
      'r = π / C, r₀ = 1 / (1 + γ_safe)',
      'λ = λ_max · min(1, max(0, (r − r₀) / (1 − r₀)))',
      'p = (1 − e^(−λ)) · θ, w = 1',
    ],
  },
  { id: 'market', formulas: ['S = S₀ + Σ s · [p(S) < p*]', 'p* = d / (c · LT)'] },
] as const

const limits = ['one', 'two', 'three', 'four'] as const
const sources = [
  'eigenlayer',
  'rewards',
  'networks',
  'cvar',
  'euler',
  'shock',
  'beacon',
  'lido',
] as const

/** The model in plain words, its formulas and sources, and the way to check a figure on one's own machine. */
export default function MethodPage() {
  const t = useT(messages)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <RiskTabs />
      {chapters.map(({ id, formulas }) => (
        <section key={id} className="method-chapter">
          <h2>{t(`${id}.title`)}</h2>
          <p>{t(`${id}.text`)}</p>
          {formulas.map((formula) => (
            <code key={formula} className="method-formula">
              {formula}
            </code>
          ))}
        </section>
      ))}
      <section className="method-chapter">
        <h2>{t('limits.title')}</h2>
        <ul>
          {limits.map((id) => (
            <li key={id}>{t(`limits.${id}`)}</li>
          ))}
        </ul>
      </section>
      <section className="method-chapter" aria-labelledby="check">
        <h2 id="check">{t('check.title')}</h2>
        <p>{t('check.text')}</p>
        <WithNetwork>{(reading) => <Check {...reading} />}</WithNetwork>
      </section>
      <section className="method-chapter">
        <h2>{t('sources.title')}</h2>
        <ul>
          {sources.map((id) => (
            <li key={id}>{t(`sources.${id}`)}</li>
          ))}
        </ul>
      </section>
    </Page>
  )
}

function Check({ network, assessor }: Reading) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const state = useSubject(assessor)
  const { subject } = state
  const judged = useMemo(() => {
    if (!subject) return null
    const { stake, operator, additional } = subject
    return {
      assessment: assessor.assess(stake, operator, additional),
      input: assessor.inputOf(stake, operator).input,
    }
  }, [assessor, subject])
  const name = `keel-risk-${network.chainId}-${network.block.number}.json`
  const save = () => {
    if (!subject || !judged?.input || !judged.assessment.exposure) return
    const { apr, exposure } = judged.assessment
    const text = toInputsFile({
      chainId: network.chainId,
      block: { number: Number(network.block.number), timestamp: Number(network.block.timestamp) },
      account: subject.kind === 'reference' ? null : subject.account,
      operator: subject.operator,
      input: judged.input,
      assumptions: assessor.assumptions,
      apr: { total: apr.apr, base: apr.base },
      exposure,
    })
    saveFile(name, text, 'application/json')
  }
  return (
    <>
      <SubjectBar assessor={assessor} state={state} />
      {judged && (
        <Pair
          variant="header"
          {...pairFigures(judged.assessment, common)}
          details={pairDetails(judged.assessment)}
        />
      )}
      {judged &&
        (judged.input && judged.assessment.exposure ? (
          <>
            <div className="row">
              <Button onClick={save}>{t('check.save')}</Button>
            </div>
            <p>{t('check.command')}</p>
            <code className="method-formula">npm run risk -- {name}</code>
          </>
        ) : (
          <Missing reason={t('check.gap')} />
        ))}
    </>
  )
}
