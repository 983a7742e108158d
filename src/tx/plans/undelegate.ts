import { isAddressEqual, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import { delegationManagerAbi } from '../../protocol/abi/eigenlayer.ts'
import type { Failure } from '../../protocol/errors/failure.ts'
import type { PlanDefinition } from '../types.ts'

export type UndelegateParameters = Record<string, never>

/** Ends the delegation with `undelegate`, which queues everything: one withdrawal for each strategy. */
export const undelegate: PlanDefinition<UndelegateParameters> = {
  kind: 'undelegate',
  version: 1,
  parse: () => ({}),
  title: () => ({ key: 'plan.undelegate' }),
  async steps(_, { client, chain, account, outcomes }) {
    const contract = { address: chain.eigenLayer.delegationManager, abi: delegationManagerAbi }
    const [delegatedTo, isOperator] = await Promise.all([
      readContract(client, { ...contract, functionName: 'delegatedTo', args: [account] }),
      readContract(client, { ...contract, functionName: 'isOperator', args: [account] }),
    ])
    const done = outcomes.undelegate !== undefined
    const errorName = isAddressEqual(delegatedTo, zeroAddress)
      ? 'NotActivelyDelegated'
      : isOperator
        ? 'OperatorsCannotUndelegate'
        : null
    const refused: Failure | undefined =
      done || errorName === null
        ? undefined
        : { kind: 'refused', errorName, message: `delegatedTo is ${delegatedTo}.` }
    return [
      {
        id: 'undelegate',
        kind: 'undelegate',
        title: { key: 'step.undelegate' },
        action: { key: 'action.undelegate' },
        done,
        ...(refused === undefined ? {} : { refused }),
        request: {
          to: contract.address,
          abi: delegationManagerAbi,
          functionName: 'undelegate',
          args: [account],
        },
      },
    ]
  },
}
