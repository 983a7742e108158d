import { type AttackGuesses, attackEntries, attacksOf } from './attackGuess.ts'

/**
 * Everything the exposure assumes rather than reads, as plain numbers: editable, shown with unit
 * and source, fit for a URL. Probabilities are per year, severities and shares fractions.
 */
export interface AssumptionValues {
  slashPriorShape: number
  slashPriorYears: number
  severity: number
  rhoA: number
  rhoO: number
  beaconSingleP: number
  beaconSingleLoss: number
  beaconMassP: number
  beaconMassLoss: number
  keyLeakP: number
  coreP: number
  coreSeverity: number
  lidoP: number
  lidoSeverity: number
  lrtP: number
  lrtSeverity: number
  marketMildP: number
  marketMildDiscount: number
  marketSevereP: number
  marketSevereDiscount: number
  exitShareStEth: number
  exitShareNative: number
  exitShareLrt: number
  exitShareLooped: number
  exitShareToken: number
  attackHazardMax: number
  attackGammaSafe: number
  nativeBaseApr: number
}

export type AssumptionKey = keyof AssumptionValues

/** ETH for one whole token, by token address in lower case: the reader's own entries. */
export type OwnPrices = Readonly<Record<string, number>>

/** The assumptions in force. */
export interface Assumptions extends AssumptionValues {
  /** Prices of tokens that nothing on the chain prices; absent without any. */
  prices?: OwnPrices
  /** Attacks that the reader counts; absent without any. */
  attacks?: AttackGuesses
}

/**
 * Assumptions, own prices by token and guessed profits by attack ({@link attackEntries}) as one flat list, as an address
 * carries them. Not checked yet.
 */
export type AssumptionEntries = Readonly<Partial<AssumptionValues>> & {
  readonly [own: `0x${string}`]: number
}

/** What an own price may be, in ETH for a whole token. */
export const PRICE_BOUNDS = { min: 1e-12, max: 1e6 }

export type PresetName = 'cautious' | 'default' | 'trusting'

export interface AssumptionInfo {
  unit:
    | 'probability per year'
    | 'share'
    | 'events'
    | 'years'
    | 'hazard per year'
    | 'ratio'
    | 'yield per year'
  min: number
  max: number
  /** Value in each preset; one number where it is a fact about the reader, not a belief. */
  values: Record<PresetName, number>
}

/**
 * Cautious: three times the default probabilities, higher severities and correlations. Trusting: a
 * third of the probabilities, lower severities and correlations. Observed slashes weigh alike in
 * all three, since only the prior changes. Where nothing else is said, a value is an assumption of this project: there
 * is no slashing history that supports a probability.
 */
export const ASSUMPTIONS: Readonly<Record<AssumptionKey, AssumptionInfo>> = {
  /** Gamma prior of the slash rate, shape; with the years below 1% per operator set and year. */
  slashPriorShape: {
    unit: 'events',
    min: 0,
    max: 50,
    values: { cautious: 1.5, default: 0.5, trusting: 0.5 / 3 },
  },
  /** Gamma prior of the slash rate, operator-set-years of observation it is worth. */
  slashPriorYears: {
    unit: 'years',
    min: 1,
    max: 1000,
    values: { cautious: 50, default: 50, trusting: 50 },
  },
  /** Share of an allocation that a slash takes. */
  severity: share(0.75, 0.5, 0.25),
  /** Share of the slash hazard common to an AVS. */
  rhoA: share(0.5, 0.3, 0.1),
  /** Share of the slash hazard common to an operator. */
  rhoO: share(0.4, 0.2, 0.05),
  /** An isolated slashing of validators; 226 of 524,060 were slashed by February 2023. */
  beaconSingleP: probability(0.001),
  /** Isolated slashing by the consensus formula, rounded up. */
  beaconSingleLoss: share(0.01, 0.005, 0.002),
  /** A correlated slashing of many validators. */
  beaconMassP: probability(0.0002),
  /** Loss in a correlated slashing. */
  beaconMassLoss: share(0.5, 0.3, 0.15),
  /** Leak of an operator's shared validator keys. */
  keyLeakP: probability(0.002),
  /** Failure of EigenLayer's core contracts; no empirical basis. */
  coreP: probability(0.003),
  /** Loss if the core contracts fail. */
  coreSeverity: share(1, 1, 0.5),
  /** Failure of Lido's contracts; no empirical basis. */
  lidoP: probability(0.0015),
  /** Loss if Lido's contracts fail. */
  lidoSeverity: share(0.75, 0.5, 0.25),
  /** Failure of a liquid restaking token's contracts; no empirical basis. */
  lrtP: probability(0.0075),
  /** Loss if a liquid restaking token's contracts fail. */
  lrtSeverity: share(0.75, 0.5, 0.25),
  /** A mild discount of the staking token. */
  marketMildP: probability(0.04),
  /** Mild discount against redemption. */
  marketMildDiscount: share(0.05, 0.03, 0.02),
  /** A severe discount of the staking token. */
  marketSevereP: probability(0.01),
  /** Severe discount against redemption. */
  marketSevereDiscount: share(0.2, 0.1, 0.05),
  exitShareStEth: reader(0.25),
  exitShareNative: reader(0),
  exitShareLrt: reader(0.5),
  exitShareLooped: reader(1),
  exitShareToken: reader(0),
  /** Hazard of an attack once it pays. */
  attackHazardMax: {
    unit: 'hazard per year',
    min: 0,
    max: 10,
    values: { cautious: 0.3, default: 0.1, trusting: 0.1 / 3 },
  },
  /** Overcollateralisation at which nobody attacks. */
  attackGammaSafe: {
    unit: 'ratio',
    min: 0,
    max: 10,
    values: { cautious: 2, default: 1, trusting: 0.5 },
  },
  /** Consensus rewards of a validator that misses nothing, by the formula, with 35 million ETH staked; without tips. The execution layer does not know it. */
  nativeBaseApr: {
    unit: 'yield per year',
    min: 0,
    max: 0.2,
    values: { cautious: 0.028, default: 0.028, trusting: 0.028 },
  },
}

