import { useMemo } from 'react'
import { operatorEarnings } from '../../data/operatorHistory.ts'
import type { Network, Operator } from '../../protocol/network/types.ts'
import { parseOperatorSetKey } from '../../protocol/network/types.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Table } from '../../ui/Table.tsx'
import { weiOf } from '../avss/weiOf.ts'
import { commonMessages } from '../common/messages.ts'
import { OwnPriced } from '../common/OwnPriced.tsx'
import { partsMessages } from '../common/partsMessages.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { historyMessages } from './historyMessages.ts'

/** Rewards that fell to all of an operator's stake lately, by AVS and token. */
export function Earnings({
  network,
  operator,
}: {
  readonly network: Network
  readonly operator: Operator
}) {
  const t = useT(historyMessages)
  const common = useT(commonMessages)
  const parts = useT(partsMessages)
  const nameOf = useNameOf()
  const { days, earnings } = useMemo(() => operatorEarnings(network, operator), [network, operator])
  const amount = (value: number, token: `0x${string}`) =>
    `${formatAmount(weiOf(value), 18, { locale: t.locale, maxSignificant: 4 })} ${
      network.tokens[token]?.symbol ?? shortAddress(token)
    }`
  return (
    <section className="stack">
      <h2>{t('earn.title', { days })}</h2>
      {earnings.length === 0 ? (
        <p className="muted">{t('earn.none', { days })}</p>
      ) : (
        <Table
          caption={t('earn.caption', { days })}
          hideCaption
          rows={earnings}
          rowKey={({ avs, set, token }) => `${avs}${set}${token}`}
          columns={[
            {
              id: 'avs',
              header: t('earn.avs'),
              rowHeader: true,
              cell: ({ avs, set }) => (
                <bdi>
                  {avs === null
                    ? parts('apr.pool')
                    : set === null
                      ? nameOf(avs)
                      : common('set.name', {
                          avs: nameOf(avs),
                          id: String(parseOperatorSetKey(set).id),
                        })}
                </bdi>
              ),
            },
            {
              id: 'total',
              header: t('earn.token'),
              align: 'end',
              cell: ({ total, token }) => (
                <span className="num nowrap">{amount(total, token)}</span>
              ),
            },
            {
              id: 'operator',
              header: t('earn.operator'),
              align: 'end',
              cell: ({ operatorPart, token }) => (
                <span className="num nowrap">{amount(operatorPart, token)}</span>
              ),
            },
            {
              id: 'eth',
              header: t('earn.eth'),
              align: 'end',
              cell: ({ token, eth }) =>
                eth === null ? (
                  <span className="unit">{t('earn.unpriced')}</span>
                ) : (
                  <OwnPriced tokens={[network.tokens[token]]}>
                    <Amount plain value={weiOf(eth)} decimals={18} unit="ETH" />
                  </OwnPriced>
                ),
            },
          ]}
        />
      )}
    </section>
  )
}
