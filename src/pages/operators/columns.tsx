import { useMemo } from 'react'
import { Link } from 'wouter'
import type { Assessor } from '../../data/assessment.ts'
import { AddressLabel, shortAddress } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { formatList } from '../../ui/format/formatList.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { Hint } from '../../ui/Hint.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Percent, RiskPercent } from '../../ui/Percent.tsx'
import { Pair } from '../../ui/pair/Pair.tsx'
import type { Column } from '../../ui/Table.tsx'
import { commonMessages } from '../common/messages.ts'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { messages } from './messages.ts'
import type { ReferencePosition } from './reference.ts'
import type { ExploreRow } from './rows.ts'

/** Columns that there are besides the operator itself, in their order. */
export const columnIds = [
  'slashable',
  'pair',
  'stake',
  'avss',
  'split',
  'change',
  'apr7',
  'stakers',
  'delay',
  'slashes',
  'magnitude',
  'compare',
] as const

export type ColumnId = (typeof columnIds)[number]

/** What is shown until the reader chooses. */
export const usualColumns: readonly ColumnId[] = [
  'slashable',
  'pair',
  'stake',
  'avss',
  'split',
  'compare',
]

/** Columns named in an address; the usual ones where it names none that exists. */
export function parseColumns(text: string): readonly ColumnId[] {
  const named = new Set(text.split(','))
  const found = columnIds.filter((id) => named.has(id))
  return found.length > 0 ? found : usualColumns
}

