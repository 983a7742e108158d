import type {
  Address,
  Allocation,
  Network,
  Operator,
  OperatorSetKey,
  Position,
} from '../protocol/network/types.ts'
import { WAD, zeroAddress } from '../protocol/network/types.ts'
import { completableFrom } from '../protocol/withdrawals/timing.ts'
import type { Assessment, Assessor } from './assessment.ts'
import { stakeOf } from './basis.ts'

/** Something that a restaker should know, as the chain tells it. Fractions are of the stake in the strategy. */
export type Alert = { id: string } & (
  | {
      kind: 'allocationPending' | 'deallocationPending'
      set: OperatorSetKey
      strategy: Address
      /** Slashable share now, and from `effectBlock` on. */
      from: number
      to: number
      effectBlock: number
      /**
       * Last block in which a queued withdrawal still leaves the reach of slashing before the change counts;
       * `null` when that is past, or the delay is not known.
       */
      leaveBy: number | null
      before: Assessment
      after: Assessment
    }
  | {
      kind: 'splitPending' | 'splitChanged'
      /** An AVS, an operator set, or `null` for programmatic incentives. */
      scope: Address | OperatorSetKey | null
      oldBips: number
      newBips: number
      timestamp: bigint
      /** What the restaker keeps of the same rewards, after against before. */
      keeps: number
    }
  | { kind: 'metadataChanged'; timestamp: bigint }
  | { kind: 'approverChanged'; approver: Address; timestamp: bigint }
  | {
      kind: 'slashed'
      set: OperatorSetKey
      strategy: Address
      taken: number
      timestamp: bigint
    }
  | { kind: 'slasherPending'; set: OperatorSetKey; slasher: Address; effectBlock: number }
  | { kind: 'slasherChanged'; set: OperatorSetKey; slasher: Address; timestamp: bigint }
  | { kind: 'strategyAdded'; set: OperatorSetKey; strategy: Address; timestamp: bigint }
  | { kind: 'withdrawalReady'; count: number }
  | { kind: 'withdrawalSoon'; count: number; block: number }
  | { kind: 'rewardClaimable'; claimable: readonly { token: Address; amount: bigint }[] }
  | { kind: 'feedStale'; token: Address | null; updatedAt: bigint }
  | { kind: 'belowRate'; token: Address; market: number; rate: number }
)

export type AlertKind = Alert['kind']

/** A token that trades this much under its redemption rate is worth a word. */
const discountWorthAWord = 0.005

const share = (magnitude: bigint, max: bigint) => (max === 0n ? 0 : Number(magnitude) / Number(max))

/**
 * What a restaker should know, most pressing first. Pure: everything is read from one snapshot.
 *
 * Changes of the operator count from the block of the delegation on; withdrawals stay slashable for
 * `minWithdrawalDelayBlocks` after they are queued, so who wants to be out before a change has to be that early.
 */
export function alertsOf(parameters: {
  network: Network
  position: Position
  assessor: Assessor
  claimable?: readonly { token: Address; amount: bigint }[]
}): Alert[] {
  const { network, position, claimable = [] } = parameters
  const alerts: Alert[] = [
    ...(claimable.length > 0
      ? [{ id: 'rewards', kind: 'rewardClaimable' as const, claimable }]
      : []),
    ...queueAlerts(network, position),
    ...feedAlerts(network, position),
  ]
  const held = stakeOf(position.holdings ?? [])
  const { delegatedTo } = position
  const operator =
    delegatedTo !== null && delegatedTo !== zeroAddress
      ? network.operators.find(({ address }) => address === delegatedTo)
      : undefined
  if (operator) alerts.push(...operatorAlerts(parameters, operator, held))
  return alerts.sort((a, b) => urgency.indexOf(a.kind) - urgency.indexOf(b.kind))
}

const urgency: readonly AlertKind[] = [
  'slashed',
  'allocationPending',
  'withdrawalReady',
  'slasherPending',
  'slasherChanged',
  'approverChanged',
  'splitPending',
  'splitChanged',
  'strategyAdded',
  'belowRate',
  'feedStale',
  'rewardClaimable',
  'deallocationPending',
  'withdrawalSoon',
  'metadataChanged',
]

function queueAlerts(network: Network, position: Position): Alert[] {
  const delay = network.parameters.minWithdrawalDelayBlocks
  if (delay === null || position.queued === null) return []
  const head = Number(network.block.number)
  const from = position.queued.map(({ startBlock }) => completableFrom(startBlock, delay))
  const ready = from.filter((block) => head + 1 >= block).length
  const waiting = from.filter((block) => head + 1 < block)
  return [
    ...(ready > 0 ? [{ id: 'ready', kind: 'withdrawalReady' as const, count: ready }] : []),
    ...(waiting.length > 0
      ? [
          {
            id: 'soon',
            kind: 'withdrawalSoon' as const,
            count: waiting.length,
            block: Math.min(...waiting),
          },
        ]
      : []),
  ]
}

