/** A loan that the reader has entered: collateral in tokens, debt in ETH, threshold as a fraction. */
export interface OwnLoan {
  readonly coll: number
  readonly debt: number
  readonly lt: number
}

/** What the page is asked, all of it in its address. */
export interface MarketScenario {
  /** Figures of the reader's own instead of those on the chain. */
  readonly own: boolean
  readonly kind: 'stable' | 'cp'
  /** Sold from outside, as a fraction of the pool's ETH. */
  readonly sale: number
  /** Loss of the token's backing, a fraction. */
  readonly drop: number
  readonly oracle: 'market' | 'redemption'
  /** The reader's pool: tokens, ETH, amplification. Null until entered. */
  readonly x: number | null
  readonly y: number | null
  readonly A: number | null
  readonly loans: readonly OwnLoan[]
  /** The looped position. */
  readonly ltv: number
  readonly lt: number
}

export const defaultScenario: MarketScenario = {
  own: false,
  kind: 'stable',
  sale: 0.45,
  drop: 0,
  oracle: 'market',
  x: null,
  y: null,
  A: null,
  loans: [],
  ltv: 0.9,
  lt: 0.93,
}

/** Bounds of what can be set, as fractions. */
export const bounds = {
  sale: { min: 0, max: 1, step: 0.01 },
  drop: { min: 0, max: 0.3, step: 0.005 },
  ltv: { min: 0, max: 0.97, step: 0.01 },
  lt: { min: 0.5, max: 0.99, step: 0.01 },
} as const
export type Bounded = keyof typeof bounds

/** Loans that an address may carry; a longer list would be cut off by what passes links on. */
export const MOST_OWN_LOANS = 30

const percent = (value: number) => String(Number((value * 100).toPrecision(6)))

function positive(text: string | null, most: number): number | null {
  const value = text === null || text === '' ? Number.NaN : Number(text)
  return value > 0 && value <= most ? value : null
}

function fraction(text: string | null, name: Bounded): number {
  const value = text === null || text === '' ? Number.NaN : Number(text) / 100
  const { min, max } = bounds[name]
  return value >= min - 1e-9 && value <= max + 1e-9
    ? Math.min(max, Math.max(min, value))
    : defaultScenario[name]
}

/** Reads an address' query. What is not a figure within bounds is what it would be without. */
export function parseScenario(query: URLSearchParams): MarketScenario {
  const loans = (query.get('loans') ?? '')
    .split('.')
    .slice(0, MOST_OWN_LOANS)
    .flatMap((part): OwnLoan[] => {
      const [coll = null, debt = null, lt = null] = part
        .split('-')
        .map((one) => one.replace('~', '.'))
      const read = { coll: positive(coll, 1e9), debt: positive(debt, 1e9), lt: positive(lt, 100) }
      return read.coll === null || read.debt === null || read.lt === null
        ? []
        : [{ coll: read.coll, debt: read.debt, lt: read.lt / 100 }]
    })
  return {
    own: query.get('own') === '1',
    kind: query.get('kind') === 'cp' ? 'cp' : 'stable',
    sale: fraction(query.get('sale'), 'sale'),
    drop: fraction(query.get('drop'), 'drop'),
    oracle: query.get('oracle') === 'redemption' ? 'redemption' : 'market',
    x: positive(query.get('x'), 1e9),
    y: positive(query.get('y'), 1e9),
    A: positive(query.get('A'), 1e6),
    loans,
    ltv: fraction(query.get('ltv'), 'ltv'),
    lt: fraction(query.get('lt'), 'lt'),
  }
}

const short = (value: number) => String(Number(value.toPrecision(6)))

/** The query of a scenario; what is as usual is left out. */
export function scenarioQuery(scenario: MarketScenario): Record<string, string> {
  const usual = defaultScenario
  const number = (name: Bounded) =>
    Math.abs(scenario[name] - usual[name]) < 1e-9 ? '' : percent(scenario[name])
  const size = (value: number | null) => (value === null ? '' : short(value))
  return {
    own: scenario.own ? '1' : '',
    kind: scenario.kind === usual.kind ? '' : scenario.kind,
    sale: number('sale'),
    drop: number('drop'),
    oracle: scenario.oracle === usual.oracle ? '' : scenario.oracle,
    x: size(scenario.x),
    y: size(scenario.y),
    A: size(scenario.A),
    // Points part the loans, so a decimal point is a tilde.
    loans: scenario.loans
      .map(({ coll, debt, lt }) =>
        [short(coll), short(debt), percent(lt)].join('-').replaceAll('.', '~'),
      )
      .join('.'),
    ltv: number('ltv'),
    lt: number('lt'),
  }
}
