import type { Address } from 'viem'
import { Day, key, type Weights } from './day.ts'
import { type SplitTarget, splitAt } from './split.ts'
import {
  DAY,
  type Payment,
  type RewardsInput,
  type StrategyAndMultiplier,
  type Submission,
} from './types.ts'

/** Proportions keep 15 decimals, rounded down. */
const PROPORTION = 10n ** 15n
const BIPS = 10_000n

type Pay = (role: Payment['role'], earner: Address, amount: bigint) => void
type OperatorDirected = Extract<Submission, { operatorRewards: unknown }>
type StakeWeighted = Extract<Submission, { kind: 'uniqueStake' | 'totalStake' }>

/**
 * Every payment of every snapshot up to a time, by the rules of EigenLayer's rewards calculation:
 *
 * - A submission pays the snapshots at 00:00 UTC after its start up to and including its end; made
 *   afterwards, it pays them with the next distribution. All amounts are rounded down.
 * - Operator-directed: an operator's amount is divided among the snapshots at which it was
 *   registered; where there are none, amount / days goes back to the AVS each day. The operator
 *   takes its split, its stakers share the rest by shares × multiplier. It pays once its whole
 *   period is over, because only then that number of snapshots is known.
 * - Unique stake: the day's amount goes to operators by Σ shares × magnitude / maxMagnitude ×
 *   multiplier and the same factor weighs their stakers; total stake is without magnitudes. On a
 *   day without any weight the amount goes back to the AVS.
 * - AVS (v1) and all earners: one pool over the stakers of all registered operators; the split is
 *   taken from each staker's part. For all: every staker, no split.
 *
 * @param calculationEndTimestamp seconds; later snapshots do not count
 * @throws Error when a snapshot that is needed is missing.
 */
export function computePayments(input: RewardsInput, calculationEndTimestamp: number): Payment[] {
  const days = new Map(input.days.map((snapshot) => [snapshot.midnight, new Day(snapshot)]))
  const first = Math.min(...days.keys())
  const nobody = (midnight: number) =>
    new Day({ midnight, block: 0n, stakers: [], operatorSets: [], operators: [], allocations: [] })
  const payments: Payment[] = []
  for (const [index, submission] of input.submissions.entries()) {
    const end = submission.startTimestamp + submission.duration
    if ('operatorRewards' in submission && end > calculationEndTimestamp) continue
    const paid: Day[] = []
    for (let midnight = submission.startTimestamp + DAY; midnight <= end; midnight += DAY) {
      if (midnight > calculationEndTimestamp) break
      const day = days.get(midnight) ?? (midnight < first ? nobody(midnight) : undefined)
      if (day === undefined) {
        throw new Error(`There is no snapshot of ${new Date(midnight * 1000).toISOString()}.`)
      }
      paid.push(day)
    }
    for (const day of paid) {
      payDay(input, submission, paid, day, (role, earner, amount) => {
        if (amount === 0n) return
        payments.push({
          midnight: day.midnight,
          submission: index,
          earner: key(earner),
          role,
          token: key(submission.token),
          amount,
        })
      })
    }
  }
  return payments
}

function payDay(
  input: RewardsInput,
  submission: Submission,
  paid: readonly Day[],
  day: Day,
  pay: Pay,
): void {
  const { strategies, duration } = submission
  switch (submission.kind) {
    case 'forAll': {
      const amount = submission.amount / daysIn(duration)
      const weights = day.weights(strategies, () => true)
      for (const [staker, part] of shareOut(amount, weights)) pay('staker', staker, part)
      return
    }
    case 'avs':
    case 'allEarners': {
      const amount = submission.amount / daysIn(duration)
      const weights = day.weights(
        strategies,
        (operator) =>
          operator !== undefined &&
          (submission.kind === 'avs'
            ? day.serves(operator, submission.avs)
            : day.servesAnybody(operator)),
      )
      const target: SplitTarget =
        submission.kind === 'avs' ? { kind: 'avs', avs: submission.avs } : { kind: 'pi' }
      for (const [staker, part] of shareOut(amount, weights)) {
        const operator = day.operatorOf(staker) as Address
        const commission = (part * splitAt(input, day.midnight, operator, target)) / BIPS
        pay('operator', operator, commission)
        pay('staker', staker, part - commission)
      }
      return
    }
    case 'operatorDirectedAvs':
    case 'operatorDirectedOperatorSet':
      payDirected(input, submission, paid, day, pay)
      return
    case 'uniqueStake':
    case 'totalStake':
      payByStake(input, submission, day, pay)
  }
}

