import { useState } from 'react'
import { allocationKey } from '../../protocol/console/allocationRules.ts'
import type { Address } from '../../protocol/network/types.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Progress } from '../../ui/Progress.tsx'
import { PairBeforeAfter } from '../../ui/pair/PairDelta.tsx'
import { commonMessages } from '../common/messages.ts'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import { AllocationGroup } from './AllocationGroup.tsx'
import { type Draft, judgeDraft, operatorAfter } from './draft.ts'
import { messages } from './messages.ts'
import { type Parts, symbolOf } from './parts.ts'
import { useAllocations } from './useAllocations.ts'

/** The editor of magnitudes: every strategy by operator set, what changes when, and one call for all of it. */
export function AllocatePart(parts: Parts) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const { network, assessor, operator, can, begin } = parts
  const { value, error } = useAllocations(parts)
  const [draft, setDraft] = useState<Draft>({})
  const [all, setAll] = useState(false)
  if (value === null)
    return error ? (
      <ErrorState message={t('allocate.failed')} detail={error.message} />
    ) : (
      <Progress label={t('allocate.reading')} value={null} />
    )
  const { state } = value
  if (state === null)
    return (
      <ErrorState
        message={t('allocate.unread')}
        detail={value.failures.map(({ what, message }) => `${what}: ${message}`).join('\n')}
      />
    )
  const sets = new Set(Object.keys(network.operatorSets))
  const verdict = judgeDraft(state, draft, network.block.number, sets)
  const { changes, fault, unreadable } = verdict
  const groups = new Map<Address, typeof state.allocations>()
  for (const entry of state.allocations)
    groups.set(entry.strategy, [...(groups.get(entry.strategy) ?? []), entry])
  const matters = (entry: (typeof state.allocations)[number]) =>
    all ||
    entry.currentMagnitude > 0n ||
    entry.pendingDiff !== 0n ||
    value.member[entry.set] === true ||
    draft[allocationKey(entry)] !== undefined
  const hidden = state.allocations.filter((entry) => !matters(entry)).length
  const ordered = [...groups]
    .filter(([, entries]) => entries.some(matters))
    .sort(
      ([a], [b]) =>
        Number((operator.shares?.[b] ?? 0n) > (operator.shares?.[a] ?? 0n)) -
        Number((operator.shares?.[a] ?? 0n) > (operator.shares?.[b] ?? 0n)),
    )
  const before = assessor.reference(operator.address)
  const after =
    before === null
      ? null
      : assessor.assess(
          before.stake,
          operator.address,
          true,
          operatorAfter(operator, state, changes),
        )
  const effects = (
    <div className="stack-s">
      <p className="muted">{t('allocate.effectWho', { symbol: assessor.referenceSymbol })}</p>
      <PairBeforeAfter
        before={pairFigures(before, common)}
        after={pairFigures(after, common)}
        detailsBefore={pairDetails(before)}
        detailsAfter={pairDetails(after)}
      />
      <p className="muted small">{t('allocate.effectNote')}</p>
    </div>
  )
  const ready = changes.length > 0 && fault === null && unreadable.length === 0
  return (
    <section className="stack" aria-labelledby="console-allocate">
      <h2 id="console-allocate">{t('allocate.title')}</h2>
      <p className="muted">
        {state.delay.isSet && state.delay.blocks === 0
          ? t('allocate.aboutNow', { deallocation: state.deallocationDelay })
          : t('allocate.about', {
              delay: state.delay.blocks,
              deallocation: state.deallocationDelay,
            })}
      </p>
      {!state.delay.isSet && (
        <Banner kind="warning">{t('fault.UninitializedAllocationDelay')}</Banner>
      )}
      {value.pendingDelay !== null && (
        <Banner>
          {t('delay.pending', {
            count: value.pendingDelay.blocks,
            block: value.pendingDelay.effectBlock,
          })}
        </Banner>
      )}
      {ordered.length === 0 && (
        <EmptyState title={t('allocate.none')}>{t('allocate.noneText')}</EmptyState>
      )}
      {ordered.map(([strategy, entries]) => (
        <AllocationGroup
          key={strategy}
          {...parts}
          strategy={strategy}
          state={state}
          entries={entries.filter(matters)}
          member={value.member}
          verdict={verdict}
          draft={draft}
          onDraft={(key, text) =>
            setDraft((last) => {
              const next = { ...last }
              if (text === null) delete next[key]
              else next[key] = text
              return next
            })
          }
        />
      ))}
      {(hidden > 0 || all) && (
        <div className="row">
          <Button kind="quiet" onClick={() => setAll(!all)}>
            {all ? t('allocate.fewer') : t('allocate.more', { count: hidden })}
          </Button>
        </div>
      )}
      {changes.length > 0 && (
        <div className="card stack">
          <h3>{t('allocate.changes', { count: changes.length })}</h3>
          {effects}
          {fault !== null && (
            <p className="field-error" role="alert">
              {fault.change === null
                ? t(`fault.${fault.name}`)
                : t('fault.at', {
                    strategy: symbolOf(network, fault.change.strategy),
                    why: t(`fault.${fault.name}`),
                  })}
            </p>
          )}
          {can('modifyAllocations') ? (
            <div className="row">
              <Button
                kind="primary"
                aria-disabled={!ready}
                onClick={() =>
                  begin('modifyAllocations', { operator: operator.address, changes }, effects)
                }
              >
                {t('allocate.review')}
              </Button>
              <Button onClick={() => setDraft({})}>{t('allocate.reset')}</Button>
            </div>
          ) : (
            <p className="muted">{t('notAllowed', { what: t('function.modifyAllocations') })}</p>
          )}
        </div>
      )}
    </section>
  )
}
