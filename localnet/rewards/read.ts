import type { Address, Client } from 'viem'
import { getBlock, getLogs } from 'viem/actions'
import { rewardsEvents, whoEvents } from './abi.ts'
import { type RewardsAddresses, readDay, type Who } from './readDay.ts'
import {
  DAY,
  type DaySnapshot,
  type DefaultSplitChange,
  type RewardsInput,
  type SplitChange,
  type StrategyAndMultiplier,
  type Submission,
} from './types.ts'

export interface ReadRewardsParameters {
  addresses: RewardsAddresses
  /** The block from which all the contracts stand. Default 0. */
  fromBlock?: bigint
  /** The block to read as of, for instance that of an earlier root. Default: the newest. */
  toBlock?: bigint
  /** Seconds; must not be after that block. No later snapshot is read. */
  calculationEndTimestamp: number
  /** Snapshots of an earlier run; these days are not read again. */
  known?: readonly DaySnapshot[]
}

/**
 * Reads what a distribution is computed from: submissions, splits and who exists from the logs, and
 * for each midnight a snapshot of the last block before it.
 *
 * @throws Error when the chain has not reached the end, or the node lacks an old state.
 */
export async function readRewardsInput(
  client: Client,
  parameters: ReadRewardsParameters,
): Promise<RewardsInput> {
  const { addresses, calculationEndTimestamp, known = [] } = parameters
  const fromBlock = parameters.fromBlock ?? 0n
  const clock = new Clock(client, parameters.toBlock)
  const head = await clock.head()
  if (head.timestamp < calculationEndTimestamp) {
    throw new Error('The chain has not reached the end of the calculation.')
  }
  const log = await readRewardsLog(client, addresses, fromBlock, head.number, clock)
  const who = await readWho(client, addresses, fromBlock, head.number)

  const remembered = new Map(known.map((day) => [day.midnight, day]))
  const days: DaySnapshot[] = []
  const starts = log.submissions.map((submission) => submission.startTimestamp)
  let block = fromBlock
  for (
    let midnight = Math.min(...starts) + DAY;
    midnight <= calculationEndTimestamp;
    midnight += DAY
  ) {
    const old = remembered.get(midnight)
    const before = old?.block ?? (await clock.lastBlockBefore(midnight, block))
    // Before the contracts stood nobody had staked anything.
    if (before === undefined) continue
    block = before
    days.push(old ?? (await readDay(client, addresses, who, midnight, before)))
  }
  return { ...log, days }
}

async function readRewardsLog(
  client: Client,
  { rewardsCoordinator }: RewardsAddresses,
  fromBlock: bigint,
  toBlock: bigint,
  clock: Clock,
): Promise<Omit<RewardsInput, 'days'>> {
  const logs = await getLogs(client, {
    address: rewardsCoordinator,
    events: rewardsEvents,
    fromBlock,
    toBlock,
    strict: true,
  })
  const submissions: Submission[] = []
  const splits: SplitChange[] = []
  const defaultSplits: DefaultSplitChange[] = []
  for (const log of logs) {
    switch (log.eventName) {
      case 'AVSRewardsSubmissionCreated': {
        const { avs, rewardsSubmission } = log.args
        submissions.push({ kind: 'avs', avs, ...pool(rewardsSubmission) })
        break
      }
      case 'RewardsSubmissionForAllCreated':
        submissions.push({ kind: 'forAll', ...pool(log.args.rewardsSubmission) })
        break
      case 'RewardsSubmissionForAllEarnersCreated':
        submissions.push({ kind: 'allEarners', ...pool(log.args.rewardsSubmission) })
        break
      case 'OperatorDirectedAVSRewardsSubmissionCreated': {
        const { avs, operatorDirectedRewardsSubmission: given } = log.args
        submissions.push({
          kind: 'operatorDirectedAvs',
          avs,
          operatorRewards: given.operatorRewards,
          ...common(given),
        })
        break
      }
      case 'OperatorDirectedOperatorSetRewardsSubmissionCreated': {
        const { operatorSet, operatorDirectedRewardsSubmission: given } = log.args
        submissions.push({
          kind: 'operatorDirectedOperatorSet',
          avs: operatorSet.avs,
          operatorSetId: operatorSet.id,
          operatorRewards: given.operatorRewards,
          ...common(given),
        })
        break
      }
      case 'UniqueStakeRewardsSubmissionCreated':
      case 'TotalStakeRewardsSubmissionCreated': {
        const { operatorSet, rewardsSubmission } = log.args
        submissions.push({
          kind:
            log.eventName === 'UniqueStakeRewardsSubmissionCreated' ? 'uniqueStake' : 'totalStake',
          avs: operatorSet.avs,
          operatorSetId: operatorSet.id,
          ...pool(rewardsSubmission),
        })
        break
      }
      case 'OperatorAVSSplitBipsSet': {
        const { operator, avs, activatedAt, newOperatorAVSSplitBips: bips } = log.args
        splits.push({ kind: 'avs', operator, avs, activatedAt, bips })
        break
      }
      case 'OperatorPISplitBipsSet': {
        const { operator, activatedAt, newOperatorPISplitBips: bips } = log.args
        splits.push({ kind: 'pi', operator, activatedAt, bips })
        break
      }
      case 'OperatorSetSplitBipsSet': {
        const { operator, operatorSet, activatedAt, newOperatorSetSplitBips: bips } = log.args
        const { avs, id: operatorSetId } = operatorSet
        splits.push({ kind: 'operatorSet', operator, avs, operatorSetId, activatedAt, bips })
        break
      }
      case 'DefaultOperatorSplitBipsSet':
        defaultSplits.push({
          timestamp: await clock.timeOf(log.blockNumber),
          bips: log.args.newDefaultOperatorSplitBips,
        })
    }
  }
  return { submissions, splits, defaultSplits }
}

