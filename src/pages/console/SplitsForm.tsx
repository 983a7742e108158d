import { useState } from 'react'
import { readSplits, type SplitPlace } from '../../protocol/console/readSplits.ts'
import type { Address, OperatorSetKey } from '../../protocol/network/types.ts'
import { parseOperatorSetKey } from '../../protocol/network/types.ts'
import { Button } from '../../ui/Button.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatDuration } from '../../ui/format/formatDate.ts'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { parseAmount } from '../../ui/format/parseAmount.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { type Column, Table } from '../../ui/Table.tsx'
import { commonMessages } from '../common/messages.ts'
import { useChainRead } from '../common/useChainRead.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { messages } from './messages.ts'
import { NumberForm } from './NumberForm.tsx'
import type { Parts } from './parts.ts'

/** Reads a percentage with at most two decimals as bips; `null` for what is none. */
export function parseBips(text: string): number | null {
  const parsed = parseAmount(text.replace(/\s*%$/, ''), 2)
  const bips = parsed.ok ? Number(parsed.value) : parsed.reason === 'zero' ? 0 : null
  return bips !== null && bips <= 10_000 ? bips : null
}

/** Where an operator keeps a part of rewards: incentives, the AVSs it serves, their operator sets. */
export function useSplits({ network, connection, operator }: Parts) {
  const { chain, client } = connection
  const registered = operator.registeredSets ?? []
  const places: SplitPlace[] = [
    null,
    ...new Set(registered.map((set) => set.slice(0, 42) as Address)),
    ...registered,
  ]
  const read = useChainRead(`${chain.chainId} ${operator.address}`, network, () =>
    readSplits(client, { chain, operator: operator.address, block: network.block, places }),
  )
  return { ...read, places }
}

/** What the operator keeps of rewards, what it will keep, and a way to change it. */
export function SplitsForm(parts: Parts) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const { network, operator, can, begin } = parts
  const { value, error, places } = useSplits(parts)
  const [editing, setEditing] = useState<SplitPlace | undefined>(undefined)
  const [text, setText] = useState('')
  const now = Number(network.block.timestamp)
  const bips = parseBips(text)
  const pendingOf = (place: SplitPlace) =>
    network.changes.findLast(
      (change) =>
        change.type === 'split' &&
        change.operator === operator.address &&
        change.scope === place &&
        change.activatedAt > now,
    )
  const nameOfPlace = (place: SplitPlace) => {
    if (place === null) return t('splits.pi')
    if (place.length === 42) return t('splits.avs', { avs: nameOf(place) })
    const { avs, id } = parseOperatorSetKey(place as OperatorSetKey)
    return common('set.name', { avs: nameOf(avs), id: String(id) })
  }
  const allowed = (place: SplitPlace) =>
    can(
      place === null
        ? 'setOperatorPISplit'
        : place.length === 42
          ? 'setOperatorAVSSplit'
          : 'setOperatorSetSplit',
    )
  const act: Column<SplitPlace> = {
    id: 'act',
    header: t('act'),
    align: 'end',
    cell: (place) =>
      pendingOf(place) === undefined && allowed(place) ? (
        <Button
          aria-label={t('splits.changeThis', { place: nameOfPlace(place) })}
          onClick={() => {
            setEditing(editing === place ? undefined : place)
            setText('')
          }}
        >
          {t('change')}
        </Button>
      ) : (
        allowed(place) && <span className="unit">{t('splits.waits')}</span>
      ),
  }
  const percent = (share: number) => formatPercent(share / 10_000, { locale: t.locale }).text
  return (
    <section className="stack" aria-labelledby="console-splits">
      <h2 id="console-splits">{t('splits.title')}</h2>
      <p className="muted">
        {value?.activationDelay == null
          ? t('splits.about')
          : t('splits.aboutDelay', { time: formatDuration(value.activationDelay, t.locale) })}
      </p>
      {error && <ErrorState compact message={t('splits.failed')} detail={error.message} />}
      <Table
        caption={t('splits.title')}
        hideCaption
        rows={places}
        rowKey={(place) => place ?? 'pi'}
        columns={[
          { id: 'place', header: t('splits.place'), rowHeader: true, cell: nameOfPlace },
          {
            id: 'now',
            header: t('splits.now'),
            align: 'end',
            cell: (place) => {
              const share = value?.bips.get(place)
              return share === undefined ? (
                <Missing reason={t('unread')} />
              ) : (
                <span className="num">{percent(share)}</span>
              )
            },
          },
          {
            id: 'next',
            header: t('splits.next'),
            cell: (place) => {
              const change = pendingOf(place)
              return change?.type !== 'split' ? (
                <span className="unit">{t('nothing')}</span>
              ) : (
                <StateMark state="pending" from={<DateTime timestamp={change.activatedAt} />}>
                  {percent(change.newBips)}
                </StateMark>
              )
            },
          },
          ...(places.some(allowed) ? [act] : []),
        ]}
        detail={(place) =>
          editing !== undefined && editing === place ? (
            <NumberForm
              label={t('splits.label')}
              text={text}
              value={bips}
              invalid={t('splits.invalid')}
              notice={
                value?.activationDelay != null && (
                  <>
                    {t('splits.from')}{' '}
                    <DateTime
                      timestamp={now + value.activationDelay}
                      now={network.block.timestamp}
                    />
                  </>
                )
              }
              mode="decimal"
              action={t('splits.review')}
              onText={setText}
              onValue={(share) => {
                const scope =
                  place === null
                    ? ('pi' as const)
                    : place.length === 42
                      ? { avs: place as Address }
                      : { set: place as OperatorSetKey }
                begin('setSplit', { operator: operator.address, scope, bips: share })
              }}
            />
          ) : undefined
        }
      />
    </section>
  )
}
