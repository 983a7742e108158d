import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { formatDecimal } from '../../ui/format/formatNumber.ts'
import { numberFormat } from '../../ui/format/parts.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Percent } from '../../ui/Percent.tsx'
import { Table } from '../../ui/Table.tsx'
import { formatPrice, stepName } from './finding.ts'
import { messages } from './messages.ts'
import type { LoanFate, Story } from './story.ts'

/** Rows that are listed; loans further from liquidation are only counted. */
const LISTED = 60

/** The loans, nearest to liquidation first, with what becomes of them. */
export function LoanTable({
  story,
  explorer,
}: {
  readonly story: Story
  readonly explorer?: string | undefined
}) {
  const t = useT(messages)
  const { fates } = story
  const symbol = story.symbol || t('token')
  const rows = fates.slice(0, LISTED).map((fate, index) => ({ ...fate, number: index + 1 }))
  const figure = (text: string) => <span className="num">{text}</span>
  const health = ({ loan }: LoanFate) => (loan.coll * loan.lt) / loan.debt
  const two = numberFormat(t.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return (
    <>
      <Table
        caption={t('loans.title')}
        hideCaption
        rows={rows}
        rowKey={({ number }) => String(number)}
        columns={[
          {
            id: 'borrower',
            header: t('loans.borrower'),
            rowHeader: true,
            cell: ({ loan, number }) =>
              loan.borrower === undefined ? (
                t('loans.own', { number })
              ) : (
                <AddressLabel address={loan.borrower} explorer={explorer} />
              ),
          },
          {
            id: 'collateral',
            header: t('loans.collateral', { symbol }),
            align: 'end',
            cell: ({ loan }) => figure(formatDecimal(loan.coll, t.locale)),
          },
          {
            id: 'debt',
            header: t('loans.debt'),
            align: 'end',
            cell: ({ loan }) => figure(formatDecimal(loan.debt, t.locale)),
          },
          {
            id: 'threshold',
            header: t('loans.threshold'),
            align: 'end',
            cell: ({ loan }) => <Percent value={loan.lt} />,
          },
          {
            id: 'health',
            header: t('loans.health'),
            align: 'end',
            cell: (fate) => figure(two.format(health(fate))),
          },
          {
            id: 'trigger',
            header: t('loans.trigger'),
            align: 'end',
            cell: ({ trigger }) => figure(formatPrice(trigger, t.locale)),
          },
          {
            id: 'fate',
            header: t('loans.fate'),
            cell: ({ fallsAt }) =>
              fallsAt === null ? (
                t('loans.stands')
              ) : (
                <strong className="market-fallen">
                  {t('loans.falls', { step: stepName({ index: fallsAt }, t) })}
                </strong>
              ),
          },
        ]}
      />
      {fates.length > LISTED && (
        <p className="muted small">{t('loans.more', { count: fates.length - LISTED })}</p>
      )}
    </>
  )
}
