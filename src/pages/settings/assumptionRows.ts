import {
  ASSUMPTIONS,
  type AssumptionInfo,
  type AssumptionKey,
  type PresetName,
} from '../../risk/assumptions.ts'

/** Where a default comes from, as the catalogue names it. */
export type AssumptionSource = 'guess' | 'prior' | 'validators' | 'consensus' | 'plan'

/** An assumption as a line of the sheet. */
export interface AssumptionRow {
  readonly key: AssumptionKey
  readonly unit: AssumptionInfo['unit']
  readonly values: Readonly<Record<PresetName, number>>
  readonly source: AssumptionSource
  /** No figure that Keel shows today depends on it. */
  readonly unused: boolean
}

/** All that is not Keel's own guess. */
const SOURCES: Partial<Record<AssumptionKey, AssumptionSource>> = {
  slashPriorShape: 'prior',
  slashPriorYears: 'prior',
  beaconSingleP: 'validators',
  beaconSingleLoss: 'consensus',
  exitShareStEth: 'plan',
  exitShareNative: 'plan',
  exitShareLrt: 'plan',
  exitShareLooped: 'plan',
  exitShareToken: 'plan',
}

/** They belong to positions and analyses that Keel does not show yet. */
const UNUSED: ReadonlySet<AssumptionKey> = new Set<AssumptionKey>([
  'keyLeakP',
  'lrtP',
  'lrtSeverity',
  'exitShareLrt',
  'exitShareLooped',
  'attackHazardMax',
  'attackGammaSafe',
])

/** The whole sheet, in the order of `ASSUMPTIONS`. */
export const assumptionRows: readonly AssumptionRow[] = (
  Object.keys(ASSUMPTIONS) as AssumptionKey[]
).map((key) => ({
  key,
  unit: ASSUMPTIONS[key].unit,
  values: ASSUMPTIONS[key].values,
  source: SOURCES[key] ?? 'guess',
  unused: UNUSED.has(key),
}))
