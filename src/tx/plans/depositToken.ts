import type { Address } from 'viem'
import { readContract } from 'viem/actions'
import { strategyManagerAbi } from '../../protocol/abi/eigenlayer.ts'
import { erc20Abi } from '../../protocol/abi/erc20.ts'
import { strategyToken } from '../../protocol/strategyToken.ts'
import type { MessageValue, PlanDefinition, Step } from '../types.ts'
import { readFields } from './params.ts'

/** `amount` in the smallest unit of the strategy's token; `unit` and `decimals` are the token's, for words only. */
export type DepositTokenParameters = {
  strategy: Address
  amount: bigint
  unit: string
  decimals: number
}

/** Deposits the token of any whitelisted strategy: approve exactly where the allowance is too low, then deposit. */
export const depositToken: PlanDefinition<DepositTokenParameters> = {
  kind: 'depositToken',
  version: 1,
  parse(json) {
    const { address, amount } = readFields(json)
    const { unit, decimals } = json as Record<string, unknown>
    if (typeof unit !== 'string' || typeof decimals !== 'number')
      throw new TypeError('unit and decimals name the token.')
    return { strategy: address('strategy'), amount: amount('amount'), unit, decimals }
  },
  title: ({ amount, unit, decimals }) => ({
    key: 'plan.depositToken',
    values: { amount: { amount, unit, decimals } },
  }),
  async steps({ strategy, amount, unit, decimals }, { client, chain, account, outcomes }) {
    const spender = chain.eigenLayer.strategyManager
    const token = await strategyToken(client, strategy)
    const [balance, allowance] = await Promise.all([
      readContract(client, {
        address: token,
        abi: erc20Abi,
        functionName: 'balanceOf',
        args: [account],
      }),
      readContract(client, {
        address: token,
        abi: erc20Abi,
        functionName: 'allowance',
        args: [account, spender],
      }),
    ])
    const done = outcomes.deposit !== undefined
    const values: Record<string, MessageValue> = { amount: { amount, unit, decimals } }
    const refused: Pick<Step, 'refused'> =
      done || amount <= balance
        ? {}
        : {
            refused: {
              kind: 'refused',
              errorName: 'AmountOverBalance',
              message: `${amount} are asked for, ${balance} are there.`,
            },
          }
    return [
      {
        id: 'approve',
        kind: 'approve',
        title: { key: 'step.approve', values },
        action: { key: 'action.approve', values },
        done: done || allowance >= amount,
        ...refused,
        request: { to: token, abi: erc20Abi, functionName: 'approve', args: [spender, amount] },
      },
      {
        id: 'deposit',
        kind: 'deposit',
        title: { key: 'step.depositToken', values },
        action: { key: 'action.deposit', values },
        done,
        ...refused,
        request: {
          to: spender,
          abi: strategyManagerAbi,
          functionName: 'depositIntoStrategy',
          args: [strategy, token, amount],
        },
      },
    ]
  },
}
