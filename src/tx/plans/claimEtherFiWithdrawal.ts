import { withdrawRequestNftAbi } from '../../protocol/abi/etherfi.ts'
import type { PlanDefinition, Step } from '../types.ts'
import { etherFiOf } from './etherFi.ts'
import { readIds } from './params.ts'

/** Numbers of requests. */
export type ClaimEtherFiWithdrawalParameters = { ids: readonly bigint[] }

/** Claims the ETH of finalized ether.fi requests, all in one transaction. */
export const claimEtherFiWithdrawal: PlanDefinition<ClaimEtherFiWithdrawalParameters> = {
  kind: 'claimEtherFiWithdrawal',
  version: 1,
  parse: (json) => ({ ids: readIds(json) }),
  title: ({ ids }) => ({ key: 'plan.claimEtherFi', values: { count: ids.length } }),
  async steps({ ids }, { chain, outcomes }) {
    const { withdrawRequestNFT } = etherFiOf(chain)
    const values = { count: ids.length }
    const done = outcomes.claim !== undefined
    const step: Step = {
      id: 'claim',
      kind: 'claim',
      title: { key: 'step.claimEtherFi', values },
      action: { key: 'action.claimQueue', values },
      done,
    }
    if (done) return [step]
    return [
      {
        ...step,
        request: {
          to: withdrawRequestNFT,
          abi: withdrawRequestNftAbi,
          ...(ids.length === 1
            ? { functionName: 'claimWithdraw', args: [ids[0]] }
            : { functionName: 'batchClaimWithdraw', args: [ids] }),
        },
      },
    ]
  },
}
