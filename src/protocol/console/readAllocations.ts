import type { Abi, Client } from 'viem'
import { operatorAllocationAbi } from '../abi/operator.ts'
import type { Chain } from '../deployments/types.ts'
import { createBatch } from '../network/batch.ts'
import type { Address, BlockRef, Failure, OperatorSetKey, Read } from '../network/types.ts'
import { parseOperatorSetKey } from '../network/types.ts'
import type { AllocationNow, AllocationState } from './allocationRules.ts'

/** An operator's allocations to every operator set there is, at one block. */
export type AllocationReading = {
  operator: Address
  block: BlockRef
  /** `null` when any of its parts could not be read: no editor works on half of it. */
  state: Read<AllocationState>
  /** By operator set: a member now. */
  member: Readonly<Record<OperatorSetKey, boolean>>
  /** By operator set: may slash the operator now, also after it left. */
  slashable: Readonly<Record<OperatorSetKey, boolean>>
  failures: readonly Failure[]
}

/**
 * Reads everything that `modifyAllocations` decides by.
 *
 * @param sets every operator set with the strategies it has; strategies that an operator allocated to a set which does
 * not have them (any more) belong into `extra`
 * @throws RpcError when the node cannot be reached
 */
export async function readAllocations(
  client: Client,
  parameters: {
    chain: Chain
    operator: Address
    block: BlockRef
    sets: readonly { key: OperatorSetKey; strategies: readonly Address[] }[]
    extra: readonly { set: OperatorSetKey; strategy: Address }[]
    deallocationDelay: number
    signal?: AbortSignal | undefined
  },
): Promise<AllocationReading> {
  const { chain, operator, block, sets, extra, deallocationDelay, signal } = parameters
  const failures: Failure[] = []
  const batch = createBatch({
    client,
    blockNumber: block.number,
    multicall3: chain.multicall3 as Address | undefined,
    signal,
    failures,
  })
  const am = { address: chain.eigenLayer.allocationManager, abi: operatorAllocationAbi as Abi }
  const inSet = new Set(
    sets.flatMap(({ key, strategies }) => strategies.map((strategy) => `${key}|${strategy}`)),
  )
  const triples = [
    ...sets.flatMap(({ key, strategies }) =>
      strategies.map((strategy) => ({ set: key, strategy })),
    ),
    ...extra.filter(({ set, strategy }) => !inSet.has(`${set}|${strategy}`)),
  ]
  const strategies = [...new Set(triples.map(({ strategy }) => strategy))]
  const member: Record<OperatorSetKey, boolean> = {}
  const slashable: Record<OperatorSetKey, boolean> = {}
  const encumbered: Record<Address, bigint> = {}
  const maxMagnitudes: Record<Address, bigint> = {}
  const raw = new Map<
    string,
    { currentMagnitude: bigint; pendingDiff: bigint; effectBlock: number }
  >()
  let delay: AllocationState['delay'] | null = null
  batch.add<[boolean, number]>(
    { ...am, functionName: 'getAllocationDelay', args: [operator] },
    'allocation delay',
    ([isSet, blocks]) => {
      delay = { isSet, blocks }
    },
  )
  for (const key of new Set(triples.map(({ set }) => set).concat(sets.map((set) => set.key)))) {
    const args = [operator, parseOperatorSetKey(key)]
    batch.add<boolean>(
      { ...am, functionName: 'isMemberOfOperatorSet', args },
      `membership of operator set ${key}`,
      (value) => {
        member[key] = value
      },
    )
    batch.add<boolean>(
      { ...am, functionName: 'isOperatorSlashable', args },
      `whether operator set ${key} may slash`,
      (value) => {
        slashable[key] = value
      },
    )
  }
  for (const strategy of strategies)
    batch.add<bigint>(
      { ...am, functionName: 'getEncumberedMagnitude', args: [operator, strategy] },
      `encumbered magnitude of strategy ${strategy}`,
      (value) => {
        encumbered[strategy] = value
      },
    )
  if (strategies.length > 0)
    batch.add<bigint[]>(
      { ...am, functionName: 'getMaxMagnitudes', args: [operator, strategies] },
      'max magnitudes',
      (values) => {
        strategies.forEach((strategy, index) => {
          maxMagnitudes[strategy] = values[index] ?? 0n
        })
      },
    )
  for (const { set, strategy } of triples)
    batch.add<{ currentMagnitude: bigint; pendingDiff: bigint; effectBlock: number }>(
      {
        ...am,
        functionName: 'getAllocation',
        args: [operator, parseOperatorSetKey(set), strategy],
      },
      `allocation of strategy ${strategy} to operator set ${set}`,
      (value) => {
        raw.set(`${set}|${strategy}`, value)
      },
    )
  await batch.run()
  const known = delay as AllocationState['delay'] | null
  const state =
    known === null || failures.length > 0
      ? null
      : {
          delay: known,
          deallocationDelay,
          maxMagnitudes,
          encumbered,
          allocations: triples.map(({ set, strategy }): AllocationNow => {
            const entry = raw.get(`${set}|${strategy}`)
            return {
              set,
              strategy,
              currentMagnitude: entry?.currentMagnitude ?? 0n,
              pendingDiff: entry?.pendingDiff ?? 0n,
              effectBlock: Number(entry?.effectBlock ?? 0),
              inSet: inSet.has(`${set}|${strategy}`),
              slashable: slashable[set] ?? false,
            }
          }),
        }
  return { operator, block, state, member, slashable, failures }
}
