import { useMemo, useState } from 'react'
import { getAddress } from 'viem'
import { reconcile } from '../../protocol/console/readDelegators.ts'
import { timestampAt } from '../../protocol/network/blockClock.ts'
import type { Address } from '../../protocol/network/types.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { BlockNumber } from '../../ui/BlockNumber.tsx'
import { Button } from '../../ui/Button.tsx'
import { TimeChart } from '../../ui/chart/TimeChart.tsx'
import { saveCsv, toCsv } from '../../ui/csv.ts'
import { DateTime } from '../../ui/DateTime.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Percent } from '../../ui/Percent.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { type Sort, sortRows } from '../../ui/sortRows.ts'
import { type Column, Table } from '../../ui/Table.tsx'
import { concentration, csvHeader, csvRows, type DelegatorRow, rowsOf } from './delegators.ts'
import { messages } from './messages.ts'
import { decimalsOf, type Parts, symbolOf, timeOfBlock, tokensFor } from './parts.ts'
import { useDelegators } from './useDelegators.ts'

/** Rows of one page of the table. */
const pageSize = 50
/** Movements told in the table beside the chart. */
const movementsShown = 100

/** Every restaker, what it holds, since when, what is leaving, and whether it adds up. */
export function DelegationsPart(parts: Parts) {
  const t = useT(messages)
  const state = useDelegators(parts)
  const { reading, delegations, network, progress, error, coverage } = state
  const rows = useMemo(
    () => (reading && network ? rowsOf(network, reading) : []),
    [reading, network],
  )
  if (reading === null || network === null || delegations === null)
    return error ? (
      <ErrorState message={t('delegations.failed')} detail={error.message} onRetry={state.again} />
    ) : (
      <Progress
        label={t(progress?.part === 'stake' ? 'delegations.reading' : 'delegations.log')}
        value={progress === null ? null : progress.done / Math.max(1, progress.total)}
      />
    )
  const staying = rows.filter(({ left }) => !left)
  const top = concentration(rows, 10)
  const at = { ...parts, network }
  const save = () => {
    const day = new Date(Number(network.block.timestamp) * 1_000).toISOString().slice(0, 10)
    saveCsv(
      `keel-restakers-${getAddress(reading.operator)}-${network.chainId}-${day}.csv`,
      toCsv([...csvHeader], csvRows(network, reading, rows)),
    )
  }
  return (
    <section className="stack" aria-labelledby="console-restakers">
      <div className="console-title">
        <h2 id="console-restakers">{t('delegations.title', { count: staying.length })}</h2>
        <div className="row">
          <Button onClick={save}>{t('delegations.csv')}</Button>
          {network !== parts.network && (
            <Button busy={progress !== null} onClick={state.again}>
              {t('delegations.again')}
            </Button>
          )}
        </div>
      </div>
      {error && <ErrorState compact message={t('delegations.kept')} detail={error.message} />}
      {progress !== null && state.reading !== null && rows.length > 500 && (
        <Progress label={t('delegations.reading')} value={progress.done / progress.total} />
      )}
      {coverage?.complete === false && <Banner kind="warning">{t('delegations.gaps')}</Banner>}
      {reading.failures.length > 0 && (
        <Banner kind="warning">
          {t('delegations.unread', { count: reading.failures.length })}
        </Banner>
      )}
      {staying.length > 0 && (
        <p>
          {top === null
            ? t('delegations.noConcentration')
            : t.rich('delegations.concentration', {
                count: Math.min(10, staying.length),
                share: <strong>{formatPercent(top, { locale: t.locale }).text}</strong>,
              })}{' '}
          <span className="muted">
            {t.rich('delegations.at', {
              block: <BlockNumber bare number={reading.block.number} />,
            })}
          </span>
        </p>
      )}
      <Reconciled parts={at} reading={reading} />
      {rows.length === 0 ? (
        <EmptyState title={t('delegations.none')}>{t('delegations.noneText')}</EmptyState>
      ) : (
        <DelegatorTable {...at} rows={rows} />
      )}
      {delegations.movements.length > 0 && (
        <TimeChart
          title={t('movements.title', {
            joined: delegations.movements.filter(({ joined }) => joined).length,
            left: delegations.movements.filter(({ joined }) => !joined).length,
          })}
          axis={t('movements.axis')}
          until={Number(network.block.timestamp)}
          missing="—"
          formatValue={(value) => (Number.isInteger(value) ? formatCount(value, t.locale) : '')}
          series={[
            {
              id: 'restakers',
              mark: 'step',
              tone: 'plain',
              label: t('movements.now', { count: delegations.now.size }),
              points: delegations.movements.map(({ block, count }) => ({
                at: timestampAt(network.clock, block),
                value: count,
              })),
            },
          ]}
          table={
            <Table
              caption={t('movements.caption', { count: movementsShown })}
              rows={delegations.movements.slice(-movementsShown).reverse()}
              rowKey={(row) => `${row.block}${row.staker}${row.joined}${row.count}`}
              columns={[
                {
                  id: 'when',
                  header: t('movements.when'),
                  rowHeader: true,
                  cell: ({ block }) => (
                    <DateTime timestamp={timestampAt(network.clock, block)} style="date" />
                  ),
                },
                {
                  id: 'who',
                  header: t('delegations.restaker'),
                  cell: ({ staker }) => <AddressLabel plain address={getAddress(staker)} />,
                },
                {
                  id: 'what',
                  header: t('movements.what'),
                  cell: ({ joined }) => t(joined ? 'movements.joined' : 'movements.left'),
                },
                {
                  id: 'count',
                  header: t('movements.after'),
                  align: 'end',
                  cell: ({ count }) => formatCount(count, t.locale),
                },
              ]}
            />
          }
        />
      )}
    </section>
  )
}

