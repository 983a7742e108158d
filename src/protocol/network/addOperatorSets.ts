import type { Chain } from '../deployments/types.ts'
import type { Batch } from './batch.ts'
import { contractsOf } from './contracts.ts'
import { lower } from './lower.ts'
import type { Registry } from './registry.ts'
import type { Address, OperatorSet, OperatorSetKey } from './types.ts'
import { parseOperatorSetKey } from './types.ts'

/** Adds the reads of all operator sets to somebody's batch; what is returned fills as it runs. */
export function addOperatorSets(
  batch: Batch,
  { chain, registry }: { chain: Chain; registry: Registry },
): Record<OperatorSetKey, OperatorSet> {
  const { am } = contractsOf(chain)
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
  return operatorSets
}
