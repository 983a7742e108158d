import type { Abi, Client } from 'viem'
import {
  allocationManagerReadsAbi,
  delegationManagerReadsAbi,
  eigenStrategyAbi,
  rewardsCoordinatorReadsAbi,
  strategyManagerReadsAbi,
  strategyReadsAbi,
} from '../abi/network.ts'
import type { Chain } from '../deployments/types.ts'
import type { EventRow } from '../events.ts'
import { createBatch } from './batch.ts'
import { readBlockClock, timestampAt } from './blockClock.ts'
import { type Earlier, splitsAsked, unchangedOperators } from './carryOver.ts'
import { lower } from './lower.ts'
import { addTokens } from './readPrices.ts'
import { buildRegistry } from './registry.ts'
import type {
  Address,
  Allocation,
  BlockRef,
  Coverage,
  Failure,
  Network,
  Operator,
  OperatorSet,
  OperatorSetKey,
  Strategy,
} from './types.ts'
import { beaconChainETHStrategy, parseOperatorSetKey } from './types.ts'

/**
 * Reads the whole network at one block: the log tells who exists, calls tell what they have.
 *
 * A call that reverts leaves `null` and a line in `failures`; a node that does not answer rejects. With an earlier
 * reading at hand, operators whom nothing happened to since are those of that reading, the very same objects.
 *
 * @param rows the log up to `block`, ascending
 * @throws RpcError when the node cannot be reached
 */