interface GivenSubmission {
  strategiesAndMultipliers: readonly StrategyAndMultiplier[]
  token: Address
  startTimestamp: number
  duration: number
}

function common(given: GivenSubmission) {
  const { strategiesAndMultipliers: strategies, token, startTimestamp, duration } = given
  return { strategies, token, startTimestamp, duration }
}

function pool(given: GivenSubmission & { amount: bigint }) {
  return { ...common(given), amount: given.amount }
}

async function readWho(
  client: Client,
  { delegationManager, allocationManager }: RewardsAddresses,
  fromBlock: bigint,
  toBlock: bigint,
): Promise<Who> {
  const logs = await getLogs(client, {
    address: [delegationManager, allocationManager],
    events: whoEvents,
    fromBlock,
    toBlock,
    strict: true,
  })
  const operators = new Set<Address>()
  const holdings = new Map<Address, Set<Address>>()
  const operatorSets: { avs: Address; id: number }[] = []
  const allocations = new Map<string, Who['allocations'][number] & { operators: Address[] }>()
  for (const log of logs) {
    switch (log.eventName) {
      case 'OperatorRegistered':
        operators.add(log.args.operator)
        break
      case 'OperatorSetCreated':
        operatorSets.push(log.args.operatorSet)
        break
      case 'AllocationUpdated': {
        const { operator, operatorSet, strategy } = log.args
        const id = `${operatorSet.avs} ${operatorSet.id} ${strategy}`
        const row = allocations.get(id) ?? { operatorSet, strategy, operators: [] }
        if (!row.operators.includes(operator)) row.operators.push(operator)
        allocations.set(id, row)
        break
      }
      case 'DepositScalingFactorUpdated': {
        // Every deposit of every kind updates this factor, whether delegated or not.
        const { staker, strategy } = log.args
        holdings.set(staker, (holdings.get(staker) ?? new Set()).add(strategy))
      }
    }
  }
  const strategies = new Set([...holdings.values()].flatMap((held) => [...held]))
  return {
    operators: [...operators],
    stakers: [...holdings].map(([staker, held]) => ({ staker, strategies: [...held] })),
    strategies: [...strategies],
    operatorSets,
    allocations: [...allocations.values()],
  }
}

/** Times of blocks, each asked once. */
class Clock {
  private readonly client: Client
  private readonly latest: bigint | undefined
  private readonly times = new Map<bigint, number>()
  private newest: { number: bigint; timestamp: number } | undefined

  /** @param latest the block that counts as the newest; by default the newest there is */
  constructor(client: Client, latest?: bigint) {
    this.client = client
    this.latest = latest
  }

  async head(): Promise<{ number: bigint; timestamp: number }> {
    if (this.newest === undefined) {
      const { number, timestamp } = await getBlock(
        this.client,
        this.latest === undefined ? {} : { blockNumber: this.latest },
      )
      this.newest = { number, timestamp: Number(timestamp) }
      this.times.set(number, Number(timestamp))
    }
    return this.newest
  }

  async timeOf(blockNumber: bigint): Promise<number> {
    const seen = this.times.get(blockNumber)
    if (seen !== undefined) return seen
    const timestamp = Number((await getBlock(this.client, { blockNumber })).timestamp)
    this.times.set(blockNumber, timestamp)
    return timestamp
  }

  /** The last block with a time before the given one, not below `from`; none if `from` is later. */
  async lastBlockBefore(time: number, from: bigint): Promise<bigint | undefined> {
    const { number, timestamp } = await this.head()
    if (timestamp < time) return number
    if ((await this.timeOf(from)) >= time) return undefined
    let low = from
    let high = number
    // Blocks are dense in some days and rare in others: gallop first, then halve.
    for (let step = 1n; low + step < high; step *= 2n) {
      if ((await this.timeOf(low + step)) >= time) {
        high = low + step
        break
      }
      low += step
    }
    while (high - low > 1n) {
      const middle = (low + high) / 2n
      if ((await this.timeOf(middle)) < time) low = middle
      else high = middle
    }
    return low
  }
}
