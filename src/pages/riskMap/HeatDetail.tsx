import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { HeatColumn, HeatRow, HeatTile } from '../../data/heatMap.ts'
import type { BlockRef } from '../../protocol/network/types.ts'
import { expectedTime } from '../../protocol/withdrawals/timing.ts'
import { Button } from '../../ui/Button.tsx'
import { formatDate } from '../../ui/format/formatDate.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { messages } from './messages.ts'

/** What is told of a place of the map, beside it. */
export function HeatDetail({
  asked,
  tile,
  rows,
  columns,
  names,
  severity,
  block,
  blockTime,
  onZoom,
}: {
  /** A place was chosen rather than being the first one. */
  readonly asked: boolean
  readonly tile: HeatTile
  /** The operators and AVSs that it stands for. */
  readonly rows: readonly HeatRow[]
  readonly columns: readonly HeatColumn[]
  readonly names: { readonly row: string; readonly column: string }
  readonly severity: number
  readonly block: BlockRef
  /** Seconds. */
  readonly blockTime: number
  /** Absent where there is nothing to open. */
  readonly onZoom?: (() => void) | undefined
}) {
  const t = useT(messages)
  const { locale } = t
  const risk = (share: number) => formatRisk(share, { locale }).text
  const when = (at: number) => ({
    block: formatCount(at, locale),
    date: formatDate(expectedTime(at, block, blockTime), { locale }),
  })
  const [row] = rows
  const [column] = columns
  const alone = rows.length === 1 && row !== undefined
  const single = columns.length === 1 && column !== undefined
  const lines: { id: string; name: string; value: ReactNode; note?: string | undefined }[] = []
  if (tile.count === 0)
    lines.push({ id: 'none', name: t('heat.now'), value: risk(0), note: t('heat.nothing') })
  else {
    lines.push({
      id: 'now',
      name: t('heat.now'),
      value: risk(tile.now),
      note: alone
        ? severity > 0
          ? t('heat.allocated', { share: risk(tile.now / severity) })
          : undefined
        : t('heat.mean'),
    })
    if (!alone) lines.push({ id: 'most', name: t('heat.most'), value: risk(tile.most) })
    if (tile.latent > 0)
      lines.push({
        id: 'latent',
        name: t('heat.latent'),
        value: risk(tile.latent),
        note: t('heat.latentHint'),
      })
    if (tile.block !== null)
      lines.push({
        id: 'pending',
        name: t('heat.pending'),
        value: formatRisk(tile.change, { locale, sign: 'always' }).text,
        note: t('heat.pendingFrom', when(tile.block)),
      })
  }
  return (
    <div className={asked ? 'heat-detail' : 'heat-detail heat-detail-idle'}>
      <h3>
        {alone ? <Link href={`/operators/${row.operator}`}>{names.row}</Link> : names.row}
        {' × '}
        {single ? <Link href={`/avs/${column.avs}`}>{names.column}</Link> : names.column}
      </h3>
      <dl className="figures">
        {lines.map(({ id, name, value, note }) => (
          <div key={id}>
            <dt>
              {name}
              {note !== undefined && <span className="secures-note">{note}</span>}
            </dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      {single && column.redistributes && <p className="small">{t('heat.redistributes')}</p>}
      {single && column.slasherChange !== null && (
        <p className="small">{t('heat.slasher', when(column.slasherChange))}</p>
      )}
      {onZoom && (
        <div className="row">
          <Button onClick={onZoom}>{t('heat.in')}</Button>
        </div>
      )}
    </div>
  )
}
