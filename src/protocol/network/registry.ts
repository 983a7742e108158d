import type { EventRow } from '../events.ts'
import type {
  Address,
  Delegation,
  Notice,
  OperatorSetKey,
  Rebase,
  RewardSubmission,
  Slash,
  StakeChange,
  StrategyAndMultiplier,
} from './types.ts'
import { operatorSetKey } from './types.ts'

/** What the log alone tells: who exists, and what happened when. Balances and magnitudes are read by calls. */
export type Registry = {
  operators: Map<
    Address,
    { registeredAtBlock: bigint; metadataUri: string | null; stakers: number }
  >
  avss: Map<Address, { createdAtBlock: bigint; metadataUri: string | null }>
  sets: Map<OperatorSetKey, { createdAtBlock: bigint; slashCount: number }>
  /** Strategies ever whitelisted, delegated, allocated or rewarded. */
  strategies: Set<Address>
  /** Operator sets an operator ever joined or allocated to. */
  setsOf: Map<Address, Set<OperatorSetKey>>
  /** Strategies in which an operator ever had delegated shares. */
  strategiesOf: Map<Address, Set<Address>>
  /** Strategies in which an operator was ever slashed. */
  slashedStrategiesOf: Map<Address, Set<Address>>
  /** Operators that ever allocated, by operator set and strategy. */
  allocators: Map<string, { set: OperatorSetKey; strategy: Address; operators: Set<Address> }>
  submissions: RewardSubmission[]
  rebases: Rebase[]
  slashes: Slash[]
  changes: StakeChange[]
  notices: Notice[]
  delegations: Map<Address, Delegation>
}

type Args = Record<string, unknown>

const address = (value: unknown) => (value as string).toLowerCase() as Address
const keyOf = (args: Args) => operatorSetKey(args.operatorSet as { avs: string; id: number })

function into<key, value>(map: Map<key, Set<value>>, key: key, value: value) {
  const known = map.get(key)
  if (known) known.add(value)
  else map.set(key, new Set([value]))
}

type SubmissionArgs = {
  strategiesAndMultipliers: readonly { strategy: string; multiplier: bigint }[]
  token: string
  amount?: bigint
  operatorRewards?: readonly { operator: string; amount: bigint }[]
  startTimestamp: number
  duration: number
}

const submissionKinds: Record<
  string,
  { kind: RewardSubmission['kind']; field: string; payer: string | null }
> = {
  AVSRewardsSubmissionCreated: { kind: 'avs', field: 'rewardsSubmission', payer: 'avs' },
  RewardsSubmissionForAllCreated: {
    kind: 'forAll',
    field: 'rewardsSubmission',
    payer: 'submitter',
  },
  RewardsSubmissionForAllEarnersCreated: {
    kind: 'forAllEarners',
    field: 'rewardsSubmission',
    payer: 'tokenHopper',
  },
  OperatorDirectedAVSRewardsSubmissionCreated: {
    kind: 'operatorDirectedAvs',
    field: 'operatorDirectedRewardsSubmission',
    payer: 'avs',
  },
  OperatorDirectedOperatorSetRewardsSubmissionCreated: {
    kind: 'operatorDirectedSet',
    field: 'operatorDirectedRewardsSubmission',
    payer: null,
  },
  UniqueStakeRewardsSubmissionCreated: {
    kind: 'uniqueStake',
    field: 'rewardsSubmission',
    payer: null,
  },
  TotalStakeRewardsSubmissionCreated: {
    kind: 'totalStake',
    field: 'rewardsSubmission',
    payer: null,
  },
}

