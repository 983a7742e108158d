import { useMemo } from 'react'
import { Link } from 'wouter'
import { type AvsRow, avsRows } from '../../data/avsFacts.ts'
import { useNames } from '../../data/useNames.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Page } from '../../ui/Page.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import type { Sort } from '../../ui/sortRows.ts'
import type { Column } from '../../ui/Table.tsx'
import { VirtualTable } from '../../ui/VirtualTable.tsx'
import { commonMessages } from '../common/messages.ts'
import { OwnPricesNote, strategyTokens } from '../common/OwnPriced.tsx'
import { useQueryState } from '../common/useQueryState.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { ExploreNav } from '../operators/ExploreNav.tsx'
import { messages } from './messages.ts'
import { weiOf } from './weiOf.ts'
import './AvssPage.css'

/** Every AVS: how much stake stands behind it, and what corrupting it would cost. */
export default function AvssPage() {
  const t = useT(messages)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ExploreNav />
      <WithNetwork>{(reading) => <AvsList {...reading} />}</WithNetwork>
    </Page>
  )
}

function AvsList({ network }: Reading) {
  const t = useT(messages)
  const names = useNames()
  const [search, setSearch] = useQueryState('q')
  const [sortText, setSort] = useQueryState('sort')
  const rows = useMemo(() => avsRows(network), [network])
  const shown = useMemo(() => {
    const wanted = search.trim().toLowerCase()
    return rows.filter(
      ({ avs: { address } }) =>
        wanted === '' ||
        address.includes(wanted) ||
        (names.get(address)?.name ?? '').toLowerCase().includes(wanted),
    )
  }, [rows, names, search])
  const columns = useColumns()
  const [column, direction] = (sortText || 'slashable/descending').split('/')
  const sort: Sort = {
    column: column ?? 'slashable',
    direction: direction === 'ascending' ? 'ascending' : 'descending',
  }
  if (rows.length === 0 && network.coverage.complete)
    return <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>
  return (
    <>
      <div className="avss-search">
        <SearchField
          label={t('search.label')}
          value={search}
          onChange={(text) => setSearch(text)}
        />
      </div>
      <OwnPricesNote tokens={strategyTokens(network)} />
      <div className="stack-s">
        <p className="muted small">
          <span role="status">
            {shown.length === rows.length
              ? t('count', { count: rows.length })
              : t('count.of', { shown: shown.length, all: rows.length })}
          </span>
          {' · '}
          {t('explain')}
        </p>
        <VirtualTable
          caption={t('caption')}
          hideCaption
          columns={columns}
          rows={shown}
          rowKey={(row) => row.avs.address}
          sort={sort}
          onSort={(next) => setSort(`${next.column}/${next.direction}`)}
          empty={<EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>}
        />
      </div>
    </>
  )
}

function useColumns(): Column<AvsRow>[] {
  const t = useT(messages)
  const common = useT(commonMessages)
  const names = useNames()
  return useMemo(() => {
    const count = (value: number) => <span className="num">{formatCount(value, t.locale)}</span>
    const least = (complete: boolean) => (complete ? null : <span className="unit">≥ </span>)
    return [
      {
        id: 'avs',
        header: t('column.avs'),
        rowHeader: true,
        firstDirection: 'ascending',
        sortValue: ({ avs }) => names.get(avs.address)?.name ?? `~${avs.address}`,
        cell: (row) => (
          <div className="avs-name">
            <AddressLabel
              plain
              address={row.avs.address}
              name={
                <Link href={`/avs/${row.avs.address}`}>
                  {names.get(row.avs.address)?.name ?? common('avs.unnamed')}
                </Link>
              }
            />
            {row.nextToNothing && <span className="tag tag-warning">{t('cheap')}</span>}
            {row.pendingSlasher && <span className="tag tag-pending">{t('pendingSlasher')}</span>}
            {row.redistributes && <span className="tag">{t('redistributes')}</span>}
          </div>
        ),
      },
      {
        id: 'sets',
        header: t('column.sets'),
        align: 'end',
        sortValue: (row) => row.sets.length,
        cell: (row) => count(row.sets.length),
      },
      {
        id: 'members',
        header: t('column.members'),
        align: 'end',
        sortValue: (row) => row.members,
        cell: (row) => count(row.members),
      },
      {
        id: 'delegated',
        header: t('column.delegated'),
        align: 'end',
        sortValue: (row) => row.delegatedWei,
        cell: (row) => (
          <span className="nowrap">
            {least(row.complete)}
            <Amount value={row.delegatedWei} decimals={18} unit="ETH" />
          </span>
        ),
      },
      {
        id: 'slashable',
        header: t('column.slashable'),
        align: 'end',
        sortValue: (row) => row.slashableWei,
        cell: (row) => (
          <span className="nowrap">
            {least(row.complete)}
            <Amount value={row.slashableWei} decimals={18} unit="ETH" />
          </span>
        ),
      },
      {
        id: 'cost',
        header: t('column.cost'),
        align: 'end',
        firstDirection: 'ascending',
        sortValue: (row) => row.cost,
        cell: (row) =>
          row.cost === null ? (
            <Missing reason={t('noVotes')} />
          ) : (
            <Amount plain value={weiOf(row.cost)} decimals={18} unit="ETH" />
          ),
      },
      {
        id: 'fewest',
        header: t('column.fewest'),
        align: 'end',
        firstDirection: 'ascending',
        sortValue: (row) => row.fewest,
        cell: (row) =>
          row.fewest === null ? <Missing reason={t('noVotes')} /> : count(row.fewest),
      },
      {
        id: 'slashes',
        header: t('column.slashes'),
        align: 'end',
        sortValue: (row) => row.slashes,
        cell: (row) => count(row.slashes),
      },
    ] satisfies Column<AvsRow>[]
  }, [names, t, common])
}
