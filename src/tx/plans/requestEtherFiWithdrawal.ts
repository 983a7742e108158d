import { readContract } from 'viem/actions'
import { eEthAbi, liquidityPoolAbi, weEthAbi } from '../../protocol/abi/etherfi.ts'
import { allow } from '../permit/allowance.ts'
import type { PlanContext, PlanDefinition, Step } from '../types.ts'
import { amountOf, etherFiOf, refusedOver } from './etherFi.ts'
import { readFields, readOneOf } from './params.ts'
import { eEthOf, receivedEEth } from './receivedEEth.ts'

/** `amount` in wei of the token. */
export type RequestEtherFiWithdrawalParameters = { amount: bigint; token: 'eETH' | 'weETH' }

/**
 * Allowing and requesting an amount of eETH. With `toCome: 'unknown'` the amount is an estimate because the eETH is
 * still to come: nothing can be signed yet. With `'assured'` so much will come at least, and both can be signed
 * together with the step that brings it.
 */
async function requestSteps(
  amount: bigint,
  toCome: 'no' | 'unknown' | 'assured',
  context: PlanContext,
): Promise<Step[]> {
  const { client, chain, account, outcomes } = context
  const { eETH, liquidityPool } = etherFiOf(chain)
  const value = amountOf('eETH')(amount)
  const values = { amount: value }
  const request: Step = {
    id: 'request',
    kind: 'request',
    title: { key: 'step.requestEtherFi', values },
    action: { key: 'action.requestEtherFi', values },
    done: outcomes.request !== undefined,
  }
  const [balance, allowance] = await Promise.all([
    readContract(client, {
      address: eETH,
      abi: eEthAbi,
      functionName: 'balanceOf',
      args: [account],
    }),
    allow(
      {
        token: eETH,
        spender: liquidityPool,
        spenderName: 'LiquidityPool',
        amount,
        value,
        takesPermit: true,
        spent: request.done,
      },
      context,
    ),
  ])
  if (request.done) return [allowance.step, request]
  if (toCome === 'unknown') {
    // A signature may be named before its amount is known: it is asked for anew when its turn comes.
    const { request: _call, ...words } = allowance.step
    return [words, request]
  }
  const refused = toCome === 'assured' ? {} : refusedOver(amount, balance)
  return [
    { ...allowance.step, ...refused },
    {
      ...request,
      ...refused,
      request: {
        to: liquidityPool,
        abi: liquidityPoolAbi,
        ...(allowance.permit === null
          ? { functionName: 'requestWithdraw', args: [account, amount] }
          : {
              functionName: 'requestWithdrawWithPermit',
              args: [account, amount, allowance.permit],
            }),
      },
    },
  ]
}

/**
 * Hands eETH back to ether.fi's pool for ETH: allow exactly the amount, by a permit where that saves a transaction,
 * then request. weETH is turned into eETH first, and what really came of it is handed in.
 */
export const requestEtherFiWithdrawal: PlanDefinition<RequestEtherFiWithdrawalParameters> = {
  kind: 'requestEtherFiWithdrawal',
  version: 2,
  parse: (json) => ({
    amount: readFields(json).amount('amount'),
    token: readOneOf(json, 'token', ['eETH', 'weETH']),
  }),
  title: ({ amount, token }) => ({
    key: 'plan.requestEtherFi',
    values: { amount: amountOf(token)(amount) },
  }),
  async steps({ amount, token }, context) {
    if (token === 'eETH') return requestSteps(amount, 'no', context)
    const { client, chain, account, outcomes } = context
    const { weETH } = etherFiOf(chain)
    const values = { amount: amountOf('weETH')(amount) }
    const unwrap: Step = {
      id: 'unwrap',
      kind: 'unwrap',
      title: { key: 'step.unwrapWeEth', values },
      action: { key: 'action.unwrap', values },
      done: outcomes.unwrap !== undefined,
    }
    if (outcomes.unwrap !== undefined) {
      const eEth = await receivedEEth(outcomes.unwrap, outcomes.request === undefined, context)
      return [unwrap, ...(await requestSteps(eEth, 'no', context))]
    }
    const [balance, { worth, least }] = await Promise.all([
      readContract(client, {
        address: weETH,
        abi: weEthAbi,
        functionName: 'balanceOf',
        args: [account],
      }),
      eEthOf(amount, context),
    ])
    const first: Step = {
      ...unwrap,
      ...refusedOver(amount, balance),
      request: { to: weETH, abi: weEthAbi, functionName: 'unwrap', args: [amount] },
    }
    const together = context.batching === true && least > 0n
    return [
      first,
      ...(await requestSteps(together ? least : worth, together ? 'assured' : 'unknown', context)),
    ]
  },
}
