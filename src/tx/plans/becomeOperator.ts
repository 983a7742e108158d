import type { Address } from 'viem'
import { readContract } from 'viem/actions'
import { operatorIdentityAbi } from '../../protocol/abi/operator.ts'
import type { PlanDefinition } from '../types.ts'
import { oneStep, planTitle } from './oneStep.ts'
import { readText, readWhole } from './operatorParams.ts'
import { readFields } from './params.ts'

/** `approver` the zero address: anyone may delegate. `delay` in blocks. */
export type BecomeOperatorParameters = { approver: Address; delay: number; uri: string }

/** Makes the account an operator with `registerAsOperator`, for good: there is no call that undoes it. */
export const becomeOperator: PlanDefinition<BecomeOperatorParameters> = {
  kind: 'becomeOperator',
  version: 1,
  parse: (json) => ({
    approver: readFields(json).address('approver'),
    delay: readWhole(json, 'delay'),
    uri: readText(json, 'uri'),
  }),
  title: () => planTitle('becomeOperator'),
  async steps({ approver, delay, uri }, context) {
    const to = context.chain.eigenLayer.delegationManager
    const done = await readContract(context.client, {
      address: to,
      abi: operatorIdentityAbi,
      functionName: 'isOperator',
      args: [context.account],
    })
    const request = {
      to,
      abi: operatorIdentityAbi,
      functionName: 'registerAsOperator',
      args: [approver, delay, uri],
    }
    return oneStep('becomeOperator', request, context, {
      values: { blocks: delay },
      done,
      note: { key: 'note.forGood' },
    })
  },
}
