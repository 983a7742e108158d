import { useMemo, useState } from 'react'
import { corruptionOf, type SetFacts } from '../../data/avsFacts.ts'
import { useAssumptions } from '../../data/useAssumptions.ts'
import type { AttackGuess, Theta, VoteBasis } from '../../risk/attackGuess.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { formatCount, formatDecimal } from '../../ui/format/formatNumber.ts'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { Hint } from '../../ui/Hint.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { RiskPercent } from '../../ui/Percent.tsx'
import { Table } from '../../ui/Table.tsx'
import { weiOf } from '../avss/weiOf.ts'
import { useQueryState } from '../common/useQueryState.ts'
import { parseLimit } from '../operators/filters.ts'
import { LimitField } from '../operators/LimitField.tsx'
import { CountedAttack } from './CountedAttack.tsx'
import { messages } from './messages.ts'

/**
 * What a third, half and two thirds of the votes cost, votes against slashable stake side by side, and the reader's
 * guess of what it would earn: one that is counted in every figure is the same one here and on the assumptions' sheet.
 */
export function Corruption({ facts, block }: { readonly facts: SetFacts; readonly block: bigint }) {
  const t = useT(messages)
  const { attacks, setAttack } = useAssumptions()
  const set = facts.set.key.toLowerCase()
  const counted = attacks[set] ?? null
  const [chosenBasis, setBasis] = useState<VoteBasis>('delegated')
  const [chosenTheta, setTheta] = useState<Theta>('half')
  const [typed, setTyped] = useQueryState('profit')
  const guess: AttackGuess = counted ?? {
    profit: parseLimit(typed) ?? 0,
    theta: chosenTheta,
    votes: chosenBasis,
  }
  const { profit, votes: basis } = guess
  function change(next: Partial<AttackGuess>) {
    if (next.votes) setBasis(next.votes)
    if (next.theta) setTheta(next.theta)
    if (next.profit !== undefined) setTyped(next.profit > 0 ? String(next.profit) : '')
    const whole = { ...guess, ...next }
    if (counted) setAttack(set, whole.profit > 0 ? whole : null)
  }
  const costs = useMemo(() => corruptionOf(facts, basis), [facts, basis])
  const rows = costs && (Object.keys(costs) as Theta[]).map((theta) => ({ theta, ...costs[theta] }))
  const dearest = rows ? Math.max(...rows.map(({ votes, cost }) => Math.max(votes, cost))) : 0
  const scale = Math.max(dearest, profit)
  const margin = (cost: number) =>
    formatPercent(cost / profit - 1, { locale: t.locale, decimals: 0, sign: 'always' }).text
  const eth = (value: number) => <Amount plain value={weiOf(value)} decimals={18} unit="ETH" />
  return (
    <section className="stack-s">
      <h3>{t('cost.title')}</h3>
      <Choice
        label={t('cost.basis')}
        options={[
          { id: 'delegated', label: t('cost.basis.delegated') },
          { id: 'slashable', label: t('cost.basis.slashable') },
        ]}
        value={basis}
        onChange={(votes) => change({ votes })}
      />
      {rows !== null && (
        <div className="avs-profit">
          <LimitField
            label={t('profit.label')}
            hint={t('profit.hint')}
            unit="ETH"
            value={profit > 0 ? profit : null}
            onChange={(value) => change({ profit: value ?? 0 })}
          />
          <input
            type="range"
            aria-label={t('profit.label')}
            min={0}
            max={steps}
            // Small profits matter most where little can be slashed.
            value={Math.round(steps * Math.min(1, Math.sqrt(profit / (2 * dearest || 1))))}
            aria-valuetext={`${formatDecimal(profit, t.locale)} ETH`}
            onChange={(event) => {
              const share = Number(event.target.value) / steps
              const value = Number((2 * dearest * share ** 2).toPrecision(3))
              change({ profit: value })
            }}
          />
        </div>
      )}
      {rows === null ? (
        <p className="muted">{t('cost.noVotes')}</p>
      ) : (
        <Table
          caption={t('cost.caption')}
          hideCaption
          rows={rows}
          rowKey={({ theta }) => theta}
          columns={[
            {
              id: 'theta',
              header: t('cost.theta'),
              rowHeader: true,
              cell: ({ theta }) => t(`cost.${theta}`),
            },
            {
              id: 'bars',
              header: t('cost.bars'),
              wide: true,
              cell: ({ votes, cost }) => (
                <span className="avs-bars" aria-hidden="true">
                  <span className="avs-bar" style={{ width: width(votes, scale) }} />
                  <span className="avs-bar avs-bar-cost" style={{ width: width(cost, scale) }} />
                  {profit > 0 && (
                    <span className="avs-bar-profit" style={{ left: width(profit, scale) }} />
                  )}
                </span>
              ),
            },
            {
              id: 'votes',
              header: t('cost.votes'),
              align: 'end',
              cell: ({ votes }) => eth(votes),
            },
            {
              id: 'cost',
              header: t('cost.cost'),
              align: 'end',
              cell: ({ cost, exact, lower }) =>
                exact ? (
                  eth(cost)
                ) : (
                  <Hint
                    content={t('cost.bound', {
                      lower: `${formatAmount(weiOf(lower), 18, { locale: t.locale })} ETH`,
                    })}
                  >
                    ≤ {eth(cost)}
                  </Hint>
                ),
            },
            {
              id: 'share',
              header: t('cost.share'),
              align: 'end',
              cell: ({ votes, cost }) => <RiskPercent value={votes > 0 ? cost / votes : null} />,
            },
            ...(profit > 0
              ? [
                  {
                    id: 'margin',
                    header: t('profit.margin'),
                    align: 'end' as const,
                    cell: ({ cost, exact, lower }: (typeof rows)[number]) => (
                      <>
                        <span className="num nowrap">
                          {exact
                            ? margin(cost)
                            : t('profit.interval', { low: margin(lower), high: margin(cost) })}
                        </span>
                        {cost < profit && <span className="avs-note">{t('profit.pays')}</span>}
                      </>
                    ),
                  },
                ]
              : []),
            {
              id: 'fewest',
              header: t('cost.fewest'),
              align: 'end',
              cell: ({ minOperators }) => (
                <span className="num">{formatCount(minOperators, t.locale)}</span>
              ),
            },
          ]}
        />
      )}
      <p className="muted small">{t('cost.explain')}</p>
      {rows !== null && (
        <CountedAttack
          facts={facts}
          block={block}
          guess={guess}
          counted={counted !== null}
          onTheta={(theta) => change({ theta })}
          onCount={(count) => {
            // What stood on the card stays there when it is no longer counted.
            change(guess)
            setAttack(set, count ? guess : null)
          }}
        />
      )}
    </section>
  )
}

/** Steps of the slider of profits. */
const steps = 500

const width = (value: number, scale: number) => `${scale > 0 ? (value / scale) * 100 : 0}%`
