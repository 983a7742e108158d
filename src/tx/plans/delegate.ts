import { type Address, isAddressEqual, zeroAddress, zeroHash } from 'viem'
import { readContract } from 'viem/actions'
import { delegationManagerAbi } from '../../protocol/abi/eigenlayer.ts'
import type { Failure } from '../../protocol/errors/failure.ts'
import type { PlanDefinition, Step } from '../types.ts'
import { readFields } from './params.ts'

export type DelegateParameters = { operator: Address }

/** What speaks against delegating, before the node is asked to run the call. */
function refusal(
  operator: Address,
  delegatedTo: Address,
  isOperator: boolean,
  approver: Address,
): Failure | undefined {
  if (!isAddressEqual(delegatedTo, zeroAddress))
    return {
      kind: 'refused',
      errorName: 'DelegatedElsewhere',
      args: [delegatedTo],
      message: `The account is delegated to ${delegatedTo}.`,
    }
  if (!isOperator)
    return {
      kind: 'refused',
      errorName: 'NotAnOperator',
      message: `${operator} is not registered as an operator.`,
    }
  if (!isAddressEqual(approver, zeroAddress))
    return {
      kind: 'refused',
      errorName: 'ApproverRequired',
      args: [approver],
      message: `delegationApprover is ${approver}.`,
    }
  return undefined
}

/**
 * Delegates all stake of the account to one operator with `delegateTo`. Operators with a delegation approver
 * are refused: their approver's signature cannot be asked for here.
 */
export const delegate: PlanDefinition<DelegateParameters> = {
  kind: 'delegate',
  version: 1,
  parse: (json) => ({ operator: readFields(json).address('operator') }),
  title: ({ operator }) => ({ key: 'plan.delegate', values: { operator: { address: operator } } }),
  async steps({ operator }, { client, chain, account }) {
    const contract = { address: chain.eigenLayer.delegationManager, abi: delegationManagerAbi }
    const [delegatedTo, isOperator, approver] = await Promise.all([
      readContract(client, { ...contract, functionName: 'delegatedTo', args: [account] }),
      readContract(client, { ...contract, functionName: 'isOperator', args: [operator] }),
      readContract(client, { ...contract, functionName: 'delegationApprover', args: [operator] }),
    ])
    const values = { operator: { address: operator } }
    const done = isAddressEqual(delegatedTo, operator)
    const refused = done ? undefined : refusal(operator, delegatedTo, isOperator, approver)
    const step: Step = {
      id: 'delegate',
      kind: 'delegate',
      title: { key: 'step.delegate', values },
      action: { key: 'action.delegate', values },
      done,
      request: {
        to: contract.address,
        abi: delegationManagerAbi,
        functionName: 'delegateTo',
        // No approver: no signature, no expiry, no salt.
        args: [operator, { signature: '0x', expiry: 0n }, zeroHash],
      },
      ...(refused === undefined ? {} : { refused }),
    }
    return [step]
  },
}
