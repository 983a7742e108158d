import { type Address, isAddressEqual, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import { operatorRewardsAbi } from '../../protocol/abi/operator.ts'
import { type OperatorSetKey, parseOperatorSetKey } from '../../protocol/network/types.ts'
import type { PlanDefinition } from '../types.ts'
import { oneStep, planTitle } from './oneStep.ts'
import { readSetKey, readWhole } from './operatorParams.ts'
import { readFields } from './params.ts'

/** What a split is for: programmatic incentives, an AVS' rewards, or those of one operator set. */
export type SplitScope = 'pi' | { avs: Address } | { set: OperatorSetKey }

/** `bips` of rewards that the operator keeps, of 10,000. */
export type SetSplitParameters = { operator: Address; scope: SplitScope; bips: number }
/**
 * Lets another account claim the rewards of an operator, or of an AVS with operator sets, also by an appointee of it.
 * The zero address gives the right back.
 */
export type SetOperatorClaimerParameters = { operator: Address; claimer: Address }

function readScope(json: unknown): SplitScope {
  const { scope } = json as { scope?: unknown }
  if (scope === 'pi') return scope
  if (typeof scope === 'object' && scope !== null && 'set' in scope)
    return { set: readSetKey(scope, 'set') }
  return { avs: readFields(scope).address('avs') }
}

function callOf({ operator, scope, bips }: SetSplitParameters) {
  if (scope === 'pi') return { functionName: 'setOperatorPISplit', args: [operator, bips] }
  if ('avs' in scope)
    return { functionName: 'setOperatorAVSSplit', args: [operator, scope.avs, bips] }
  return {
    functionName: 'setOperatorSetSplit',
    args: [operator, parseOperatorSetKey(scope.set), bips],
  }
}

/** Sets what the operator keeps of rewards, from `activationDelay` seconds on. One change may wait at a time. */
export const setSplit: PlanDefinition<SetSplitParameters> = {
  kind: 'setSplit',
  version: 1,
  parse: (json) => ({
    operator: readFields(json).address('operator'),
    scope: readScope(json),
    bips: readWhole(json, 'bips', 10_000),
  }),
  title: ({ bips }) => planTitle('setSplit', { percent: bips / 100 }),
  async steps(parameters, context) {
    const request = {
      to: context.chain.eigenLayer.rewardsCoordinator,
      abi: operatorRewardsAbi,
      ...callOf(parameters),
    }
    return oneStep('setSplit', request, context, { values: { percent: parameters.bips / 100 } })
  },
}

const claimerName = (claimer: Address) =>
  isAddressEqual(claimer, zeroAddress) ? 'removeOperatorClaimer' : 'setOperatorClaimer'

/** Names who claims the rewards of an operator or AVS, with `setClaimerFor(earner, claimer)`. */
export const setOperatorClaimer: PlanDefinition<SetOperatorClaimerParameters> = {
  kind: 'setOperatorClaimer',
  version: 1,
  parse: (json) => ({
    operator: readFields(json).address('operator'),
    claimer: readFields(json).address('claimer'),
  }),
  title: ({ operator, claimer }) =>
    planTitle(claimerName(claimer), {
      claimer: { address: claimer },
      earner: { address: operator },
    }),
  async steps({ operator, claimer }, context) {
    const to = context.chain.eigenLayer.rewardsCoordinator
    const now = await readContract(context.client, {
      address: to,
      abi: operatorRewardsAbi,
      functionName: 'claimerFor',
      args: [operator],
    })
    const request = {
      to,
      abi: operatorRewardsAbi,
      functionName: 'setClaimerFor',
      args: [operator, claimer],
    }
    return oneStep(claimerName(claimer), request, context, {
      values: { claimer: { address: claimer }, earner: { address: operator } },
      done: isAddressEqual(now, claimer),
    })
  },
}
