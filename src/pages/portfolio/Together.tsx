import { type ReactNode, useMemo } from 'react'
import { getAddress } from 'viem'
import { Link } from 'wouter'
import { combine } from '../../data/combined.ts'
import { inUsd } from '../../data/totals.ts'
import type { Position } from '../../protocol/network/types.ts'
import { zeroAddress } from '../../protocol/network/types.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Fiat } from '../../ui/Fiat.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Pair } from '../../ui/pair/Pair.tsx'
import { Table } from '../../ui/Table.tsx'
import { commonMessages } from '../common/messages.ts'
import { OwnPriced } from '../common/OwnPriced.tsx'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import { useNameOf } from '../common/useNameOf.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { messages } from './messages.ts'

const toWei = (eth: number) => BigInt(Math.round(eth * 1e9)) * 10n ** 9n

/** Several addresses as one: the sum, the two figures of it and how they were combined, then each of them. */
export function Together({
  network,
  assessor,
  positions,
  who,
  alerts,
}: Reading & {
  readonly positions: readonly Position[]
  readonly who: (staker: string) => string
  /** What the reader should know before anything else. */
  readonly alerts: ReactNode
}) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const sum = useMemo(() => combine(assessor, positions), [assessor, positions])
  const { whole, apr, exposure, valueEth, parts } = sum
  const wei = valueEth === null ? null : toWei(valueEth)
  const unread = t('sum.unread')
  return (
    <>
      <h2>{t('sum.title', { count: positions.length })}</h2>
      {whole ? (
        <Pair
          variant="header"
          {...pairFigures(whole, common)}
          details={pairDetails(whole)}
          who={t('who')}
        />
      ) : (
        <Pair
          variant="header"
          who={t('who')}
          apr={
            apr === null
              ? { value: null, reason: unread }
              : {
                  value: apr.value,
                  ...(apr.total > 0 ? { priced: { priced: apr.priced, all: apr.total } } : {}),
                }
          }
          exposure={
            exposure === null
              ? { value: null, reason: unread }
              : {
                  value: exposure.value,
                  range: { low: exposure.low, high: exposure.high },
                  atMost: t('sum.atMost'),
                }
          }
        />
      )}
      {valueEth === null ? (
        <Banner kind="warning">{unread}</Banner>
      ) : (
        <p className="muted">{t(whole ? 'sum.same' : 'sum.mixed')}</p>
      )}
      {alerts}
      <dl className="figures">
        <div>
          <dt>{t('sum.total')}</dt>
          <dd>
            <OwnPriced
              tokens={parts.flatMap(({ position }) =>
                (position.holdings ?? []).map(
                  ({ strategy }) => network.strategies[strategy]?.token,
                ),
              )}
            >
              <Amount value={wei} decimals={18} unit="ETH" reason={unread} />
            </OwnPriced>
            {wei !== null && network.ethUsd && (
              <span className="secures-note">
                <Fiat value={inUsd(wei, network.ethUsd)} />
              </span>
            )}
          </dd>
        </div>
      </dl>
      <Table
        caption={t('sum.caption')}
        hideCaption
        rows={parts}
        rowKey={({ position }) => position.staker}
        columns={[
          {
            id: 'account',
            header: t('sum.account'),
            rowHeader: true,
            cell: ({ position }) => (
              <Link href={`/portfolio?address=${getAddress(position.staker)}`}>
                <bdi>{who(position.staker)}</bdi>
              </Link>
            ),
          },
          {
            id: 'operator',
            header: t('sum.operator'),
            cell: ({ position: { delegatedTo } }) =>
              delegatedTo === null ? (
                <Missing reason={t('operator.unread')} />
              ) : delegatedTo === zeroAddress ? (
                <span className="muted">{t('sum.none')}</span>
              ) : (
                <Link href={`/operators/${delegatedTo}`}>{nameOf(delegatedTo)}</Link>
              ),
          },
          {
            id: 'value',
            header: t('sum.value'),
            align: 'end',
            cell: ({ assessment }) => (
              <Amount
                value={
                  assessment?.aprGap === 'nothingStaked'
                    ? 0n
                    : assessment?.apr.valueEth == null
                      ? null
                      : toWei(assessment.apr.valueEth)
                }
                decimals={18}
                unit="ETH"
                reason={assessment === null ? t('stake.unread') : common('gap.noPrice')}
              />
            ),
          },
          {
            id: 'pair',
            header: t('sum.pair'),
            wide: true,
            cell: ({ assessment, position }) => (
              <Pair {...pairFigures(assessment, common)} who={who(position.staker)} />
            ),
          },
        ]}
      />
    </>
  )
}
