import { readContract } from 'viem/actions'
import { erc20Abi } from '../../protocol/abi/erc20.ts'
import { withdrawalQueueAbi, wstEthAbi } from '../../protocol/abi/lido.ts'
import { splitRequest } from '../../protocol/withdrawals/splitRequest.ts'
import { allow } from '../permit/allowance.ts'
import type { PlanContext, PlanDefinition, Step } from '../types.ts'
import { lidoQueueOf } from './lidoQueue.ts'
import { readFields, readOneOf } from './params.ts'
import { overBalance } from './stEth.ts'

/** `amount` in wei of the token. */
export type RequestLidoWithdrawalParameters = { amount: bigint; token: 'stETH' | 'wstETH' }

/** Least and most of one request in wei of the token handed in: the queue counts both in stETH. */
async function limitsOf(
  token: 'stETH' | 'wstETH',
  { client, chain }: PlanContext,
): Promise<readonly [least: bigint, most: bigint]> {
  const { wstETH, queue } = lidoQueueOf(chain)
  const at = { address: queue, abi: withdrawalQueueAbi }
  const limits = await Promise.all([
    readContract(client, { ...at, functionName: 'MIN_STETH_WITHDRAWAL_AMOUNT' }),
    readContract(client, { ...at, functionName: 'MAX_STETH_WITHDRAWAL_AMOUNT' }),
  ])
  if (token === 'stETH') return limits
  const inWstEth = (stEth: bigint) =>
    readContract(client, {
      address: wstETH,
      abi: wstEthAbi,
      functionName: 'getWstETHByStETH',
      args: [stEth],
    })
  const [least, most] = await Promise.all([inWstEth(limits[0]), inWstEth(limits[1])])
  // Rounded down, the least is worth a little less than the queue asks for; one wei more is worth it again.
  return [least + 1n, most]
}

/**
 * Hands stETH or wstETH to Lido's withdrawal queue for ETH: allow exactly the amount, by a permit where that saves
 * a transaction, then request, in as few pieces as the queue's own limits admit.
 */
export const requestLidoWithdrawal: PlanDefinition<RequestLidoWithdrawalParameters> = {
  kind: 'requestLidoWithdrawal',
  version: 2,
  parse: (json) => ({
    amount: readFields(json).amount('amount'),
    token: readOneOf(json, 'token', ['stETH', 'wstETH']),
  }),
  title: ({ amount, token }) => ({
    key: 'plan.requestLido',
    values: { amount: { amount, unit: token, decimals: 18 } },
  }),
  async steps({ amount, token }, context) {
    const { client, chain, account, outcomes } = context
    const lido = lidoQueueOf(chain)
    const done = outcomes.request !== undefined
    const value = { amount, unit: token, decimals: 18 }
    const [[least, most], balance, allowance] = await Promise.all([
      limitsOf(token, context),
      readContract(client, {
        address: lido[token],
        abi: erc20Abi,
        functionName: 'balanceOf',
        args: [account],
      }),
      allow(
        {
          token: lido[token],
          spender: lido.queue,
          spenderName: 'WithdrawalQueue',
          amount,
          value,
          takesPermit: true,
          spent: done,
        },
        context,
      ),
    ])
    const values = { amount: value }
    const request: Step = {
      id: 'request',
      kind: 'request',
      title: { key: 'step.requestLido', values },
      action: { key: 'action.requestLido', values },
      done,
    }
    if (done) return [allowance.step, request]
    if (amount > balance) return [{ ...request, ...overBalance(amount, balance) }]
    const amounts = splitRequest(amount, least, most)
    const functionName = token === 'stETH' ? 'requestWithdrawals' : 'requestWithdrawalsWstETH'
    return [
      allowance.step,
      {
        ...request,
        request: {
          to: lido.queue,
          abi: withdrawalQueueAbi,
          ...(allowance.permit === null
            ? { functionName, args: [amounts, account] }
            : {
                functionName: `${functionName}WithPermit`,
                args: [amounts, account, allowance.permit],
              }),
        },
      },
    ]
  },
}