function payDirected(
  input: RewardsInput,
  submission: OperatorDirected,
  paid: readonly Day[],
  day: Day,
  pay: Pay,
): void {
  const registered = (on: Day, operator: Address) =>
    submission.kind === 'operatorDirectedAvs'
      ? on.serves(operator, submission.avs)
      : on.isMember(operator, submission.avs, submission.operatorSetId)
  for (const { operator, amount } of submission.operatorRewards) {
    const snapshots = paid.filter((each) => registered(each, operator)).length
    if (snapshots === 0) {
      pay('avs', submission.avs, amount / daysIn(submission.duration))
    } else if (registered(day, operator)) {
      payOperator(
        input,
        day,
        operator,
        targetOf(submission),
        amount / BigInt(snapshots),
        stakersOf(day, operator, submission.strategies),
        pay,
      )
    }
  }
}

function payByStake(input: RewardsInput, submission: StakeWeighted, day: Day, pay: Pay): void {
  const { avs, operatorSetId, strategies } = submission
  const members = day.membersOf(avs, operatorSetId)
  // Fractions m/M of different operators on one denominator, so that nothing is rounded early.
  const fractions = members.flatMap((operator) =>
    strategies.map(({ strategy, multiplier }) => {
      const { magnitude, maxMagnitude } = day.allocationOf(operator, avs, operatorSetId, strategy)
      return submission.kind === 'totalStake'
        ? { operator, strategy, multiplier, numerator: 1n, denominator: 1n }
        : { operator, strategy, multiplier, numerator: magnitude, denominator: maxMagnitude }
    }),
  )
  const denominators = new Set(fractions.map((f) => f.denominator).filter((d) => d > 0n))
  const common = [...denominators].reduce((product, d) => product * d, 1n)
  const scaled = (operator: Address): StrategyAndMultiplier[] =>
    fractions
      .filter((f) => f.operator === operator && f.denominator > 0n)
      .map((f) => ({
        strategy: f.strategy,
        multiplier: f.multiplier * f.numerator * (common / f.denominator),
      }))

  const weights: Weights = new Map()
  for (const operator of members) {
    let weight = 0n
    for (const { strategy, multiplier } of scaled(operator)) {
      weight += day.operatorSharesOf(operator, strategy) * multiplier
    }
    if (weight > 0n) weights.set(operator, weight)
  }
  const amount = submission.amount / daysIn(submission.duration)
  const total = sum(weights)
  if (total === 0n) {
    pay('avs', avs, amount)
    return
  }
  for (const [operator, weight] of weights) {
    payOperator(
      input,
      day,
      operator,
      targetOf(submission),
      (amount * weight) / total,
      stakersOf(day, operator, scaled(operator)),
      pay,
    )
  }
}

/** The operator takes its split of the tokens, its stakers share the rest. */
function payOperator(
  input: RewardsInput,
  day: Day,
  operator: Address,
  target: SplitTarget,
  tokens: bigint,
  stakers: Weights,
  pay: Pay,
): void {
  const commission = (tokens * splitAt(input, day.midnight, operator, target)) / BIPS
  pay('operator', operator, commission)
  for (const [staker, part] of shareOut(tokens - commission, stakers)) pay('staker', staker, part)
}

function stakersOf(
  day: Day,
  operator: Address,
  strategies: readonly StrategyAndMultiplier[],
): Weights {
  return day.weights(strategies, (theirs) => theirs === key(operator))
}

function targetOf(submission: OperatorDirected | StakeWeighted): SplitTarget {
  return submission.kind === 'operatorDirectedAvs'
    ? { kind: 'avs', avs: submission.avs }
    : { kind: 'operatorSet', avs: submission.avs, operatorSetId: submission.operatorSetId }
}

/** ⌊⌊10¹⁵ · w / Σw⌋ / 10¹⁵ · amount⌋ for each weight. */
function shareOut(amount: bigint, weights: Weights): [Address, bigint][] {
  const total = sum(weights)
  return [...weights].map(([earner, weight]) => [
    earner,
    (((PROPORTION * weight) / total) * amount) / PROPORTION,
  ])
}

function sum(weights: Weights): bigint {
  let total = 0n
  for (const weight of weights.values()) total += weight
  return total
}

function daysIn(duration: number): bigint {
  return BigInt(duration / DAY)
}
