import { type Address, isAddressEqual, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import { delegationManagerAbi } from '../../protocol/abi/eigenlayer.ts'
import type { Approval } from '../../protocol/delegation/approval.ts'
import type { Failure } from '../../protocol/errors/failure.ts'
import type { PlanDefinition } from '../types.ts'
import { approvalArguments, approvalRefusal, readApproval } from './approval.ts'
import { readFields } from './params.ts'

/** `approval` where the new operator has a delegation approver. */
export type RedelegateParameters = { operator: Address; approval?: Approval }

/** What speaks against moving, before the node is asked to run the call. */
function refusal(
  operator: Address,
  delegatedTo: Address,
  staker: boolean,
  isOperator: boolean,
): Failure | undefined {
  if (isAddressEqual(delegatedTo, zeroAddress))
    return {
      kind: 'refused',
      errorName: 'NotActivelyDelegated',
      message: 'The account is not delegated.',
    }
  if (staker)
    return {
      kind: 'refused',
      errorName: 'OperatorsCannotUndelegate',
      message: 'The account is an operator.',
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
 * Moves from one operator to another with `redelegate`, in one transaction. Everything is queued on the way and
 * counts for the new operator only once it is completed as shares. An operator with a delegation approver
 * takes only whom the approver signed for, as in `delegate`.
 */
export const redelegate: PlanDefinition<RedelegateParameters> = {
  kind: 'redelegate',
  version: 1,
  parse: (json) => ({ operator: readFields(json).address('operator'), ...readApproval(json) }),
  title: ({ operator }) => ({
    key: 'plan.redelegate',
    values: { operator: { address: operator } },
  }),
  async steps({ operator, approval }, { client, chain, account }) {
    const contract = { address: chain.eigenLayer.delegationManager, abi: delegationManagerAbi }
    const [delegatedTo, staker, isOperator, approver] = await Promise.all([
      readContract(client, { ...contract, functionName: 'delegatedTo', args: [account] }),
      readContract(client, { ...contract, functionName: 'isOperator', args: [account] }),
      readContract(client, { ...contract, functionName: 'isOperator', args: [operator] }),
      readContract(client, { ...contract, functionName: 'delegationApprover', args: [operator] }),
    ])
    const values = { operator: { address: operator } }
    const done = isAddressEqual(delegatedTo, operator)
    const refused = done
      ? undefined
      : (refusal(operator, delegatedTo, staker, isOperator) ??
        (await approvalRefusal(client, chain, { account, operator, approver }, approval)))
    return [
      {
        id: 'redelegate',
        kind: 'redelegate',
        title: { key: 'step.redelegate', values },
        action: { key: 'action.redelegate', values },
        done,
        ...(refused === undefined ? {} : { refused }),
        request: {
          to: contract.address,
          abi: delegationManagerAbi,
          functionName: 'redelegate',
          args: [operator, ...approvalArguments(approval)],
        },
      },
    ]
  },
}
