import { useMemo, useState } from 'react'
import { corruptionOf, type SetFacts, type Theta, type VoteBasis } from '../../data/avsFacts.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { Hint } from '../../ui/Hint.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { RiskPercent } from '../../ui/Percent.tsx'
import { Table } from '../../ui/Table.tsx'
import { weiOf } from '../avss/weiOf.ts'
import { messages } from './messages.ts'

/** What a third, half and two thirds of the votes cost, votes against slashable stake side by side. */
export function Corruption({ facts }: { readonly facts: SetFacts }) {
  const t = useT(messages)
  const [basis, setBasis] = useState<VoteBasis>('delegated')
  const costs = useMemo(() => corruptionOf(facts, basis), [facts, basis])
  const rows = costs && (Object.keys(costs) as Theta[]).map((theta) => ({ theta, ...costs[theta] }))
  const scale = rows ? Math.max(...rows.map(({ votes, cost }) => Math.max(votes, cost))) : 0
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

const width = (value: number, scale: number) => `${scale > 0 ? (value / scale) * 100 : 0}%`
