import { Link } from 'wouter'
import type { ScenarioResult } from '../../data/scenarioRun.ts'
import type { Settled } from '../../data/scenarioSettle.ts'
import type { Hit } from '../../data/scenarioShock.ts'
import type { Subject } from '../../data/scenarioSubject.ts'
import { type Network, parseOperatorSetKey } from '../../protocol/network/types.ts'
import { type LossStep, lossSteps } from '../../risk/scenarios.ts'
import { Amount } from '../../ui/Amount.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { RiskPercent } from '../../ui/Percent.tsx'
import { Table } from '../../ui/Table.tsx'
import { weiOf } from '../avss/weiOf.ts'
import { commonMessages } from '../common/messages.ts'
import { OwnPricesNote, strategyTokens } from '../common/OwnPriced.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import { messages } from './messages.ts'

/** Hits that are listed; beyond, a number says how many there are. */
const LISTED = 60

/** What a scenario strikes: the steps that a loss passes through, and every operator that is slashed. */
export function Hits({
  network,
  settled,
  subject,
  result,
}: {
  readonly network: Network
  readonly settled: Settled
  readonly subject: Subject | null
  readonly result: ScenarioResult
}) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const { hits, loss, coalition } = result
  const { kind } = settled.scenario
  const own = new Map(
    loss.bySet.map(({ operator, set, loss: part }) => [`${operator}|${set}`, part]),
  )
  // The reader's own first: it is what one looks for.
  const ordered = [...hits].sort((a, b) => (own.get(keyOf(b)) ?? 0) - (own.get(keyOf(a)) ?? 0))
  const eth = (wei: bigint) =>
    `${formatAmount(wei, 18, { locale: t.locale, maxSignificant: 3 })} ETH`
  const slashing = kind === 'avsBug' || kind === 'keyLeak' || kind === 'collusion'
  const recipients = new Set(
    hits.flatMap(({ set }) => {
      const to = network.operatorSets[set]?.redistributionRecipient
      return to && to !== 'none' ? [to] : []
    }),
  )
  return (
    <section className="stack" aria-labelledby="scenario-hits">
      <h2 id="scenario-hits">{t('layers.title')}</h2>
      <ol className="scenario-layers">
        {lossSteps.map((step) => {
          const lit = struck(step, settled, result)
          const part = loss.steps[step]
          return (
            <li key={step} className={lit ? 'scenario-layer scenario-lit' : 'scenario-layer'}>
              <span>{t(`layers.${step}`)}</span>
              <span className="num">
                {part > 0
                  ? formatRisk(-part, { locale: t.locale }).text
                  : t(lit && subject ? 'layers.elsewhere' : 'layers.spared')}
              </span>
            </li>
          )
        })}
      </ol>
      <p className="muted small">{t('layers.order')}</p>
      {kind === 'collusion' && (
        <div className="stack-s">
          <p>
            {coalition
              ? t('coalition.finding', {
                  count: coalition.operators.length,
                  eth: eth(weiOf(coalition.slashable)),
                })
              : t('coalition.none')}{' '}
            {coalition && !coalition.exact && t('coalition.bound')}
          </p>
          <p className="muted small">{t('coalition.votes')}</p>
        </div>
      )}
      {!slashing ? (
        <p className="muted">{t('hits.none')}</p>
      ) : hits.length === 0 ? (
        <p className="muted">{t('hits.empty')}</p>
      ) : (
        <>
          <p>
            {t('hits.sum', {
              count: new Set(hits.map(({ operator }) => operator)).size,
              sets: t('hits.sets', { count: new Set(hits.map(({ set }) => set)).size }),
              eth: `${result.complete ? '' : '≥ '}${eth(result.lostWei)}`,
            })}{' '}
            {!result.complete && t('hits.atLeast')}{' '}
            {recipients.size > 0 && t('caveat.redistributes')}
          </p>
          <OwnPricesNote tokens={strategyTokens(network)} />
          <Table
            caption={t('hits.caption')}
            hideCaption
            rows={ordered.slice(0, LISTED)}
            rowKey={keyOf}
            isCurrent={(hit) => own.has(keyOf(hit))}
            columns={[
              {
                id: 'operator',
                header: t('hits.operator'),
                rowHeader: true,
                cell: ({ operator }) => (
                  <Link href={`/operators/${operator}`}>{nameOf(operator)}</Link>
                ),
              },
              {
                id: 'set',
                header: t('hits.set'),
                cell: ({ set }) => {
                  const { avs, id } = parseOperatorSetKey(set)
                  return (
                    <Link href={`/avs/${avs}`}>
                      {common('set.name', { avs: nameOf(avs), id: String(id) })}
                    </Link>
                  )
                },
              },
              {
                id: 'share',
                header: t('hits.share'),
                align: 'end',
                cell: ({ severity }) => <RiskPercent value={-severity} />,
              },
              {
                id: 'lost',
                header: t('hits.lost'),
                align: 'end',
                cell: ({ lostWei, complete }) => (
                  <>
                    {!complete && '≥ '}
                    <Amount plain value={lostWei} decimals={18} unit="ETH" />
                  </>
                ),
              },
              {
                id: 'yours',
                header: t('hits.yours'),
                align: 'end',
                cell: (hit) => <RiskPercent value={-(own.get(keyOf(hit)) ?? 0)} />,
              },
            ]}
          />
          {hits.length > LISTED && (
            <p className="muted small">{t('hits.more', { count: hits.length - LISTED })}</p>
          )}
        </>
      )}
      <p className="muted small">
        {slashing && kind !== 'collusion' && `${t('caveat.severity')} `}
        {t('caveat.whole')}
      </p>
    </section>
  )
}

const keyOf = ({ operator, set }: Pick<Hit, 'operator' | 'set'>) => `${operator}|${set}`

/** Whether a scenario touches a step anywhere, this position or not. */
function struck(
  step: LossStep,
  { scenario, validators, severity, discount }: Settled,
  { hits }: ScenarioResult,
) {
  switch (step) {
    case 'beacon':
      return scenario.kind === 'keyLeak' && validators > 0
    case 'slash':
      return hits.length > 0
    case 'core':
      return scenario.kind === 'coreExploit' && severity > 0
    case 'market':
      return /Depeg|massExit/.test(scenario.kind) && discount > 0
    default:
      return false
  }
}
