import { useState } from 'react'
import { getAddress } from 'viem'
import { type HistoryKind, historyKinds } from '../../protocol/history/entries.ts'
import { moves, type ValuedEntry } from '../../protocol/history/values.ts'
import type { Network, Position } from '../../protocol/network/types.ts'
import { beaconChainETHStrategy, parseOperatorSetKey } from '../../protocol/network/types.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { saveCsv } from '../../ui/csv.ts'
import { DateTime } from '../../ui/DateTime.tsx'
import { Fiat } from '../../ui/Fiat.tsx'
import { formatDate } from '../../ui/format/formatDate.ts'
import { formatList } from '../../ui/format/formatList.ts'
import { Hint } from '../../ui/Hint.tsx'
import type { Translate } from '../../ui/i18n/useT.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Table } from '../../ui/Table.tsx'
import { TransactionLink } from '../../ui/TransactionLink.tsx'
import { HistoryFrame } from '../common/HistoryFrame.tsx'
import { commonMessages } from '../common/messages.ts'
import { OwnPricesPast } from '../common/OwnPriced.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import { useQueryState } from '../common/useQueryState.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import type en from './history.en.ts'
import { historyMessages } from './historyMessages.ts'
import type { Histories, OwnEntry } from './useHistory.ts'
import { useValues } from './useHistory.ts'

/** Lines shown at first, and added with each press. */
const PAGE = 20

/** What happened to the stake, newest first, and the same as a file for taxes. */
export function History({
  history,
  positions,
  who,
  ...reading
}: Reading & {
  readonly history: Histories
  readonly positions: readonly Position[]
  /** How an address of the reader's is called. */
  readonly who: (staker: string) => string
}) {
  const { network, connection } = reading
  const { chain, client } = connection
  const t = useT(historyMessages)
  const words = useWords(network, t)
  const [asked, setAsked] = useQueryState('show')
  const [limit, setLimit] = useState(PAGE)
  const kind = historyKinds.find((one) => one === asked) ?? null
  const { entries, gaps, fraction, error } = history
  const filtered = (entries ?? []).filter(({ entry }) => kind === null || entry.kind === kind)
  const shown = filtered.slice(0, limit)
  const values = useValues(reading, shown)
  const several = positions.length > 1

  const save = async () => {
    const [{ valueEntries }, { historyCsv }] = await Promise.all([
      import('../../protocol/history/values.ts'),
      import('./historyCsv.ts'),
    ])
    const valued = await Promise.all(
      positions.map(async ({ staker }) => ({
        staker,
        valued: await valueEntries(client, {
          chain,
          staker,
          network,
          entries: filtered.filter((one) => one.staker === staker).map(({ entry }) => entry),
        }),
      })),
    )
    const rows = valued
      .flatMap((own) => own.valued.map((one) => ({ staker: own.staker, valued: one })))
      .sort(
        (a, b) =>
          a.valued.entry.block - b.valued.entry.block ||
          a.valued.entry.order - b.valued.entry.order,
      )
    const day = new Date(Number(network.block.timestamp) * 1_000).toISOString().slice(0, 10)
    const name = several
      ? `${positions.length}-addresses`
      : getAddress(positions[0]?.staker ?? '0x')
    saveCsv(`keel-history-${name}-${chain.chainId}-${day}.csv`, historyCsv(rows, t))
  }

  return (
    <HistoryFrame
      title={t('title')}
      save={filtered.length > 0 ? save : null}
      error={error}
      failed={t('failed')}
      onRetry={() => connection.store.refresh()}
      gaps={gaps}
      loading={t('loading', {
        address: formatList(
          positions.map(({ staker }) => who(staker)),
          t.locale,
        ),
      })}
      fraction={fraction}
    >
      {entries === null ? null : entries.length === 0 ? (
        <p className="muted">{t('none')}</p>
      ) : (
        <>
          <Choice<HistoryKind | 'all'>
            label={t('show')}
            hideLabel
            value={kind ?? 'all'}
            onChange={(id) => {
              setAsked(id === 'all' ? '' : id)
              setLimit(PAGE)
            }}
            options={(['all', ...historyKinds] as const).map((id) => ({
              id,
              label: t(`show.${id}`),
            }))}
          />
          <Table
            caption={t('caption')}
            hideCaption
            rows={shown}
            rowKey={({ key }) => key}
            empty={<p className="muted">{t('noneOfKind')}</p>}
            columns={[
              {
                id: 'date',
                header: t('date'),
                cell: ({ at, key }) => <DateTime timestamp={values.get(key)?.timestamp ?? at} />,
              },
              ...(several
                ? [
                    {
                      id: 'account',
                      header: t('account'),
                      cell: ({ staker }: OwnEntry) => who(staker),
                    },
                  ]
                : []),
              {
                id: 'event',
                header: t('event'),
                rowHeader: true,
                cell: (own) => <bdi>{words(own, values.get(own.key))}</bdi>,
              },
              {
                id: 'amount',
                header: t('amount'),
                align: 'end',
                cell: ({ entry, key }) => <Moved entry={entry} valued={values.get(key)} t={t} />,
              },
              {
                id: 'value',
                header: t('value'),
                align: 'end',
                cell: ({ entry, key }) => <Worth entry={entry} valued={values.get(key)} t={t} />,
              },
              {
                id: 'transaction',
                header: t('transaction'),
                cell: ({ entry }) =>
                  entry.hash === null ? (
                    <span className="muted">{t('several')}</span>
                  ) : (
                    <TransactionLink hash={entry.hash} explorer={chain.explorerUrl} />
                  ),
              },
            ]}
          />
          {filtered.length > limit && (
            <div className="row">
              <Button onClick={() => setLimit(limit + PAGE)}>
                {t('more', { count: Math.min(PAGE, filtered.length - limit) })}
              </Button>
            </div>
          )}
          <p className="muted small">{t('csvHint')}</p>
          <OwnPricesPast />
        </>
      )}
    </HistoryFrame>
  )
}

