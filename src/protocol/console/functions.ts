import { type Hex, toFunctionSelector } from 'viem'
import type { Chain } from '../deployments/types.ts'
import type { Address } from '../network/types.ts'

/** Contracts in which an operator can let others act. */
export type OperatorContract = 'allocationManager' | 'delegationManager' | 'rewardsCoordinator'

/** What an appointee of an operator can be allowed to do: one function of one contract each. */
export const operatorFunctions = [
  {
    name: 'modifyAllocations',
    contract: 'allocationManager',
    signature: 'modifyAllocations(address,((address,uint32),address[],uint64[])[])',
  },
  {
    name: 'setAllocationDelay',
    contract: 'allocationManager',
    signature: 'setAllocationDelay(address,uint32)',
  },
  {
    name: 'registerForOperatorSets',
    contract: 'allocationManager',
    signature: 'registerForOperatorSets(address,(address,uint32[],bytes))',
  },
  {
    name: 'deregisterFromOperatorSets',
    contract: 'allocationManager',
    signature: 'deregisterFromOperatorSets((address,address,uint32[]))',
  },
  {
    name: 'modifyOperatorDetails',
    contract: 'delegationManager',
    signature: 'modifyOperatorDetails(address,address)',
  },
  {
    name: 'updateOperatorMetadataURI',
    contract: 'delegationManager',
    signature: 'updateOperatorMetadataURI(address,string)',
  },
  { name: 'undelegate', contract: 'delegationManager', signature: 'undelegate(address)' },
  {
    name: 'setOperatorAVSSplit',
    contract: 'rewardsCoordinator',
    signature: 'setOperatorAVSSplit(address,address,uint16)',
  },
  {
    name: 'setOperatorPISplit',
    contract: 'rewardsCoordinator',
    signature: 'setOperatorPISplit(address,uint16)',
  },
  {
    name: 'setOperatorSetSplit',
    contract: 'rewardsCoordinator',
    signature: 'setOperatorSetSplit(address,(address,uint32),uint16)',
  },
  {
    name: 'setClaimerFor',
    contract: 'rewardsCoordinator',
    signature: 'setClaimerFor(address,address)',
  },
] as const satisfies readonly { name: string; contract: OperatorContract; signature: string }[]

export type OperatorFunction = (typeof operatorFunctions)[number]['name']

/** One function of one contract, as the PermissionController names it. */
export type Right = { target: Address; selector: Hex }

/** The right to call a function. */
export function rightOf(chain: Chain, name: OperatorFunction): Right {
  const entry = operatorFunctions.find((candidate) => candidate.name === name)
  if (entry === undefined) throw new RangeError(`${name} is none of the operator's functions.`)
  return {
    target: chain.eigenLayer[entry.contract].toLowerCase() as Address,
    selector: toFunctionSelector(`function ${entry.signature}`),
  }
}

/** The function that a right is about; `null` for one that Keel does not know. */
export function functionOf(chain: Chain, { target, selector }: Right): OperatorFunction | null {
  const found = operatorFunctions.find(({ name }) => {
    const right = rightOf(chain, name)
    return right.target === target.toLowerCase() && right.selector === selector
  })
  return found?.name ?? null
}