/** The rows' sum against `operatorShares`, by strategy. */
function Reconciled({
  parts: { network },
  reading,
}: {
  readonly parts: Parts
  readonly reading: NonNullable<ReturnType<typeof useDelegators>['reading']>
}) {
  const t = useT(messages)
  const { sums, off } = reconcile(reading)
  const strategies = Object.keys(reading.operatorShares ?? sums) as Address[]
  if (strategies.length === 0) return null
  return (
    <Table
      caption={t('reconcile.caption')}
      rows={strategies}
      rowKey={(strategy) => strategy}
      columns={[
        {
          id: 'strategy',
          header: t('strategy'),
          rowHeader: true,
          cell: (strategy) => symbolOf(network, strategy),
        },
        {
          id: 'sum',
          header: t('reconcile.sum'),
          align: 'end',
          cell: (strategy) => (
            <Amount
              value={tokensFor(network, strategy, sums[strategy] ?? 0n)}
              decimals={decimalsOf(network, strategy)}
              unit={symbolOf(network, strategy)}
            />
          ),
        },
        {
          id: 'chain',
          header: t('reconcile.chain'),
          align: 'end',
          cell: (strategy) => (
            <Amount
              value={
                reading.operatorShares === null
                  ? null
                  : tokensFor(network, strategy, reading.operatorShares[strategy] ?? 0n)
              }
              decimals={decimalsOf(network, strategy)}
              unit={symbolOf(network, strategy)}
            />
          ),
        },
        {
          id: 'off',
          header: t('reconcile.off'),
          align: 'end',
          cell: (strategy) =>
            off === null ? (
              <Missing reason={t('reconcile.unread')} />
            ) : off[strategy] === 0n ? (
              t('reconcile.exact')
            ) : (
              <span className="num">
                {t('reconcile.shares', { shares: String(off[strategy] ?? 0n) })}
              </span>
            ),
        },
      ]}
    />
  )
}

