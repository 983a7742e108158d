import type { Address } from '../../protocol/network/types.ts'
import type { EarnerRewards, RewardsReading } from '../../protocol/rewards/readRewards.ts'
import type { Reading } from '../common/WithNetwork.tsx'

/** What every part of the page is given. */
export type Parts = Reading & {
  readonly rewards: RewardsReading
  /** The earner that the page is about. */
  readonly mine: EarnerRewards
  /** The connected account, lower case. */
  readonly account: Address | null
}
