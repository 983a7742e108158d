import type { Address } from '../../protocol/network/types.ts'
import { Amount } from '../../ui/Amount.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Table } from '../../ui/Table.tsx'
import type { DelegatorRow } from './delegators.ts'
import { messages } from './messages.ts'
import { decimalsOf, type Parts, symbolOf, tokensFor } from './parts.ts'

/** What ending one restaker's delegation takes from the operator, strategy by strategy. */
export function UndelegateEffects({
  parts: { network, operator },
  row,
}: {
  readonly parts: Parts
  readonly row: DelegatorRow
}) {
  const t = useT(messages)
  const amount = (strategy: Address, shares: bigint | null) => (
    <Amount
      value={shares === null ? null : tokensFor(network, strategy, shares)}
      decimals={decimalsOf(network, strategy)}
      unit={symbolOf(network, strategy)}
      reason={t('unread')}
    />
  )
  const held = (strategy: Address) => operator.shares?.[strategy] ?? null
  const delay = network.parameters.minWithdrawalDelayBlocks
  return (
    <div className="stack-s">
      {row.shares !== null && Object.keys(row.shares).length > 0 && (
        <Table
          caption={t('undelegate.leaves')}
          hideCaption
          rows={Object.entries(row.shares) as [Address, bigint][]}
          rowKey={([strategy]) => strategy}
          columns={[
            {
              id: 'leaves',
              header: t('undelegate.leaves'),
              rowHeader: true,
              cell: ([strategy, shares]) => amount(strategy, shares),
            },
            {
              id: 'before',
              header: t('undelegate.before'),
              align: 'end',
              cell: ([strategy]) => amount(strategy, held(strategy)),
            },
            {
              id: 'after',
              header: t('undelegate.after'),
              align: 'end',
              cell: ([strategy, shares]) => {
                const now = held(strategy)
                return amount(strategy, now === null ? null : now - shares)
              },
            },
          ]}
        />
      )}
      {delay !== null && <p className="muted small">{t('undelegate.about', { count: delay })}</p>}
    </div>
  )
}
