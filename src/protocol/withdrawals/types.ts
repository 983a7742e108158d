import type { Address, BlockRef, Failure, Hex, Read } from '../network/types.ts'
import type { Pool } from './pool.ts'
import type { Holding } from './shares.ts'

/** DelegationManager's own struct, as completing a withdrawal wants it back. */
export type Withdrawal = {
  staker: Address
  delegatedTo: Address
  withdrawer: Address
  nonce: bigint
  startBlock: number
  strategies: readonly Address[]
  scaledShares: readonly bigint[]
}

/** A withdrawal in the queue, and how it fares. */
export type QueuedWithdrawal = {
  /** keccak256 of the struct: its name in the contract. */
  root: Hex
  withdrawal: Withdrawal
  parts: readonly {
    strategy: Address
    /** What the queue keeps; slashing is taken off at completion. */
    scaledShares: bigint
    /** Shares at the time of queueing; `null` when neither log nor past magnitude could be read. */
    asked: Read<bigint>
    /** Shares that completing it now, or after its last slashable block, gives. */
    shares: bigint
  }[]
}

/** A staker's stake and queue with everything that the ways out depend on, read at one block. */
export type Exits = {
  staker: Address
  block: BlockRef
  /** `minWithdrawalDelayBlocks`. */
  delay: Read<number>
  /** Zero address when not delegated. */
  delegatedTo: Read<Address>
  isOperator: Read<boolean>
  /**
   * By strategy, for those held and those queued (then with `depositShares` 0); the factors are those of the
   * present operator.
   */
  holdings: Read<Record<Address, Holding>>
  /** By strategy; `null` when unread, or when a strategy does not count as StrategyBase does. */
  pools: Record<Address, Read<Pool>>
  /** `underlyingToken` by strategy. */
  tokens: Record<Address, Address>
  /** Oldest first. */
  queued: Read<QueuedWithdrawal[]>
  /** Gwei that the pod may pay out; 0 without a pod. */
  podGwei: Read<bigint>
  /** Pause switches of the DelegationManager. */
  paused: { queueing: Read<boolean>; completing: Read<boolean> }
  failures: Failure[]
}
