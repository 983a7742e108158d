import { readContract } from 'viem/actions'
import { stEthAbi, withdrawalQueueAbi } from '../../protocol/abi/lido.ts'
import type { Chain } from '../../protocol/deployments/types.ts'
import { FailureError } from '../../protocol/errors/failure.ts'
import { splitRequest } from '../../protocol/withdrawals/otherQueues.ts'
import { allow } from '../permit/allowance.ts'
import type { PlanDefinition, Step } from '../types.ts'
import { readFields } from './params.ts'
import { stEthAmount } from './stEth.ts'

/** `amount` in wei of stETH. */
export type RequestLidoWithdrawalParameters = { amount: bigint }

/** stETH and Lido's withdrawal queue. Throws `FailureError` where the deployment names none. */
export function lidoQueueOf(chain: Chain): { stETH: `0x${string}`; queue: `0x${string}` } {
  if (chain.lido?.withdrawalQueue === undefined)
    throw new FailureError({
      kind: 'refused',
      errorName: 'NoLido',
      message: `The deployment of ${chain.name} names no withdrawal queue of Lido.`,
    })
  return { stETH: chain.lido.stETH, queue: chain.lido.withdrawalQueue }
}

/**
 * Hands stETH to Lido's withdrawal queue for ETH: allow exactly the amount, by a permit where the wallet can, then
 * request, in as few pieces as the queue's own limits admit.
 */
export const requestLidoWithdrawal: PlanDefinition<RequestLidoWithdrawalParameters> = {
  kind: 'requestLidoWithdrawal',
  version: 1,
  parse: (json) => ({ amount: readFields(json).amount('amount') }),
  title: ({ amount }) => ({
    key: 'plan.requestLido',
    values: { amount: stEthAmount(amount) },
  }),
  async steps({ amount }, context) {
    const { client, chain, account, outcomes } = context
    const { stETH, queue } = lidoQueueOf(chain)
    const done = outcomes.request !== undefined
    const at = { address: queue, abi: withdrawalQueueAbi }
    const [least, most, balance, allowance] = await Promise.all([
      readContract(client, { ...at, functionName: 'MIN_STETH_WITHDRAWAL_AMOUNT' }),
      readContract(client, { ...at, functionName: 'MAX_STETH_WITHDRAWAL_AMOUNT' }),
      readContract(client, {
        address: stETH,
        abi: stEthAbi,
        functionName: 'balanceOf',
        args: [account],
      }),
      allow(
        {
          token: stETH,
          spender: queue,
          spenderName: 'WithdrawalQueue',
          amount,
          value: stEthAmount(amount),
          takesPermit: true,
          spent: done,
        },
        context,
      ),
    ])
    const values = { amount: stEthAmount(amount) }
    const request: Step = {
      id: 'request',
      kind: 'request',
      title: { key: 'step.requestLido', values },
      action: { key: 'action.requestLido', values },
      done,
    }
    if (done) return [allowance.step, request]
    if (amount > balance)
      return [
        {
          ...request,
          refused: {
            kind: 'refused',
            errorName: 'AmountOverBalance',
            message: `${amount} wei are asked for, ${balance} wei are there.`,
          },
        },
      ]
    const amounts = splitRequest(amount, least, most)
    return [
      allowance.step,
      {
        ...request,
        request: {
          to: queue,
          abi: withdrawalQueueAbi,
          ...(allowance.permit === null
            ? { functionName: 'requestWithdrawals', args: [amounts, account] }
            : {
                functionName: 'requestWithdrawalsWithPermit',
                args: [amounts, account, allowance.permit],
              }),
        },
      },
    ]
  },
}
