import type { Assessment } from '../../data/assessment.ts'
import type { ScenarioResult } from '../../data/scenarioRun.ts'
import type { Settled } from '../../data/scenarioSettle.ts'
import type { Subject } from '../../data/scenarioSubject.ts'
import type { Network } from '../../protocol/network/types.ts'
import type { Exposure } from '../../risk/exposure.ts'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { formatDuration } from '../../ui/format/formatDate.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Percent, RiskPercent } from '../../ui/Percent.tsx'
import { PairBeforeAfter } from '../../ui/pair/PairDelta.tsx'
import type { PairDetails, PairFigures } from '../../ui/pair/types.ts'
import { weiOf } from '../avss/weiOf.ts'
import { messages } from './messages.ts'

/** What is left of the position, before and after. */
export function Result({
  network,
  blockTime,
  settled,
  subject,
  result,
  assessment,
  pair,
}: {
  readonly network: Network
  /** Seconds. */
  readonly blockTime: number
  readonly settled: Settled
  readonly subject: Subject
  readonly result: ScenarioResult
  readonly assessment: Assessment | null
  /** The position as it is. */
  readonly pair: PairFigures
}) {
  const t = useT(messages)
  const { loss, before, after } = result
  const { kind } = settled.scenario
  const value = subject.valueEth
  const eth = (amount: number, maxSignificant = 2) =>
    `${formatAmount(weiOf(amount), 18, { locale: t.locale, maxSignificant })} ETH`
  const spared = loss.loss <= 0 && loss.marked <= 0
  const gone = loss.loss > 1 - 1e-9
  const changed = result.hits.length > 0 && loss.steps.slash > 0 && !gone
  const { base, rewardsApr } = assessment?.apr ?? { base: null, rewardsApr: null }
  const delay = network.parameters.minWithdrawalDelayBlocks
  return (
    <section className="stack scenario-result" aria-labelledby="scenario-result">
      <h2 id="scenario-result">{t('result.title')}</h2>
      <p className="scenario-loss" role="status">
        <span className="visually-hidden">{t('result.loss')} </span>
        <strong>
          <RiskPercent value={-loss.loss} />
        </strong>
        {value !== null && (
          <span className="num">{loss.loss > 0 ? `−${eth(value * loss.loss)}` : eth(0)}</span>
        )}
      </p>
      {spared && (
        <p>{t(kind === 'lrtDepeg' && !subject.wrapped ? 'result.lrtNeeded' : 'result.spared')}</p>
      )}
      <dl className="figures">
        <div>
          <dt>{t('result.value')}</dt>
          <dd className="num">
            {value === null ? (
              <Missing reason={t('result.unpriced')} />
            ) : (
              `${eth(value, 4)} → ${eth(value * (1 - loss.loss), 3)}`
            )}
          </dd>
        </div>
        {loss.marked > loss.loss + 1e-9 && (
          <div>
            <dt>
              {t('result.marked')}
              <span className="secures-note">{t('result.markedHint')}</span>
            </dt>
            <dd>
              <RiskPercent value={-loss.marked} />
            </dd>
          </div>
        )}
        {kind === 'massExit' && base !== null && rewardsApr !== null && (
          <div>
            <dt>{t('result.stay')}</dt>
            <dd>
              <Percent value={base + rewardsApr} /> →{' '}
              <Percent value={base + rewardsApr / (1 - settled.leaving)} />
            </dd>
          </div>
        )}
      </dl>
      {gone && <p>{t('result.all')}</p>}
      {changed && (
        <>
          <PairBeforeAfter
            before={{ apr: pair.apr, exposure: figureOf(before, pair) }}
            after={{ apr: pair.apr, exposure: figureOf(after, pair) }}
            detailsBefore={detailsOf(before)}
            detailsAfter={detailsOf(after)}
          />
          <p className="muted small">{t('result.after')}</p>
        </>
      )}
      {kind === 'massExit' && delay !== null && (
        <p className="muted small">
          {t('result.exit', {
            blocks: formatCount(delay, t.locale),
            days: formatDuration(delay * blockTime, t.locale),
          })}
        </p>
      )}
    </section>
  )
}

const figureOf = ({ exposure, range }: Exposure, { exposure: shown }: PairFigures) => ({
  value: exposure,
  range: { low: range[0], high: range[1] },
  ...(shown.leftOut === undefined ? {} : { leftOut: shown.leftOut }),
})

const detailsOf = (exposure: Exposure): PairDetails => ({
  expectedLoss: exposure.el,
  contractFailure: exposure.contractFailure.p,
  maxSlashable: exposure.maxSlashable,
})