function feedAlerts(network: Network, position: Position): Alert[] {
  const alerts: Alert[] = []
  if (network.ethUsd?.stale)
    alerts.push({
      id: 'feed eth',
      kind: 'feedStale',
      token: null,
      updatedAt: network.ethUsd.updatedAt,
    })
  for (const { strategy } of position.holdings ?? []) {
    const token = network.strategies[strategy]?.token
    if (!token) continue
    const fed =
      token.priceSource?.kind === 'feed' ? token.priceSource : token.market ? token.market : null
    if (fed?.stale)
      alerts.push({
        id: `feed ${token.address}`,
        kind: 'feedStale',
        token: token.address,
        updatedAt: fed.updatedAt,
      })
    const { market, priceEth } = token
    if (
      market &&
      !market.stale &&
      priceEth !== null &&
      market.priceEth < priceEth * (1 - discountWorthAWord)
    )
      alerts.push({
        id: `rate ${token.address}`,
        kind: 'belowRate',
        token: token.address,
        market: market.priceEth,
        rate: priceEth,
      })
  }
  return alerts
}

function operatorAlerts(
  { network, position, assessor }: Parameters<typeof alertsOf>[0],
  operator: Operator,
  held: ReturnType<typeof stakeOf>,
): Alert[] {
  const alerts: Alert[] = []
  const since = network.delegations.get(position.staker)
  const head = Number(network.block.number)
  const delay = network.parameters.minWithdrawalDelayBlocks
  const before = assessor.assess(held, operator.address)
  const sets = new Set([
    ...(operator.registeredSets ?? []),
    ...(operator.allocations ?? [])
      .filter(({ slashable }) => slashable === true)
      .map(({ set }) => set),
  ])

  for (const allocation of operator.allocations ?? []) {
    const { set, strategy, currentMagnitude, pendingDiff, effectBlock } = allocation
    if (pendingDiff === 0n || !(held[strategy] ?? 0n)) continue
    const max = operator.maxMagnitudes?.[strategy] ?? WAD
    const leaveBy = delay === null ? null : effectBlock - delay - 1
    alerts.push({
      id: `pending ${set} ${strategy}`,
      kind: pendingDiff > 0n ? 'allocationPending' : 'deallocationPending',
      set,
      strategy,
      from: share(currentMagnitude, max),
      to: share(currentMagnitude + pendingDiff, max),
      effectBlock,
      leaveBy: leaveBy !== null && leaveBy > head ? leaveBy : null,
      before,
      after: assessor.assess(held, operator.address, false, withApplied(operator, allocation)),
    })
  }

  const now = network.block.timestamp
  for (const change of network.changes) {
    if (change.type !== 'split' || change.operator !== operator.address) continue
    if (!since || change.block <= since.block) continue
    const oldBips =
      change.oldBips === 65_535
        ? (network.parameters.defaultOperatorSplitBips ?? 1000)
        : change.oldBips
    if (oldBips === change.newBips) continue
    alerts.push({
      id: `split ${change.scope} ${change.block}`,
      kind: BigInt(change.activatedAt) > now ? 'splitPending' : 'splitChanged',
      scope: change.scope,
      oldBips,
      newBips: change.newBips,
      timestamp: BigInt(change.activatedAt),
      keeps: (10_000 - change.newBips) / Math.max(1, 10_000 - oldBips),
    })
  }

  for (const notice of network.notices) {
    const { timestamp } = notice
    const id = `${notice.type} ${notice.block}`
    if (notice.type === 'slasher') {
      const current = network.operatorSets[notice.set]
      const pending =
        current?.pendingSlasher && current.pendingSlasher !== 'none'
          ? current.pendingSlasher
          : undefined
      if (!sets.has(notice.set)) continue
      if (notice.effectBlock > head && pending?.slasher === notice.slasher)
        alerts.push({
          id: `${id} ${notice.set}`,
          kind: 'slasherPending',
          set: notice.set,
          slasher: notice.slasher,
          effectBlock: notice.effectBlock,
        })
      else if (notice.effectBlock <= head && since && notice.block > since.block)
        alerts.push({
          id: `${id} ${notice.set}`,
          kind: 'slasherChanged',
          set: notice.set,
          slasher: notice.slasher,
          timestamp,
        })
      continue
    }
    if (!since || notice.block <= since.block) continue
    if (notice.type === 'strategyAdded') {
      if (sets.has(notice.set))
        alerts.push({
          id: `${id} ${notice.set}`,
          kind: 'strategyAdded',
          set: notice.set,
          strategy: notice.strategy,
          timestamp,
        })
    } else if (notice.operator === operator.address) {
      if (notice.type === 'metadata') alerts.push({ id, kind: 'metadataChanged', timestamp })
      else alerts.push({ id, kind: 'approverChanged', approver: notice.approver, timestamp })
    }
  }

  for (const slash of network.slashes) {
    if (slash.operator !== operator.address || !since || slash.block < since.block) continue
    slash.strategies.forEach((strategy, index) => {
      if (held[strategy] === undefined) return
      alerts.push({
        id: `slash ${slash.block} ${strategy}`,
        kind: 'slashed',
        set: slash.set,
        strategy,
        taken: Number(slash.wadSlashed[index] ?? 0n) / 1e18,
        timestamp: slash.timestamp,
      })
    })
  }
  return alerts
}

/** The operator as it is once a pending change of one allocation counts. */
function withApplied(operator: Operator, changed: Allocation): Operator {
  return {
    ...operator,
    allocations: (operator.allocations ?? []).map((allocation) =>
      allocation === changed
        ? {
            ...allocation,
            currentMagnitude: allocation.currentMagnitude + allocation.pendingDiff,
            pendingDiff: 0n,
          }
        : allocation,
    ),
  }
}