function submissionOf(row: EventRow): RewardSubmission | null {
  const shape = submissionKinds[row.e]
  if (!shape) return null
  const submission = row.a[shape.field] as SubmissionArgs
  const set = shape.payer === null ? keyOf(row.a) : null
  const operatorRewards =
    submission.operatorRewards?.map((reward) => ({
      operator: address(reward.operator),
      amount: reward.amount,
    })) ?? null
  return {
    kind: shape.kind,
    avs: set ? (set.slice(0, 42) as Address) : address(row.a[shape.payer as string]),
    set,
    token: address(submission.token),
    amount: operatorRewards
      ? operatorRewards.reduce((sum, reward) => sum + reward.amount, 0n)
      : (submission.amount ?? 0n),
    startTimestamp: Number(submission.startTimestamp),
    duration: Number(submission.duration),
    strategies: submission.strategiesAndMultipliers.map(
      (pair): StrategyAndMultiplier => ({
        strategy: address(pair.strategy),
        multiplier: pair.multiplier,
      }),
    ),
    operatorRewards,
    block: BigInt(row.b),
  }
}

/**
 * Folds the log into a {@link Registry}.
 *
 * @param rows decoded logs, ascending by block and log index
 * @param timestampOf seconds of a block that the node gave no timestamp for
 */
