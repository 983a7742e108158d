import { useMemo, useState } from 'react'
import { type OperatorEvent, operatorEvents } from '../../data/operatorHistory.ts'
import type { Address, Network, Operator, OperatorSetKey } from '../../protocol/network/types.ts'
import { parseOperatorSetKey, zeroAddress } from '../../protocol/network/types.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { BlockNumber } from '../../ui/BlockNumber.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { formatDate } from '../../ui/format/formatDate.ts'
import { formatList } from '../../ui/format/formatList.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatPercent, formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { commonMessages } from '../common/messages.ts'
import { useNameOf } from '../common/useNameOf.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { historyMessages } from './historyMessages.ts'

const atFirst = 12

/** Everything that happened to an operator, newest first; what came after the reader delegated is marked. */
export function Changes({
  network,
  connection,
  operator,
  since,
}: Reading & {
  readonly operator: Operator
  /** Block in which the reader delegated here. */
  readonly since: bigint | null
}) {
  const t = useT(historyMessages)
  const [all, setAll] = useState(false)
  const say = useSay(network)
  const events = useMemo(() => operatorEvents(network, operator), [network, operator])
  const shown = all ? events : events.slice(0, atFirst)
  return (
    <section className="stack-s">
      <h2>{t('changes.title')}</h2>
      <ol className="operator-changes">
        {shown.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several changes of one block have no name of their own
          <li key={`${event.block}${event.type}${index}`}>
            <span className="unit small">
              <DateTime timestamp={event.timestamp} style="date" />{' '}
              <BlockNumber number={event.block} explorer={connection.chain.explorerUrl} />
            </span>
            <span>
              <bdi>{say(event)}</bdi>
              {since !== null && event.block > since && (
                <span className="tag tag-warning operator-since">{t('changes.since')}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
      {events.length > shown.length && (
        <div>
          <button type="button" className="link-button" onClick={() => setAll(true)}>
            {t('changes.more', { count: events.length })}
          </button>
        </div>
      )}
    </section>
  )
}

function useSay(network: Network) {
  const t = useT(historyMessages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const { locale } = t
  const setName = (key: OperatorSetKey) => {
    const { avs, id } = parseOperatorSetKey(key)
    return common('set.name', { avs: nameOf(avs), id: String(id) })
  }
  const symbol = (strategy: Address) => {
    const known = network.strategies[strategy]
    return known?.kind === 'beaconChainETH'
      ? 'ETH'
      : (known?.token?.symbol ?? shortAddress(strategy))
  }
  const percent = (fraction: number) => formatPercent(fraction, { locale }).text
  const fallback = network.parameters.defaultOperatorSplitBips ?? 1_000
  const bips = (value: number) => percent((value === 65_535 ? fallback : value) / 10_000)
  return (event: OperatorEvent): string => {
    switch (event.type) {
      case 'allocation': {
        const values = {
          share: percent(event.max === 0n ? 0 : Number(event.magnitude) / Number(event.max)),
          strategy: symbol(event.strategy),
          set: setName(event.set),
        }
        return BigInt(event.effectBlock) > event.block
          ? t('event.allocationFrom', { ...values, block: formatCount(event.effectBlock, locale) })
          : t('event.allocation', values)
      }
      case 'registration':
        return t(event.registered ? 'event.joined' : 'event.left', { set: setName(event.set) })
      case 'split':
        return t('event.split', {
          scope:
            event.scope === null
              ? t('event.pool')
              : event.scope.length > 42
                ? setName(event.scope as OperatorSetKey)
                : nameOf(event.scope),
          before: bips(event.oldBips),
          after: bips(event.newBips),
          date: formatDate(event.activatedAt, { locale, style: 'date' }),
        })
      case 'maxMagnitude':
        return t('event.maxMagnitude', {
          strategy: symbol(event.strategy),
          share: percent(Number(event.magnitude) / 1e18),
        })
      case 'metadata':
        return t('event.metadata')
      case 'approver':
        return event.approver === zeroAddress
          ? t('event.approverNone')
          : t('event.approver', { approver: shortAddress(event.approver) })
      case 'slash':
        return t('event.slash', {
          set: setName(event.set),
          taken: formatList(
            event.strategies.map(
              (strategy, index) =>
                `${formatRisk(Number(event.wadSlashed[index] ?? 0n) / 1e18, { locale }).text} ${symbol(strategy)}`,
            ),
            t.locale,
          ),
        })
      case 'registered':
        return t('event.registered')
    }
  }
}
