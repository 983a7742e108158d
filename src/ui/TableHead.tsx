// biome-ignore-all lint/a11y/noRedundantRoles: a table laid out as cards loses its roles in some browsers
import { formatList } from './format/formatList.ts'
import { Icon } from './Icon.tsx'
import { useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'
import type { Sort } from './sortRows.ts'
import type { Column } from './Table.tsx'

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly sort: Sort | undefined
  readonly onSort: ((sort: Sort) => void) | undefined
}

/** The headings of a table; a press on one that sorts orders by it, a second turns the order. */
export function TableHead<Row>({ columns, sort, onSort }: TableHeadProps<Row>) {
  const press = (column: Column<Row>) => {
    const first = column.firstDirection ?? 'descending'
    const other = first === 'descending' ? 'ascending' : 'descending'
    const turn = sort?.column === column.id && sort.direction === first
    onSort?.({ column: column.id, direction: turn ? other : first })
  }
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) => {
          const direction = sort?.column === column.id ? sort.direction : undefined
          return (
            <th
              key={column.id}
              scope="col"
              className={column.align === 'end' ? 'table-end' : undefined}
              aria-sort={
                column.sortValue === undefined || onSort === undefined
                  ? undefined
                  : (direction ?? 'none')
              }
            >
              {column.sortValue === undefined || onSort === undefined ? (
                column.header
              ) : (
                <button type="button" className="table-sorter" onClick={() => press(column)}>
                  {column.header}
                  <Icon
                    name={
                      direction === undefined ? 'sort' : direction === 'ascending' ? 'up' : 'down'
                    }
                    size={14}
                  />
                </button>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

/** The order of a table that is laid out as cards, where there are no headings to press. */
export function TableSort<Row>({ columns, sort, onSort }: TableHeadProps<Row>) {
  const t = useT(uiMessages)
  const sortable = columns.filter((column) => column.sortValue !== undefined)
  if (onSort === undefined || sortable.length === 0) return null
  return (
    <label className="table-sort">
      <span>{t('table.sortBy')}</span>
      <select
        className="input"
        value={sort === undefined ? '' : `${sort.column}/${sort.direction}`}
        onChange={(event) => {
          const [column = '', direction] = event.target.value.split('/')
          onSort({ column, direction: direction === 'ascending' ? 'ascending' : 'descending' })
        }}
      >
        {sort === undefined && <option value="">{t('table.unsorted')}</option>}
        {sortable.flatMap((column) =>
          (['descending', 'ascending'] as const).map((direction) => (
            <option key={column.id + direction} value={`${column.id}/${direction}`}>
              {formatList([column.header, t(`table.${direction}`)], t.locale)}
            </option>
          )),
        )}
      </select>
    </label>
  )
}
