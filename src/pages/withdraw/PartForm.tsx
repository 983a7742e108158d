import { useState } from 'react'
import type { Address } from '../../protocol/network/types.ts'
import { startPlan } from '../../tx/useTx.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { showToast } from '../../ui/toast.ts'
import { useQueryState } from '../common/useQueryState.ts'
import { Dates } from './Dates.tsx'
import { LeaveEffects } from './LeaveEffects.tsx'
import { LeaveSheet } from './LeaveSheet.tsx'
import type { Leaving } from './leave.ts'
import { messages } from './messages.ts'
import { type By, choiceOf, PartRow, type Source } from './PartRow.tsx'
import { unitOf } from './units.ts'

/** Strategies with something left in them; those that cannot be reckoned with apart. */
function sourcesOf({ exits, network }: Leaving): { sources: Source[]; unread: Address[] } {
  const sources: Source[] = []
  const unread: Address[] = []
  for (const [strategy, holding] of Object.entries(exits.holdings ?? {}) as [
    Address,
    Source['holding'],
  ][]) {
    if (holding.depositShares === 0n) continue
    const pool = exits.pools[strategy]
    const unit = unitOf(network, strategy)
    if (pool && unit) sources.push({ strategy, holding, pool, ...unit, symbol: unit.symbol })
    else unread.push(strategy)
  }
  return { sources, unread }
}

/** Takes some of the stake out, by amount or by percent of each strategy. */
export function PartForm({
  onOpen,
  ...leaving
}: Leaving & { readonly onOpen: (open: boolean) => void }) {
  const t = useT(messages)
  const { exits, account, connection, head, pace } = leaving
  const [chosenBy, setBy] = useQueryState('by')
  const [only, setOnly] = useQueryState('strategy')
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({})
  const [planId, setPlanId] = useState<string | null>(null)
  const [starting, setStarting] = useState(false)
  const by: By = chosenBy === 'percent' ? 'percent' : 'amount'
  const { sources, unread } = sourcesOf(leaving)
  const named = sources.find(({ strategy }) => strategy === only.toLowerCase())
  const rows = (named ? [named] : sources).map((source) => {
    const text = texts[`${by} ${source.strategy}`] ?? ''
    return { source, text, choice: choiceOf(source, by, text) }
  })
  const items = rows.flatMap(({ source, choice }) =>
    choice.state === 'chosen' && choice.chosen.depositShares > 0n
      ? [{ source, chosen: choice.chosen }]
      : [],
  )
  const wrong = rows.some(
    ({ choice }) =>
      choice.state === 'wrong' || (choice.state === 'chosen' && choice.chosen.depositShares === 0n),
  )
  const ready = items.length > 0 && !wrong && exits.paused.queueing !== true
  const start = () => {
    if (!ready || account === null) return
    setStarting(true)
    startPlan(
      'queueWithdrawals',
      {
        items: items.map(({ source, chosen }) => ({
          strategy: source.strategy,
          depositShares: chosen.depositShares,
          amount: chosen.tokens,
          unit: source.symbol,
          decimals: source.decimals,
        })),
      },
      { chainId: connection.chain.chainId, account },
    )
      .then(
        (id) => {
          setPlanId(id)
          onOpen(true)
        },
        () => showToast('error', t('start.failed')),
      )
      .finally(() => setStarting(false))
  }
  const effects =
    items.length === 0 ? null : (
      <div className="stack">
        <LeaveEffects
          {...leaving}
          leaving={Object.fromEntries(
            items.map(({ source, chosen }) => [source.strategy, chosen.depositShares]),
          )}
        />
        <Dates head={head} delay={exits.delay} pace={pace} />
      </div>
    )
  return (
    <div className="two-columns">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          start()
        }}
      >
        {only !== '' && (
          <Banner
            action={
              <button type="button" className="link-button" onClick={() => setOnly('')}>
                {t('one.all')}
              </button>
            }
          >
            {named ? t('one.only', { token: named.symbol }) : t('one.unknown')}
          </Banner>
        )}
        {rows.length > 0 && (
          <Choice
            label={t('by.label')}
            value={by}
            onChange={(id) => setBy(id === 'amount' ? '' : id)}
            options={[
              { id: 'amount', label: t('by.amount') },
              { id: 'percent', label: t('by.percent') },
            ]}
          />
        )}
        {rows.map(({ source, text, choice }) => (
          <PartRow
            key={source.strategy}
            source={source}
            by={by}
            text={text}
            choice={choice}
            onChange={(next) =>
              setTexts((before) => ({ ...before, [`${by} ${source.strategy}`]: next }))
            }
          />
        ))}
        {unread.map((strategy) => (
          <Banner key={strategy} kind="warning">
            {unitOf(leaving.network, strategy)?.symbol ?? strategy}: {t('part.unread')}
          </Banner>
        ))}
        {account !== null && (
          <div className="row">
            <Button kind="primary" type="submit" busy={starting} aria-disabled={!ready}>
              {t('part.go')}
            </Button>
          </div>
        )}
      </form>
      <section className="stack">
        <h2>{t('after.title')}</h2>
        {effects ?? (
          <>
            <p className="muted">{t('part.choose')}</p>
            <Dates head={head} delay={exits.delay} pace={pace} />
          </>
        )}
      </section>
      <LeaveSheet
        id={planId}
        connection={connection}
        effects={effects}
        onClose={() => {
          setPlanId(null)
          onOpen(false)
          setTexts({})
        }}
      />
    </div>
  )
}
