import { type Address, isAddressEqual } from 'viem'
import { readContract } from 'viem/actions'
import { delegationManagerAbi } from '../../protocol/abi/eigenlayer.ts'
import type { Failure } from '../../protocol/errors/failure.ts'
import type { PlanDefinition } from '../types.ts'
import { oneStep, planTitle } from './oneStep.ts'
import { readFields } from './params.ts'

/** `operator` is whom the staker is delegated to when the plan is made: another delegation is not ended by it. */
export type UndelegateStakerParameters = { operator: Address; staker: Address }

/**
 * Ends somebody else's delegation with `undelegate(staker)`, which queues all of the staker's stake. The contract lets
 * the operator, its admins, its appointees for this function and its delegation approver do that.
 */
export const undelegateStaker: PlanDefinition<UndelegateStakerParameters> = {
  kind: 'undelegateStaker',
  version: 1,
  parse: (json) => ({
    operator: readFields(json).address('operator'),
    staker: readFields(json).address('staker'),
  }),
  title: ({ staker }) => planTitle('undelegateStaker', { staker: { address: staker } }),
  async steps({ operator, staker }, context) {
    const contract = {
      address: context.chain.eigenLayer.delegationManager,
      abi: delegationManagerAbi,
    }
    const [delegatedTo, isOperator] = await Promise.all([
      readContract(context.client, { ...contract, functionName: 'delegatedTo', args: [staker] }),
      readContract(context.client, { ...contract, functionName: 'isOperator', args: [staker] }),
    ])
    const [step] = oneStep(
      'undelegateStaker',
      {
        to: contract.address,
        abi: delegationManagerAbi,
        functionName: 'undelegate',
        args: [staker],
      },
      context,
      { values: { staker: { address: staker } } },
    )
    if (step === undefined) return []
    const errorName = isOperator
      ? 'OperatorsCannotUndelegate'
      : isAddressEqual(delegatedTo, operator)
        ? null
        : 'StakerNotHere'
    if (step.done || errorName === null) return [step]
    const refused: Failure = {
      kind: 'refused',
      errorName,
      message: `delegatedTo is ${delegatedTo}.`,
    }
    return [{ ...step, refused }]
  },
}
