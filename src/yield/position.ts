import { combineApr } from './combine.ts'
import { createRewardBook, type RewardBook, type RewardBookParameters } from './rewardBook.ts'
import type { Submission, SubmissionKind } from './submissions.ts'

export interface AprPosition {
  /** The operator it is delegated to; null earns the base only. */
  operator: string | null
  /** Withdrawable shares by strategy; the reference position is 1 stETH worth of shares. */
  shares: Readonly<Record<string, bigint>>
  /**
   * Its shares come on top of the operator's (a deposit not made yet): they thin out the pool.
   * Default false: the shares are part of the pool, or too few to matter.
   */
  additional?: boolean
}

export interface AprParameters {
  position: AprPosition
  /** APR of the assets themselves, weighted by value; null if it could not be read. */
  baseApr: number | null
  /** Decimals and price in ETH of each reward token; price null if nobody knows it. */
  tokens: Readonly<Record<string, { decimals: number; priceEth: number | null }>>
  /** ETH for 1e18 shares of each strategy; null or absent if unknown. */
  sharePrices: Readonly<Record<string, number | null>>
}

export interface RewardLine {
  avs: string
  set: string | null
  kind: SubmissionKind
  token: string
  /** After the operator's split; null for a token without a price. */
  apr: number | null
  /** Before the operator's split. */
  grossApr: number | null
  /** Whole tokens a day for this position, after the operator's split. */
  tokensPerDay: number
}

export interface PositionApr {
  /** Base and priced rewards, simple; null if the base or the position's value is unknown. */
  apr: number | null
  base: number | null
  /** Sum of the priced rewards' APRs; null without a value to divide by. */
  rewardsApr: number | null
  /** By AVS, set, kind and token, largest APR first. */
  rewards: RewardLine[]
  /** APR that the operator's split took from the priced rewards. */
  splitTaken: number | null
  /** Reward tokens with a price, of all reward tokens of the position. */
  priced: number
  total: number
  /** Value of the position in ETH; null if a share price is missing. */
  valueEth: number | null
  /** Days averaged over. */
  days: number
  /** Whether past weights were used, or the present ones for all days. */
  weights: 'current' | 'historical'
  /** Some weights could not be read: rewards may be over- or understated. */
  incomplete: boolean
}

/**
 * APR of a position delegated to one operator: base plus the rewards realised over the trailing
 * window, as 365 × (own tokens of the window)/(days) × price / value, own tokens of a day being
 * t_day·(1−split)·(own weight)/(Σ weight of the pool) with weight = Σ shares·multiplier (times m/M
 * for unique stake). For one strategy this is 365·t·(1−split)·P·mult/(Σw·V). Tokens without a
 * price are listed, never counted as zero.
 */
export function aprOf(parts: AprParameters & RewardBookParameters): PositionApr {
  return aprFrom(createRewardBook(parts), parts, parts.history.weights ?? 'historical')
}

/** {@link aprOf} over a book that was made once for many positions. */
export function aprFrom(
  book: RewardBook,
  { position, baseApr, tokens, sharePrices }: AprParameters,
  weights: 'current' | 'historical',
): PositionApr {
  const valueEth = positionValue(position.shares, sharePrices)
  const lines = new Map<string, RewardLine & { beforeSplit: number }>()
  /** Those of the submissions seen so far: each comes once a day. */
  const lineOf = new Map<Submission, RewardLine & { beforeSplit: number }>()
  const held = Object.entries(position.shares).map(
    ([strategy, shares]) => [strategy, Number(shares)] as const,
  )
  const accruals = position.operator === null ? [] : book.accrualsOf(position.operator)
  for (const {
    submission,
    tokens: poolTokens,
    poolWeight,
    weights: perShare,
    splitBips,
  } of accruals) {
    let own = 0
    for (const [strategy, shares] of held) own += shares * (perShare[strategy] ?? 0)
    const pool = poolWeight + (position.additional ? own : 0)
    if (own === 0 || pool === 0) continue
    const { avs, set, kind, token } = submission
    let line = lineOf.get(submission)
    if (!line) {
      const key = [kind, avs, set, token].join('|')
      line = lines.get(key)
      if (!line) {
        line = { avs, set, kind, token, apr: null, grossApr: null, tokensPerDay: 0, beforeSplit: 0 }
        lines.set(key, line)
      }
      lineOf.set(submission, line)
    }
    const decimals = tokens[token]?.decimals ?? 18
    const perDay = (poolTokens * own) / pool / 10 ** decimals / book.days
    line.beforeSplit += perDay
    line.tokensPerDay += perDay * (1 - splitBips / 10_000)
  }

  let splitTaken = 0
  const priced = new Set<string>()
  const all = new Set<string>()
  const rewards: RewardLine[] = []
  for (const { beforeSplit, ...line } of lines.values()) {
    const price = tokens[line.token]?.priceEth ?? null
    all.add(line.token)
    if (price !== null) priced.add(line.token)
    if (price !== null && valueEth) {
      line.apr = (365 * line.tokensPerDay * price) / valueEth
      line.grossApr = (365 * beforeSplit * price) / valueEth
      splitTaken += line.grossApr - line.apr
    }
    rewards.push(line)
  }
  rewards.sort((a, b) => (b.apr ?? -1) - (a.apr ?? -1))
  const aprs = rewards.flatMap(({ apr }) => (apr === null ? [] : [apr]))
  return {
    apr: baseApr !== null && valueEth ? combineApr({ baseApr, rewardAprs: aprs }).apr : null,
    base: baseApr,
    rewardsApr: valueEth ? aprs.reduce((sum, apr) => sum + apr, 0) : null,
    rewards,
    splitTaken: valueEth ? splitTaken : null,
    priced: priced.size,
    total: all.size,
    valueEth,
    days: book.days,
    weights,
    incomplete: book.incomplete(),
  }
}

function positionValue(
  shares: Readonly<Record<string, bigint>>,
  sharePrices: Readonly<Record<string, number | null>>,
): number | null {
  let total = 0
  for (const [strategy, amount] of Object.entries(shares)) {
    if (amount === 0n) continue
    const price = sharePrices[strategy] ?? null
    if (price === null) return null
    total += (Number(amount) / 1e18) * price
  }
  return total
}
