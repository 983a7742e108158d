import { Suspense, useMemo } from 'react'
import { labInputs } from '../../data/lab/question.ts'
import { useLab } from '../../data/lab/useLab.ts'
import { type Theta, thetas } from '../../risk/attackGuess.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatDecimal } from '../../ui/format/formatNumber.ts'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { OwnPricesNote, strategyTokens } from '../common/OwnPriced.tsx'
import { RiskTabs } from '../common/RiskTabs.tsx'
import { useQueryState } from '../common/useQueryState.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { Cascade } from './Cascade.tsx'
import { messages } from './messages.ts'
import { Pooled } from './Pooled.tsx'
import { Unique } from './Unique.tsx'
import { WholeLoss } from './WholeLoss.tsx'
import '../common/common.css'
import './riskNetwork.css'

/** Security and slashing loss of the whole network, worked out beside the page. */
export default function RiskNetworkPage() {
  const t = useT(messages)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <RiskTabs />
      <WithNetwork>
        {(reading) => (
          <Suspense fallback={<Skeleton lines={10} />}>
            <NetworkLab {...reading} />
          </Suspense>
        )}
      </WithNetwork>
    </Page>
  )
}

const steps = 200

function NetworkLab({ assessor }: Reading) {
  const t = useT(messages)
  const [asked, setTheta] = useQueryState('theta')
  const theta = (Object.keys(thetas) as Theta[]).find((name) => name === asked) ?? 'half'
  const [profitText, setProfit] = useQueryState('profit')
  const [shockText, setShock] = useQueryState('shock')
  const inputs = useMemo(() => labInputs(assessor, theta), [assessor, theta])
  const { question, keys, stake, incomplete } = inputs
  const lab = useLab(question)
  const { answers, progress, state } = lab
  const largest = Math.max(1, stake / 4)
  const profit = Math.min(largest, positive(profitText))
  const shock = Math.min(0.5, positive(shockText) || 0.01)
  if (keys.length === 0) return <EmptyState title={t('pooled.none')} />
  const percent = (share: number) =>
    formatPercent(share, { locale: t.locale, decimals: share < 0.1 ? 1 : 0 }).text
  return (
    <>
      <div className="network-lab-inputs">
        <Choice
          label={t('theta')}
          options={(Object.keys(thetas) as Theta[]).map((id) => ({ id, label: t(`theta.${id}`) }))}
          value={theta}
          onChange={(id: Theta) => setTheta(id === 'half' ? '' : id)}
        />
        <Slider
          label={t('profit')}
          hint={t('profit.hint')}
          min={0}
          max={steps}
          step={1}
          // Small profits matter most.
          value={Math.round(steps * (profit / largest) ** (1 / 3))}
          text={profit > 0 ? `${formatDecimal(profit, t.locale)} ETH` : t('profit.none')}
          onChange={(step) => {
            const value = Number((largest * (step / steps) ** 3).toPrecision(2))
            setProfit(value > 0 ? String(value) : '')
          }}
        />
      </div>
      {state === 'working' && (
        <div className="network-lab-progress">
          <Progress
            label={progress ? t(`working.${progress.part}`) : t('working')}
            value={progress?.done ?? null}
          />
          <Button onClick={lab.cancel}>{t('cancel')}</Button>
        </div>
      )}
      {state === 'cancelled' && (
        <div className="row" role="status">
          <span>{t('cancelled')}</span>
          <Button onClick={lab.restart}>{t('again')}</Button>
        </div>
      )}
      {state === 'failed' && <p role="status">{t('failed')}</p>}
      <Pooled
        answer={answers.pooled}
        profit={profit}
        operators={question.graph.stake.length}
        sets={keys.length}
        stake={stake}
      />
      <section className="stack">
        <h2>{t('cascade.title')}</h2>
        <div className="network-lab-inputs">
          <Slider
            label={t('shock')}
            min={0.1}
            max={20}
            step={0.1}
            value={Number((shock * 100).toFixed(1))}
            text={percent(shock)}
            onChange={(value) => setShock(value === 1 ? '' : String(value / 100))}
          />
        </div>
        <Cascade answer={answers.pooled} profit={profit} shock={shock} percent={percent} />
      </section>
      <Unique answer={answers.unique} profit={profit} keys={keys} />
      <WholeLoss answer={answers.loss} />
      <OwnPricesNote tokens={strategyTokens(assessor.network)} />
      {incomplete > 0 && <p className="muted small">{t('incomplete', { count: incomplete })}</p>}
    </>
  )
}

function positive(text: string): number {
  const value = Number(text)
  return Number.isFinite(value) && value > 0 ? value : 0
}
