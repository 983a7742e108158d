import { useMemo } from 'react'
import type { Scenario, ScenarioNumber } from '../../data/scenario.ts'
import { scenarioBounds, scenarioInputs } from '../../data/scenario.ts'
import type { Settled } from '../../data/scenarioSettle.ts'
import { STAKED_ETH } from '../../data/scenarioShock.ts'
import { totalRestaked } from '../../data/totals.ts'
import {
  type Address,
  type Network,
  type OperatorSetKey,
  parseOperatorSetKey,
} from '../../protocol/network/types.ts'
import { leakedKeysLoss } from '../../risk/scenarios.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Provenance } from '../../ui/Provenance.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { commonMessages } from '../common/messages.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { messages } from './messages.ts'

/** Validators that a slider stops at; a third of all is where each loses everything. */
const STOPS = [0, 1, 10, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 364_583]

/** What the scenario can be told: whom it strikes, how hard. */
export function Inputs({
  network,
  settled,
  onChange,
}: {
  readonly network: Network
  readonly settled: Settled
  readonly onChange: (change: Partial<Scenario>) => void
}) {
  const t = useT(messages)
  const { scenario } = settled
  const { numbers, picks } = scenarioInputs[scenario.kind]
  const risk = (value: number) => formatRisk(value, { locale: t.locale }).text
  const restaked = useMemo(() => totalRestaked(network), [network])
  return (
    <div className="scenario-inputs">
      {picks.map((pick) => (
        <Pick key={pick} pick={pick} network={network} settled={settled} onChange={onChange} />
      ))}
      {numbers.map((name) =>
        name === 'validators' ? (
          <Slider
            key={name}
            label={t('validators.label')}
            value={stopOf(settled.validators)}
            min={0}
            max={STOPS.length - 1}
            step={1}
            text={
              settled.validators === 0
                ? t('validators.none')
                : `${formatCount(settled.validators, t.locale)} (${t('validators.assumed')})`
            }
            hint={t('validators.hint', {
              loss: risk(
                settled.validators === 0 ? 0 : leakedKeysLoss(settled.validators, STAKED_ETH),
              ),
              eth: STAKED_ETH,
            })}
            onChange={(index) => onChange({ validators: STOPS[index] ?? 0 })}
          />
        ) : (
          <Slider
            key={name}
            label={labelOf(name)}
            value={Math.round(settled[name] * 1_000) / 10}
            min={scenarioBounds[name].min * 100}
            max={scenarioBounds[name].max * 100}
            step={1}
            text={risk(settled[name])}
            shown={sourced(name, risk(settled[name]))}
            hint={
              name === 'leaving'
                ? t('leaving.hint', {
                    eth: `${restaked.complete ? '' : '≥ '}${formatAmount(
                      (restaked.wei * BigInt(Math.round(settled.leaving * 1_000))) / 1_000n,
                      18,
                      { locale: t.locale, maxSignificant: 3 },
                    )} ETH`,
                  })
                : undefined
            }
            onChange={(value) => onChange({ [name]: value / 100 })}
          />
        ),
      )}
      {scenario.kind === 'collusion' && (
        <>
          <Choice
            label={t('theta.label')}
            options={(['third', 'half', 'twoThirds'] as const).map((id) => ({
              id,
              label: t(`theta.${id}`),
            }))}
            value={scenario.theta}
            onChange={(theta) => onChange({ theta })}
          />
          <Choice
            label={t('by.label')}
            options={(['cheapest', 'fewest'] as const).map((id) => ({ id, label: t(`by.${id}`) }))}
            value={scenario.by}
            onChange={(by) => onChange({ by })}
          />
        </>
      )}
    </div>
  )

  /** The figure with where it comes from; that of a pool is told below, with the pool. */
  function sourced(name: Exclude<ScenarioNumber, 'validators'>, figure: string) {
    if (scenario[name] !== null)
      return (
        <Provenance kind="user" source={t('exit.ownSource')}>
          {figure}
        </Provenance>
      )
    if (name === 'discount' && settled.discountFrom === 'pool') return figure
    const core = name === 'severity' && scenario.kind === 'coreExploit'
    return (
      <Provenance kind="assumption" source={t(core ? 'assumed.core' : `assumed.${name}`)}>
        {figure}
      </Provenance>
    )
  }

  function labelOf(name: Exclude<ScenarioNumber, 'validators'>): string {
    if (name === 'severity')
      return t(scenario.kind === 'coreExploit' ? 'severity.core' : 'severity.label')
    if (name === 'exitShare' && settled.exit) return t('exitShare.both')
    return t(`${name}.label`)
  }
}

function stopOf(validators: number): number {
  let nearest = 0
  STOPS.forEach((stop, index) => {
    if (stop <= validators) nearest = index
  })
  return nearest
}

function Pick({
  pick,
  network,
  settled,
  onChange,
}: {
  readonly pick: 'avs' | 'operator' | 'set'
  readonly network: Network
  readonly settled: Settled
  readonly onChange: (change: Partial<Scenario>) => void
}) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const options = useMemo(() => {
    const all =
      pick === 'avs'
        ? network.avss.map(({ address }) => ({ id: address as string, name: nameOf(address) }))
        : pick === 'operator'
          ? network.operators.map(({ address }) => ({
              id: address as string,
              name: nameOf(address),
            }))
          : network.avss.flatMap(({ address, sets }) =>
              sets.map((key) => ({
                id: key as string,
                name: common('set.name', {
                  avs: nameOf(address),
                  id: String(parseOperatorSetKey(key).id),
                }),
              })),
            )
    return all.sort((a, b) => a.name.localeCompare(b.name, t.locale))
  }, [pick, network, nameOf, common, t.locale])
  return (
    <Field label={t(`${pick}.label`)}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={settled[pick] ?? ''}
          onChange={({ target: { value } }) => {
            if (pick === 'avs') onChange({ avs: value as Address, set: null })
            else if (pick === 'operator') onChange({ operator: value as Address })
            else {
              const { avs, id } = parseOperatorSetKey(value as OperatorSetKey)
              onChange({ avs, set: id })
            }
          }}
        >
          {options.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
