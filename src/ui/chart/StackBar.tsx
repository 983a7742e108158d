import type { ReactNode } from 'react'
import { useT } from '../i18n/useT.ts'
import { uiMessages } from '../messages.ts'
import { Table } from '../Table.tsx'
import './StackBar.css'

/** A contribution to a figure. */
export interface StackPart {
  readonly id: string
  readonly label: ReactNode
  /** In the unit of the total; what takes away (a split, a fee) is negative. */
  readonly value: number
  /** Solid is now, an outline is pending, hatched is latent. Default `now`. */
  readonly state?: 'now' | 'pending' | 'latent'
}

export interface StackBarProps {
  /** States the finding: "Half of the exposure comes from one operator set". */
  readonly title: string
  /** Blue for what is earned, orange for what can be lost. */
  readonly kind: 'apr' | 'exposure'
  readonly parts: readonly StackPart[]
  /** The figure that the parts add up to. */
  readonly total: number
  /** Writes a value: `formatPercent` or `formatRisk` with the locale. */
  readonly format: (value: number) => string
}

/**
 * What a figure is made of: one bar, and under it the same parts as a table that adds up to it.
 * Numbers in the bar point to the rows, so that no colour needs a legend.
 */
export function StackBar({ title, kind, parts, total, format }: StackBarProps) {
  const t = useT(uiMessages)
  const gains = parts.filter((part) => part.value > 0)
  const losses = parts.filter((part) => part.value < 0)
  const gross = gains.reduce((sum, part) => sum + part.value, 0)
  const taken = Math.min(
    gross,
    losses.reduce((sum, part) => sum - part.value, 0),
  )
  const rows = [
    ...parts.map((part) => ({ ...part, sum: false })),
    { id: 'total', label: t('chart.total'), value: total, sum: true },
  ]
  const numberOf = (id: string) => parts.findIndex((part) => part.id === id) + 1
  return (
    <div className={`stack-bar stack-bar-${kind}`}>
      <h3>{title}</h3>
      {gross > 0 && (
        <div className="stack-bar-frame" aria-hidden="true">
          {gains.map((part, index) => (
            <span
              key={part.id}
              className={`stack-bar-part stack-bar-${part.state ?? 'now'}${index % 2 === 1 ? ' stack-bar-odd' : ''}`}
              style={{ flexGrow: part.value / gross }}
            >
              {part.value / gross > 0.06 && <span className="num">{numberOf(part.id)}</span>}
            </span>
          ))}
          {taken > 0 && (
            <span className="stack-bar-taken" style={{ width: `${(taken / gross) * 100}%` }}>
              <span>{losses.map((part) => numberOf(part.id)).join(' ')}</span>
            </span>
          )}
        </div>
      )}
      <Table
        caption={title}
        hideCaption
        narrow="scroll"
        columns={[
          {
            id: 'part',
            header: t('chart.part'),
            rowHeader: true,
            cell: (row) =>
              row.sum ? (
                <strong>{row.label}</strong>
              ) : (
                <span className="stack-bar-label">
                  <span className="stack-bar-number num">{numberOf(row.id)}</span>{' '}
                  <span>{row.label}</span>
                </span>
              ),
          },
          {
            id: 'value',
            header: t('chart.value'),
            align: 'end',
            cell: (row) => (
              <span className={row.sum ? 'num nowrap stack-bar-total' : 'num nowrap'}>
                {format(row.value)}
              </span>
            ),
          },
        ]}
        rows={rows}
        rowKey={(row) => row.id}
      />
    </div>
  )
}
