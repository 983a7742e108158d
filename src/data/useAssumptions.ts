import { useMemo, useSyncExternalStore } from 'react'
import {
  ASSUMPTIONS,
  type AssumptionKey,
  type Assumptions,
  boundedAssumptions,
  defaultAssumptions,
  type PresetName,
  withPreset,
} from '../risk/assumptions.ts'
import { assumptionStore, type Overrides } from './assumptionStore.ts'
import { inForce } from './inForce.ts'

/** The assumptions in force and what can be done with them. */
export type AssumptionControls = {
  /** Within their bounds. The same object until one of them changes. */
  readonly assumptions: Assumptions
  /** Those that differ from the default. */
  readonly changed: readonly AssumptionKey[]
  /** They came with a link and are not the reader's own. */
  readonly foreign: boolean
  set(key: AssumptionKey, value: number): void
  reset(key: AssumptionKey): void
  resetAll(): void
  /** Takes a preset's beliefs; facts about the reader stay. */
  choosePreset(preset: PresetName): void
  /** Makes a link's assumptions the reader's own. */
  adopt(): void
  /** Goes back from a link's assumptions to the reader's own. */
  discardForeign(): void
}

const keys = Object.keys(ASSUMPTIONS) as AssumptionKey[]

function differences(assumptions: Assumptions): Overrides {
  return Object.fromEntries(
    keys
      .filter((key) => assumptions[key] !== defaultAssumptions[key])
      .map((key) => [key, assumptions[key]]),
  )
}

const actions = {
  set(key: AssumptionKey, value: number) {
    const current = inForce(assumptionStore.get().overrides)
    assumptionStore.replace(differences(boundedAssumptions({ ...current, [key]: value })))
  },
  reset: (key: AssumptionKey) => assumptionStore.set(key, undefined),
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
      changed: keys.filter((key) => assumptions[key] !== defaultAssumptions[key]),
      foreign,
      ...actions,
    }),
    [assumptions, foreign],
  )
}
