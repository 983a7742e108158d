import type { Address, Hex } from 'viem'
import { operatorAllocationAbi } from '../../protocol/abi/operator.ts'
import type { PlanDefinition } from '../types.ts'
import { oneStep, planTitle } from './oneStep.ts'
import { readAddresses, readHex, readSetIds, readWhole } from './operatorParams.ts'
import { readFields } from './params.ts'

/** `data` goes to the AVS' registrar as it is. */
export type RegisterForSetsParameters = {
  operator: Address
  avs: Address
  ids: readonly number[]
  data: Hex
}
export type DeregisterFromSetsParameters = {
  operator: Address
  avs: Address
  ids: readonly number[]
}
/** `blocks` between an allocation and its effect. */
export type SetAllocationDelayParameters = { operator: Address; blocks: number }
export type ClearDeallocationsParameters = { operator: Address; strategies: readonly Address[] }

/** Most that one call asks the contract to clear for a strategy: its queue never is that long. */
const everything = 65_535

const places = (avs: Address, ids: readonly number[]) => ({
  avs: { address: avs },
  ids: ids.join(', '),
  count: ids.length,
})

/** Joins operator sets of one AVS with `registerForOperatorSets`. What is allocated there is slashable at once. */
export const registerForSets: PlanDefinition<RegisterForSetsParameters> = {
  kind: 'registerForSets',
  version: 1,
  parse: (json) => ({
    operator: readFields(json).address('operator'),
    avs: readFields(json).address('avs'),
    ids: readSetIds(json),
    data: readHex(json, 'data'),
  }),
  title: ({ avs, ids }) => planTitle('registerForSets', places(avs, ids)),
  async steps({ operator, avs, ids, data }, context) {
    const request = {
      to: context.chain.eigenLayer.allocationManager,
      abi: operatorAllocationAbi,
      functionName: 'registerForOperatorSets',
      args: [operator, { avs, operatorSetIds: ids, data }],
    }
    return oneStep('registerForSets', request, context, { values: places(avs, ids) })
  },
}

/** Leaves operator sets with `deregisterFromOperatorSets`; they may still slash for `DEALLOCATION_DELAY` blocks. */
export const deregisterFromSets: PlanDefinition<DeregisterFromSetsParameters> = {
  kind: 'deregisterFromSets',
  version: 1,
  parse: (json) => ({
    operator: readFields(json).address('operator'),
    avs: readFields(json).address('avs'),
    ids: readSetIds(json),
  }),
  title: ({ avs, ids }) => planTitle('deregisterFromSets', places(avs, ids)),
  async steps({ operator, avs, ids }, context) {
    const request = {
      to: context.chain.eigenLayer.allocationManager,
      abi: operatorAllocationAbi,
      functionName: 'deregisterFromOperatorSets',
      args: [{ operator, avs, operatorSetIds: ids }],
    }
    return oneStep('deregisterFromSets', request, context, { values: places(avs, ids) })
  },
}

/** Sets the allocation delay, which holds only after `ALLOCATION_CONFIGURATION_DELAY` blocks and one. */
export const setAllocationDelay: PlanDefinition<SetAllocationDelayParameters> = {
  kind: 'setAllocationDelay',
  version: 1,
  parse: (json) => ({
    operator: readFields(json).address('operator'),
    blocks: readWhole(json, 'blocks'),
  }),
  title: ({ blocks }) => planTitle('setAllocationDelay', { count: blocks }),
  async steps({ operator, blocks }, context) {
    const request = {
      to: context.chain.eigenLayer.allocationManager,
      abi: operatorAllocationAbi,
      functionName: 'setAllocationDelay',
      args: [operator, blocks],
    }
    return oneStep('setAllocationDelay', request, context, { values: { count: blocks } })
  },
}

/** Writes down deallocations whose block has come, with `clearDeallocationQueue`, which anyone may call. */
export const clearDeallocations: PlanDefinition<ClearDeallocationsParameters> = {
  kind: 'clearDeallocations',
  version: 1,
  parse: (json) => ({
    operator: readFields(json).address('operator'),
    strategies: readAddresses(json, 'strategies'),
  }),
  title: () => planTitle('clearDeallocations'),
  async steps({ operator, strategies }, context) {
    const request = {
      to: context.chain.eigenLayer.allocationManager,
      abi: operatorAllocationAbi,
      functionName: 'clearDeallocationQueue',
      args: [operator, strategies, strategies.map(() => everything)],
    }
    return oneStep('clearDeallocations', request, context)
  },
}
