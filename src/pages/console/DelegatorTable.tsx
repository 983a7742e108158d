import { useMemo, useState } from 'react'
import { getAddress } from 'viem'
import type { Address } from '../../protocol/network/types.ts'
import { AddressLabel, shortAddress } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { Button } from '../../ui/Button.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Percent } from '../../ui/Percent.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { type Sort, sortRows } from '../../ui/sortRows.ts'
import { type Column, Table } from '../../ui/Table.tsx'
import { type DelegatorRow, searchRows } from './delegators.ts'
import { messages } from './messages.ts'
import { decimalsOf, type Parts, symbolOf, timeOfBlock, tokensFor } from './parts.ts'
import { UndelegateEffects } from './UndelegateEffects.tsx'

/** Rows of one page of the table. */
const pageSize = 50

/** Restakers a page at a time, in any order. */
export function DelegatorTable({
  rows,
  ...parts
}: Parts & { readonly rows: readonly DelegatorRow[] }) {
  const t = useT(messages)
  const { network, operator, account, begin } = parts
  const [sort, setSort] = useState<Sort>({ column: 'share', direction: 'descending' })
  const [page, setPage] = useState(0)
  const [text, setText] = useState('')
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
  // As the contract has it: the operator's side, and its delegation approver.
  if (parts.can('undelegate') || (account !== null && account === operator.delegationApprover))
    columns.push({
      id: 'act',
      header: t('act'),
      align: 'end',
      cell: (row) =>
        !row.left &&
        row.staker !== operator.address && (
          <Button
            aria-label={t('undelegate.this', { staker: shortAddress(getAddress(row.staker)) })}
            onClick={() =>
              begin(
                'undelegateStaker',
                { operator: operator.address, staker: row.staker },
                <UndelegateEffects parts={parts} row={row} />,
              )
            }
          >
            {t('undelegate.act')}
          </Button>
        ),
    })
  const value = columns.find(({ id }) => id === sort.column)?.sortValue
  // biome-ignore lint/correctness/useExhaustiveDependencies: a column's value is the same function of a row in each drawing
  const ordered = useMemo(
    () => (value ? sortRows(rows, value, sort.direction, t.locale) : rows),
    [rows, sort, t.locale],
  )
  const found = searchRows(ordered, text)
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const shown = Math.min(page, pages - 1)
  return (
    <div className="stack-s">
      {rows.length > pageSize && (
        <div className="console-search">
          <SearchField
            label={t('delegations.search')}
            value={text}
            onChange={(next) => {
              setText(next)
              setPage(0)
            }}
          />
        </div>
      )}
      {found.length === 0 ? (
        <EmptyState title={t('delegations.notFound')} />
      ) : (
        <Table
          caption={t('delegations.caption')}
          hideCaption
          rows={found.slice(shown * pageSize, (shown + 1) * pageSize)}
          rowKey={({ staker }) => staker}
          columns={columns}
          sort={sort}
          onSort={(next) => {
            setSort(next)
            setPage(0)
          }}
        />
      )}
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
