import { useState } from 'react'
import { type Hex, isHex } from 'viem'
import type { OperatorSet } from '../../protocol/network/types.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatList } from '../../ui/format/formatList.ts'
import { HexField } from '../../ui/HexField.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { type Column, Table } from '../../ui/Table.tsx'
import { commonMessages } from '../common/messages.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { DelayForm } from './DelayForm.tsx'
import { messages } from './messages.ts'
import { type Parts, symbolOf, timeOfBlock } from './parts.ts'
import { SplitsForm } from './SplitsForm.tsx'
import { type AllocationsNow, tailOf, useAllocations } from './useAllocations.ts'

/** Operator sets shown at first, beside those that the operator has to do with. */
const fewSets = 20

/** Operator sets to join and leave, the delay of allocations, the queue, and the splits. */
export function MembershipPart(parts: Parts) {
  const t = useT(messages)
  const { value, error } = useAllocations(parts)
  if (value === null)
    return error ? (
      <ErrorState message={t('allocate.failed')} detail={error.message} />
    ) : (
      <Progress label={t('allocate.reading')} value={null} />
    )
  return (
    <>
      <Sets {...parts} now={value} />
      <DelayForm {...parts} now={value} />
      <Queue {...parts} now={value} />
      <SplitsForm {...parts} />
    </>
  )
}

function Sets({ now, ...parts }: Parts & { readonly now: AllocationsNow }) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const [joining, setJoining] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  const { network, operator, can, begin } = parts
  const allocated = new Set((operator.allocations ?? []).map(({ set }) => set))
  const rank = ({ key }: OperatorSet) =>
    now.member[key] ? 0 : now.slashable[key] ? 1 : allocated.has(key) ? 2 : 3
  const every = Object.values(network.operatorSets).sort((a, b) => rank(a) - rank(b))
  const related = every.filter((set) => rank(set) < 3).length
  const rows = all ? every : every.slice(0, Math.max(related, fewSets))
  const nameOfSet = ({ avs, id }: OperatorSet) =>
    common('set.name', { avs: nameOf(avs), id: String(id) })
  const act: Column<OperatorSet> = {
    id: 'act',
    header: t('act'),
    align: 'end',
    cell: (set) => {
      if (now.member[set.key])
        return (
          can('deregisterFromOperatorSets') && (
            <Button
              aria-label={t('sets.leaveThis', { set: nameOfSet(set) })}
              onClick={() =>
                begin('deregisterFromSets', {
                  operator: operator.address,
                  avs: set.avs,
                  ids: [set.id],
                })
              }
            >
              {t('sets.leave')}
            </Button>
          )
        )
      return (
        can('registerForOperatorSets') &&
        !now.slashable[set.key] && (
          <Button
            aria-label={t('sets.joinThis', { set: nameOfSet(set) })}
            onClick={() => setJoining(joining === set.key ? null : set.key)}
          >
            {t('sets.join')}
          </Button>
        )
      )
    },
  }
  return (
    <section className="stack" aria-labelledby="console-sets">
      <h2 id="console-sets">{t('sets.title')}</h2>
      <p className="muted">
        {t('sets.about', { blocks: network.parameters.deallocationDelay ?? '—' })}
      </p>
      <Table
        caption={t('sets.title')}
        hideCaption
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { id: 'set', header: t('sets.set'), rowHeader: true, cell: nameOfSet },
          {
            id: 'strategies',
            header: t('sets.strategies'),
            cell: ({ strategies }) =>
              strategies === null ? (
                <Missing reason={t('unread')} />
              ) : (
                formatList(
                  strategies.map((strategy) => symbolOf(network, strategy)),
                  t.locale,
                )
              ),
          },
          {
            id: 'state',
            header: t('sets.state'),
            cell: ({ key }) => {
              if (now.member[key] === undefined) return <Missing reason={t('unread')} />
              if (now.member[key]) return <StateMark state="now">{t('sets.member')}</StateMark>
              if (now.slashable[key]) {
                const tail = tailOf(parts, key)
                return (
                  <StateMark
                    state="pending"
                    {...(tail === null
                      ? {}
                      : { from: <DateTime timestamp={timeOfBlock(parts, tail + 1)} /> })}
                  >
                    {tail === null ? t('sets.tail') : t('sets.tailUntil', { block: tail })}
                  </StateMark>
                )
              }
              return allocated.has(key) ? (
                <StateMark state="latent">{t('sets.latent')}</StateMark>
              ) : (
                <span className="unit">{t('sets.outside')}</span>
              )
            },
          },
          ...(can('registerForOperatorSets') || can('deregisterFromOperatorSets') ? [act] : []),
        ]}
        detail={(set) =>
          joining === set.key ? (
            <JoinForm
              set={set}
              latent={allocated.has(set.key)}
              onJoin={(data) =>
                begin('registerForSets', {
                  operator: operator.address,
                  avs: set.avs,
                  ids: [set.id],
                  data,
                })
              }
            />
          ) : undefined
        }
      />
      {rows.length < every.length && (
        <div className="row">
          <Button kind="quiet" onClick={() => setAll(true)}>
            {t('sets.more', { count: every.length - rows.length })}
          </Button>
        </div>
      )}
      {!can('registerForOperatorSets') && (
        <p className="muted">{t('notAllowed', { what: t('function.registerForOperatorSets') })}</p>
      )}
    </section>
  )
}

function JoinForm({
  set,
  latent,
  onJoin,
}: {
  readonly set: OperatorSet
  readonly latent: boolean
  readonly onJoin: (data: Hex) => void
}) {
  const t = useT(messages)
  const [text, setText] = useState('')
  const trimmed = text.trim()
  const data: Hex | null =
    trimmed === '' ? '0x' : isHex(trimmed) && trimmed.length % 2 === 0 ? trimmed : null
  return (
    <form
      className="stack console-form"
      aria-label={t('join.title', { id: String(set.id) })}
      onSubmit={(event) => {
        event.preventDefault()
        if (data !== null) onJoin(data)
      }}
    >
      {latent && <Banner kind="warning">{t('join.latent')}</Banner>}
      <HexField
        label={t('join.data')}
        optional
        hint={t('join.hint')}
        error={data === null ? t('join.notHex') : undefined}
        value={text}
        onChange={setText}
      />
      <div className="row">
        <Button kind="primary" type="submit" aria-disabled={data === null}>
          {t('join.review')}
        </Button>
      </div>
    </form>
  )
}

function Queue({ now, ...parts }: Parts & { readonly now: AllocationsNow }) {
  const t = useT(messages)
  const { network, operator, account, begin } = parts
  return (
    <section className="stack" aria-labelledby="console-queue">
      <h2 id="console-queue">{t('queue.title')}</h2>
      {now.clearable.length === 0 ? (
        <p className="muted">{t('queue.none')}</p>
      ) : (
        <>
          <p>
            {t('queue.some', {
              strategies: formatList(
                now.clearable.map((strategy) => symbolOf(network, strategy)),
                t.locale,
              ),
            })}
          </p>
          {account !== null && (
            <div className="row">
              <Button
                onClick={() =>
                  begin('clearDeallocations', {
                    operator: operator.address,
                    strategies: now.clearable,
                  })
                }
              >
                {t('queue.clear')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}
