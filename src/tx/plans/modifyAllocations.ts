import type { Address } from 'viem'
import { operatorAllocationAbi } from '../../protocol/abi/operator.ts'
import type { AllocationChange } from '../../protocol/console/allocationRules.ts'
import { parseOperatorSetKey } from '../../protocol/network/types.ts'
import type { PlanDefinition } from '../types.ts'
import { oneStep, planTitle } from './oneStep.ts'
import { readSetKey } from './operatorParams.ts'
import { readFields, readList } from './params.ts'

/** `changes` in the order in which the contract is to work through them; magnitudes are parts of 1e18. */
export type ModifyAllocationsParameters = {
  operator: Address
  changes: readonly AllocationChange[]
}

function readMagnitude(json: unknown): bigint {
  const text = (json as { magnitude?: unknown }).magnitude
  if (typeof text !== 'string' || !/^\d{1,20}$/.test(text))
    throw new TypeError('magnitude is not a magnitude.')
  return BigInt(text)
}

/** Changes any number of allocations of an operator in one `modifyAllocations`. */
export const modifyAllocations: PlanDefinition<ModifyAllocationsParameters> = {
  kind: 'modifyAllocations',
  version: 1,
  parse: (json) => ({
    operator: readFields(json).address('operator'),
    changes: readList(json, 'changes').map((entry) => ({
      set: readSetKey(entry, 'set'),
      strategy: readFields(entry).address('strategy') as AllocationChange['strategy'],
      magnitude: readMagnitude(entry),
    })),
  }),
  title: ({ changes }) => planTitle('modifyAllocations', { count: changes.length }),
  async steps({ operator, changes }, context) {
    const request = {
      to: context.chain.eigenLayer.allocationManager,
      abi: operatorAllocationAbi,
      functionName: 'modifyAllocations',
      args: [
        operator,
        changes.map(({ set, strategy, magnitude }) => ({
          operatorSet: parseOperatorSetKey(set),
          strategies: [strategy],
          newMagnitudes: [magnitude],
        })),
      ],
    }
    return oneStep('modifyAllocations', request, context, { values: { count: changes.length } })
  },
}
