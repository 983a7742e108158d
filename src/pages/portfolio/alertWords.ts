import type { Alert } from '../../data/alerts.ts'
import type { Address, Network, OperatorSetKey } from '../../protocol/network/types.ts'
import { parseOperatorSetKey, zeroAddress } from '../../protocol/network/types.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { formatDate, formatRelative } from '../../ui/format/formatDate.ts'
import { formatList } from '../../ui/format/formatList.ts'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import type { Translate } from '../../ui/i18n/useT.ts'
import type common from '../common/messages.en.ts'
import en from './alerts.en.ts'

export const alertMessages = defineMessages(en, () => import('./alerts.zh.ts'))

export type AlertContext = {
  t: Translate<typeof en>
  common: Translate<typeof common>
  network: Network
  nameOf: (address: string) => string
  /** The restaker's operator. */
  operator: Address
}

/** An alert as one sentence. */
export function alertSentence(alert: Alert, context: AlertContext): string {
  const { t, network } = context
  const operator = context.nameOf(context.operator)
  const percent = (fraction: number) => formatPercent(fraction, { locale: t.locale }).text
  const bips = (value: number) => percent(value / 10_000)
  const set = (key: OperatorSetKey) => setName(key, context)
  const token = (address: Address | null) =>
    address === null ? 'ETH' : (network.tokens[address]?.symbol ?? shortAddress(address))
  const strategy = (address: Address) => strategyName(network, address)
  switch (alert.kind) {
    case 'allocationPending':
    case 'deallocationPending':
      return t(alert.kind, {
        operator,
        strategy: strategy(alert.strategy),
        set: set(alert.set),
        from: percent(alert.from),
        to: percent(alert.to),
        block: alert.effectBlock,
      })
    case 'splitPending':
    case 'splitChanged': {
      const values = {
        operator,
        scope: scopeName(alert.scope, context),
        from: bips(alert.oldBips),
        to: bips(alert.newBips),
      }
      return alert.kind === 'splitChanged'
        ? t('splitChanged', values)
        : t('splitPending', {
            ...values,
            when: formatDate(Number(alert.timestamp), { locale: t.locale }),
          })
    }
    case 'metadataChanged':
      return t('metadataChanged', { operator })
    case 'approverChanged':
      return alert.approver === zeroAddress
        ? t('approverNone', { operator })
        : t('approverChanged', { operator, approver: shortAddress(alert.approver) })
    case 'slashed':
      return t('slashed', {
        operator,
        set: set(alert.set),
        taken: percent(alert.taken),
        strategy: strategy(alert.strategy),
      })
    case 'slasherPending':
      return t('slasherPending', {
        set: set(alert.set),
        slasher: shortAddress(alert.slasher),
        block: alert.effectBlock,
      })
    case 'slasherChanged':
      return t('slasherChanged', { set: set(alert.set), slasher: shortAddress(alert.slasher) })
    case 'strategyAdded':
      return t('strategyAdded', { set: set(alert.set), strategy: strategy(alert.strategy) })
    case 'withdrawalReady':
      return t('withdrawalReady', { count: alert.count })
    case 'withdrawalSoon':
      return t('withdrawalSoon', { count: alert.count, block: alert.block })
    case 'rewardClaimable':
      return t('rewardClaimable', {
        amounts: formatList(
          alert.claimable.map((line) => {
            const known = network.tokens[line.token]
            return known
              ? `${formatAmount(line.amount, known.decimals, { locale: t.locale })} ${known.symbol}`
              : shortAddress(line.token)
          }),
          t.locale,
        ),
      })
    case 'feedStale':
      return t('feedStale', {
        token: token(alert.token),
        when: formatRelative(Number(alert.updatedAt), Number(network.block.timestamp), t.locale),
      })
    case 'belowRate':
      return t('belowRate', {
        token: token(alert.token),
        market: alert.market.toFixed(4),
        rate: alert.rate.toFixed(4),
        discount: percent(1 - alert.market / alert.rate),
      })
  }
}

function setName(key: OperatorSetKey, { common, nameOf }: AlertContext): string {
  const { avs, id } = parseOperatorSetKey(key)
  return common('set.name', { avs: nameOf(avs), id: String(id) })
}

function scopeName(scope: Address | OperatorSetKey | null, context: AlertContext): string {
  if (scope === null) return context.t('scope.pi')
  return scope.length > 42 ? setName(scope as OperatorSetKey, context) : context.nameOf(scope)
}

function strategyName(network: Network, address: Address): string {
  const strategy = network.strategies[address]
  if (strategy?.kind === 'beaconChainETH') return 'ETH'
  return strategy?.token?.symbol ?? shortAddress(address)
}
