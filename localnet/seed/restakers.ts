import type { StrategyKey } from './avss.ts'
import { DAYS } from './calendar.ts'
import { OPERATORS } from './operators.ts'
import type { Random } from './random.ts'

/** One deposit of a restaker; the amount is in units of 1e-18 of the token. */
export interface DepositPlan {
  day: number
  strategy: Exclude<StrategyKey, 'beaconChainETH'>
  amount: bigint
}

/** One restaker of the history. */
export interface RestakerPlan {
  key: string
  /** Whom it delegates to, and when; absent for the one who never does. */
  delegation?: { day: number; operator: string }
  deposits: readonly DepositPlan[]
}

/** How many restakers each operator has, in the order of {@link OPERATORS}; self-stakers have none. */
const RESTAKERS_OF: readonly number[] = [
  9, 7, 6, 4, 4, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1,
]
/** Operators with a delegation approver from the start stake for themselves. */
export const SELF_STAKER = 'fenbridge'
/** The restaker that deposits and never delegates. */
export const UNDELEGATED = 'restaker-59'
/** Native restakers: a pod, validators of 32 ETH that nobody has proven yet, no shares. */
export const POD_OWNERS: readonly { key: string; day: number; validators: number }[] = [
  { key: 'restaker-60', day: 12, validators: 2 },
  { key: 'restaker-3', day: 21, validators: 1 },
  { key: 'restaker-18', day: 44, validators: 1 },
]

/** What leaves and how. `part` is of the deposit shares at that moment. */
export type ExitPlan =
  | {
      kind: 'queue'
      key: string
      day: number
      part: number
      completeDay?: number
      asTokens?: boolean
    }
  | { kind: 'undelegate'; key: string; day: number; completeDay?: number; asTokens?: boolean }
  | { kind: 'redelegate'; key: string; day: number; operator: string; completeDay: number }

/**
 * Exits. A withdrawal can be completed 51 blocks after it was queued, which are 17 days of history.
 * Restaker 35 is delegated to the operator that is slashed on day 47, so that its queued
 * shares are slashed too.
 */
export const EXITS: readonly ExitPlan[] = [
  { kind: 'queue', key: 'restaker-2', day: 24, part: 0.2, completeDay: 43, asTokens: true },
  { kind: 'queue', key: 'restaker-11', day: 27, part: 0.35, completeDay: 46, asTokens: false },
  { kind: 'queue', key: 'restaker-20', day: 33, part: 0.5, completeDay: 52, asTokens: true },
  { kind: 'queue', key: 'restaker-35', day: 42, part: 0.4, completeDay: 62, asTokens: true },
  { kind: 'undelegate', key: 'restaker-24', day: 40, completeDay: 59, asTokens: true },
  { kind: 'redelegate', key: 'restaker-13', day: 38, operator: 'thornfield', completeDay: 57 },
  { kind: 'redelegate', key: 'restaker-29', day: 50, operator: 'northlight', completeDay: 69 },
  { kind: 'queue', key: 'restaker-6', day: 61, part: 0.1 },
  { kind: 'queue', key: 'restaker-16', day: 76, part: 0.3 },
  { kind: 'undelegate', key: 'restaker-32', day: 84 },
  { kind: 'queue', key: 'restaker-8', day: 87, part: 0.25 },
  { kind: 'queue', key: 'restaker-45', day: 90, part: 0.5 },
]

/** The sixty restakers with their deposits and delegations. */
export function restakers(random: Random): RestakerPlan[] {
  const plans: RestakerPlan[] = []
  for (const [index, operator] of OPERATORS.entries()) {
    const count = RESTAKERS_OF[index] ?? 0
    const weights = Array.from({ length: count }, () => random.between(0.4, 1.8) ** 2)
    const sum = weights.reduce((a, b) => a + b, 0)
    for (const weight of weights) {
      const key = `restaker-${plans.length + 1}`
      // Three operators register a day; stake follows them, early more than late.
      const first = 3 + Math.floor(index / 3)
      const exit = EXITS.find((plan) => plan.key === key)?.day ?? DAYS
      const arrival = Math.min(first + Math.floor(random.next() ** 1.7 * 48), exit - 10)
      plans.push({
        key,
        delegation: { day: arrival + random.whole(0, 2), operator: operator.key },
        deposits: deposits(random, arrival, (operator.stake * weight) / sum),
      })
    }
  }
  plans.push({ key: UNDELEGATED, deposits: deposits(random, 35, 310) })
  plans.push({
    key: 'restaker-60',
    delegation: { day: 13, operator: 'harrow' },
    deposits: deposits(random, 14, 55),
  })
  return plans
}

/** One to four deposits that add up to a number of ether, in one or two strategies. */
function deposits(random: Random, arrival: number, ether: number): DepositPlan[] {
  const kind = random.next()
  const mix: readonly (readonly [DepositPlan['strategy'], number])[] =
    kind < 0.4
      ? [['stETH', 1]]
      : kind < 0.78
        ? [
            ['stETH', 0.6],
            ['tLST', 0.375],
          ]
        : kind < 0.9
          ? [['tLST', 0.94]]
          : [
              ['stETH', 0.9],
              ['nLST', 0.2],
            ]
  const times = ether > 2_000 ? random.whole(2, 4) : random.whole(1, 2)
  const plans: DepositPlan[] = []
  for (let i = 0; i < times; i++) {
    const day = arrival + (i === 0 ? 0 : random.whole(3, 9) * i)
    for (const [strategy, part] of mix) {
      plans.push({ day, strategy, amount: odd(random, (ether * part) / times) })
    }
  }
  return plans
}

/** A number of whole tokens as units of 1e-18, with odd digits at the end as people's amounts have. */
export function odd(random: Random, tokens: number): bigint {
  const micro = BigInt(Math.max(1, Math.round(tokens * random.between(0.97, 1.03) * 1e6)))
  return micro * 10n ** 12n + BigInt(random.whole(0, 999_999_999))
}
