import type {
  AllocationNow,
  AllocationState,
  AllocationVerdict,
} from '../../protocol/console/allocationRules.ts'
import { allocationKey } from '../../protocol/console/allocationRules.ts'
import type { Address, OperatorSetKey } from '../../protocol/network/types.ts'
import { parseOperatorSetKey, WAD } from '../../protocol/network/types.ts'
import { Amount } from '../../ui/Amount.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { Field } from '../../ui/Field.tsx'
import { plainAmount } from '../../ui/format/formatAmount.ts'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { StateMark } from '../../ui/StateMark.tsx'
import { commonMessages } from '../common/messages.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { type Draft, parseMagnitude } from './draft.ts'
import { messages } from './messages.ts'
import { decimalsOf, type Parts, symbolOf, timeOfBlock, tokensFor } from './parts.ts'

/** Steps of a slider over the max magnitude. */
const notches = 1_000

type GroupProps = Parts & {
  readonly strategy: Address
  readonly state: AllocationState
  readonly entries: readonly AllocationNow[]
  readonly member: Readonly<Record<OperatorSetKey, boolean>>
  readonly verdict: AllocationVerdict & { readonly unreadable: readonly string[] }
  readonly draft: Draft
  readonly onDraft: (key: string, text: string | null) => void
}

/** One strategy: what of its magnitude is promised, pending and free, and its allocations. */
export function AllocationGroup(props: GroupProps) {
  const t = useT(messages)
  const { network, operator, strategy, state, entries, verdict } = props
  const max = state.maxMagnitudes[strategy] ?? WAD
  const promised = verdict.encumbered[strategy] ?? 0n
  const shares = operator.shares?.[strategy] ?? 0n
  const waiting = [
    ...state.allocations
      .filter((entry) => entry.strategy === strategy && entry.pendingDiff > 0n)
      .map((entry) => entry.pendingDiff),
    ...verdict.effects
      .filter(({ change, kind }) => change.strategy === strategy && kind === 'allocate')
      .map(({ change, before }) => change.magnitude - before),
  ]
  const pending = waiting.reduce((sum, diff) => sum + diff, 0n)
  const free = max > promised ? max - promised : 0n
  const share = (magnitude: bigint) =>
    formatPercent(max === 0n ? 0 : Number(magnitude) / Number(max), { locale: t.locale }).text
  const symbol = symbolOf(network, strategy)
  const width = (magnitude: bigint) =>
    `${max === 0n ? 0 : Math.min(100, (Number(magnitude) / Number(max)) * 100)}%`
  return (
    <section className="stack-s console-group" aria-label={symbol}>
      <div className="console-title">
        <h3>{symbol}</h3>
        <span>
          <Amount
            value={tokensFor(network, strategy, shares)}
            decimals={decimalsOf(network, strategy)}
            unit={symbol}
          />{' '}
          <span className="unit">{t('allocate.delegated')}</span>
        </span>
      </div>
      <div className="console-bar" aria-hidden="true">
        <span
          className="console-bar-now"
          style={{ width: width(promised > pending ? promised - pending : 0n) }}
        />
        {pending > 0n && <span className="console-bar-pending" style={{ width: width(pending) }} />}
      </div>
      <p className="muted small">
        {t('allocate.sums', {
          promised: share(promised),
          pending: share(pending),
          free: share(free),
        })}
        {max < WAD && ` ${t('allocate.slashed', { max: plainAmount(max, 18) })}`}
      </p>
      {entries.map((entry) => (
        <AllocationRow key={entry.set} {...props} entry={entry} max={max} shares={shares} />
      ))}
    </section>
  )
}