function DelegatorTable({ rows, ...parts }: Parts & { readonly rows: readonly DelegatorRow[] }) {
  const t = useT(messages)
  const { network } = parts
  const [sort, setSort] = useState<Sort>({ column: 'share', direction: 'descending' })
  const [page, setPage] = useState(0)
  const columns: Column<DelegatorRow>[] = [
    {
      id: 'restaker',
      header: t('delegations.restaker'),
      rowHeader: true,
      cell: ({ staker, left }) => (
        <>
          <AddressLabel address={getAddress(staker)} />
          {left ? (
            <span className="secures-note">{t('delegations.left')}</span>
          ) : (
            staker === parts.operator.address && (
              <span className="secures-note">{t('delegations.self')}</span>
            )
          )}
        </>
      ),
    },
    {
      id: 'stake',
      header: t('delegations.stake'),
      align: 'end',
      sortValue: ({ worth }) => worth,
      cell: ({ shares }) =>
        shares === null ? (
          <Missing reason={t('unread')} />
        ) : (
          <span className="console-lines">
            {(Object.entries(shares) as [Address, bigint][]).map(([strategy, amount]) => (
              <Amount
                key={strategy}
                value={tokensFor(network, strategy, amount)}
                decimals={decimalsOf(network, strategy)}
                unit={symbolOf(network, strategy)}
              />
            ))}
            {Object.keys(shares).length === 0 && <span className="unit">{t('nothing')}</span>}
          </span>
        ),
    },
    {
      id: 'share',
      header: t('delegations.share'),
      align: 'end',
      sortValue: ({ share, left }) => (left ? null : share),
      cell: ({ share, left }) =>
        left ? '' : <Percent value={share} reason={t('delegations.noPrice')} />,
    },
    {
      id: 'since',
      header: t('delegations.since'),
      align: 'end',
      sortValue: ({ sinceBlock }) => sinceBlock,
      cell: ({ since }) => <DateTime timestamp={since} style="date" />,
    },
    {
      id: 'leaving',
      header: t('delegations.leaving'),
      align: 'end',
      sortValue: ({ slashableUntil }) => slashableUntil,
      cell: ({ leaving, slashableUntil }) =>
        leaving === null ? (
          <Missing reason={t('unread')} />
        ) : (
          (slashableUntil === null && <span className="unit">{t('nothing')}</span>) || (
            <span className="console-lines">
              {leaving.map((part) => (
                <Amount
                  key={`${part.strategy}${part.slashableUntil}`}
                  value={tokensFor(network, part.strategy, part.shares)}
                  decimals={decimalsOf(network, part.strategy)}
                  unit={symbolOf(network, part.strategy)}
                />
              ))}
              <StateMark
                state="pending"
                from={<DateTime timestamp={timeOfBlock(parts, (slashableUntil ?? 0) + 1)} />}
              >
                {t('delegations.slashableUntil', { block: slashableUntil ?? 0 })}
              </StateMark>
            </span>
          )
        ),
    },
  ]
  const value = columns.find(({ id }) => id === sort.column)?.sortValue
  const ordered = value ? sortRows(rows, value, sort.direction, t.locale) : rows
  const pages = Math.ceil(rows.length / pageSize)
  const shown = Math.min(page, pages - 1)
  return (
    <div className="stack-s">
      <Table
        caption={t('delegations.caption')}
        hideCaption
        rows={ordered.slice(shown * pageSize, (shown + 1) * pageSize)}
        rowKey={({ staker }) => staker}
        columns={columns}
        sort={sort}
        onSort={(next) => {
          setSort(next)
          setPage(0)
        }}
      />
      {pages > 1 && (
        <div className="row">
          <Button aria-disabled={shown === 0} onClick={() => setPage(shown - 1)}>
            {t('page.before')}
          </Button>
          <span className="num">{t('page.of', { page: shown + 1, pages })}</span>
          <Button aria-disabled={shown === pages - 1} onClick={() => setPage(shown + 1)}>
            {t('page.next')}
          </Button>
        </div>
      )}
    </div>
  )
}
