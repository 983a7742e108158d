import type { OperatorEvent } from '../../data/operatorHistory.ts'
import type { Address, Delegation, Network, Operator } from '../../protocol/network/types.ts'
import { WAD } from '../../protocol/network/types.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { formatDate } from '../../ui/format/formatDate.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { historyMessages } from './historyMessages.ts'

/** What to weigh before delegating here, and what has changed since one did. */
export function Warnings({
  network,
  operator,
  delegation,
  events,
}: {
  readonly network: Network
  readonly operator: Operator
  /** The reader's own, with this operator. */
  readonly delegation: Delegation | null
  readonly events: readonly OperatorEvent[]
}) {
  const t = useT(historyMessages)
  const low = (Object.entries(operator.maxMagnitudes ?? {}) as [Address, bigint][]).filter(
    ([, magnitude]) => magnitude < WAD,
  )
  const later = delegation ? events.filter(({ block }) => block > delegation.block).length : 0
  const name = (strategy: Address) => {
    const known = network.strategies[strategy]
    return known?.kind === 'beaconChainETH'
      ? 'ETH'
      : (known?.token?.symbol ?? shortAddress(strategy))
  }
  return (
    <>
      {low.length > 0 && (
        <Banner kind="warning">
          {low
            .map(([strategy, magnitude]) =>
              t('warn.low', {
                strategy: name(strategy),
                share: formatRisk(Number(magnitude) / 1e18, { locale: t.locale }).text,
              }),
            )
            .join(' ')}{' '}
          {t('warn.lowText')}
        </Banner>
      )}
      {delegation && later > 0 && (
        <Banner kind="warning">
          {t('warn.changed', {
            count: later,
            date: formatDate(Number(delegation.timestamp), { locale: t.locale, style: 'date' }),
          })}{' '}
          {t('warn.see')}
        </Banner>
      )}
    </>
  )
}
