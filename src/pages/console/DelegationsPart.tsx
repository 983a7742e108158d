import { useMemo } from 'react'
import { getAddress } from 'viem'
import { reconcile } from '../../protocol/console/readDelegators.ts'
import type { Address } from '../../protocol/network/types.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { BlockNumber } from '../../ui/BlockNumber.tsx'
import { Button } from '../../ui/Button.tsx'
import { saveCsv, toCsv } from '../../ui/csv.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { Table } from '../../ui/Table.tsx'
import { OwnPricesNote, strategyTokens } from '../common/OwnPriced.tsx'
import { DelegatorTable } from './DelegatorTable.tsx'
import { concentration, csvHeader, csvRows, rowsOf } from './delegators.ts'
import { MovementsChart } from './MovementsChart.tsx'
import { messages } from './messages.ts'
import { decimalsOf, type Parts, symbolOf, tokensFor } from './parts.ts'
import { useDelegators } from './useDelegators.ts'

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
      <OwnPricesNote tokens={strategyTokens(at.network)} />
      {rows.length === 0 ? (
        <EmptyState title={t('delegations.none')}>{t('delegations.noneText')}</EmptyState>
      ) : (
        <DelegatorTable {...at} rows={rows} />
      )}
      {delegations.movements.length > 0 && (
        <MovementsChart delegations={delegations} network={network} />
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
