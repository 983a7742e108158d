import { SECONDS_PER_DAY } from './base.ts'

/** The seven kinds of reward submission, by their RewardsCoordinator events. */
export type SubmissionKind =
  /** `AVSRewardsSubmissionCreated` (v1): one pool over the stakers of the AVS's operators. */
  | 'avs'
  /** `RewardsSubmissionForAllCreated`: one pool over all stakers, no operator split. */
  | 'forAll'
  /** `RewardsSubmissionForAllEarnersCreated`: programmatic incentives, operators of any AVS. */
  | 'forAllEarners'
  /** `OperatorDirectedAVSRewardsSubmissionCreated` (v2). */
  | 'operatorDirectedAvs'
  /** `OperatorDirectedOperatorSetRewardsSubmissionCreated` (v2.1). */
  | 'operatorDirectedSet'
  /** `UniqueStakeRewardsSubmissionCreated` (v2.2): by stake allocated to the set. */
  | 'uniqueStake'
  /** `TotalStakeRewardsSubmissionCreated` (v2.2): by all delegated stake of the set's members. */
  | 'totalStake'

export interface Submission {
  kind: SubmissionKind
  avs: string
  /** The operator set, for the kinds that name one. */
  set: string | null
  token: string
  /** Token units over the whole duration, net of any protocol fee; unused if operator-directed. */
  amount: bigint
  /** Seconds; whole days on EigenLayer. */
  startTimestamp: number
  duration: number
  /** Multipliers in wad. */
  strategies: readonly { strategy: string; multiplier: bigint }[]
  operatorRewards: readonly { operator: string; amount: bigint }[] | null
}

/**
 * What operators had at a moment, for weights and splits. Either replayed from events
 * ('historical') or the present taken for all days ('current'), an approximation to be named.
 */
export interface StakeHistory {
  weights?: 'current' | 'historical'
  /** Delegated shares; null if they could not be read. */
  shares(operator: string, strategy: string, timestamp: number): bigint | null
  magnitude(operator: string, set: string, strategy: string, timestamp: number): bigint
  maxMagnitude(operator: string, strategy: string, timestamp: number): bigint
  isMember(operator: string, set: string, timestamp: number): boolean
  /** Sets that an operator was ever a member of; default: it may have been in any. */
  setsOf?(operator: string): Iterable<string>
  /** Registered with the AVS at all; default: member of one of its sets. */
  isRegistered?(operator: string, avs: string, timestamp: number): boolean
  /** In bips, defaults resolved; `scope` is a set, an AVS, or null for programmatic incentives. */
  split(operator: string, scope: string | null, timestamp: number): number
}

/** Midnights (UTC) at which a submission pays: its start day excluded, its end day included. */
export function accrualDays(submission: Pick<Submission, 'startTimestamp' | 'duration'>): number[] {
  const { startTimestamp, duration } = submission
  const days: number[] = []
  const end = startTimestamp + duration
  let day = (Math.floor(startTimestamp / SECONDS_PER_DAY) + 1) * SECONDS_PER_DAY
  for (; day <= end; day += SECONDS_PER_DAY) days.push(day)
  return days
}
