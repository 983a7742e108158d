import type { Address } from '../protocol/network/types.ts'
import type { Theta } from '../risk/attackGuess.ts'

export const scenarioKinds = [
  'avsBug',
  'keyLeak',
  'lstDepeg',
  'lrtDepeg',
  'coreExploit',
  'massExit',
  'collusion',
] as const

export type ScenarioKind = (typeof scenarioKinds)[number]

/** What the reader set; `null` is what the assumptions or the position suggest. */
export interface Scenario {
  readonly kind: ScenarioKind
  readonly avs: Address | null
  /** Id of the operator set of `avs`. */
  readonly set: number | null
  readonly operator: Address | null
  /** Share of the allocations, or of what a contract holds, that is lost. */
  readonly severity: number | null
  /** Validators whose keys are open. */
  readonly validators: number | null
  /** Fall of the market price below the redemption value. */
  readonly discount: number | null
  /** Share of the position sold at that price. */
  readonly exitShare: number | null
  /** Share of all restaked that leaves. */
  readonly leaving: number | null
  readonly theta: Theta
  readonly by: 'fewest' | 'cheapest'
}

export type ScenarioNumber = 'severity' | 'validators' | 'discount' | 'exitShare' | 'leaving'

/** Limits of the numbers; shares are fractions. */
export const scenarioBounds: Readonly<Record<ScenarioNumber, { min: number; max: number }>> = {
  severity: { min: 0, max: 1 },
  validators: { min: 0, max: 1_000_000 },
  discount: { min: 0, max: 0.9 },
  exitShare: { min: 0, max: 1 },
  leaving: { min: 0, max: 0.9 },
}

/** What each scenario can be told. */
export const scenarioInputs: Readonly<
  Record<
    ScenarioKind,
    { numbers: readonly ScenarioNumber[]; picks: readonly ('avs' | 'operator' | 'set')[] }
  >
> = {
  avsBug: { numbers: ['severity'], picks: ['avs'] },
  keyLeak: { numbers: ['severity', 'validators'], picks: ['operator'] },
  lstDepeg: { numbers: ['discount', 'exitShare'], picks: [] },
  lrtDepeg: { numbers: ['discount', 'exitShare'], picks: [] },
  coreExploit: { numbers: ['severity'], picks: [] },
  massExit: { numbers: ['leaving', 'discount', 'exitShare'], picks: [] },
  collusion: { numbers: [], picks: ['set'] },
}

/** A scenario of which nothing was set. */
export function plainScenario(kind: ScenarioKind): Scenario {
  return {
    kind,
    avs: null,
    set: null,
    operator: null,
    severity: null,
    validators: null,
    discount: null,
    exitShare: null,
    leaving: null,
    theta: 'half',
    by: 'cheapest',
  }
}

/** Names in the address. */
const keys = {
  kind: 'scenario',
  avs: 'avs',
  set: 'set',
  operator: 'leak',
  severity: 'lost',
  validators: 'validators',
  discount: 'fall',
  exitShare: 'sold',
  leaving: 'leave',
  theta: 'votes',
  by: 'by',
} as const satisfies Record<keyof Scenario, string>

const numbers = Object.keys(scenarioBounds) as ScenarioNumber[]

/** Keys of the address that a scenario uses. */
export const scenarioKeys: readonly string[] = Object.values(keys)

/** The scenario of an address; what is not understood or out of bounds is as if it were not there. */
export function parseScenario(query: URLSearchParams): Scenario {
  const kind = scenarioKinds.find((one) => one === query.get(keys.kind)) ?? 'avsBug'
  const scenario: { -readonly [key in keyof Scenario]: Scenario[key] } = plainScenario(kind)
  scenario.avs = parseAddress(query.get(keys.avs))
  scenario.operator = parseAddress(query.get(keys.operator))
  const set = query.get(keys.set)
  if (scenario.avs && set !== null && /^\d{1,9}$/.test(set)) scenario.set = Number(set)
  for (const name of numbers) scenario[name] = parseNumber(name, query.get(keys[name]))
  const theta = query.get(keys.theta)
  if (theta === 'third' || theta === 'half' || theta === 'twoThirds') scenario.theta = theta
  if (query.get(keys.by) === 'fewest') scenario.by = 'fewest'
  return scenario
}

/** Writes a scenario into an address: all that was set and that this kind knows, nothing else of it. */
export function writeScenario(query: URLSearchParams, scenario: Scenario): URLSearchParams {
  const next = new URLSearchParams(query)
  for (const key of scenarioKeys) next.delete(key)
  const { kind } = scenario
  const inputs = scenarioInputs[kind]
  next.set(keys.kind, kind)
  if (scenario.avs && (inputs.picks.includes('avs') || inputs.picks.includes('set')))
    next.set(keys.avs, scenario.avs)
  if (scenario.avs && scenario.set !== null && inputs.picks.includes('set'))
    next.set(keys.set, String(scenario.set))
  if (scenario.operator && inputs.picks.includes('operator'))
    next.set(keys.operator, scenario.operator)
  for (const name of inputs.numbers) {
    const value = scenario[name]
    if (value !== null) next.set(keys[name], writtenNumber(name, value))
  }
  if (kind === 'collusion') {
    if (scenario.theta !== 'half') next.set(keys.theta, scenario.theta)
    if (scenario.by !== 'cheapest') next.set(keys.by, scenario.by)
  }
  return next
}

function parseAddress(text: string | null): Address | null {
  return text !== null && /^0x[0-9a-f]{40}$/i.test(text) ? (text.toLowerCase() as Address) : null
}

/** Shares stand as percent. */
function parseNumber(name: ScenarioNumber, text: string | null): number | null {
  if (text === null || !/^\d{1,7}(\.\d{1,4})?$/.test(text)) return null
  const value = name === 'validators' ? Math.round(Number(text)) : Number(text) / 100
  const { min, max } = scenarioBounds[name]
  return value >= min && value <= max ? value : null
}

function writtenNumber(name: ScenarioNumber, value: number): string {
  return String(Number((name === 'validators' ? value : value * 100).toFixed(4)))
}