const KEYS = Object.keys(ASSUMPTIONS) as AssumptionKey[]

export const defaultAssumptions: Readonly<Assumptions> = Object.freeze(valuesOf('default'))

/** Neither losses nor chances: facts about the reader, and what validators earn. */
const KEPT: ReadonlySet<AssumptionKey> = new Set(
  KEYS.filter((key) => key.startsWith('exitShare') || key === 'nativeBaseApr'),
)

/**
 * All beliefs of a preset; exit shares, yields, own prices and counted attacks are none and stay those of `base`.
 */
export function withPreset(
  preset: PresetName,
  base: Assumptions = defaultAssumptions,
): Assumptions {
  const result = valuesOf(preset)
  for (const key of KEPT) result[key] = base[key]
  return withOwn(result, base)
}

function withOwn(
  values: AssumptionValues,
  { prices, attacks }: { prices?: OwnPrices | undefined; attacks?: AttackGuesses | undefined },
): Assumptions {
  return { ...values, ...(prices ? { prices } : {}), ...(attacks ? { attacks } : {}) }
}

/**
 * The same assumptions with every value within its bounds and ρ_A + ρ_O at most 1; values that are
 * not numbers fall back to the default. For values typed in or read from a URL.
 */
export function boundedAssumptions(values: AssumptionEntries): Assumptions {
  const result = valuesOf('default')
  for (const key of KEYS) {
    const value = values[key]
    const { min, max } = ASSUMPTIONS[key]
    if (typeof value === 'number' && Number.isFinite(value)) {
      result[key] = Math.min(max, Math.max(min, value))
    }
  }
  result.rhoO = Math.min(result.rhoO, 1 - result.rhoA)
  // Alternatives of one year: at most one of them happens.
  result.beaconMassP = Math.min(result.beaconMassP, 1 - result.beaconSingleP)
  result.keyLeakP = Math.min(result.keyLeakP, 1 - result.beaconSingleP - result.beaconMassP)
  result.marketSevereP = Math.min(result.marketSevereP, 1 - result.marketMildP)
  return withOwn(result, { prices: pricesOf(values), attacks: attacksOf(values) })
}

/** What {@link boundedAssumptions} makes these assumptions of again. */
export function entriesOf({ prices, attacks, ...values }: Assumptions): AssumptionEntries {
  return { ...values, ...prices, ...attackEntries(attacks) }
}

function pricesOf(values: AssumptionEntries): OwnPrices | undefined {
  const { min, max } = PRICE_BOUNDS
  const known = Object.entries(values)
    .filter(([key, price]) => isToken(key) && price >= min && price <= max)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return known.length > 0 ? Object.fromEntries(known) : undefined
}

function isToken(key: string): key is `0x${string}` {
  return /^0x[0-9a-f]{40}$/.test(key)
}

function valuesOf(preset: PresetName): AssumptionValues {
  return Object.fromEntries(
    KEYS.map((key) => [key, ASSUMPTIONS[key].values[preset]]),
  ) as unknown as AssumptionValues
}

function probability(value: number): AssumptionInfo {
  return like('probability per year', 3 * value, value, value / 3)
}

function share(cautious: number, standard: number, trusting: number): AssumptionInfo {
  return like('share', cautious, standard, trusting)
}

/** A share that is the reader's own plan: part sold in the market before redemption. */
function reader(value: number): AssumptionInfo {
  return share(value, value, value)
}

function like(
  unit: AssumptionInfo['unit'],
  cautious: number,
  standard: number,
  trusting: number,
): AssumptionInfo {
  return { unit, min: 0, max: 1, values: { cautious, default: standard, trusting } }
}
