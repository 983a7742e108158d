import { useMemo } from 'react'
import { Link } from 'wouter'
import { type OperatorRow, operatorRows } from '../../data/operatorRows.ts'
import { useNames } from '../../data/useNames.ts'
import { type References, useReferences } from '../../data/useReferences.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Field } from '../../ui/Field.tsx'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { Hint } from '../../ui/Hint.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Page } from '../../ui/Page.tsx'
import { RiskPercent } from '../../ui/Percent.tsx'
import { Pair } from '../../ui/pair/Pair.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import type { Sort } from '../../ui/sortRows.ts'
import { type Column, Table } from '../../ui/Table.tsx'
import { commonMessages } from '../common/messages.ts'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { useQueryState } from '../common/useQueryState.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { messages } from './messages.ts'
import './OperatorsPage.css'

/** Every operator of the deployment, to be searched, sorted and chosen from. */
export default function OperatorsPage() {
  const t = useT(messages)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <WithNetwork>{(reading) => <Operators {...reading} />}</WithNetwork>
    </Page>
  )
}

function Operators({ assessor }: Reading) {
  const references = useReferences(assessor)
  return references ? <OperatorList references={references} /> : <Skeleton lines={12} />
}

function OperatorList({ references }: { readonly references: References }) {
  const { assessor } = references
  const { network } = assessor
  const t = useT(messages)
  const [search, setSearch] = useQueryState('q')
  const [open, setOpen] = useQueryState('open')
  const [sortText, setSort] = useQueryState('sort')
  const names = useNames()
  const rows = useMemo(() => operatorRows(references), [references])
  const shown = useMemo(() => {
    const wanted = search.trim().toLowerCase()
    return rows.filter(
      (row) =>
        (open !== '1' || row.needsApproval !== true) &&
        (wanted === '' ||
          row.operator.address.includes(wanted) ||
          (names.get(row.operator.address)?.name ?? '').toLowerCase().includes(wanted)),
    )
  }, [rows, names, search, open])
  const columns = useColumns(network, assessor)
  const symbol = assessor.referenceSymbol
  const [column, direction] = (sortText || 'stake/descending').split('/')
  const sort: Sort = {
    column: column ?? 'stake',
    direction: direction === 'ascending' ? 'ascending' : 'descending',
  }
  if (rows.length === 0 && network.coverage.complete)
    return <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>
  return (
    <>
      <p className="muted">{t('reference', { symbol })}</p>
      <div className="operators-filter">
        <Field label={t('search.label')}>
          {(control) => (
            <input
              {...control}
              className="input"
              type="search"
              autoComplete="off"
              spellCheck={false}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          )}
        </Field>
        <label className="operators-check">
          <input
            type="checkbox"
            checked={open === '1'}
            onChange={(event) => setOpen(event.target.checked ? '1' : '')}
          />
          <span>
            {t('open.label')}
            <span className="unit">{t('open.hint')}</span>
          </span>
        </label>
        <p className="muted" role="status">
          {shown.length === rows.length
            ? t('count', { count: rows.length })
            : t('count.of', { shown: shown.length, all: rows.length })}
        </p>
      </div>
      <div className="operators-table">
        <Table
          caption={t('caption', { symbol })}
          hideCaption
          columns={columns}
          rows={shown}
          rowKey={(row) => row.operator.address}
          sort={sort}
          onSort={(next) => setSort(`${next.column}/${next.direction}`)}
          empty={
            <EmptyState
              title={t('empty.title')}
              action={
                <Button
                  onClick={() => {
                    setSearch('')
                    setOpen('')
                  }}
                >
                  {t('empty.reset')}
                </Button>
              }
            >
              {t('empty.text')}
            </EmptyState>
          }
        />
      </div>
    </>
  )
}

function useColumns(
  network: Reading['network'],
  assessor: Reading['assessor'],
): Column<OperatorRow>[] {
  const t = useT(messages)
  const common = useT(commonMessages)
  const names = useNames()
  const nameOf = useNameOf()
  return useMemo(() => {
    const slashed = new Set(network.slashes.map((slash) => slash.operator))
    const who = common('who.reference', { symbol: assessor.referenceSymbol })
    const percent = (bips: number) => formatPercent(bips / 10_000, { locale: t.locale }).text
    return [
      {
        id: 'operator',
        header: t('column.operator'),
        rowHeader: true,
        firstDirection: 'ascending',
        sortValue: (row) => names.get(row.operator.address)?.name ?? `~${row.operator.address}`,
        cell: ({ operator, needsApproval }) => (
          <div className="operator-name">
            <AddressLabel
              plain
              address={operator.address}
              name={
                <Link href={`/operators/${operator.address}`}>
                  {names.get(operator.address)?.name ?? common('operator.unnamed')}
                </Link>
              }
            />
            <span className="operator-tags">
              {needsApproval === true && <span className="tag">{t('needsApproval')}</span>}
              {slashed.has(operator.address) && <span className="tag">{t('slashed')}</span>}
              {operator.allocations?.some((allocation) => allocation.pendingDiff !== 0n) && (
                <span className="tag tag-pending">{t('pending')}</span>
              )}
            </span>
          </div>
        ),
      },
      {
        id: 'stake',
        header: t('column.stake'),
        align: 'end',
        sortValue: (row) => row.stake && Number(row.stake.wei / 1_000_000_000n),
        cell: ({ stake }) =>
          stake === null ? (
            <Missing reason={t('stake.unread')} />
          ) : (
            <span className="nowrap">
              {!stake.complete && (
                <span className="unit" title={t('stake.atLeast')}>
                  ≥{' '}
                </span>
              )}
              <Amount value={stake.wei} decimals={18} unit="ETH" />
            </span>
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
            <Hint className="operator-avss" content={avss.map(nameOf).join(', ')}>
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
        id: 'slashable',
        header: t('column.slashable'),
        align: 'end',
        sortValue: (row) => row.reference?.exposure?.maxSlashable ?? null,
        cell: ({ reference }) => (
          <RiskPercent
            value={reference?.exposure?.maxSlashable ?? null}
            reason={common('gap.operatorUnread')}
          />
        ),
      },
      {
        id: 'apr',
        header: t('column.pair'),
        wide: true,
        sortValue: (row) => row.reference?.apr.apr ?? null,
        cell: ({ reference }) => (
          <Pair {...pairFigures(reference, common)} details={pairDetails(reference)} who={who} />
        ),
      },
    ] satisfies Column<OperatorRow>[]
  }, [network, assessor, names, nameOf, t, common])
}
