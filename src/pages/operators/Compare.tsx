import { useMemo } from 'react'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Button } from '../../ui/Button.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { type Column, Table } from '../../ui/Table.tsx'
import { messages } from './messages.ts'
import type { ExploreRow } from './rows.ts'

/** Up to four operators side by side: one line a figure, one column an operator. */
export function Compare({
  rows,
  columns,
  onClear,
  onRemove,
}: {
  readonly rows: readonly ExploreRow[]
  readonly columns: readonly Column<ExploreRow>[]
  readonly onClear: () => void
  readonly onRemove: (address: string) => void
}) {
  const t = useT(messages)
  const lines = useMemo(
    () => [
      ...columns.filter(({ id }) => id !== 'compare'),
      {
        id: 'remove',
        header: '',
        cell: (row: ExploreRow) => (
          <button type="button" className="link-button small" onClick={() => onRemove(row.address)}>
            {t('compare.out')}
            <span className="visually-hidden">: {row.name ?? shortAddress(row.address)}</span>
          </button>
        ),
      },
    ],
    [columns, onRemove, t],
  )
  return (
    <section className="stack-s card operators-compare" aria-label={t('compare.title')}>
      <div className="row">
        <h2>{t('compare.title')}</h2>
        <Button kind="quiet" onClick={onClear}>
          {t('compare.clear')}
        </Button>
      </div>
      <Table
        caption={t('compare.title')}
        hideCaption
        narrow="scroll"
        rows={lines}
        rowKey={(line) => line.id}
        columns={[
          {
            id: 'figure',
            header: t('compare.figure'),
            rowHeader: true,
            cell: (line: Column<ExploreRow>) => line.header,
          },
          ...rows.map(
            (row): Column<Column<ExploreRow>> => ({
              id: row.address,
              header: row.name ?? shortAddress(row.address),
              cell: (line) => line.cell(row),
            }),
          ),
        ]}
      />
    </section>
  )
}