function AllocationRow({
  entry,
  max,
  shares,
  member,
  verdict,
  draft,
  onDraft,
  ...parts
}: GroupProps & {
  readonly entry: AllocationNow
  readonly max: bigint
  readonly shares: bigint
}) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const { network } = parts
  const { avs, id } = parseOperatorSetKey(entry.set)
  const key = allocationKey(entry)
  const name = common('set.name', { avs: nameOf(avs), id: String(id) })
  const waits = entry.effectBlock !== 0
  const present = entry.currentMagnitude
  const text = draft[key] ?? plainAmount(present, 18)
  const typed = parseMagnitude(text)
  const wanted = typed ?? present
  const effect = verdict.effects.find(({ change }) => allocationKey(change) === key)
  const fault =
    verdict.fault?.change && allocationKey(verdict.fault.change) === key ? verdict.fault.name : null
  const share = (magnitude: bigint) =>
    formatPercent(max === 0n ? 0 : Number(magnitude) / Number(max), { locale: t.locale }).text
  const slashableTokens = tokensFor(
    network,
    entry.strategy,
    max === 0n ? 0n : (shares * wanted) / max,
  )
  const counts = entry.inSet && entry.slashable
  const symbol = symbolOf(network, entry.strategy)
  return (
    <div className="console-allocation">
      <div className="console-title">
        <strong>{name}</strong>
        <span className="secures-states">
          {present > 0n && (
            <StateMark state={counts ? 'now' : 'latent'}>
              {t(counts ? 'allocate.now' : 'allocate.allocated', { share: share(present) })}
            </StateMark>
          )}
          {waits && (
            <StateMark
              state="pending"
              from={<DateTime timestamp={timeOfBlock(parts, entry.effectBlock)} />}
            >
              {t('allocate.then', {
                share: share(present + entry.pendingDiff),
                block: entry.effectBlock,
              })}
            </StateMark>
          )}
        </span>
      </div>
      {waits ? (
        <p className="muted small">{t('allocate.waits', { block: entry.effectBlock })}</p>
      ) : (
        <Field
          label={t('allocate.magnitude')}
          hint={
            member[entry.set] === true
              ? entry.inSet
                ? undefined
                : t('allocate.outside')
              : t('allocate.unregistered')
          }
          error={
            typed === null
              ? t('allocate.unreadable')
              : fault !== null
                ? t(`fault.${fault}`)
                : undefined
          }
          notice={
            effect ? (
              <>
                {t(`effect.${effect.kind}`, { block: effect.effectBlock, share: share(wanted) })}{' '}
                {effect.kind !== 'deallocateNow' && (
                  <>
                    <DateTime
                      timestamp={timeOfBlock(parts, effect.effectBlock)}
                      now={network.block.timestamp}
                    />
                    {' · '}
                  </>
                )}
                {t.rich(counts ? 'allocate.slashable' : 'allocate.latent', {
                  amount: (
                    <Amount
                      plain
                      value={slashableTokens}
                      decimals={decimalsOf(network, entry.strategy)}
                      unit={symbol}
                    />
                  ),
                })}
              </>
            ) : draft[key] !== undefined && typed === present ? (
              t('fault.SameMagnitude')
            ) : undefined
          }
        >
          {(control) => (
            <div className="console-magnitude">
              <input
                type="range"
                aria-label={t('allocate.slider', { name, strategy: symbol })}
                aria-valuetext={share(wanted)}
                min={0}
                max={notches}
                step={1}
                value={max === 0n ? 0 : Number((wanted * BigInt(notches)) / max)}
                onChange={(event) => {
                  const magnitude = (max * BigInt(event.target.value)) / BigInt(notches)
                  onDraft(key, plainAmount(magnitude, 18))
                }}
              />
              <input
                {...control}
                className="input"
                inputMode="decimal"
                autoComplete="off"
                spellCheck={false}
                value={text}
                onChange={(event) => onDraft(key, event.target.value)}
                onBlur={() => {
                  if (draft[key] !== undefined && typed === present) onDraft(key, null)
                }}
              />
              <span className="num unit">{share(wanted)}</span>
            </div>
          )}
        </Field>
      )}
    </div>
  )
}
