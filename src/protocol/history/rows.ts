import { type AbiEvent, decodeEventLog, type Hex, type Log, toEventSelector } from 'viem'
import { stakeEventsAbi } from '../abi/history.ts'
import type { LogRow } from '../logs/types.ts'
import { lower } from '../network/lower.ts'
import type { Address, OperatorSetKey } from '../network/types.ts'
import { operatorSetKey } from '../network/types.ts'

/** A log that may matter to one restaker. `t` block time in seconds where the node gave it, `h` transaction. */
export type HistoryRow = LogRow & { t?: number; h: Hex } & (
    | { e: 'Deposit'; strategy: Address; shares: bigint }
    | {
        e: 'SlashingWithdrawalQueued'
        root: Hex
        operator: Address
        startBlock: number
        strategies: Address[]
        scaledShares: bigint[]
        /** Withdrawable when it was queued. */
        shares: bigint[]
      }
    | { e: 'SlashingWithdrawalCompleted'; root: Hex }
    | {
        e: 'OperatorSlashed'
        operator: Address
        set: OperatorSetKey
        strategies: Address[]
        wadSlashed: bigint[]
      }
    | { e: 'MaxMagnitudeUpdated'; operator: Address; strategy: Address; magnitude: bigint }
    | { e: 'BeaconChainSlashingFactorDecreased'; before: bigint; after: bigint }
    | {
        e: 'TokenRebased'
        preShares: bigint
        preEther: bigint
        postShares: bigint
        postEther: bigint
      }
    | {
        e: 'StakerDelegated' | 'StakerUndelegated' | 'StakerForceUndelegated'
        operator: Address
      }
    | { e: 'PodSharesUpdated'; shares: bigint }
    | { e: 'RewardsClaimed'; token: Address; amount: bigint; recipient: Address }
  )

/** The row of one event. */
export type RowOf<E extends HistoryRow['e']> = Extract<HistoryRow, { e: E }>

type EventName = Extract<(typeof stakeEventsAbi)[number], { type: 'event' }>['name']

const events = new Map(
  stakeEventsAbi.flatMap((item) =>
    item.type === 'event' ? [[item.name as EventName, item as AbiEvent] as const] : [],
  ),
)

/** Selectors of events. */
export function selectorsOf(names: readonly EventName[]): Hex[] {
  return names.map((name) => toEventSelector(events.get(name) as AbiEvent))
}

/**
 * A log as a row of `staker`'s history; `null` for a log that is somebody else's, or not what its topic promises.
 *
 * Slashings, max magnitudes and rebases concern everyone and are kept; completions name a root alone, and `isOwn` says
 * whose it is.
 */
export function decodeHistoryRow(
  log: Log,
  staker: Address,
  isOwn: (root: Hex) => boolean,
): HistoryRow | null {
  if (log.blockNumber === null || log.logIndex === null || log.transactionHash === null) return null
  const time = 'blockTimestamp' in log && log.blockTimestamp ? Number(log.blockTimestamp) : null
  const place = {
    b: Number(log.blockNumber),
    i: log.logIndex,
    ...(time === null ? {} : { t: time }),
    h: log.transactionHash,
  }
  try {
    const event = decodeEventLog({ abi: stakeEventsAbi, data: log.data, topics: log.topics })
    switch (event.eventName) {
      case 'Deposit':
        if (lower(event.args.staker) !== staker) return null
        return {
          ...place,
          e: 'Deposit',
          strategy: lower(event.args.strategy),
          shares: event.args.shares,
        }
      case 'SlashingWithdrawalQueued': {
        const { withdrawalRoot, withdrawal, sharesToWithdraw } = event.args
        if (lower(withdrawal.staker) !== staker) return null
        return {
          ...place,
          e: 'SlashingWithdrawalQueued',
          root: withdrawalRoot,
          operator: lower(withdrawal.delegatedTo),
          startBlock: withdrawal.startBlock,
          strategies: withdrawal.strategies.map(lower),
          scaledShares: [...withdrawal.scaledShares],
          shares: [...sharesToWithdraw],
        }
      }
      case 'SlashingWithdrawalCompleted':
        if (!isOwn(event.args.withdrawalRoot)) return null
        return { ...place, e: 'SlashingWithdrawalCompleted', root: event.args.withdrawalRoot }
      case 'OperatorSlashed':
        return {
          ...place,
          e: 'OperatorSlashed',
          operator: lower(event.args.operator),
          set: operatorSetKey(event.args.operatorSet),
          strategies: event.args.strategies.map(lower),
          wadSlashed: [...event.args.wadSlashed],
        }
      case 'MaxMagnitudeUpdated':
        return {
          ...place,
          e: 'MaxMagnitudeUpdated',
          operator: lower(event.args.operator),
          strategy: lower(event.args.strategy),
          magnitude: event.args.maxMagnitude,
        }
      case 'BeaconChainSlashingFactorDecreased':
        if (lower(event.args.staker) !== staker) return null
        return {
          ...place,
          e: 'BeaconChainSlashingFactorDecreased',
          before: event.args.prevBeaconChainSlashingFactor,
          after: event.args.newBeaconChainSlashingFactor,
        }
      case 'TokenRebased':
        return {
          ...place,
          e: 'TokenRebased',
          preShares: event.args.preTotalShares,
          preEther: event.args.preTotalEther,
          postShares: event.args.postTotalShares,
          postEther: event.args.postTotalEther,
        }
      case 'StakerDelegated':
      case 'StakerUndelegated':
      case 'StakerForceUndelegated':
        if (lower(event.args.staker) !== staker) return null
        return { ...place, e: event.eventName, operator: lower(event.args.operator) }
      case 'PodSharesUpdated':
        if (lower(event.args.podOwner) !== staker) return null
        return { ...place, e: 'PodSharesUpdated', shares: event.args.sharesDelta }
      case 'RewardsClaimed':
        if (lower(event.args.earner) !== staker) return null
        return {
          ...place,
          e: 'RewardsClaimed',
          token: lower(event.args.token),
          amount: event.args.claimedAmount,
          recipient: lower(event.args.recipient),
        }
    }
  } catch {
    return null
  }
}