type T = Translate<typeof en>

function Moved({
  entry,
  valued,
  t,
}: {
  readonly entry: OwnEntry['entry']
  readonly valued: ValuedEntry | undefined
  readonly t: T
}) {
  if (!moves(entry)) return null
  if (!valued) return <Skeleton width="5em" />
  return (
    <span className={entry.kind === 'slash' ? 'history-lost' : undefined}>
      <Amount
        value={valued.token === null ? null : valued.amount}
        decimals={valued.token?.decimals ?? 18}
        unit={valued.token?.symbol ?? ''}
        reason={valued.amountGap === null ? undefined : t(`amountGap.${valued.amountGap}`)}
      />
    </span>
  )
}

function Worth({
  entry,
  valued,
  t,
}: {
  readonly entry: OwnEntry['entry']
  readonly valued: ValuedEntry | undefined
  readonly t: T
}) {
  if (!moves(entry)) return null
  if (!valued) return <Skeleton width="5em" />
  const { valueEth, valueUsd, gap, amountGap, stale } = valued
  if (valueEth === null)
    return (
      <Missing
        reason={
          amountGap !== null
            ? t(`amountGap.${amountGap}`)
            : gap === null
              ? undefined
              : t(`gap.${gap}`)
        }
      />
    )
  const figure = (
    <Amount value={BigInt(Math.round(valueEth * 1e9)) * 10n ** 9n} decimals={18} unit="ETH" plain />
  )
  return (
    <>
      {stale ? <Hint content={t('stale')}>{figure}</Hint> : figure}
      {valueUsd !== null && (
        <span className="secures-note">
          <Fiat value={valueUsd} />
        </span>
      )}
    </>
  )
}

/** An entry as one sentence. */
function useWords(network: Network, t: T) {
  const nameOf = useNameOf()
  const common = useT(commonMessages)
  return ({ entry, staker }: OwnEntry, valued: ValuedEntry | undefined): string => {
    const { what, strategy, token, operator, set, recipient, rebases } = entry
    const own = strategy === null ? undefined : network.strategies[strategy]
    const asset =
      strategy === beaconChainETHStrategy
        ? 'ETH'
        : (valued?.token?.symbol ??
          own?.token?.symbol ??
          (token && network.tokens[token]?.symbol) ??
          shortAddress(token ?? strategy ?? ''))
    const named = operator === null ? '' : nameOf(operator)
    switch (what) {
      case 'slashed': {
        const of = set === null ? null : parseOperatorSetKey(set)
        return t('what.slashed', {
          asset,
          operator: named,
          set: of === null ? '' : common('set.name', { avs: nameOf(of.avs), id: String(of.id) }),
        })
      }
      case 'claimed':
        return recipient === null || recipient === staker
          ? t('what.claimed', { asset })
          : t('what.claimedTo', { asset, recipient: shortAddress(getAddress(recipient)) })
      case 'rebased':
        return rebases === null || rebases.count === 1
          ? t('what.rebased', { asset })
          : t('what.rebasedWeek', {
              asset,
              count: rebases.count,
              since: formatDate(rebases.fromT ?? Number(network.block.timestamp), {
                locale: t.locale,
                style: 'date',
              }),
            })
      default:
        return t(`what.${what}`, { asset, operator: named } as never)
    }
  }
}