/** All columns of the operators' table. */
export function useColumns(parameters: {
  assessor: Assessor
  position: ReferencePosition
  compared: readonly string[]
  onCompare: (address: string, chosen: boolean) => void
}): Column<ExploreRow>[] {
  const { assessor, position, compared, onCompare } = parameters
  const t = useT(messages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const { network } = assessor
  return useMemo(() => {
    const who = t('who', { amount: position.amount, symbol: position.symbol })
    const percent = (bips: number) => formatPercent(bips / 10_000, { locale: t.locale }).text
    const now = network.block.timestamp
    return [
      {
        id: 'operator',
        header: t('column.operator'),
        rowHeader: true,
        firstDirection: 'ascending',
        sortValue: (row) => row.name ?? `~${row.address}`,
        cell: (row) => (
          <div className="operator-name">
            <AddressLabel
              plain
              address={row.address}
              name={
                <Link href={`/operators/${row.address}`}>
                  {row.name ?? common('operator.unnamed')}
                </Link>
              }
            />
            <span className="operator-tags">
              {row.needsApproval === true && <span className="tag">{t('needsApproval')}</span>}
              {row.slashes > 0 && <span className="tag">{t('slashed')}</span>}
              {row.defaultP && (
                <Hint className="tag tag-default" content={t('defaultP.hint')}>
                  {t('defaultP')}
                </Hint>
              )}
              {row.pending && <span className="tag tag-pending">{t('pending')}</span>}
            </span>
          </div>
        ),
      },
      {
        id: 'slashable',
        header: t('column.slashable'),
        align: 'end',
        firstDirection: 'ascending',
        sortValue: (row) => row.reference?.exposure?.maxSlashable ?? null,
        cell: ({ reference }) => (
          <RiskPercent
            value={reference?.exposure?.maxSlashable ?? null}
            reason={common('gap.operatorUnread')}
          />
        ),
      },
      {
        id: 'pair',
        header: t('column.pair'),
        wide: true,
        sortValue: (row) => row.apr,
        cell: ({ reference }) => (
          <Pair {...pairFigures(reference, common)} details={pairDetails(reference)} who={who} />
        ),
      },
      {
        id: 'stake',
        header: t('column.stake'),
        align: 'end',
        sortValue: (row) => row.stake && Number(row.stake.wei / 1_000_000_000n),
        cell: ({ stake, parts }) =>
          stake === null || parts === null ? (
            <Missing reason={t('stake.unread')} />
          ) : (
            <Hint
              className="nowrap"
              content={
                parts.length === 0 ? (
                  t('stake.none')
                ) : (
                  <span className="stack-s">
                    {parts.map((part) => (
                      <StakeLine key={part.strategy} {...part} network={network} />
                    ))}
                  </span>
                )
              }
            >
              {!stake.complete && <span className="unit">≥ </span>}
              <Amount plain value={stake.wei} decimals={18} unit="ETH" />
            </Hint>
          ),
      },
      {
        id: 'avss',
        header: t('column.avss'),
        sortValue: (row) => row.avss?.length ?? null,
        cell: ({ avss }) =>
          avss === null ? (
            <Missing reason={t('avss.unread')} />
          ) : avss.length === 0 ? (
            <span className="unit">{t('avss.none')}</span>
          ) : (
            <Hint className="operator-avss" content={formatList(avss.map(nameOf), t.locale)}>
              {avss.length === 1
                ? nameOf(avss[0] as string)
                : `${nameOf(avss[0] as string)} +${avss.length - 1}`}
            </Hint>
          ),
      },
      {
        id: 'split',
        header: t('column.split'),
        align: 'end',
        firstDirection: 'ascending',
        sortValue: (row) => row.split?.high ?? null,
        cell: ({ split }) =>
          split === null ? (
            <Missing reason={t('split.unread')} />
          ) : (
            <span className="num nowrap">
              {split.low === split.high
                ? percent(split.high)
                : t('split.range', { low: percent(split.low), high: percent(split.high) })}
            </span>
          ),
      },
      {
        id: 'change',
        header: t('column.change'),
        sortValue: (row) => row.lastChange?.timestamp ?? null,
        cell: ({ lastChange }) =>
          lastChange === null ? (
            <Missing reason={t('change.none')} />
          ) : (
            <DateTime timestamp={lastChange.timestamp} now={now} style="date" />
          ),
      },
      {
        id: 'apr7',
        header: t('column.apr7'),
        align: 'end',
        sortValue: (row) => row.apr7,
        cell: ({ apr7 }) => <Percent value={apr7} reason={t('apr7.none')} />,
      },
      {
        id: 'stakers',
        header: t('column.stakers'),
        align: 'end',
        sortValue: (row) => row.operator.stakers,
        cell: ({ operator }) => (
          <span className="num">
            {!network.coverage.complete && '≥ '}
            {formatCount(operator.stakers, t.locale)}
          </span>
        ),
      },
      {
        id: 'delay',
        header: t('column.delay'),
        align: 'end',
        sortValue: ({ operator: { allocationDelay: delay } }) =>
          delay === null ? null : delay.isSet ? delay.blocks : -1,
        cell: ({ operator: { allocationDelay: delay } }) =>
          delay === null ? (
            <Missing reason={t('delay.unread')} />
          ) : delay.isSet ? (
            <span className="num nowrap">{t('delay.blocks', { count: delay.blocks })}</span>
          ) : (
            <span className="unit">{t('delay.unset')}</span>
          ),
      },
      {
        id: 'slashes',
        header: t('column.slashes'),
        align: 'end',
        sortValue: (row) => row.slashes,
        cell: ({ slashes }) => <span className="num">{formatCount(slashes, t.locale)}</span>,
      },
      {
        id: 'magnitude',
        header: t('column.magnitude'),
        align: 'end',
        firstDirection: 'ascending',
        sortValue: (row) => row.leastMagnitude,
        cell: ({ leastMagnitude }) => (
          <Percent
            value={leastMagnitude === null ? null : Number(leastMagnitude) / 1e18}
            reason={t('magnitude.unread')}
          />
        ),
      },
      {
        id: 'compare',
        header: t('column.compare'),
        cell: (row) => {
          const chosen = compared.includes(row.address)
          const full = !chosen && compared.length >= 4
          return (
            <label className="operator-compare" title={full ? t('compare.full') : undefined}>
              <input
                type="checkbox"
                checked={chosen}
                disabled={full}
                onChange={(event) => onCompare(row.address, event.target.checked)}
              />
              <span className="visually-hidden">
                {t('compare.add', { operator: row.name ?? shortAddress(row.address) })}
              </span>
            </label>
          )
        },
      },
    ] satisfies Column<ExploreRow>[]
  }, [network, position, compared, onCompare, nameOf, t, common])
}

function StakeLine({
  network,
  strategy,
  shares,
  wei,
}: {
  readonly network: Assessor['network']
  readonly strategy: `0x${string}`
  readonly shares: bigint
  readonly wei: bigint | null
}) {
  const t = useT(messages)
  const { kind, token, rate } = network.strategies[strategy] ?? {}
  const symbol = kind === 'beaconChainETH' ? 'ETH' : (token?.symbol ?? shortAddress(strategy))
  const units = kind === 'beaconChainETH' ? shares : rate ? (shares * rate) / 10n ** 18n : null
  return (
    <span className="num">
      {units === null
        ? symbol
        : `${formatAmount(units, token?.decimals ?? 18, { locale: t.locale })} ${symbol}`}
      {wei === null && <span className="unit"> ({t('stake.unpriced')})</span>}
    </span>
  )
}
