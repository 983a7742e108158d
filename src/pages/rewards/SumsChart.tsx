import { useMemo, useState } from 'react'
import { getAddress } from 'viem'
import { timestampAt } from '../../protocol/network/blockClock.ts'
import type { Address } from '../../protocol/network/types.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { TimeChart } from '../../ui/chart/TimeChart.tsx'
import type { TimeSeries } from '../../ui/chart/timeRows.ts'
import { DateTime } from '../../ui/DateTime.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { numberFormat } from '../../ui/format/parts.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Table } from '../../ui/Table.tsx'
import { messages } from './messages.ts'
import type { Parts } from './parts.ts'
import { pointsOf } from './sumPoints.ts'
import { TokenAmount } from './TokenAmount.tsx'
import type { ClaimHistory } from './useClaimHistory.ts'
import { useEarnedHistory } from './useEarnedHistory.ts'

/** One token's earned and claimed sums over time. */
export default function SumsChart({
  history,
  ...parts
}: Parts & { readonly history: ClaimHistory }) {
  const { rewards, mine, network } = parts
  const t = useT(messages)
  const earned = useEarnedHistory(parts, rewards, mine.earner)
  const [asked, setAsked] = useState<Address | null>(null)
  const drawable = mine.tokens.filter(({ token }) => rewards.tokens[token] !== undefined)
  const row = drawable.find(({ token }) => token === asked) ?? drawable[0]
  const points = useMemo(
    () =>
      row &&
      pointsOf({
        token: row.token,
        earned,
        claims: history.rows ?? [],
        now: Number(network.block.timestamp),
        timeOf: (claim) => claim.t ?? timestampAt(network.clock, claim.b),
      }),
    [row, earned, history.rows, network],
  )
  const token = row && rewards.tokens[row.token]
  if (!row || !points || !token || points.events.length === 0) return null
  const write = (amount: bigint) => formatAmount(amount, token.decimals, { locale: t.locale })
  const whole = (amount: bigint) => Number(amount) / 10 ** token.decimals
  const claimed = row.claimed ?? 0n
  const drawn: readonly TimeSeries[] = [
    {
      id: 'claimed',
      mark: 'area',
      tone: 'apr',
      label: t('chart.claimed', { amount: write(claimed) }),
      points: points.claimed.map(({ at, amount }) => ({ at, value: whole(amount) })),
    },
    ...(points.earned.length === 0
      ? []
      : [
          {
            id: 'earned',
            mark: 'step' as const,
            tone: 'apr' as const,
            label: t('chart.earned', { amount: write(points.earned.at(-1)?.amount ?? 0n) }),
            points: points.earned.map(({ at, amount, pending }) => ({
              at,
              value: whole(amount),
              ...(pending ? { pending } : {}),
            })),
          },
        ]),
  ]
  const series = drawn.filter(({ points: steps }) => steps.length > 0)
  const address = shortAddress(getAddress(mine.earner))
  const values = { symbol: token.symbol, claimed: write(claimed) }
  return (
    <div className="stack">
      {drawable.length > 1 && (
        <Choice
          label={t('chart.token')}
          value={row.token}
          onChange={setAsked}
          options={drawable.map((option) => ({
            id: option.token,
            label: rewards.tokens[option.token]?.symbol ?? option.token,
          }))}
        />
      )}
      <TimeChart
        title={
          points.earned.length === 0
            ? t('chart.titleClaimed', values)
            : t('chart.title', {
                ...values,
                earned: write(points.earned.at(-1)?.amount ?? 0n),
              })
        }
        subtitle={
          <>
            {t(points.earned.length === 0 ? 'chart.subtitleClaimed' : 'chart.subtitle', {
              address,
            })}
            {earned?.some(({ amounts }) => amounts === null) && ` · ${t('chart.incomplete')}`}
          </>
        }
        axis={t('chart.axis', { symbol: token.symbol })}
        series={series}
        until={Number(network.block.timestamp)}
        missing={t('chart.unknown')}
        formatValue={(value) =>
          numberFormat(t.locale, { maximumSignificantDigits: 3 }).format(value)
        }
        table={
          <Table
            caption={t('sum.caption')}
            hideCaption
            narrow="scroll"
            rows={points.events}
            rowKey={(event) => event.key}
            columns={[
              {
                id: 'date',
                header: t('chart.date'),
                rowHeader: true,
                cell: ({ at }) => <DateTime timestamp={at} style="date" />,
              },
              {
                id: 'event',
                header: t('chart.event'),
                cell: ({ root }) =>
                  root === null ? t('chart.claim') : t('chart.rootPosted', { index: String(root) }),
              },
              {
                id: 'earned',
                header: t('sum.earned'),
                align: 'end',
                cell: (event) => <TokenAmount token={token} amount={event.earned} />,
              },
              {
                id: 'claimed',
                header: t('sum.claimed'),
                align: 'end',
                cell: (event) => <TokenAmount token={token} amount={event.claimed} />,
              },
            ]}
          />
        }
      />
    </div>
  )
}