export async function readNetwork(
  client: Client,
  parameters: {
    chain: Chain
    rows: readonly EventRow[]
    coverage: Coverage
    block: BlockRef
    signal?: AbortSignal | undefined
    /** What its log shows to be as it was then is not asked for again. */
    earlier?: Earlier | undefined
  },
): Promise<Network> {
  const { chain, rows, coverage, block, signal, earlier } = parameters
  const clock = await readBlockClock(client, rows, block)
  const registry = buildRegistry(rows, (number) => timestampAt(clock, number))
  const kept = earlier
    ? unchangedOperators(earlier, { rows, block, registry, complete: coverage.complete })
    : new Map<Address, Operator>()
  const failures: Failure[] = []
  const batch = createBatch({
    client,
    blockNumber: block.number,
    multicall3: chain.multicall3 as Address | undefined,
    signal,
    failures,
  })
  const dm = {
    address: lower(chain.eigenLayer.delegationManager),
    abi: delegationManagerReadsAbi as Abi,
  }
  const sm = {
    address: lower(chain.eigenLayer.strategyManager),
    abi: strategyManagerReadsAbi as Abi,
  }
  const am = {
    address: lower(chain.eigenLayer.allocationManager),
    abi: allocationManagerReadsAbi as Abi,
  }
  const rc = {
    address: lower(chain.eigenLayer.rewardsCoordinator),
    abi: rewardsCoordinatorReadsAbi as Abi,
  }

  const parametersRead: Network['parameters'] = {
    minWithdrawalDelayBlocks: null,
    deallocationDelay: null,
    allocationConfigurationDelay: null,
    defaultOperatorSplitBips: null,
  }
  batch.add<number>(
    { ...dm, functionName: 'minWithdrawalDelayBlocks' },
    'withdrawal delay',
    (value) => {
      parametersRead.minWithdrawalDelayBlocks = value
    },
  )
  batch.add<number>(
    { ...am, functionName: 'DEALLOCATION_DELAY' },
    'deallocation delay',
    (value) => {
      parametersRead.deallocationDelay = value
    },
  )
  batch.add<number>(
    { ...am, functionName: 'ALLOCATION_CONFIGURATION_DELAY' },
    'configuration delay',
    (value) => {
      parametersRead.allocationConfigurationDelay = value
    },
  )
  batch.add<number>(
    { ...rc, functionName: 'defaultOperatorSplitBips' },
    'default operator split',
    (value) => {
      parametersRead.defaultOperatorSplitBips = value
    },
  )

  const strategies: Record<Address, Strategy> = {}
  const tokenOf = new Map<Address, Address>()
  const named = new Set(registry.strategies)
  if (chain.lido?.stETHStrategy) named.add(lower(chain.lido.stETHStrategy))
  for (const address of named) {
    const native = address === beaconChainETHStrategy
    const strategy: Strategy = {
      address,
      kind: native ? 'beaconChainETH' : 'erc20',
      token: null,
      totalShares: null,
      rate: native ? 10n ** 18n : null,
      whitelisted: native ? true : null,
      isStEth: false,
    }
    strategies[address] = strategy
    if (native) continue
    const at = { address, abi: strategyReadsAbi as Abi }
    batch.add<Address>(
      { ...at, functionName: 'underlyingToken' },
      `token of strategy ${address}`,
      (token) => {
        if (!tokenOf.has(address)) tokenOf.set(address, lower(token))
      },
    )
    // Only EigenStrategy answers: it keeps bEIGEN, and what people give and get is EIGEN.
    batch.add<Address>(
      { address, abi: eigenStrategyAbi as Abi, functionName: 'EIGEN' },
      null,
      (token) => {
        tokenOf.set(address, lower(token))
      },
    )
    batch.add<bigint>(
      { ...at, functionName: 'totalShares' },
      `shares of strategy ${address}`,
      (value) => {
        strategy.totalShares = value
      },
    )
    batch.add<bigint>(
      { ...at, functionName: 'sharesToUnderlyingView', args: [10n ** 18n] },
      `rate of strategy ${address}`,
      (value) => {
        strategy.rate = value
      },
    )
    batch.add<boolean>(
      { ...sm, functionName: 'strategyIsWhitelistedForDeposit', args: [address] },
      `whitelist of strategy ${address}`,
      (value) => {
        strategy.whitelisted = value
      },
    )
  }

  const operatorSets: Record<OperatorSetKey, OperatorSet> = {}
  for (const [key, entry] of registry.sets) {
    const set = parseOperatorSetKey(key)
    const draft: OperatorSet = {
      key,
      ...set,
      strategies: null,
      members: null,
      slasher: null,
      pendingSlasher: null,
      redistributionRecipient: null,
      createdAtBlock: entry.createdAtBlock,
      slashCount: entry.slashCount,
    }
    operatorSets[key] = draft
    const args = [set]
    batch.add<Address[]>(
      { ...am, functionName: 'getStrategiesInOperatorSet', args },
      `strategies of operator set ${key}`,
      (value) => {
        draft.strategies = value.map(lower)
      },
    )
    batch.add<bigint>(
      { ...am, functionName: 'getMemberCount', args },
      `members of operator set ${key}`,
      (value) => {
        draft.members = Number(value)
      },
    )
    batch.add<Address>(
      { ...am, functionName: 'getSlasher', args },
      `slasher of operator set ${key}`,
      (value) => {
        draft.slasher = lower(value)
      },
    )
    batch.add<[Address, number]>(
      { ...am, functionName: 'getPendingSlasher', args },
      null,
      ([slasher, effectBlock]) => {
        draft.pendingSlasher = effectBlock === 0 ? 'none' : { slasher: lower(slasher), effectBlock }
      },
    )
    batch.add<boolean>(
      { ...am, functionName: 'isRedistributingOperatorSet', args },
      `redistribution of operator set ${key}`,
      (value) => {
        if (!value) draft.redistributionRecipient = 'none'
      },
    )
    batch.add<Address>(
      { ...am, functionName: 'getRedistributionRecipient', args },
      null,
      (value) => {
        draft.redistributionRecipient ??= lower(value)
      },
    )
  }

  const slashable = new Map<string, boolean>()
  const asked = addOperators()
  await batch.run()
  // An unset split is the default one: with another default, no split is what it was.
  if (
    kept.size > 0 &&
    parametersRead.defaultOperatorSplitBips !== earlier?.network.parameters.defaultOperatorSplitBips
  )
    return readNetwork(client, { ...parameters, earlier: undefined })

  const tokenAddresses = new Set<Address>([
    ...tokenOf.values(),
    ...registry.submissions.map((submission) => submission.token),
    ...(chain.lido ? [lower(chain.lido.stETH), lower(chain.lido.wstETH)] : []),
  ])
  const finishTokens = addTokens(batch, { chain, block, addresses: tokenAddresses })
  await batch.run()
  const { tokens, ethUsd } = finishTokens()
  for (const [address, token] of tokenOf) {
    const strategy = strategies[address]
    if (!strategy) continue
    strategy.token = tokens[token] ?? null
    strategy.isStEth = token === (chain.lido && lower(chain.lido.stETH))
  }
  const isInSet = ({ set, strategy }: Allocation) =>
    operatorSets[set]?.strategies?.includes(strategy) ?? false
  for (const operator of asked.values())
    for (const allocation of operator.allocations ?? []) {
      allocation.inSet = isInSet(allocation)
      allocation.slashable = slashable.get(`${operator.address}|${allocation.set}`) ?? null
    }
  const operators = [...registry.operators].flatMap(([address, { metadataUri, stakers }]) => {
    const fresh = asked.get(address)
    if (fresh) return [fresh]
    const same = kept.get(address)
    if (!same) return []
    const allocations = same.allocations ?? []
    const moved = allocations.some((allocation) => allocation.inSet !== isInSet(allocation))
    if (!moved && same.metadataUri === metadataUri && same.stakers === stakers) return [same]
    return [
      {
        ...same,
        metadataUri,
        stakers,
        allocations: allocations.map((one) => ({ ...one, inSet: isInSet(one) })),
      },
    ]
  })

  return {
    chainId: chain.chainId,
    block,
    coverage,
    parameters: parametersRead,
    strategies,
    tokens,
    operators,
    avss: [...registry.avss].map(([address, entry]) => ({
      address,
      ...entry,
      sets: [...registry.sets.keys()].filter((key) => key.startsWith(address)),
    })),
    operatorSets,
    submissions: registry.submissions,
    rebases: registry.rebases,
    slashes: registry.slashes,
    changes: registry.changes,
    notices: registry.notices,
    delegations: registry.delegations,
    clock,
    ethUsd,
    failures,
  }

  function addOperators(): ReadonlyMap<Address, Operator> {
    const byAddress = new Map<Address, Operator>()
    const { avsWide, hasPools } = splitsAsked(registry)
    for (const [address, entry] of registry.operators) {
      if (kept.has(address)) continue
      const operator: Operator = {
        address,
        delegationApprover: null,
        metadataUri: entry.metadataUri,
        allocationDelay: null,
        shares: null,
        maxMagnitudes: {},
        registeredSets: null,
        allocations: [],
        stakers: entry.stakers,
        splits: { sets: {}, avss: {}, pi: null },
        registeredAtBlock: entry.registeredAtBlock,
      }
      byAddress.set(address, operator)
      const of = `of operator ${address}`
      batch.add<Address>(
        { ...dm, functionName: 'delegationApprover', args: [address] },
        `delegation approver ${of}`,
        (value) => {
          operator.delegationApprover = lower(value)
        },
      )
      batch.add<[boolean, number]>(
        { ...am, functionName: 'getAllocationDelay', args: [address] },
        `allocation delay ${of}`,
        ([isSet, blocks]) => {
          operator.allocationDelay = { isSet, blocks }
        },
      )
      batch.add<{ avs: Address; id: number }[]>(
        { ...am, functionName: 'getRegisteredSets', args: [address] },
        `operator sets ${of}`,
        (value) => {
          operator.registeredSets = value.map(
            (set) => `${lower(set.avs)}-${set.id}` as OperatorSetKey,
          )
        },
      )
      const held = [...(registry.strategiesOf.get(address) ?? [])]
      if (held.length === 0) operator.shares = {}
      else
        batch.add<bigint[]>(
          { ...dm, functionName: 'getOperatorShares', args: [address, held] },
          `delegated stake ${of}`,
          (value) => {
            operator.shares = Object.fromEntries(
              held
                .map((strategy, index) => [strategy, value[index] ?? 0n] as const)
                .filter(([, shares]) => shares > 0n),
            )
          },
        )
      const slashed = [...(registry.slashedStrategiesOf.get(address) ?? [])]
      if (slashed.length > 0) {
        operator.maxMagnitudes = null
        batch.add<bigint[]>(
          { ...am, functionName: 'getMaxMagnitudes', args: [address, slashed] },
          `max magnitudes ${of}`,
          (value) => {
            operator.maxMagnitudes = Object.fromEntries(
              slashed.map((strategy, index) => [strategy, value[index] ?? 0n]),
            )
          },
        )
      }
      if (hasPools)
        batch.add<number>(
          { ...rc, functionName: 'getOperatorPISplit', args: [address] },
          `split ${of}`,
          (value) => {
            operator.splits.pi = value
          },
        )
      for (const avs of avsWide)
        batch.add<number>(
          { ...rc, functionName: 'getOperatorAVSSplit', args: [address, avs] },
          `split ${of} for AVS ${avs}`,
          (value) => {
            operator.splits.avss[avs] = value
          },
        )
      for (const set of registry.setsOf.get(address) ?? [])
        batch.add<number>(
          { ...rc, functionName: 'getOperatorSetSplit', args: [address, parseOperatorSetKey(set)] },
          `split ${of} for operator set ${set}`,
          (value) => {
            operator.splits.sets[set] = value
          },
        )
    }
    addAllocations(byAddress)
    return byAddress
  }

  function addAllocations(byAddress: Map<Address, Operator>) {
    const asked = new Set<string>()
    for (const { set, strategy, operators } of registry.allocators.values()) {
      const members = [...operators].filter((operator) => byAddress.has(operator))
      if (members.length === 0) continue
      batch.add<{ currentMagnitude: bigint; pendingDiff: bigint; effectBlock: number }[]>(
        {
          ...am,
          functionName: 'getAllocations',
          args: [members, parseOperatorSetKey(set), strategy],
        },
        `allocations to operator set ${set}`,
        (value) => {
          value.forEach((entry, index) => {
            const operator = byAddress.get(members[index] as Address)
            if (!operator || (entry.currentMagnitude === 0n && entry.pendingDiff === 0n)) return
            operator.allocations?.push({
              set,
              strategy,
              currentMagnitude: entry.currentMagnitude,
              pendingDiff: entry.pendingDiff,
              effectBlock: Number(entry.effectBlock),
              inSet: false,
              slashable: null,
            })
          })
        },
        () => {
          for (const member of members) {
            const operator = byAddress.get(member)
            if (operator) operator.allocations = null
          }
        },
      )
      for (const operator of members) {
        const pair = `${operator}|${set}`
        if (asked.has(pair)) continue
        asked.add(pair)
        batch.add<boolean>(
          {
            ...am,
            functionName: 'isOperatorSlashable',
            args: [operator, parseOperatorSetKey(set)],
          },
          `whether operator set ${set} may slash ${operator}`,
          (value) => {
            slashable.set(pair, value)
          },
        )
      }
    }
  }
}
