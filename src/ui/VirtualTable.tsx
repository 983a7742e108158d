// biome-ignore-all lint/a11y/noRedundantRoles: a table laid out as cards loses its roles in some browsers
import {
  useVirtualizer,
  useWindowVirtualizer,
  type VirtualItem,
  type Virtualizer,
} from '@tanstack/react-virtual'
import { memo, useLayoutEffect, useRef, useState } from 'react'
import { type Column, Table, type TableProps, TableRow, useOrdered } from './Table.tsx'
import { TableHead, TableSort } from './TableHead.tsx'
import './VirtualTable.css'

/** Up to here every row is drawn, so that the browser's own search finds it. */
const drawnWhole = 60

export type VirtualTableProps<Row> = Omit<TableProps<Row>, 'narrow' | 'detail'>

/**
 * A {@link Table} for thousands of rows: only those in sight are drawn. On a desktop it scrolls in a frame of its own
 * with its headings and its first column standing still; on a phone it is cards in the page.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const wide = useWide()
  if (props.rows.length <= drawnWhole) return <Table {...props} />
  return wide ? <Framed {...props} /> : <Cards {...props} />
}

/** As the style sheets have it: from 720 pixels on a table is a table. */
function useWide(): boolean {
  const [wide, setWide] = useState(() => window.matchMedia('(min-width: 720px)').matches)
  useLayoutEffect(() => {
    const query = window.matchMedia('(min-width: 720px)')
    const update = () => setWide(query.matches)
    update()
    query.addEventListener('change', update)
    return () => query.removeEventListener('change', update)
  }, [])
  return wide
}

function Framed<Row>(props: VirtualTableProps<Row>) {
  const { columns, rows, sort, rowKey } = props
  const ordered = useOrdered(columns, rows, sort)
  const frame = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: ordered.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 60,
    overscan: 8,
    getItemKey: (index) => rowKey(ordered[index] as Row),
  })
  return (
    <div className="table-frame table-cards">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <div className="table-viewport virtual-viewport" ref={frame} tabIndex={0}>
        <Drawn {...props} ordered={ordered} virtualizer={virtualizer} offset={0} />
      </div>
    </div>
  )
}

function Cards<Row>(props: VirtualTableProps<Row>) {
  const { columns, rows, sort, onSort, rowKey } = props
  const ordered = useOrdered(columns, rows, sort)
  const frame = useRef<HTMLDivElement>(null)
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    const top = frame.current?.getBoundingClientRect().top ?? 0
    setOffset(Math.round(top + window.scrollY))
  }, [])
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: ordered.length,
    estimateSize: () => 360,
    overscan: 4,
    scrollMargin: offset,
    getItemKey: (index) => rowKey(ordered[index] as Row),
  })
  return (
    <div className="table-frame table-cards">
      <TableSort columns={columns} sort={sort} onSort={onSort} />
      <div className="table-viewport" ref={frame}>
        <Drawn {...props} ordered={ordered} virtualizer={virtualizer} offset={offset} />
      </div>
    </div>
  )
}

function Drawn<Row, Scroller extends Element | Window>({
  caption,
  hideCaption = false,
  columns,
  ordered,
  sort,
  onSort,
  isCurrent,
  virtualizer,
  offset,
}: VirtualTableProps<Row> & {
  readonly ordered: readonly Row[]
  readonly virtualizer: Virtualizer<Scroller, HTMLElement>
  readonly offset: number
}) {
  const items: readonly VirtualItem[] = virtualizer.getVirtualItems()
  const before = (items[0]?.start ?? offset) - offset
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? offset) - offset)
  return (
    <table role="table" aria-rowcount={ordered.length + 1}>
      <caption className={hideCaption ? 'visually-hidden' : undefined}>{caption}</caption>
      <TableHead columns={columns} sort={sort} onSort={onSort} />
      <tbody role="rowgroup">
        <Gap height={before} columns={columns.length} />
        {items.map(({ index, key }) => {
          const row = ordered[index] as Row
          return (
            <PlacedRow
              key={key}
              row={row}
              columns={columns as readonly Column<unknown>[]}
              current={isCurrent?.(row) ?? false}
              index={index}
              measure={virtualizer.measureElement}
            />
          )
        })}
        <Gap height={after} columns={columns.length} />
      </tbody>
    </table>
  )
}

/** A row that is drawn once: while others come into sight and leave it, it stays as it is. */
const PlacedRow = memo(function PlacedRow({
  row,
  columns,
  current,
  index,
  measure,
}: {
  readonly row: unknown
  readonly columns: readonly Column<unknown>[]
  readonly current: boolean
  readonly index: number
  readonly measure: (row: HTMLElement | null) => void
}) {
  return <TableRow row={row} columns={columns} current={current} place={{ index, measure }} />
})

/** The room of rows that are not drawn. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row that nothing focuses
    <tr className="virtual-gap" aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  )
}