export function buildRegistry(
  rows: readonly EventRow[],
  timestampOf: (block: number) => number,
): Registry {
  const registry: Registry = {
    operators: new Map(),
    avss: new Map(),
    sets: new Map(),
    strategies: new Set(),
    setsOf: new Map(),
    strategiesOf: new Map(),
    slashedStrategiesOf: new Map(),
    allocators: new Map(),
    submissions: [],
    rebases: [],
    slashes: [],
    changes: [],
    notices: [],
    delegations: new Map(),
  }
  const pendingUris = new Map<Address, string>()

  const avs = (at: Address, block: bigint) => {
    const known = registry.avss.get(at)
    if (known) return known
    const fresh = { createdAtBlock: block, metadataUri: null as string | null }
    registry.avss.set(at, fresh)
    return fresh
  }

  for (const row of rows) {
    const { a } = row
    const block = BigInt(row.b)
    const timestamp = BigInt(row.t ?? timestampOf(row.b))
    const submission = submissionOf(row)
    if (submission) {
      registry.submissions.push(submission)
      for (const { strategy } of submission.strategies) registry.strategies.add(strategy)
      continue
    }
    switch (row.e) {
      case 'OperatorRegistered': {
        const operator = address(a.operator)
        registry.operators.set(operator, {
          registeredAtBlock: block,
          metadataUri: pendingUris.get(operator) ?? null,
          stakers: registry.operators.get(operator)?.stakers ?? 0,
        })
        break
      }
      case 'OperatorMetadataURIUpdated': {
        const operator = registry.operators.get(address(a.operator))
        if (operator) {
          operator.metadataUri = a.metadataURI as string
          if (operator.registeredAtBlock < block)
            registry.notices.push({
              type: 'metadata',
              block,
              timestamp,
              operator: address(a.operator),
            })
        } else pendingUris.set(address(a.operator), a.metadataURI as string)
        break
      }
      case 'StakerDelegated': {
        const staker = address(a.staker)
        registry.delegations.set(staker, { operator: address(a.operator), block, timestamp })
        break
      }
      case 'StakerUndelegated':
        registry.delegations.delete(address(a.staker))
        break
      case 'OperatorSharesIncreased':
      case 'OperatorSharesDecreased': {
        const operator = address(a.operator)
        const strategy = address(a.strategy)
        registry.strategies.add(strategy)
        into(registry.strategiesOf, operator, strategy)
        const shares = a.shares as bigint
        registry.changes.push({
          type: 'shares',
          block,
          timestamp,
          operator,
          strategy,
          delta: row.e === 'OperatorSharesIncreased' ? shares : -shares,
        })
        break
      }
      case 'StrategyAddedToDepositWhitelist':
      case 'StrategyRemovedFromDepositWhitelist':
        registry.strategies.add(address(a.strategy))
        break
      case 'AVSMetadataURIUpdated':
        avs(address(a.avs), block).metadataUri = a.metadataURI as string
        break
      case 'OperatorSetCreated': {
        const key = keyOf(a)
        avs(key.slice(0, 42) as Address, block)
        registry.sets.set(key, { createdAtBlock: block, slashCount: 0 })
        break
      }
      case 'DelegationApproverUpdated': {
        const operator = address(a.operator)
        // Registration sets it too, in the same block.
        const known = registry.operators.get(operator)
        if (known && known.registeredAtBlock < block)
          registry.notices.push({
            type: 'approver',
            block,
            timestamp,
            operator,
            approver: address(a.newDelegationApprover),
          })
        break
      }
      case 'SlasherUpdated': {
        const set = keyOf(a)
        const known = registry.sets.get(set)
        if (known && known.createdAtBlock < block)
          registry.notices.push({
            type: 'slasher',
            block,
            timestamp,
            set,
            slasher: address(a.slasher),
            effectBlock: Number(a.effectBlock),
          })
        break
      }
      case 'StrategyAddedToOperatorSet': {
        const set = keyOf(a)
        const known = registry.sets.get(set)
        if (known && known.createdAtBlock < block)
          registry.notices.push({
            type: 'strategyAdded',
            block,
            timestamp,
            set,
            strategy: address(a.strategy),
          })
        break
      }
      case 'OperatorAddedToOperatorSet':
      case 'OperatorRemovedFromOperatorSet': {
        const operator = address(a.operator)
        const set = keyOf(a)
        into(registry.setsOf, operator, set)
        const registered = row.e === 'OperatorAddedToOperatorSet'
        registry.changes.push({ type: 'registration', block, timestamp, operator, set, registered })
        break
      }
      case 'AllocationUpdated': {
        const operator = address(a.operator)
        const set = keyOf(a)
        const strategy = address(a.strategy)
        registry.strategies.add(strategy)
        into(registry.setsOf, operator, set)
        const id = `${set}|${strategy}`
        const known = registry.allocators.get(id)
        if (known) known.operators.add(operator)
        else registry.allocators.set(id, { set, strategy, operators: new Set([operator]) })
        registry.changes.push({
          type: 'allocation',
          block,
          timestamp,
          operator,
          set,
          strategy,
          magnitude: a.magnitude as bigint,
          effectBlock: Number(a.effectBlock),
        })
        break
      }
      case 'MaxMagnitudeUpdated': {
        const operator = address(a.operator)
        const strategy = address(a.strategy)
        into(registry.slashedStrategiesOf, operator, strategy)
        registry.changes.push({
          type: 'maxMagnitude',
          block,
          timestamp,
          operator,
          strategy,
          magnitude: a.maxMagnitude as bigint,
        })
        break
      }
      case 'OperatorSlashed': {
        const set = keyOf(a)
        const entry = registry.sets.get(set)
        if (entry) entry.slashCount += 1
        registry.slashes.push({
          operator: address(a.operator),
          set,
          strategies: (a.strategies as string[]).map(address),
          wadSlashed: [...(a.wadSlashed as bigint[])],
          description: String(a.description),
          block,
          timestamp,
        })
        break
      }
      case 'OperatorAVSSplitBipsSet':
      case 'OperatorPISplitBipsSet':
      case 'OperatorSetSplitBipsSet': {
        const kind = row.e.slice('Operator'.length, -'SplitBipsSet'.length) as 'AVS' | 'PI' | 'Set'
        registry.changes.push({
          type: 'split',
          block,
          timestamp,
          operator: address(a.operator),
          scope: kind === 'PI' ? null : kind === 'AVS' ? address(a.avs) : keyOf(a),
          activatedAt: Number(a.activatedAt),
          oldBips: Number(a[`oldOperator${kind}SplitBips`]),
          newBips: Number(a[`newOperator${kind}SplitBips`]),
        })
        break
      }
      case 'TokenRebased':
        registry.rebases.push({
          reportTimestamp: a.reportTimestamp as bigint,
          timeElapsed: a.timeElapsed as bigint,
          preTotalShares: a.preTotalShares as bigint,
          preTotalEther: a.preTotalEther as bigint,
          postTotalShares: a.postTotalShares as bigint,
          postTotalEther: a.postTotalEther as bigint,
        })
        break
      default:
        break
    }
  }
  for (const { operator } of registry.delegations.values()) {
    const entry = registry.operators.get(operator)
    if (entry) entry.stakers += 1
  }
  return registry
}
