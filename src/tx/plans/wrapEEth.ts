import { readContract } from 'viem/actions'
import { eEthAbi, weEthAbi } from '../../protocol/abi/etherfi.ts'
import { allow } from '../permit/allowance.ts'
import type { PlanDefinition, Step } from '../types.ts'
import { amountOf, etherFiTokensOf, refusedOver } from './etherFi.ts'
import { readFields } from './params.ts'

/** `amount` in wei of eETH. */
export type WrapEEthParameters = { amount: bigint }

/** Wei that eETH rounds down in a transfer: an amount over the balance by no more means all of it. */
const ROUNDING = 2n

/** Turns eETH into weETH: allows exactly the amount, by permit where that saves a transaction, then wraps. */
export const wrapEEth: PlanDefinition<WrapEEthParameters> = {
  kind: 'wrapEEth',
  version: 1,
  parse: (json) => ({ amount: readFields(json).amount('amount') }),
  title: ({ amount }) => ({ key: 'plan.wrapEEth', values: { amount: amountOf('eETH')(amount) } }),
  async steps({ amount: wanted }, context) {
    const { client, chain, account, outcomes } = context
    const { eETH, weETH } = etherFiTokensOf(chain)
    const done = outcomes.wrap !== undefined
    const balance = await readContract(client, {
      address: eETH,
      abi: eEthAbi,
      functionName: 'balanceOf',
      args: [account],
    })
    const amount =
      !done && wanted > balance && wanted - balance <= ROUNDING && balance > 0n ? balance : wanted
    const value = amountOf('eETH')(amount)
    const values = { amount: value }
    const wrap: Step = {
      id: 'wrap',
      kind: 'wrap',
      title: { key: 'step.wrapEEth', values },
      action: { key: 'action.wrapEEth', values },
      done,
    }
    const allowance = await allow(
      {
        token: eETH,
        spender: weETH,
        spenderName: 'weETH',
        amount,
        value,
        takesPermit: true,
        spent: done,
      },
      context,
    )
    if (done) return [allowance.step, wrap]
    const refused = refusedOver(amount, balance)
    return [
      { ...allowance.step, ...refused },
      {
        ...wrap,
        ...refused,
        request: {
          to: weETH,
          abi: weEthAbi,
          ...(allowance.permit === null
            ? { functionName: 'wrap', args: [amount] }
            : { functionName: 'wrapWithPermit', args: [amount, allowance.permit] }),
        },
      },
    ]
  },
}
