import { readContract } from 'viem/actions'
import { withdrawalQueueAbi } from '../../protocol/abi/lido.ts'
import type { PlanDefinition, Step } from '../types.ts'
import { lidoQueueOf } from './lidoQueue.ts'
import { readIds } from './params.ts'

/** Numbers of requests, ascending. */
export type ClaimLidoWithdrawalParameters = { ids: readonly bigint[] }

/** Claims the ETH of finalized requests from Lido's withdrawal queue, all in one transaction. */
export const claimLidoWithdrawal: PlanDefinition<ClaimLidoWithdrawalParameters> = {
  kind: 'claimLidoWithdrawal',
  version: 1,
  parse: (json) => ({ ids: readIds(json) }),
  title: ({ ids }) => ({ key: 'plan.claimLido', values: { count: ids.length } }),
  async steps({ ids }, { client, chain, outcomes }) {
    const { queue } = lidoQueueOf(chain)
    const at = { address: queue, abi: withdrawalQueueAbi }
    const values = { count: ids.length }
    const step: Step = {
      id: 'claim',
      kind: 'claim',
      title: { key: 'step.claimLido', values },
      action: { key: 'action.claimQueue', values },
      done: outcomes.claim !== undefined,
    }
    if (step.done) return [step]
    const last = await readContract(client, { ...at, functionName: 'getLastCheckpointIndex' })
    const hints = await readContract(client, {
      ...at,
      functionName: 'findCheckpointHints',
      args: [ids, 1n, last],
    })
    return [
      {
        ...step,
        request: {
          to: queue,
          abi: withdrawalQueueAbi,
          functionName: 'claimWithdrawals',
          args: [ids, hints],
        },
      },
    ]
  },
}
