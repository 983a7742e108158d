import type { LabAnswers } from '../../data/lab/labSteps.ts'
import { formatCount, formatDecimal } from '../../ui/format/formatNumber.ts'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Table } from '../../ui/Table.tsx'
import { messages } from './messages.ts'

const ways = ['eigenLayer', 'splitFractional', 'reweighted', 'greedyUpper'] as const

/** The four certificates of the pooled network, each with its number and a plain sentence. */
export function Pooled({
  answer,
  profit,
  operators,
  sets,
  stake,
}: {
  readonly answer: LabAnswers['pooled'] | undefined
  /** In ETH a set; 0 for no guess. */
  readonly profit: number
  readonly operators: number
  readonly sets: number
  readonly stake: number
}) {
  const t = useT(messages)
  const eth = (value: number) => formatDecimal(Number(value.toPrecision(2)), t.locale)
  // Certificates hold for profits of one ether: one and γ is the profit at which attacks break even.
  const rows = ways.flatMap((id) => {
    const gamma = answer?.[id] ?? null
    return gamma === null ? [] : [{ id, breakEven: 1 + gamma }]
  })
  const low = rows.find(({ id }) => id === 'reweighted')
  const high = rows.find(({ id }) => id === 'greedyUpper')
  return (
    <section className="stack">
      <h2>{t('pooled.title')}</h2>
      <p className="muted">
        {t('pooled.about', {
          operators: formatCount(operators, t.locale),
          sets: formatCount(sets, t.locale),
          stake: formatCount(Math.round(stake), t.locale),
        })}
      </p>
      {answer === undefined || !low || !high ? (
        <Skeleton lines={5} />
      ) : (
        <>
          <p className="network-lab-finding">
            {t('pooled.between', { low: eth(low.breakEven), high: eth(high.breakEven) })}{' '}
            {answer.exact !== null && t('pooled.exact', { exact: eth(1 + answer.exact) })}
          </p>
          <Table
            caption={t('pooled.caption')}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                id: 'how',
                header: t('pooled.how'),
                rowHeader: true,
                cell: ({ id, breakEven }) => (
                  <>
                    {t(`how.${id}`)}
                    <span className="network-lab-says muted small">
                      {t(`says.${id}`, { value: eth(breakEven) })}
                    </span>
                  </>
                ),
              },
              {
                id: 'value',
                header: t('pooled.value'),
                align: 'end',
                cell: ({ id, breakEven }) => (
                  <span className="num">
                    {id === 'greedyUpper' ? '≤' : '≥'} {eth(breakEven)}
                  </span>
                ),
              },
              ...(profit > 0
                ? [
                    {
                      id: 'gamma',
                      header: t('pooled.gamma'),
                      align: 'end' as const,
                      cell: ({ id, breakEven }: (typeof rows)[number]) => (
                        <span className="num">
                          {id === 'greedyUpper' ? '≤' : '≥'}{' '}
                          {
                            formatPercent(Number((breakEven / profit - 1).toPrecision(2)), {
                              locale: t.locale,
                              decimals: 0,
                              sign: 'always',
                            }).text
                          }
                        </span>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          <p className="muted small">
            {t('pooled.interval')} {t('source')}
          </p>
        </>
      )}
    </section>
  )
}
