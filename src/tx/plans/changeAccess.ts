import type { Address, Hex } from 'viem'
import { permissionControllerAbi } from '../../protocol/abi/operator.ts'
import { FailureError } from '../../protocol/errors/failure.ts'
import type { PlanDefinition } from '../types.ts'
import { oneStep, planTitle } from './oneStep.ts'
import { readHex } from './operatorParams.ts'
import { readFields, readOneOf } from './params.ts'

const adminCalls = ['addPendingAdmin', 'removePendingAdmin', 'acceptAdmin', 'removeAdmin'] as const
const appointeeCalls = ['setAppointee', 'removeAppointee'] as const

/**
 * A change of who may act for `account`. `who` is the admin or appointee; for `acceptAdmin` it is the account that
 * signs. `target` and `selector` name the one function that an appointee may call.
 */
export type ChangeAccessParameters =
  | { call: (typeof adminCalls)[number]; account: Address; who: Address }
  | {
      call: (typeof appointeeCalls)[number]
      account: Address
      who: Address
      target: Address
      selector: Hex
    }

function argumentsOf(parameters: ChangeAccessParameters): readonly unknown[] {
  const { account, who } = parameters
  if ('target' in parameters) return [account, who, parameters.target, parameters.selector]
  return parameters.call === 'acceptAdmin' ? [account] : [account, who]
}

/** Gives or takes the right to act for an account, in the PermissionController. */
export const changeAccess: PlanDefinition<ChangeAccessParameters> = {
  kind: 'changeAccess',
  version: 1,
  parse(json) {
    const fields = readFields(json)
    const call = readOneOf(json, 'call', [...adminCalls, ...appointeeCalls])
    const common = { account: fields.address('account'), who: fields.address('who') }
    if (call !== 'setAppointee' && call !== 'removeAppointee') return { call, ...common }
    return {
      call,
      ...common,
      target: fields.address('target'),
      selector: readHex(json, 'selector'),
    }
  },
  title: ({ call, who, account }) =>
    planTitle(call, { who: { address: who }, account: { address: account } }),
  async steps(parameters, context) {
    const to = context.chain.eigenLayer.permissionController
    if (to === undefined)
      throw new FailureError({
        kind: 'refused',
        errorName: 'NoPermissionController',
        message: 'deployments.json names no permissionController.',
      })
    const { call, who, account } = parameters
    const request = {
      to,
      abi: permissionControllerAbi,
      functionName: call,
      args: argumentsOf(parameters),
    }
    return oneStep(call, request, context, {
      values: { who: { address: who }, account: { address: account } },
    })
  },
}
