import { useEffect, useState } from 'react'
import type { Address, Hex } from '../../protocol/network/types.ts'
import { zeroAddress } from '../../protocol/network/types.ts'
import { previewCompletions } from '../../protocol/withdrawals/completion.ts'
import { canBeNext, completableFrom } from '../../protocol/withdrawals/timing.ts'
import type { QueuedWithdrawal } from '../../protocol/withdrawals/types.ts'
import { startPlan } from '../../tx/useTx.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { showToast } from '../../ui/toast.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { LeaveSheet } from './LeaveSheet.tsx'
import type { Leaving } from './leave.ts'
import { messages } from './messages.ts'
import { Arrivals, QueuedItem, wouldComplete } from './QueuedItem.tsx'

/** Everything that waits in the queue, and the ways to take it out. */
export function WithdrawalQueue(leaving: Leaving) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const { exits, head, account, connection } = leaving
  const [choices, setChoices] = useState<Readonly<Record<Hex, boolean>>>({})
  const [left, setLeft] = useState<Readonly<Record<Hex, boolean>>>({})
  const [open, setOpen] = useState<{ id: string; roots: readonly Hex[] } | null>(null)
  const [starting, setStarting] = useState<Hex | 'many' | null>(null)
  const queue = exits.queued
  const isReady = ({ withdrawal }: QueuedWithdrawal) =>
    exits.delay !== null &&
    canBeNext(head.number, completableFrom(withdrawal.startBlock, exits.delay))
  const readyCount = queue?.filter(isReady).length ?? 0
  // What becomes ready, and what is about to be signed, is shown as of the newest block.
  const { store } = connection
  useEffect(() => {
    if (readyCount > 0 || open !== null) store.refresh()
  }, [store, readyCount, open])
  if (queue === null) return <ErrorState message={t('failed')} />
  const { delegatedTo } = exits
  const free = delegatedTo === null || delegatedTo === zeroAddress
  /** Queued at an operator whom the staker left for another one: shares are what a move wants. */
  const moved = ({ withdrawal }: QueuedWithdrawal) =>
    !free &&
    withdrawal.delegatedTo.toLowerCase() !== zeroAddress &&
    withdrawal.delegatedTo.toLowerCase() !== delegatedTo
  const asTokens = (queued: QueuedWithdrawal) => choices[queued.root] ?? !moved(queued)
  const preview = (chosen: readonly QueuedWithdrawal[]) =>
    previewCompletions(
      { pools: exits.pools, holdings: exits.holdings ?? {}, podGwei: exits.podGwei },
      chosen.map((queued) => ({ asTokens: asTokens(queued), parts: queued.parts })),
    )
  const ready = queue.filter(isReady)
  const selected = ready.filter(({ root }) => left[root] !== true)
  const complete = (chosen: readonly QueuedWithdrawal[], busy: Hex | 'many') => {
    if (account === null || chosen.length === 0) return
    setStarting(busy)
    startPlan(
      'completeWithdrawals',
      {
        withdrawals: chosen.map((queued) => ({ root: queued.root, asTokens: asTokens(queued) })),
      },
      { chainId: connection.chain.chainId, account },
    )
      .then(
        (id) => setOpen({ id, roots: chosen.map(({ root }) => root) }),
        () => showToast('error', t('start.failed')),
      )
      .finally(() => setStarting(null))
  }
  const opened = queue.filter(({ root }) => open?.roots.includes(root))
  const together = preview(selected)
  const manyWork = together.every(wouldComplete)
  return (
    <section className="stack">
      <h2>{t('queue.title')}</h2>
      {queue.length === 0 && <p className="muted">{t('queue.empty')}</p>}
      {exits.paused.completing === true && <Banner kind="warning">{t('paused.completing')}</Banner>}
      {queue.some(moved) && (
        <Banner>
          {t('queue.movedHint', { operator: nameOf((delegatedTo ?? zeroAddress) as Address) })}
        </Banner>
      )}
      {ready.length > 1 && (
        <div className="card stack">
          <p>{t('queue.ready', { count: ready.length })}</p>
          {selected.length > 0 && <Totals {...leaving} arrivals={together.flat()} />}
          {account !== null && (
            <div className="row">
              <Button
                kind="primary"
                busy={starting === 'many'}
                aria-disabled={
                  selected.length === 0 || !manyWork || exits.paused.completing === true
                }
                onClick={() => complete(selected, 'many')}
              >
                {t('queue.completeMany', { count: selected.length })}
              </Button>
            </div>
          )}
        </div>
      )}
      <div className="withdraw-queue">
        {queue.map((queued) => (
          <QueuedItem
            key={queued.root}
            {...leaving}
            queued={queued}
            asTokens={asTokens(queued)}
            arrivals={preview([queued])[0] ?? []}
            onChoose={(tokens) => setChoices((before) => ({ ...before, [queued.root]: tokens }))}
            onComplete={() => complete([queued], queued.root)}
            selected={ready.length > 1 && isReady(queued) ? left[queued.root] !== true : null}
            onSelect={(chosen) => setLeft((before) => ({ ...before, [queued.root]: !chosen }))}
            busy={starting === queued.root}
          />
        ))}
      </div>
      <LeaveSheet
        id={open?.id ?? null}
        connection={connection}
        effects={
          opened.length === 0 ? null : <Totals {...leaving} arrivals={preview(opened).flat()} />
        }
        onClose={() => setOpen(null)}
      />
    </section>
  )
}

type ArrivalList = Parameters<typeof Arrivals>[0]['arrivals']

/** What several withdrawals bring, added up by token and by way. */
function Totals({ arrivals, ...leaving }: Leaving & { readonly arrivals: ArrivalList }) {
  const sums = new Map<string, ArrivalList[number]>()
  for (const arrival of arrivals) {
    const key = `${arrival.kind} ${arrival.strategy}`
    const sum = sums.get(key)
    if (sum === undefined) sums.set(key, arrival)
    else if (sum.kind === 'tokens' && arrival.kind === 'tokens')
      sums.set(key, {
        ...sum,
        shares: sum.shares + arrival.shares,
        sent: sum.sent + arrival.sent,
        received: sum.received + arrival.received,
      })
    else if (sum.kind === 'shares' && arrival.kind === 'shares')
      sums.set(key, {
        ...sum,
        shares: sum.shares + arrival.shares,
        counted: sum.counted + arrival.counted,
      })
    else sums.set(key, { ...sum, shares: sum.shares + arrival.shares })
  }
  return <Arrivals {...leaving} arrivals={[...sums.values()]} />
}
