import { SECONDS_PER_DAY } from './base.ts'
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

const WAD = 1e18

/**
 * Reward submissions of a trailing window, ready to be asked for any operator's position. Weights
 * of pools over many operators are computed once, on first use.
 */
export function createRewardBook(parameters: RewardBookParameters): RewardBook {
  const { submissions, operators, setsOfAvs, history, now, windowDays = 30 } = parameters
  const from = Math.max(now - windowDays * SECONDS_PER_DAY, parameters.since ?? 0)
  const paying = submissions.flatMap((submission, index) => {
    const days = accrualDays(submission)
    const inside = days.filter((day) => day > from && day <= now)
    return inside.length > 0 ? [{ submission, index, days, inside }] : []
  })
  const pools = new Map<string, number>()
  let incomplete = false

  function takesPart(submission: Submission, operator: string, day: number): boolean {
    const { kind, avs, set } = submission
    if (kind === 'forAll') return true
    if (kind === 'forAllEarners') {
      return Object.keys(setsOfAvs).some((any) => isRegistered(operator, any, day))
    }
    return set === null ? isRegistered(operator, avs, day) : history.isMember(operator, set, day)
  }

  function isRegistered(operator: string, avs: string, day: number): boolean {
    if (history.isRegistered) return history.isRegistered(operator, avs, day)
    return (setsOfAvs[avs] ?? []).some((set) => history.isMember(operator, set, day))
  }

  /** Weight of one share by strategy: multiplier, times m/M where only allocated stake earns. */
  function weightsOf(submission: Submission, operator: string, day: number) {
    const weights: Record<string, number> = {}
    for (const { strategy, multiplier } of submission.strategies) {
      let weight = Number(multiplier) / WAD
      if (submission.kind === 'uniqueStake' && submission.set !== null) {
        const max = history.maxMagnitude(operator, strategy, day)
        const magnitude = history.magnitude(operator, submission.set, strategy, day)
        weight *= max > 0n ? Number(magnitude) / Number(max) : 0
      }
      weights[strategy] = (weights[strategy] ?? 0) + weight
    }
    return weights
  }

  function operatorWeight(
    operator: string,
    weights: Readonly<Record<string, number>>,
    day: number,
  ) {
    let total = 0
    for (const [strategy, weight] of Object.entries(weights)) {
      if (weight === 0) continue
      const shares = history.shares(operator, strategy, day)
      if (shares === null) incomplete = true
      else total += Number(shares) * weight
    }
    return total
  }

  function poolWeight(submission: Submission, index: number, day: number): number {
    const key = `${index}|${day}`
    let total = pools.get(key)
    if (total === undefined) {
      total = 0
      for (const operator of operators) {
        if (!takesPart(submission, operator, day)) continue
        total += operatorWeight(operator, weightsOf(submission, operator, day), day)
      }
      pools.set(key, total)
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
      for (const { submission, index, days, inside } of paying) {
        let tokens = Number(submission.amount) / days.length
        if (submission.operatorRewards) {
          let own = 0n
          for (const reward of submission.operatorRewards) {
            if (reward.operator === operator) own += reward.amount
          }
          if (own === 0n) continue
          // The amount is spread over the days on which the operator was registered.
          const registered = days.filter((day) => takesPart(submission, operator, day)).length
          if (registered === 0) continue
          tokens = Number(own) / registered
        }
        for (const day of inside) {
          if (!takesPart(submission, operator, day)) continue
          const weights = weightsOf(submission, operator, day)
          accruals.push({
            submission,
            day,
            tokens,
            weights,
            poolWeight: submission.operatorRewards
              ? operatorWeight(operator, weights, day)
              : poolWeight(submission, index, day),
            splitBips: splitOf(submission, operator, day),
          })
        }
      }
      return accruals
    },
  }
}
