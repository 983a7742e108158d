import { useMemo } from 'react'
import { createHistory } from '../../protocol/network/history.ts'
import type { Address, OperatorSetKey } from '../../protocol/network/types.ts'
import { parseOperatorSetKey } from '../../protocol/network/types.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { Table } from '../../ui/Table.tsx'
import { commonMessages } from '../common/messages.ts'
import { partsMessages } from '../common/partsMessages.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { Claimer } from '../rewards/Claimer.tsx'
import { ClaimNow } from '../rewards/ClaimNow.tsx'
import { History } from '../rewards/History.tsx'
import { useClaimHistory } from '../rewards/useClaimHistory.ts'
import { useRewards } from '../rewards/useRewards.ts'
import { Waiting } from '../rewards/Waiting.tsx'
import { messages } from './messages.ts'
import type { Parts } from './parts.ts'
import '../rewards/rewards.css'

/** Places kept of a rate in tokens a day. */
const places = 9

/** What the operator earns, from whom and in which token, what it can claim, and who may. */
export function EarningsPart(parts: Parts) {
  const t = useT(messages)
  const { operator } = parts
  const earners = [operator.address]
  const { reading: rewards, error, retry } = useRewards(parts, earners)
  const history = useClaimHistory(parts, operator.address)
  const mine = rewards?.earners.find(({ earner }) => earner === operator.address)
  const claims = rewards && mine ? { ...parts, rewards, mine } : null
  return (
    <>
      <BySource {...parts} />
      {error !== null && (
        <ErrorState message={t('earnings.failed')} detail={error.message} onRetry={retry} />
      )}
      {claims === null ? (
        error === null && <Progress label={t('earnings.reading')} value={null} />
      ) : (
        <>
          <ClaimNow {...claims} earners={[claims.mine]} othersIncomplete={false} onRetry={retry} />
          <Waiting {...claims} />
          <History {...claims} history={history} />
          <Claimer {...claims} />
        </>
      )}
    </>
  )
}

/** Rewards of the window by AVS and token: what restakers and what the operator get of them. */
function BySource({ network, assessor, operator }: Parts) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const parts = useT(partsMessages)
  const nameOf = useNameOf()
  const { rewards, days } = assessor.assess(operator.shares ?? {}, operator.address).apr
  const splitOf = useMemo(() => {
    const { split } = createHistory(network)
    return ({ kind, set, avs }: (typeof rewards)[number]): number => {
      if (kind === 'forAll') return 0
      const scope = kind === 'forAllEarners' ? null : ((set ?? avs) as OperatorSetKey | Address)
      return split(operator.address, scope, Number(network.block.timestamp))
    }
  }, [network, operator.address])
  const write = (perDay: number, token: string) => {
    const symbol = network.tokens[token as Address]?.symbol
    return symbol === undefined ? (
      <Missing reason={common('gap.noToken')} />
    ) : (
      <span className="num nowrap">
        {formatAmount(BigInt(Math.round(perDay * 10 ** places)), places, { locale: t.locale })}{' '}
        <span className="unit">{symbol}</span>
      </span>
    )
  }
  return (
    <section className="stack" aria-labelledby="console-earnings">
      <h2 id="console-earnings">{t('earnings.title', { days })}</h2>
      <p className="muted">{t('earnings.about')}</p>
      {rewards.length === 0 ? (
        <EmptyState title={t('earnings.none', { days })} />
      ) : (
        <Table
          caption={t('earnings.title', { days })}
          hideCaption
          rows={rewards}
          rowKey={(line) => `${line.kind}${line.avs}${line.set}${line.token}`}
          columns={[
            {
              id: 'source',
              header: t('earnings.source'),
              rowHeader: true,
              cell: ({ kind, set, avs }) => {
                if (kind === 'forAll' || kind === 'forAllEarners') return parts('apr.pool')
                if (set === null) return nameOf(avs)
                const place = parseOperatorSetKey(set as OperatorSetKey)
                return common('set.name', { avs: nameOf(place.avs), id: String(place.id) })
              },
            },
            {
              id: 'restakers',
              header: t('earnings.restakers'),
              align: 'end',
              cell: ({ tokensPerDay, token }) => write(tokensPerDay, token),
            },
            {
              id: 'split',
              header: t('earnings.split'),
              align: 'end',
              cell: (line) => (
                <span className="num">
                  {formatPercent(splitOf(line) / 10_000, { locale: t.locale }).text}
                </span>
              ),
            },
            {
              id: 'operator',
              header: t('earnings.operator'),
              align: 'end',
              cell: (line) => {
                const split = splitOf(line)
                if (split >= 10_000) return <Missing reason={t('unread')} />
                return write((line.tokensPerDay * split) / (10_000 - split), line.token)
              },
            },
          ]}
        />
      )}
    </section>
  )
}
