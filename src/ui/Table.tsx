// biome-ignore-all lint/a11y/noRedundantRoles: a table laid out as cards loses its roles in some browsers
import { type ReactNode, useMemo } from 'react'
import { useLocale } from './i18n/language.ts'
import { type Sort, type SortValue, sortRows } from './sortRows.ts'
import { TableHead, TableSort } from './TableHead.tsx'
import './Table.css'

/** A column of a table. */
export interface Column<Row> {
  readonly id: string
  /** Its heading, also the label of the value in a card. */
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** Figures stand at the end. Default `start`. */
  readonly align?: 'start' | 'end'
  /** Makes the column sortable. */
  readonly sortValue?: (row: Row) => SortValue
  /** The order of the first press. Default `descending`: the most of something is what one looks for. */
  readonly firstDirection?: Sort['direction']
  /** On a phone the value stands under its label and takes the whole width, as the pair does. */
  readonly wide?: boolean
  /** Names the row: its heading, the sticky column, the title of the card. */
  readonly rowHeader?: boolean
}

export interface TableProps<Row> {
  /** What the table holds; read before it, shown unless hidden. */
  readonly caption: string
  readonly hideCaption?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** The order in force; without it rows stay as they come. */
  readonly sort?: Sort | undefined
  readonly onSort?: ((sort: Sort) => void) | undefined
  /** On a phone: a card per row, or a table that scrolls beside its sticky first column. Default `cards`. */
  readonly narrow?: 'cards' | 'scroll'
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode
  /** Marks a row, as the chosen operator. */
  readonly isCurrent?: (row: Row) => boolean
  /** A line under a row that opens in place; `undefined` for none. */
  readonly detail?: (row: Row) => ReactNode | undefined
}

/** A table that is one for the eye, for the keyboard and for a screen reader, at any width. */
export function Table<Row>({
  caption,
  hideCaption = false,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
  narrow = 'cards',
  empty,
  isCurrent,
  detail,
}: TableProps<Row>) {
  const ordered = useOrdered(columns, rows, sort)
  if (rows.length === 0 && empty !== undefined) return empty
  return (
    <div className={`table-frame table-${narrow}`}>
      {narrow === 'cards' && <TableSort columns={columns} sort={sort} onSort={onSort} />}
      <div className="table-viewport" {...(narrow === 'scroll' ? { tabIndex: 0 } : {})}>
        <table role="table">
          <caption className={hideCaption ? 'visually-hidden' : undefined}>{caption}</caption>
          <TableHead columns={columns} sort={sort} onSort={onSort} />
          <tbody role="rowgroup">
            {ordered.map((row) => (
              <TableRow
                key={rowKey(row)}
                row={row}
                columns={columns}
                current={isCurrent?.(row) ?? false}
                detail={detail?.(row)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** Rows in the order in force; without one as they come. */
export function useOrdered<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  sort: Sort | undefined,
): readonly Row[] {
  const locale = useLocale()
  return useMemo(() => {
    const value = columns.find((column) => column.id === sort?.column)?.sortValue
    return sort === undefined || value === undefined
      ? rows
      : sortRows(rows, value, sort.direction, locale)
  }, [columns, rows, sort, locale])
}

/** A row, and the line that is open under it. */
export function TableRow<Row>({
  row,
  columns,
  current,
  detail,
  place,
}: {
  readonly row: Row
  readonly columns: readonly Column<Row>[]
  readonly current: boolean
  readonly detail?: ReactNode | undefined
  /** Where it stands in a table of which only a part is drawn, and who wants to know its height. */
  readonly place?: { readonly index: number; readonly measure: (row: HTMLElement | null) => void }
}) {
  return (
    <>
      <tr
        role="row"
        aria-current={current || undefined}
        {...(place && {
          ref: place.measure,
          'data-index': place.index,
          // The headings are the first row.
          'aria-rowindex': place.index + 2,
        })}
      >
        {columns.map((column) => {
          const className = column.align === 'end' ? 'table-end' : undefined
          return column.rowHeader === true ? (
            <th key={column.id} scope="row" className={className}>
              {column.cell(row)}
            </th>
          ) : (
            <td
              key={column.id}
              role="cell"
              className={className}
              data-label={column.header}
              data-wide={column.wide}
            >
              {column.cell(row)}
            </td>
          )
        })}
      </tr>
      {detail !== undefined && detail !== null && (
        <tr role="row" className="table-detail">
          <td role="cell" colSpan={columns.length}>
            {detail}
          </td>
        </tr>
      )}
    </>
  )
}
