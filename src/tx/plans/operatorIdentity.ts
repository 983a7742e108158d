import { type Address, isAddressEqual, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import { operatorIdentityAbi } from '../../protocol/abi/operator.ts'
import type { PlanDefinition } from '../types.ts'
import { oneStep, planTitle } from './oneStep.ts'
import { readText } from './operatorParams.ts'
import { readFields } from './params.ts'

/** `approver` the zero address: anyone may delegate. */
export type SetApproverParameters = { operator: Address; approver: Address }
export type SetMetadataParameters = { operator: Address; uri: string }

const approverName = (approver: Address) =>
  isAddressEqual(approver, zeroAddress) ? 'removeApprover' : 'setApprover'

/** Says who has to sign for every new delegation, with `modifyOperatorDetails`. */
export const setApprover: PlanDefinition<SetApproverParameters> = {
  kind: 'setApprover',
  version: 1,
  parse: (json) => ({
    operator: readFields(json).address('operator'),
    approver: readFields(json).address('approver'),
  }),
  title: ({ approver }) => planTitle(approverName(approver), { approver: { address: approver } }),
  async steps({ operator, approver }, context) {
    const to = context.chain.eigenLayer.delegationManager
    const now = await readContract(context.client, {
      address: to,
      abi: operatorIdentityAbi,
      functionName: 'delegationApprover',
      args: [operator],
    })
    const request = {
      to,
      abi: operatorIdentityAbi,
      functionName: 'modifyOperatorDetails',
      args: [operator, approver],
    }
    return oneStep(approverName(approver), request, context, {
      values: { approver: { address: approver } },
      done: isAddressEqual(now, approver),
    })
  },
}

/** Says where the operator's metadata are, with `updateOperatorMetadataURI`; the chain keeps it in its log alone. */
export const setMetadata: PlanDefinition<SetMetadataParameters> = {
  kind: 'setMetadata',
  version: 1,
  parse: (json) => ({
    operator: readFields(json).address('operator'),
    uri: readText(json, 'uri'),
  }),
  title: () => planTitle('setMetadata'),
  steps: async ({ operator, uri }, context) =>
    oneStep(
      'setMetadata',
      {
        to: context.chain.eigenLayer.delegationManager,
        abi: operatorIdentityAbi,
        functionName: 'updateOperatorMetadataURI',
        args: [operator, uri],
      },
      context,
    ),
}
