import type { CheckedDeposit, DepositProblem } from '../../protocol/beacon/checkDeposits.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Table } from '../../ui/Table.tsx'
import { nativeMessages } from './messages.ts'

/** Every entry of the file with what is wrong with it. */
export function CheckedDeposits({
  checked,
  logsRead,
}: {
  readonly checked: readonly CheckedDeposit[]
  /** Whether earlier deposits of the pod could be compared. */
  readonly logsRead: boolean
}) {
  const t = useT(nativeMessages)
  const say = (problem: DepositProblem): string => {
    switch (problem.kind) {
      case 'field':
        return t('problem.field', { field: problem.field })
      case 'otherPod':
        return t('problem.otherPod', { address: shortAddress(problem.address) })
      case 'amount':
        return t('problem.amount', {
          amount: formatAmount(problem.gwei, 9, { locale: t.locale }),
        })
      case 'fork':
        return t('problem.fork', { given: problem.given, wanted: problem.wanted })
      case 'duplicate':
        return t('problem.duplicate', { first: problem.first })
      default:
        return t(`problem.${problem.kind}`)
    }
  }
  return (
    <>
      <Table
        caption={t('checked.caption')}
        columns={[
          {
            id: 'number',
            header: t('checked.entry'),
            rowHeader: true,
            cell: ({ number }) => <span className="nowrap">{t('checked.number', { number })}</span>,
          },
          {
            id: 'pubkey',
            header: t('checked.pubkey'),
            cell: ({ pubkey }) =>
              pubkey === null ? (
                <Missing reason={t('checked.noKey')} />
              ) : (
                <span className="mono nowrap" title={pubkey}>
                  {`${pubkey.slice(0, 10)}…${pubkey.slice(-8)}`}
                </span>
              ),
          },
          {
            id: 'result',
            header: t('checked.result'),
            wide: true,
            cell: ({ problems }) =>
              problems.length === 0 ? (
                <span className="deposit-right">
                  <Icon name="check" size={16} /> {t('checked.good')}
                </span>
              ) : (
                <ul className="deposit-problems deposit-wrong">
                  {problems.map((problem) => (
                    <li key={say(problem)}>{say(problem)}</li>
                  ))}
                </ul>
              ),
          },
        ]}
        rows={checked}
        rowKey={({ number }) => String(number)}
      />
      {!logsRead && <p className="muted">{t('checked.noLogs')}</p>}
    </>
  )
}
