import { type Fraction, floorShare, sum, ZERO } from './fraction.ts'

/** Operators keep 10% unless they set a split (RewardsCoordinator.defaultOperatorSplitBips). */
export const DEFAULT_SPLIT_BIPS = 1000

/** Stakers' proportions are cut to 15 decimals before they meet the pool. */
const PROPORTION = 10n ** 15n

/** Shares by strategy. */
export type SharesByStrategy = Readonly<Record<string, bigint>>

export interface OperatorDirectedParameters {
  /** Amount for this operator over the whole submission. */
  amount: bigint
  durationDays: number
  /** Daily snapshots of the duration at which the operator was registered. */
  registeredSnapshots: number
  /** Default 1000. */
  splitBips?: number | undefined
  /** Reward weight of each strategy, 1e18 = 1. */
  multipliers: Readonly<Record<string, bigint>>
  /** Shares of the operator's stakers. */
  stakers: Readonly<Record<string, SharesByStrategy>>
}

export interface OperatorDirectedReward {
  /** Tokens per registered day; 0 if the operator never was registered. */
  perSnapshot: bigint
  /** What goes back to the AVS per day if it never was. */
  refundPerDay: bigint
  /** The operator's part of a day. */
  operator: bigint
  stakers: Record<string, bigint>
}

/**
 * One day of an operator-directed submission: the amount is divided by the days on which the
 * operator was registered, the split comes first, stakers share the rest by Σ shares·multiplier.
 */
export function operatorDirected(parameters: OperatorDirectedParameters): OperatorDirectedReward {
  const { amount, durationDays, registeredSnapshots, multipliers } = parameters
  const { splitBips = DEFAULT_SPLIT_BIPS } = parameters
  if (registeredSnapshots <= 0) {
    const refundPerDay = durationDays > 0 ? amount / BigInt(durationDays) : 0n
    return {
      perSnapshot: 0n,
      refundPerDay,
      operator: 0n,
      stakers: mapValues(parameters.stakers, () => 0n),
    }
  }
  const perSnapshot = amount / BigInt(registeredSnapshots)
  const operator = splitOf(perSnapshot, splitBips)
  const weights = mapValues(parameters.stakers, (shares) => weightOf(shares, multipliers))
  return {
    perSnapshot,
    refundPerDay: 0n,
    operator,
    stakers: distribute(perSnapshot - operator, weights),
  }
}

export interface StakeWeightedOperator {
  shares: SharesByStrategy
  /** Magnitude allocated to the set and max magnitude, by strategy. */
  magnitude: Readonly<Record<string, bigint>>
  maxMagnitude: Readonly<Record<string, bigint>>
  splitBips?: number | undefined
  stakers: Readonly<Record<string, SharesByStrategy>>
}

export interface UniqueStakeParameters {
  amount: bigint
  durationDays: number
  multipliers: Readonly<Record<string, bigint>>
  operators: Readonly<Record<string, StakeWeightedOperator>>
}

export interface UniqueStakeReward {
  perDay: bigint
  operators: Record<string, { tokens: bigint; operator: bigint; stakers: Record<string, bigint> }>
}

/**
 * One day of a unique-stake submission: operators share it by Σ shares·m/M·multiplier, so stake
 * that is not allocated to the set earns nothing; the same factor weighs their stakers.
 */
export function uniqueStake(parameters: UniqueStakeParameters): UniqueStakeReward {
  const { amount, durationDays, multipliers, operators } = parameters
  const perDay = durationDays > 0 ? amount / BigInt(durationDays) : 0n
  const weights = mapValues(operators, (operator) =>
    allocatedWeight(operator.shares, multipliers, operator),
  )
  const total = sum(Object.values(weights))
  return {
    perDay,
    operators: mapValues(operators, (operator, name) => {
      const tokens = floorShare(perDay, weights[name]!, total)
      const part = splitOf(tokens, operator.splitBips ?? DEFAULT_SPLIT_BIPS)
      const stakerWeights = mapValues(operator.stakers, (shares) =>
        allocatedWeight(shares, multipliers, operator),
      )
      return { tokens, operator: part, stakers: distribute(tokens - part, stakerWeights) }
    }),
  }
}

export interface StakerPooledParameters {
  amount: bigint
  durationDays: number
  multipliers: Readonly<Record<string, bigint>>
  /** Split by operator, default 1000 each; one number for all is accepted as well. */
  splitBips?: number | Readonly<Record<string, number>> | undefined
  stakers: Readonly<Record<string, { operator: string; shares: SharesByStrategy }>>
}

export interface StakerPooledReward {
  perDay: bigint
  stakers: Record<string, bigint>
  operators: Record<string, bigint>
}

/**
 * One day of a first-generation AVS submission or of programmatic incentives: all stakers share
 * one pool, and each staker's operator takes its split from that staker's payout.
 */
export function stakerPooled(parameters: StakerPooledParameters): StakerPooledReward {
  const { amount, durationDays, multipliers, splitBips = {}, stakers } = parameters
  const perDay = durationDays > 0 ? amount / BigInt(durationDays) : 0n
  const weights = mapValues(stakers, ({ shares }) => weightOf(shares, multipliers))
  const payouts = distribute(perDay, weights)
  const result: StakerPooledReward = { perDay, stakers: {}, operators: {} }
  for (const [name, payout] of Object.entries(payouts)) {
    const { operator } = stakers[name]!
    const bips = typeof splitBips === 'number' ? splitBips : splitBips[operator]
    const part = splitOf(payout, bips ?? DEFAULT_SPLIT_BIPS)
    result.stakers[name] = payout - part
    result.operators[operator] = (result.operators[operator] ?? 0n) + part
  }
  return result
}

const PROTOCOL_FEE_BIPS = 2000

/**
 * EigenLayer's protocol fee, taken before the event if the AVS opted in: an amount read from an
 * event is net already.
 */
export function protocolFee({ amount, optedIn }: { amount: bigint; optedIn: boolean }): {
  net: bigint
  fee: bigint
} {
  const fee = optedIn ? splitOf(amount, PROTOCOL_FEE_BIPS) : 0n
  return { net: amount - fee, fee }
}

/** ⌊tokens·bips/1e4⌋. */
function splitOf(tokens: bigint, bips: number): bigint {
  return (tokens * BigInt(bips)) / 10_000n
}

/** Each gets ⌊⌊1e15·w/Σw⌋/1e15·pool⌋; all get 0 if there is no weight. */
function distribute(
  pool: bigint,
  weights: Readonly<Record<string, Fraction>>,
): Record<string, bigint> {
  const total = sum(Object.values(weights))
  return mapValues(weights, (weight) => (floorShare(PROPORTION, weight, total) * pool) / PROPORTION)
}

function weightOf(
  shares: SharesByStrategy,
  multipliers: Readonly<Record<string, bigint>>,
): Fraction {
  let n = 0n
  for (const [strategy, amount] of Object.entries(shares))
    n += amount * (multipliers[strategy] ?? 0n)
  return { n, d: 1n }
}

function allocatedWeight(
  shares: SharesByStrategy,
  multipliers: Readonly<Record<string, bigint>>,
  { magnitude, maxMagnitude }: Pick<StakeWeightedOperator, 'magnitude' | 'maxMagnitude'>,
): Fraction {
  return sum(
    Object.entries(shares).map(([strategy, amount]) => {
      const d = maxMagnitude[strategy] ?? 0n
      const n = amount * (multipliers[strategy] ?? 0n) * (magnitude[strategy] ?? 0n)
      return d > 0n ? { n, d } : ZERO
    }),
  )
}

function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  change: (value: A, key: string) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]))
}
