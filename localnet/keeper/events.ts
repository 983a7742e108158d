import { type Address, parseAbi } from 'viem'
import type { Duty, Site } from './site.ts'

/** Something that will happen by itself when the chain's blocks or clock get there. */
export interface ChainEvent {
  kind: string
  /** The block or the chain time in seconds with which it happens. */
  due: { block: bigint } | { timestamp: number }
  /** A sentence for a person. */
  description: string
}

/** Where the chain stands. */
export interface Head {
  number: bigint
  /** Seconds. */
  timestamp: number
}

const watchedEvents = parseAbi([
  'struct OperatorSet { address avs; uint32 id; }',
  'struct Withdrawal { address staker; address delegatedTo; address withdrawer; uint256 nonce; uint32 startBlock; address[] strategies; uint256[] scaledShares; }',
  'event AllocationUpdated(address operator, OperatorSet operatorSet, address strategy, uint64 magnitude, uint32 effectBlock)',
  'event AllocationDelaySet(address operator, uint32 delay, uint32 effectBlock)',
  'event SlashingWithdrawalQueued(bytes32 withdrawalRoot, Withdrawal withdrawal, uint256[] sharesToWithdraw)',
  'event SlashingWithdrawalCompleted(bytes32 withdrawalRoot)',
  'event DistributionRootSubmitted(uint32 indexed rootIndex, bytes32 indexed root, uint32 indexed rewardsCalculationEndTimestamp, uint32 activatedAt)',
  'event OperatorAVSSplitBipsSet(address indexed caller, address indexed operator, address indexed avs, uint32 activatedAt, uint16 oldOperatorAVSSplitBips, uint16 newOperatorAVSSplitBips)',
  'event OperatorPISplitBipsSet(address indexed caller, address indexed operator, uint32 activatedAt, uint16 oldOperatorPISplitBips, uint16 newOperatorPISplitBips)',
  'event OperatorSetSplitBipsSet(address indexed caller, address indexed operator, OperatorSet operatorSet, uint32 activatedAt, uint16 oldOperatorSetSplitBips, uint16 newOperatorSetSplitBips)',
])
const delayAbi = parseAbi(['function minWithdrawalDelayBlocks() view returns (uint32)'])

/** Everything that is still to come: changes that contracts have queued, and the keeper's duties. */
export async function upcomingEvents(
  site: Site,
  duties: readonly Duty[],
  head: Head,
): Promise<ChainEvent[]> {
  const queued = (await queuedChanges(site)).filter(({ due }) =>
    'block' in due ? due.block > head.number : due.timestamp > head.timestamp,
  )
  const awaited = duties.filter(({ isEvent }) => isEvent)
  const dueTimes = await Promise.all(awaited.map((duty) => duty.dueAt(site)))
  const scheduled = awaited.flatMap(({ kind, description }, index): ChainEvent[] => {
    const timestamp = dueTimes[index] ?? Number.POSITIVE_INFINITY
    return Number.isFinite(timestamp) ? [{ kind, description, due: { timestamp } }] : []
  })
  return [...queued, ...scheduled]
}

/** The event that comes first when blocks take `blockTime` seconds. */
export function nearestEvent(
  events: readonly ChainEvent[],
  head: Head,
  blockTime: number,
): ChainEvent | undefined {
  const wait = ({ due }: ChainEvent) =>
    'block' in due ? Number(due.block - head.number) * blockTime : due.timestamp - head.timestamp
  return events.reduce<ChainEvent | undefined>(
    (best, event) => (best === undefined || wait(event) < wait(best) ? event : best),
    undefined,
  )
}

async function queuedChanges({ client, seed }: Site): Promise<ChainEvent[]> {
  const { eigenLayer, startBlock } = seed.deployments
  const [logs, delay] = await Promise.all([
    client.getLogs({
      address: [
        eigenLayer.allocationManager,
        eigenLayer.delegationManager,
        eigenLayer.rewardsCoordinator,
      ],
      events: watchedEvents.filter((item) => item.type === 'event'),
      fromBlock: BigInt(startBlock),
      strict: true,
    }),
    client.readContract({
      address: eigenLayer.delegationManager,
      abi: delayAbi,
      functionName: 'minWithdrawalDelayBlocks',
    }),
  ])
  const name = namesOf(seed)
  const events: ChainEvent[] = []
  const magnitudes = new Map<string, bigint>()
  const withdrawals = new Map<string, ChainEvent>()
  const allocations = new Map<string, ChainEvent>()
  for (const { eventName, args } of logs) {
    switch (eventName) {
      case 'AllocationUpdated': {
        const { operator, operatorSet, strategy, magnitude, effectBlock } = args
        const key = `${operator} ${operatorSet.avs} ${operatorSet.id} ${strategy}`
        const less = magnitude < (magnitudes.get(key) ?? 0n)
        magnitudes.set(key, magnitude)
        const where = `operator set ${operatorSet.id} of ${name(operatorSet.avs)}`
        // A later change of the same allocation replaces the one before.
        allocations.set(key, {
          kind: less ? 'deallocation' : 'allocation',
          due: { block: BigInt(effectBlock) },
          description: less
            ? `${name(operator)}’s deallocation from ${where} takes effect.`
            : `${name(operator)}’s allocation to ${where} takes effect.`,
        })
        break
      }
      case 'AllocationDelaySet':
        events.push({
          kind: 'allocationDelay',
          due: { block: BigInt(args.effectBlock) },
          description: `${name(args.operator)}’s new allocation delay takes effect.`,
        })
        break
      case 'SlashingWithdrawalQueued':
        withdrawals.set(args.withdrawalRoot, {
          kind: 'withdrawal',
          // Completable in the first block after the delay is over.
          due: { block: BigInt(args.withdrawal.startBlock) + BigInt(delay) + 1n },
          description: `The withdrawal queued by ${name(args.withdrawal.staker)} can be completed.`,
        })
        break
      case 'SlashingWithdrawalCompleted':
        withdrawals.delete(args.withdrawalRoot)
        break
      case 'DistributionRootSubmitted':
        events.push({
          kind: 'distributionRoot',
          due: { timestamp: args.activatedAt },
          description: `Rewards of distribution ${args.rootIndex} can be claimed.`,
        })
        break
      default:
        events.push({
          kind: 'split',
          due: { timestamp: args.activatedAt },
          description: `${name(args.operator)}’s new split takes effect.`,
        })
    }
  }
  return [...events, ...allocations.values(), ...withdrawals.values()]
}

/** Names of operators and AVSs of the history; others by the ends of their address. */
function namesOf({ keeper }: Site['seed']): (address: Address) => string {
  const names = new Map(
    [...keeper.operators, ...keeper.avss].map(({ address, name }) => [address.toLowerCase(), name]),
  )
  return (address) =>
    names.get(address.toLowerCase()) ?? `${address.slice(0, 6)}…${address.slice(-4)}`
}
