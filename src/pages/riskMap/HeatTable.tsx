import type { HeatTile, HeatView } from '../../data/heatMap.ts'
import { formatList } from '../../ui/format/formatList.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Table } from '../../ui/Table.tsx'
import { tileOf } from './heatTiles.ts'
import { messages } from './messages.ts'

/** The same view as a table. */
export function HeatTable({
  view,
  names,
  caption,
}: {
  readonly view: HeatView
  readonly names: { readonly rows: readonly string[]; readonly columns: readonly string[] }
  readonly caption: string
}) {
  const t = useT(messages)
  const risk = (share: number) => formatRisk(share, { locale: t.locale }).text
  const words = ({ now, latent, block, change }: HeatTile) =>
    formatList(
      [
        ...(now > 0 ? [risk(now)] : []),
        ...(latent > 0 ? [t('heat.sayLatent', { share: risk(latent) })] : []),
        ...(block === null
          ? []
          : [
              t('heat.sayPending', {
                change: formatRisk(change, { locale: t.locale, sign: 'always' }).text,
                block: formatCount(block, t.locale),
              }),
            ]),
      ],
      t.locale,
    ) || '–'
  const rows = view.rows.map((_, index) => index)
  return (
    <Table
      caption={caption}
      hideCaption
      narrow="scroll"
      rows={[...rows, view.rows.length]}
      rowKey={String}
      columns={[
        {
          id: 'operator',
          header: t('heat.operator'),
          rowHeader: true,
          cell: (row) => names.rows[row] ?? t('heat.sum'),
        },
        {
          id: 'total',
          header: t('heat.total'),
          align: 'end',
          cell: (row) => words(tileOf(view, { row, column: view.columns.length })),
        },
        ...names.columns.map((name, column) => ({
          id: String(column),
          header: name,
          align: 'end' as const,
          cell: (row: number) => words(tileOf(view, { row, column })),
        })),
      ]}
    />
  )
}
