import { Suspense, useCallback, useMemo } from 'react'
import { useJudged } from '../../data/useJudged.ts'
import { useNames } from '../../data/useNames.ts'
import { usePosition } from '../../data/usePosition.ts'
import { Button } from '../../ui/Button.tsx'
import { ColumnChooser } from '../../ui/ColumnChooser.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import type { Sort } from '../../ui/sortRows.ts'
import { VirtualTable } from '../../ui/VirtualTable.tsx'
import { useWallet } from '../../wallet/walletStore.ts'
import { OwnPricesNote, strategyTokens } from '../common/OwnPriced.tsx'
import { useQueryState } from '../common/useQueryState.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { Compare } from './Compare.tsx'
import { columnIds, parseColumns, useColumns, usualColumns } from './columns.tsx'
import { ExploreNav } from './ExploreNav.tsx'
import { FilterBar } from './FilterBar.tsx'
import { filterRows, noFilters, parseAddresses } from './filters.ts'
import { messages } from './messages.ts'
import { ReferenceBar } from './ReferenceBar.tsx'
import { type ReferencePosition, useReferencePosition } from './reference.ts'
import { exploreRows, named } from './rows.ts'
import { useFilters } from './useFilters.ts'
import { useWindowed } from './useWindowed.ts'
import './OperatorsPage.css'

/** Every operator of the deployment, to be searched, sorted, compared and chosen from. */
export default function OperatorsPage() {
  const t = useT(messages)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ExploreNav />
      <WithNetwork>{(reading) => <Operators {...reading} />}</WithNetwork>
    </Page>
  )
}

function Operators(reading: Reading) {
  const t = useT(messages)
  const { network } = reading
  const [asset] = useQueryState('asset')
  const [amount] = useQueryState('amount')
  const position = useReferencePosition(reading.assessor, asset, amount)
  if (network.operators.length === 0 && network.coverage.complete)
    return <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>
  if (position === null) return <EmptyState title={t('reference.none')} />
  return (
    <Suspense fallback={<Skeleton lines={12} />}>
      <OwnPricesNote tokens={strategyTokens(network)} />
      <OperatorList {...reading} position={position} />
    </Suspense>
  )
}

function OperatorList({ assessor, position }: Reading & { readonly position: ReferencePosition }) {
  const t = useT(messages)
  const names = useNames()
  const [, setAsset] = useQueryState('asset')
  const [, setAmount] = useQueryState('amount')
  const [daysText, setDays] = useQueryState('days')
  const [filters, change] = useFilters()
  const [sortText, setSort] = useQueryState('sort')
  const [columnText, setColumns] = useQueryState('cols')
  const [compareText, setCompared] = useQueryState('compare')
  const days = daysText === '7' ? 7 : 30
  const shownColumns = useMemo(() => parseColumns(columnText), [columnText])
  const week = useWindowed(assessor, days === 7 || shownColumns.includes('apr7') ? 7 : null)
  const judged = useJudged(days === 7 ? week : assessor, position.stake)
  const judgedWeek = useJudged(shownColumns.includes('apr7') ? week : null, position.stake)
  const wallet = useWallet()
  const own = usePosition(wallet.status === 'connected' ? wallet.address : null)

  const bare = useMemo(
    () => judged && exploreRows(judged, judgedWeek?.of ?? null),
    [judged, judgedWeek],
  )
  const rows = useMemo(() => bare && named(bare, names), [bare, names])
  const shown = useMemo(() => rows && filterRows(rows, filters), [rows, filters])
  const compared = useMemo(() => parseAddresses(compareText).slice(0, 4), [compareText])
  const onCompare = useCallback(
    (address: string, chosen: boolean) => {
      const rest = compared.filter((one) => one !== address)
      setCompared([...rest, ...(chosen ? [address] : [])].join(','))
    },
    [compared, setCompared],
  )
  const all = useColumns({
    assessor: judged?.assessor ?? assessor,
    position,
    compared,
    onCompare,
  })
  const columns = useMemo(
    () =>
      all.filter(({ id }) => id === 'operator' || (shownColumns as readonly string[]).includes(id)),
    [all, shownColumns],
  )
  const [column, direction] = (sortText || 'slashable/ascending').split('/')
  const sort: Sort = {
    column: column ?? 'slashable',
    direction: direction === 'ascending' ? 'ascending' : 'descending',
  }
  if (!rows || !shown || !judged) return <Skeleton lines={12} />
  const chosen = compared.flatMap((address) => rows.find((row) => row.address === address) ?? [])
  const { network } = judged.assessor
  return (
    <>
      <FilterBar
        network={network}
        filters={filters}
        onChange={change}
        position={
          <ReferenceBar
            network={network}
            position={position}
            onAmount={(text) => setAmount(text === '1' ? '' : text)}
            onAsset={(strategy) =>
              setAsset(strategy === judged.assessor.referenceStrategy ? '' : strategy)
            }
            days={days}
            onDays={(next) => setDays(next === 7 ? '7' : '')}
          />
        }
      >
        <ColumnChooser
          label={t('columns')}
          columns={columnIds.map((id) => ({
            id,
            label: all.find((one) => one.id === id)?.header ?? id,
          }))}
          shown={shownColumns}
          onChange={(next) => setColumns(next.join() === usualColumns.join() ? '' : next.join(','))}
          reset={{ label: t('columns.reset'), onReset: () => setColumns('') }}
        />
      </FilterBar>
      {chosen.length > 0 && (
        <Compare
          rows={chosen}
          columns={all.filter(({ id }) => id !== 'apr7' || judgedWeek !== null)}
          onClear={() => setCompared('')}
          onRemove={(address) => onCompare(address, false)}
        />
      )}
      <div className="stack-s">
        <p className="muted small">
          <span role="status">
            {shown.length === rows.length
              ? t('count', { count: rows.length })
              : t('count.of', { shown: shown.length, all: rows.length })}
          </span>
          {' · '}
          {t('reference', { amount: position.amount, symbol: position.symbol })}
        </p>
        <div className="operators-table">
          <VirtualTable
            caption={t('caption', { amount: position.amount, symbol: position.symbol })}
            hideCaption
            columns={columns}
            rows={shown}
            rowKey={(row) => row.address}
            sort={sort}
            onSort={(next) => setSort(`${next.column}/${next.direction}`)}
            isCurrent={(row) => row.address === own?.delegatedTo}
            empty={
              <EmptyState
                title={t('empty.title')}
                action={<Button onClick={() => change(noFilters)}>{t('empty.reset')}</Button>}
              >
                {t('empty.text')}
              </EmptyState>
            }
          />
        </div>
      </div>
    </>
  )
}
