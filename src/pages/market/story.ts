import { loanPositions, type MarketLoan, reservesOf } from '../../data/loanPositions.ts'
import type { MarketReading } from '../../protocol/markets/types.ts'
import { type Cascade, cascade } from '../../risk/cascade.ts'
import { type Depth, depthAt } from '../../risk/depth.ts'
import { type Pool, poolPrice } from '../../risk/pool.ts'
import type { MarketScenario } from './scenario.ts'

/** A step of the price: as it is, after the sale and the loss, after each round of liquidations. */
export interface Step {
  /** 0 as it is, 1 after the sale and the loss, 2 and more after rounds. */
  readonly index: number
  readonly price: number
  readonly oraclePrice: number
  /** Tokens sold so far. */
  readonly sold: number
  /** Loans that this price sets off. */
  readonly liquidated: number
}

/** A loan with what becomes of it. */
export interface LoanFate {
  readonly loan: MarketLoan
  /** Oracle price in ETH below which it is liquidated. */
  readonly trigger: number
  /** Step whose price sets it off, null when it survives. */
  readonly fallsAt: number | null
}

/** A scenario played through. */
export interface Story {
  readonly pool: Pool
  readonly symbol: string
  /** Tokens sold from outside. */
  readonly sale: number
  readonly steps: readonly Step[]
  readonly fates: readonly LoanFate[]
  readonly result: Cascade
  readonly depths: readonly Depth[]
  /** Debt of all loans, in ETH. */
  readonly debt: number
}

/** The pool that a scenario is about: the chain's or the reader's, of the kind asked for. */
export function poolOf(scenario: MarketScenario, reading: MarketReading | null): Pool | null {
  const { own, kind } = scenario
  const { x, y, A } = own
    ? scenario
    : reading?.pool
      ? reservesOf(reading.pool)
      : { x: null, y: null, A: null }
  if (!x || !y) return null
  if (kind === 'cp') return { type: 'cp', x, y }
  return A ? { type: 'stable', x, y, A } : null
}

/** Loans that a scenario is about; none where they are not read or cannot be counted in the pool's tokens. */
export function loansOf(
  scenario: MarketScenario,
  reading: MarketReading | null,
): readonly MarketLoan[] {
  if (scenario.own) return scenario.loans.map((loan) => ({ ...loan, bonus: 0 }))
  const { lending, loans } = reading ?? {}
  return (lending && loans && loanPositions(lending, loans.list)) ?? []
}

/** ETH that the lending market's oracle gives for one of the pool's tokens; 1 for the reader's own. */
function redemptionRate(scenario: MarketScenario, reading: MarketReading | null): number {
  const lending = scenario.own ? null : reading?.lending
  if (!lending?.tokensPerCollateral) return 1
  const { collateralPrice, etherPrice, tokensPerCollateral } = lending
  return Number(collateralPrice) / Number(etherPrice) / tokensPerCollateral
}

/** Plays a scenario through; null without a pool. */
export function storyOf(scenario: MarketScenario, reading: MarketReading | null): Story | null {
  const pool = poolOf(scenario, reading)
  if (pool === null) return null
  const positions = loansOf(scenario, reading)
  const sale = scenario.sale * pool.y
  const rate = redemptionRate(scenario, reading)
  const result = cascade({
    pool,
    positions,
    exogenousSale: sale,
    fundamentalDrop: scenario.drop,
    oracle: scenario.oracle,
    redemptionRate: rate,
  })
  const price = poolPrice(pool, 0)
  const before = {
    sold: 0,
    price,
    oraclePrice: scenario.oracle === 'market' ? price : rate,
  }
  const trigger = ({ coll, debt, lt }: MarketLoan) => debt / (coll * lt)
  const fates = positions.map((loan, index): LoanFate => {
    const limit = trigger(loan)
    const found = result.path.findIndex(({ oraclePrice }) => oraclePrice < limit)
    return {
      loan,
      trigger: limit,
      fallsAt: result.liquidated.includes(index) && found >= 0 ? found + 1 : null,
    }
  })
  return {
    pool,
    symbol: scenario.own ? '' : (reading?.pool?.symbol ?? ''),
    sale,
    steps: [before, ...result.path].map((step, index) => ({
      ...step,
      index,
      liquidated: fates.filter(({ fallsAt }) => fallsAt === index).length,
    })),
    fates: [...fates].sort((a, b) => b.trigger - a.trigger),
    result,
    depths: [0.01, 0.05, 0.1].map((fall) => depthAt(pool, fall)),
    debt: positions.reduce((sum, { debt }) => sum + debt, 0),
  }
}

/** The chain's figures as a scenario of the reader's own, to start from. */
export function ownFrom(reading: MarketReading | null, most: number): Partial<MarketScenario> {
  const pool = reading?.pool
  if (!pool) return {}
  const round = (value: number) => Number(value.toPrecision(5))
  const loans = loansOf({ own: false } as MarketScenario, reading)
  return {
    x: round(Number(pool.tokens) / 1e18),
    y: round(Number(pool.ether) / 1e18),
    A: Number(pool.amplification),
    loans: loans
      .slice(0, most)
      .map(({ coll, debt, lt }) => ({ coll: round(coll), debt: round(debt), lt: round(lt) })),
  }
}
