import type { Chain } from '../deployments/types.ts'
import type { Batch } from './batch.ts'
import { contractsOf } from './contracts.ts'
import { lower } from './lower.ts'
import type { Registry } from './registry.ts'
import type { Address, Allocation, Operator, OperatorSet, OperatorSetKey } from './types.ts'
import { parseOperatorSetKey } from './types.ts'

/**
 * Adds the reads of all operators to somebody's batch, but for those that are `kept` from an earlier reading.
 *
 * @returns what tells the operators in the log's order once the batch has run and the sets are known
 */
export function addOperators(
  batch: Batch,
  {
    chain,
    registry,
    kept,
  }: { chain: Chain; registry: Registry; kept: ReadonlyMap<Address, Operator> },
): (operatorSets: Readonly<Record<OperatorSetKey, OperatorSet>>) => Operator[] {
  const { dm, am, rc } = contractsOf(chain)
  const slashable = new Map<string, boolean>()
  const asked = askOperators()
  return (operatorSets) => {
    const isInSet = ({ set, strategy }: Allocation) =>
      operatorSets[set]?.strategies?.includes(strategy) ?? false
    for (const operator of asked.values())
      for (const allocation of operator.allocations ?? []) {
        allocation.inSet = isInSet(allocation)
        allocation.slashable = slashable.get(`${operator.address}|${allocation.set}`) ?? null
      }
    return [...registry.operators].flatMap(([address, { metadataUri, stakers }]) => {
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
  }

  function askOperators(): ReadonlyMap<Address, Operator> {
    const byAddress = new Map<Address, Operator>()
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
        splits: {},
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
      for (const set of registry.setsOf.get(address) ?? [])
        batch.add<number>(
          { ...rc, functionName: 'getOperatorSetSplit', args: [address, parseOperatorSetKey(set)] },
          `split ${of} for operator set ${set}`,
          (value) => {
            operator.splits[set] = value
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
