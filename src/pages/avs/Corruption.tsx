import { useMemo, useState } from 'react'
import { corruptionOf, type SetFacts } from '../../data/avsFacts.ts'
import type { Theta, VoteBasis } from '../../risk/attackGuess.ts'
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
import { messages } from './messages.ts'

/** What a third, half and two thirds of the votes cost, votes against slashable stake side by side. */
export function Corruption({ facts }: { readonly facts: SetFacts }) {
  const t = useT(messages)
  const [basis, setBasis] = useState<VoteBasis>('delegated')
  const costs = useMemo(() => corruptionOf(facts, basis), [facts, basis])
  const rows = costs && (Object.keys(costs) as Theta[]).map((theta) => ({ theta, ...costs[theta] }))
  const dearest = rows ? Math.max(...rows.map(({ votes, cost }) => Math.max(votes, cost))) : 0
  const [typed, setTyped] = useQueryState('profit')
  const profit = parseLimit(typed) ?? 0
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
        onChange={setBasis}
      />
      {rows !== null && (
        <div className="avs-profit">
          <LimitField
            label={t('profit.label')}
            hint={t('profit.hint')}
            unit="ETH"
            value={typed === '' ? null : parseLimit(typed)}
            onChange={(value) => setTyped(value === null ? '' : String(value))}
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
              setTyped(value > 0 ? String(value) : '')
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
    </section>
  )
}

/** Steps of the slider of profits. */
const steps = 500

const width = (value: number, scale: number) => `${scale > 0 ? (value / scale) * 100 : 0}%`
