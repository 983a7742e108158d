import { useMemo } from 'react'
import { type AvsRewards, avsRewards } from '../../data/avsRewards.ts'
import type { Address, Network } from '../../protocol/network/types.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { TimeChart } from '../../ui/chart/TimeChart.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { formatDate } from '../../ui/format/formatDate.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Table } from '../../ui/Table.tsx'
import { weiOf } from '../avss/weiOf.ts'
import { OwnPriced, OwnPricesNote } from '../common/OwnPriced.tsx'
import { messages } from './messages.ts'

/** What an AVS paid for, by week and by token. */
export function Rewards({ network, avs }: { readonly network: Network; readonly avs: Address }) {
  const t = useT(messages)
  const rewards = useMemo(() => avsRewards(network, avs), [network, avs])
  if (rewards.tokens.length === 0)
    return (
      <section className="stack-s">
        <h2>{t('rewards.tokens')}</h2>
        <p className="muted">{t('rewards.none')}</p>
      </section>
    )
  return (
    <section className="stack">
      <Weeks weeks={rewards.weeks} until={Number(network.block.timestamp)} />
      <OwnPricesNote tokens={rewards.tokens.map(({ token }) => network.tokens[token])} />
      <h3>{t('rewards.tokens')}</h3>
      <Table
        caption={t('rewards.tokens')}
        hideCaption
        narrow="scroll"
        rows={rewards.tokens}
        rowKey={({ token }) => token}
        columns={[
          {
            id: 'token',
            header: t('rewards.token'),
            rowHeader: true,
            cell: ({ token }) => network.tokens[token]?.symbol ?? shortAddress(token),
          },
          {
            id: 'amount',
            header: t('rewards.amount'),
            align: 'end',
            cell: ({ token, amount }) => {
              const known = network.tokens[token]
              return known ? (
                <Amount value={amount} decimals={known.decimals} unit={known.symbol} />
              ) : (
                <Missing reason={t('facts.unread')} />
              )
            },
          },
          {
            id: 'worth',
            header: t('rewards.worth'),
            align: 'end',
            cell: ({ token, eth }) =>
              eth === null ? (
                <span className="unit">{t('rewards.unpriced')}</span>
              ) : (
                <OwnPriced tokens={[network.tokens[token]]}>
                  <Amount plain value={weiOf(eth)} decimals={18} unit="ETH" />
                </OwnPriced>
              ),
          },
        ]}
      />
    </section>
  )
}

function Weeks({ weeks, until }: { readonly weeks: AvsRewards['weeks']; readonly until: number }) {
  const t = useT(messages)
  const total = weeks.reduce((sum, { eth }) => sum + eth, 0)
  if (total === 0) return <h2>{t('rewards.titleNone')}</h2>
  const amount = (eth: number) =>
    formatAmount(weiOf(eth), 18, { locale: t.locale, maxSignificant: 3 })
  return (
    <TimeChart
      title={t('rewards.title', { eth: amount(total) })}
      subtitle={t('rewards.subtitle')}
      axis={t('rewards.axis')}
      until={until}
      formatValue={amount}
      missing={t('rewards.missing')}
      series={[
        {
          id: 'eth',
          mark: 'area',
          tone: 'apr',
          points: weeks.map(({ from, eth }) => ({ at: from, value: eth })),
        },
      ]}
      table={
        <Table
          caption={t('rewards.subtitle')}
          narrow="scroll"
          rows={weeks}
          rowKey={({ from }) => String(from)}
          columns={[
            {
              id: 'week',
              header: t('rewards.week'),
              rowHeader: true,
              cell: ({ from }) => formatDate(from, { locale: t.locale, style: 'date' }),
            },
            {
              id: 'eth',
              header: t('rewards.eth'),
              align: 'end',
              cell: ({ eth }) => <span className="num">{amount(eth)}</span>,
            },
          ]}
        />
      }
    />
  )
}
