import { useMemo, useSyncExternalStore } from 'react'
import {
  type AssumptionKey,
  type Assumptions,
  boundedAssumptions,
  defaultAssumptions,
  entriesOf,
  type OwnPrices,
  type PresetName,
  withPreset,
} from '../risk/assumptions.ts'
import {
  type AttackGuess,
  type AttackGuesses,
  attackEntries,
  PROFIT_BOUNDS,
} from '../risk/attackGuess.ts'
import { assumptionStore, type Overrides } from './assumptionStore.ts'
import { inForce } from './inForce.ts'

/** The assumptions in force and what can be done with them. */
export type AssumptionControls = {
  /** Within their bounds. The same object until one of them changes. */
  readonly assumptions: Assumptions
  /** The reader's own entries, ETH for a whole token. */
  readonly prices: OwnPrices
  /** Attacks that the reader counts, by operator set. */
  readonly attacks: AttackGuesses
  /** Those that differ from the default, own prices and attacks by their entries' names among them. */
  readonly changed: readonly string[]
  /** They came with a link and are not the reader's own. */
  readonly foreign: boolean
  set(key: AssumptionKey, value: number): void
  reset(key: AssumptionKey): void
  /** An own price; `null` takes it back. */
  setPrice(token: `0x${string}`, priceEth: number | null): void
  /** Counts an attack on an operator set; `null` no longer. */
  setAttack(set: string, guess: AttackGuess | null): void
  resetAll(): void
  /** Takes a preset's beliefs; facts about the reader stay. */
  choosePreset(preset: PresetName): void
  /** Makes a link's assumptions the reader's own. */
  adopt(): void
  /** Goes back from a link's assumptions to the reader's own. */
  discardForeign(): void
}

function differences(assumptions: Assumptions): Overrides {
  return Object.fromEntries(
    Object.entries(entriesOf(assumptions)).filter(
      ([key, value]) => value !== defaultAssumptions[key as AssumptionKey],
    ),
  )
}

const noPrices: OwnPrices = {}
const noAttacks: AttackGuesses = {}

const actions = {
  set(key: AssumptionKey, value: number) {
    const current = inForce(assumptionStore.get().overrides)
    assumptionStore.replace(
      differences(boundedAssumptions({ ...entriesOf(current), [key]: value })),
    )
  },
  reset: (key: AssumptionKey) => assumptionStore.set(key, undefined),
  setPrice: (token: `0x${string}`, priceEth: number | null) =>
    assumptionStore.set(token.toLowerCase() as `0x${string}`, priceEth ?? undefined),
  setAttack(set: string, guess: AttackGuess | null) {
    const { attacks, ...current } = inForce(assumptionStore.get().overrides)
    const { [set]: _before, ...others } = attacks ?? {}
    const bounded = (profit: number) =>
      Math.min(PROFIT_BOUNDS.max, Math.max(PROFIT_BOUNDS.min, profit))
    const next =
      guess === null ? others : { ...others, [set]: { ...guess, profit: bounded(guess.profit) } }
    assumptionStore.replace({ ...differences(current), ...attackEntries(next) })
  },
  resetAll: () => assumptionStore.replace({}),
  choosePreset: (preset: PresetName) =>
    assumptionStore.replace(
      differences(withPreset(preset, inForce(assumptionStore.get().overrides))),
    ),
  adopt: () => assumptionStore.replace(differences(inForce(assumptionStore.get().overrides))),
  discardForeign: () => assumptionStore.discardForeign(),
}

/** The assumptions that every figure of risk on every page is worked out with. */
export function useAssumptions(): AssumptionControls {
  const { overrides, foreign } = useSyncExternalStore(
    assumptionStore.subscribe,
    assumptionStore.get,
  )
  const assumptions = inForce(overrides)
  return useMemo(
    () => ({
      assumptions,
      prices: assumptions.prices ?? noPrices,
      attacks: assumptions.attacks ?? noAttacks,
      changed: Object.keys(differences(assumptions)),
      foreign,
      ...actions,
    }),
    [assumptions, foreign],
  )
}
