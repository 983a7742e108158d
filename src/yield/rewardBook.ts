import { SECONDS_PER_DAY } from './base.ts'
import { createMemberships } from './memberships.ts'
import { accrualDays, type StakeHistory, type Submission } from './submissions.ts'

export interface RewardBookParameters {
  submissions: readonly Submission[]
  /** All operators, so that pools over several of them can be weighed. */
  operators: readonly string[]
  /** Operator sets of each AVS, for submissions that name an AVS only. */
  setsOfAvs: Readonly<Record<string, readonly string[]>>
  history: StakeHistory
  /** End of the window, in seconds. */
  now: number
  /** Length of the window in days, default 30. */
  windowDays?: number
  /** Start of the known history: a younger chain is averaged over its own days. */
  since?: number
}

/** One day of one submission, as a position sees it. */
export interface Accrual {
  submission: Submission
  day: number
  /** Token units of that day for the pool, before the operator's split. */
  tokens: number
  /** Σ weight over the pool: the operator's stakers, or all stakers of the pool. */
  poolWeight: number
  /** Weight of one share of each strategy (multiplier, times m/M for unique stake). */
  weights: Readonly<Record<string, number>>
  splitBips: number
}

export interface RewardBook {
  /** Days over which accruals are averaged. */
  days: number
  /** What an operator's stakers took part in, day by day. */
  accrualsOf(operator: string): Accrual[]
  /** Some weights could not be read and count as none. */
  incomplete(): boolean
}

/** A submission that pays inside the window. */
interface Paying {
  submission: Submission
  days: readonly number[]
  inside: readonly number[]
  /** Weight of one share by strategy, where it is the same for all operators and days. */
  weights: Readonly<Record<string, number>> | null
  /** Own amount by operator, where the submission names them. */
  own: ReadonlyMap<string, bigint> | null
  /** Weight of the whole pool by day, once asked for. */
  pool: Map<number, number>
}

const WAD = 1e18

/**
 * Reward submissions of a trailing window, ready to be asked for any operator's position. Weights
 * of pools over many operators are computed once, on first use.
 */
export function createRewardBook(parameters: RewardBookParameters): RewardBook {
  const { submissions, operators, setsOfAvs, history, now, windowDays = 30 } = parameters
  const from = Math.max(now - windowDays * SECONDS_PER_DAY, parameters.since ?? 0)
  const paying = submissions.flatMap((submission): Paying[] => {
    const days = accrualDays(submission)
    const inside = days.filter((day) => day > from && day <= now)
    if (inside.length === 0) return []
    return [
      {
        submission,
        days,
        inside,
        weights: isUnique(submission) ? null : multipliersOf(submission),
        own: ownAmounts(submission),
        pool: new Map(),
      },
    ]
  })
  const memberships = createMemberships({ operators, setsOfAvs, history })
  let incomplete = false

  /** Weight of one share by strategy: multiplier, times m/M where only allocated stake earns. */
  function weightsOf({ submission, weights }: Paying, operator: string, day: number) {
    if (weights) return weights
    const unique: Record<string, number> = {}
    for (const { strategy, multiplier } of submission.strategies) {
      const max = history.maxMagnitude(operator, strategy, day)
      const magnitude = history.magnitude(operator, submission.set ?? '', strategy, day)
      const share = max > 0n ? Number(magnitude) / Number(max) : 0
      unique[strategy] = (unique[strategy] ?? 0) + (Number(multiplier) / WAD) * share
    }
    return unique
  }

  function operatorWeight(
    operator: string,
    weights: Readonly<Record<string, number>>,
    day: number,
  ) {
    let total = 0
    for (const strategy in weights) {
      const weight = weights[strategy] as number
      if (weight === 0) continue
      const shares = history.shares(operator, strategy, day)
      if (shares === null) incomplete = true
      else total += Number(shares) * weight
    }
    return total
  }

  function poolWeight(paid: Paying, day: number): number {
    let total = paid.pool.get(day)
    if (total === undefined) {
      total = 0
      for (const operator of memberships.everIn(paid.submission)) {
        if (!memberships.takesPart(paid.submission, operator, day)) continue
        total += operatorWeight(operator, weightsOf(paid, operator, day), day)
      }
      paid.pool.set(day, total)
    }
    return total
  }

  function splitOf({ kind, avs, set }: Submission, operator: string, day: number): number {
    if (kind === 'forAll') return 0
    return history.split(operator, kind === 'forAllEarners' ? null : (set ?? avs), day)
  }

  return {
    days: Math.max(1, Math.floor(now / SECONDS_PER_DAY) - Math.floor(from / SECONDS_PER_DAY)),
    incomplete: () => incomplete,
    accrualsOf(operator) {
      const accruals: Accrual[] = []
      for (const paid of paying) {
        const { submission, days, inside } = paid
        if (!memberships.wasEverIn(submission, operator)) continue
        let tokens = Number(submission.amount) / days.length
        if (paid.own) {
          const own = paid.own.get(operator) ?? 0n
          if (own === 0n) continue
          // The amount is spread over the days on which the operator was registered.
          const registered = days.filter((day) =>
            memberships.takesPart(submission, operator, day),
          ).length
          if (registered === 0) continue
          tokens = Number(own) / registered
        }
        for (const day of inside) {
          if (!memberships.takesPart(submission, operator, day)) continue
          const weights = weightsOf(paid, operator, day)
          accruals.push({
            submission,
            day,
            tokens,
            weights,
            poolWeight: paid.own ? operatorWeight(operator, weights, day) : poolWeight(paid, day),
            splitBips: splitOf(submission, operator, day),
          })
        }
      }
      return accruals
    },
  }
}

/** Whether only stake that is allocated to its set earns. */
const isUnique = ({ kind, set }: Submission) => kind === 'uniqueStake' && set !== null

function multipliersOf({ strategies }: Submission): Readonly<Record<string, number>> {
  const weights: Record<string, number> = {}
  for (const { strategy, multiplier } of strategies)
    weights[strategy] = (weights[strategy] ?? 0) + Number(multiplier) / WAD
  return weights
}

function ownAmounts({ operatorRewards }: Submission): ReadonlyMap<string, bigint> | null {
  if (!operatorRewards) return null
  const own = new Map<string, bigint>()
  for (const { operator, amount } of operatorRewards)
    own.set(operator, (own.get(operator) ?? 0n) + amount)
  return own
}
