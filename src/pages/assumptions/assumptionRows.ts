import {
  ASSUMPTIONS,
  type AssumptionInfo,
  type AssumptionKey,
  type PresetName,
} from '../../risk/assumptions.ts'

/** Where a default comes from, as the catalogue names it. */
export type AssumptionSource = 'guess' | 'prior' | 'validators' | 'consensus' | 'rewards' | 'plan'

/** Assumptions that belong together, in the order of the sheet. */
export const groups = {
  slashing: ['slashPriorShape', 'slashPriorYears', 'severity'],
  correlation: ['rhoA', 'rhoO'],
  validators: ['beaconSingleP', 'beaconSingleLoss', 'beaconMassP', 'beaconMassLoss', 'keyLeakP'],
  contracts: ['coreP', 'coreSeverity', 'lidoP', 'lidoSeverity', 'lrtP', 'lrtSeverity'],
  market: ['marketMildP', 'marketMildDiscount', 'marketSevereP', 'marketSevereDiscount'],
  plan: ['exitShareStEth', 'exitShareNative', 'exitShareLrt', 'exitShareLooped', 'exitShareToken'],
  attack: ['attackHazardMax', 'attackGammaSafe'],
  yields: ['nativeBaseApr'],
} as const satisfies Record<string, readonly AssumptionKey[]>

export type GroupName = keyof typeof groups

/** An assumption as a line of the sheet. */
export interface AssumptionRow {
  readonly key: AssumptionKey
  readonly unit: AssumptionInfo['unit']
  readonly values: Readonly<Record<PresetName, number>>
  readonly source: AssumptionSource
  /** No headline figure depends on it. */
  readonly unused: boolean
  /** The headline figures follow it only where the reader counts an attack. */
  readonly attack: boolean
  readonly min: number
  readonly max: number
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
  nativeBaseApr: 'rewards',
}

/** They belong to analyses beside the headline figures. */
const UNUSED: ReadonlySet<AssumptionKey> = new Set<AssumptionKey>(['keyLeakP', 'exitShareLooped'])

const ATTACK: ReadonlySet<AssumptionKey> = new Set<AssumptionKey>(groups.attack)

/** The whole sheet by key. */
export const assumptionRows = Object.fromEntries(
  (Object.keys(ASSUMPTIONS) as AssumptionKey[]).map((key): [AssumptionKey, AssumptionRow] => [
    key,
    {
      key,
      ...ASSUMPTIONS[key],
      source: SOURCES[key] ?? 'guess',
      unused: UNUSED.has(key),
      attack: ATTACK.has(key),
    },
  ]),
) as Record<AssumptionKey, AssumptionRow>

const percent: ReadonlySet<AssumptionInfo['unit']> = new Set([
  'probability per year',
  'share',
  'yield per year',
] as const)

/** How a value is typed and read: percent for chances and shares, plain for the rest. */
export function toText(value: number, unit: AssumptionInfo['unit']): string {
  return String(Number((percent.has(unit) ? value * 100 : value).toPrecision(6)))
}

/** The value that was typed, or `null` where it is no number within the bounds. */
export function fromText(text: string, { unit, min, max }: AssumptionRow): number | null {
  const plain = text.trim().replace(/%$/, '').trim().replace(',', '.')
  if (!/^\d*\.?\d+$|^\d+\.$/.test(plain)) return null
  const value = percent.has(unit) ? Number(plain) / 100 : Number(plain)
  return value >= min && value <= max ? Number(value.toPrecision(9)) : null
}

/** Steps of a slider. */
export const sliderSteps = 1_000

/** Chances are mostly small: their slider gives small ones more room. */
function power({ unit }: AssumptionRow): number {
  return unit === 'share' || unit === 'yield per year' ? 1 : 3
}

/** The value at a slider's step, with as many digits as a hand can mean. */
export function fromStep(step: number, row: AssumptionRow): number {
  const value = row.min + (row.max - row.min) * (step / sliderSteps) ** power(row)
  return Math.min(row.max, Math.max(row.min, Number(value.toPrecision(3))))
}

/** The step nearest to a value. */
export function toStep(value: number, row: AssumptionRow): number {
  const share = (value - row.min) / (row.max - row.min)
  return Math.round(sliderSteps * Math.max(0, share) ** (1 / power(row)))
}
