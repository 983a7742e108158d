import { readContract } from 'viem/actions'
import { weEthAbi } from '../../protocol/abi/etherfi.ts'
import type { PlanDefinition } from '../types.ts'
import { amountOf, etherFiTokensOf, refusedOver } from './etherFi.ts'
import { readFields } from './params.ts'

/** `amount` in wei of weETH. */
export type UnwrapWeEthParameters = { amount: bigint }

/** Turns weETH back into eETH: one transaction, no approval. */
export const unwrapWeEth: PlanDefinition<UnwrapWeEthParameters> = {
  kind: 'unwrapWeEth',
  version: 1,
  parse: (json) => ({ amount: readFields(json).amount('amount') }),
  title: ({ amount }) => ({
    key: 'plan.unwrapWeEth',
    values: { amount: amountOf('weETH')(amount) },
  }),
  async steps({ amount }, { client, chain, account, outcomes }) {
    const { weETH } = etherFiTokensOf(chain)
    const values = { amount: amountOf('weETH')(amount) }
    const done = outcomes.unwrap !== undefined
    const balance = await readContract(client, {
      address: weETH,
      abi: weEthAbi,
      functionName: 'balanceOf',
      args: [account],
    })
    return [
      {
        id: 'unwrap',
        kind: 'unwrap',
        title: { key: 'step.unwrapWeEth', values },
        action: { key: 'action.unwrap', values },
        done,
        ...(done ? {} : refusedOver(amount, balance)),
        request: { to: weETH, abi: weEthAbi, functionName: 'unwrap', args: [amount] },
      },
    ]
  },
}
