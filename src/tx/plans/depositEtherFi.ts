import { getBalance } from 'viem/actions'
import { liquidityPoolAbi } from '../../protocol/abi/etherfi.ts'
import type { PlanDefinition } from '../types.ts'
import { amountOf, etherFiTokensOf, refusedOver } from './etherFi.ts'
import { readFields } from './params.ts'

/** `amount` in wei of ETH. */
export type DepositEtherFiParameters = { amount: bigint }

/** Deposits ETH into ether.fi's pool for eETH: one transaction, no approval. */
export const depositEtherFi: PlanDefinition<DepositEtherFiParameters> = {
  kind: 'depositEtherFi',
  version: 1,
  parse: (json) => ({ amount: readFields(json).amount('amount') }),
  title: ({ amount }) => ({
    key: 'plan.depositEtherFi',
    values: { amount: amountOf('ETH')(amount) },
  }),
  async steps({ amount }, { client, chain, account, outcomes }) {
    const { liquidityPool } = etherFiTokensOf(chain)
    const values = { amount: amountOf('ETH')(amount) }
    const done = outcomes.deposit !== undefined
    return [
      {
        id: 'deposit',
        kind: 'deposit',
        title: { key: 'step.depositEtherFi', values },
        action: { key: 'action.deposit', values },
        done,
        ...(done ? {} : refusedOver(amount, await getBalance(client, { address: account }))),
        request: {
          to: liquidityPool,
          abi: liquidityPoolAbi,
          functionName: 'deposit',
          args: [],
          value: amount,
        },
      },
    ]
  },
}
