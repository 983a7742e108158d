import type { Address } from 'viem'

/** Seconds of a day; rewards are counted by snapshots at 00:00 UTC. */
export const DAY = 86_400

/** A strategy and the weight of its shares in a submission. */
export interface StrategyAndMultiplier {
  strategy: Address
  multiplier: bigint
}

interface SubmissionBase {
  strategies: readonly StrategyAndMultiplier[]
  token: Address
  /** Seconds; a multiple of a day. The snapshot at this very midnight is not paid. */
  startTimestamp: number
  /** Seconds; whole days. The snapshot at the end is paid. */
  duration: number
}

/** Amounts are those of the events: net of a protocol fee. */
export type Submission =
  /** Rewards v1: one pool for the stakers of all operators of an AVS. */
  | (SubmissionBase & { kind: 'avs'; avs: Address; amount: bigint })
  /** One pool for every staker, delegated or not, without operators' splits. */
  | (SubmissionBase & { kind: 'forAll'; amount: bigint })
  /** Programmatic incentives: one pool for the stakers of all operators that serve somebody. */
  | (SubmissionBase & { kind: 'allEarners'; amount: bigint })
  /** Rewards v2: an amount for each operator of an AVS. */
  | (SubmissionBase & {
      kind: 'operatorDirectedAvs'
      avs: Address
      operatorRewards: readonly { operator: Address; amount: bigint }[]
    })
  /** Rewards v2.1: an amount for each operator of an operator set. */
  | (SubmissionBase & {
      kind: 'operatorDirectedOperatorSet'
      avs: Address
      operatorSetId: number
      operatorRewards: readonly { operator: Address; amount: bigint }[]
    })
  /** Rewards v2.2: by allocated or by whole stake of the operators of an operator set. */
  | (SubmissionBase & {
      kind: 'uniqueStake' | 'totalStake'
      avs: Address
      operatorSetId: number
      amount: bigint
    })

/** A change of an operator's split, as its event says. */
export interface SplitChange {
  /** Which rewards it is for; `pi` is for programmatic incentives. */
  kind: 'avs' | 'operatorSet' | 'pi'
  operator: Address
  avs?: Address
  operatorSetId?: number
  bips: number
  /** Seconds from which it counts. */
  activatedAt: number
}

/** A change of the split of operators that set none. */
export interface DefaultSplitChange {
  timestamp: number
  bips: number
}

/** What the contracts said in the last block before a midnight. */
export interface DaySnapshot {
  /** 00:00 UTC in seconds. */
  midnight: number
  /** The last block before it. */
  block: bigint
  /** Everybody with shares. */
  stakers: readonly {
    staker: Address
    /** Absent when not delegated. */
    operator?: Address
    /** Withdrawable shares, above 0, by strategy. */
    shares: readonly (readonly [strategy: Address, shares: bigint])[]
  }[]
  operatorSets: readonly {
    avs: Address
    operatorSetId: number
    members: readonly Address[]
  }[]
  /** Delegated shares, above 0, and the max magnitude, 1e18 unless slashed. */
  operators: readonly {
    operator: Address
    strategy: Address
    shares: bigint
    maxMagnitude: bigint
  }[]
  /** Magnitudes above 0. */
  allocations: readonly {
    operator: Address
    avs: Address
    operatorSetId: number
    strategy: Address
    magnitude: bigint
  }[]
}

/** All that a distribution is computed from, as the chain was when it was read. */
export interface RewardsInput {
  submissions: readonly Submission[]
  splits: readonly SplitChange[]
  defaultSplits: readonly DefaultSplitChange[]
  /** One a midnight, without gaps, from the first on; nothing was staked before the first. */
  days: readonly DaySnapshot[]
}

/** What one earner gets for one day of one submission, in the smallest unit of the token. */
export interface Payment {
  /** Midnight of the snapshot. */
  midnight: number
  /** Position in `RewardsInput.submissions`. */
  submission: number
  earner: Address
  /** `avs` is a refund. */
  role: 'staker' | 'operator' | 'avs'
  token: Address
  amount: bigint
}

/** Cumulative earnings of everybody: earners ascending, and each one's tokens ascending. */
export interface Distribution {
  calculationEndTimestamp: number
  earners: readonly {
    earner: Address
    tokens: readonly { token: Address; cumulativeEarnings: bigint }[]
  }[]
}
