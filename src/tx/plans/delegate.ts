import { type Address, isAddressEqual, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import { delegationManagerAbi } from '../../protocol/abi/eigenlayer.ts'
import type { Approval } from '../../protocol/delegation/approval.ts'
import type { Failure } from '../../protocol/errors/failure.ts'
import type { PlanDefinition, Step } from '../types.ts'
import { approvalArguments, approvalRefusal, readApproval } from './approval.ts'
import { readFields } from './params.ts'

/** `approval` where the operator has a delegation approver. */
export type DelegateParameters = { operator: Address; approval?: Approval }

/** What speaks against delegating, before the node is asked to run the call. */
function refusal(
  operator: Address,
  delegatedTo: Address,
  isOperator: boolean,
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
  return undefined
}

/**
 * Delegates all stake of the account to one operator with `delegateTo`. An operator with a delegation approver
 * takes only whom the approver signed for; the signature is checked before the wallet is asked.
 */
export const delegate: PlanDefinition<DelegateParameters> = {
  kind: 'delegate',
  version: 1,
  parse: (json) => ({ operator: readFields(json).address('operator'), ...readApproval(json) }),
  title: ({ operator }) => ({ key: 'plan.delegate', values: { operator: { address: operator } } }),
  async steps({ operator, approval }, { client, chain, account }) {
    const contract = { address: chain.eigenLayer.delegationManager, abi: delegationManagerAbi }
    const [delegatedTo, isOperator, approver] = await Promise.all([
      readContract(client, { ...contract, functionName: 'delegatedTo', args: [account] }),
      readContract(client, { ...contract, functionName: 'isOperator', args: [operator] }),
      readContract(client, { ...contract, functionName: 'delegationApprover', args: [operator] }),
    ])
    const values = { operator: { address: operator } }
    const done = isAddressEqual(delegatedTo, operator)
    const refused = done
      ? undefined
      : (refusal(operator, delegatedTo, isOperator) ??
        (await approvalRefusal(client, chain, { account, operator, approver }, approval)))
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
        args: [operator, ...approvalArguments(approval)],
      },
      ...(refused === undefined ? {} : { refused }),
    }
    return [step]
  },
}
