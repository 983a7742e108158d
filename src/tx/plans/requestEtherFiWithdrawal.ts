import { readContract } from 'viem/actions'
import { eEthAbi, liquidityPoolAbi } from '../../protocol/abi/etherfi.ts'
import type { Chain, EtherFiAddresses } from '../../protocol/deployments/types.ts'
import { FailureError } from '../../protocol/errors/failure.ts'
import { allow } from '../permit/allowance.ts'
import type { MessageValue, PlanDefinition, Step } from '../types.ts'
import { readFields } from './params.ts'

/** `amount` in wei of eETH. */
export type RequestEtherFiWithdrawalParameters = { amount: bigint }

/** ether.fi's contracts with its withdrawal requests. Throws `FailureError` where the deployment names none. */
export function etherFiOf(
  chain: Chain,
): EtherFiAddresses & { withdrawRequestNFT: NonNullable<EtherFiAddresses['withdrawRequestNFT']> } {
  const { etherFi } = chain
  if (etherFi?.withdrawRequestNFT === undefined)
    throw new FailureError({
      kind: 'refused',
      errorName: 'NoEtherFi',
      message: `The deployment of ${chain.name} names no withdrawal requests of ether.fi.`,
    })
  return { ...etherFi, withdrawRequestNFT: etherFi.withdrawRequestNFT }
}

const eEthAmount = (amount: bigint): MessageValue => ({ amount, unit: 'eETH', decimals: 18 })

/** Hands eETH back to ether.fi's pool for ETH: allow exactly the amount, then request. */
export const requestEtherFiWithdrawal: PlanDefinition<RequestEtherFiWithdrawalParameters> = {
  kind: 'requestEtherFiWithdrawal',
  version: 1,
  parse: (json) => ({ amount: readFields(json).amount('amount') }),
  title: ({ amount }) => ({
    key: 'plan.requestEtherFi',
    values: { amount: eEthAmount(amount) },
  }),
  async steps({ amount }, context) {
    const { client, chain, account, outcomes } = context
    const { eETH, liquidityPool } = etherFiOf(chain)
    const done = outcomes.request !== undefined
    const values = { amount: eEthAmount(amount) }
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
          value: eEthAmount(amount),
          takesPermit: true,
          spent: done,
        },
        context,
      ),
    ])
    const request: Step = {
      id: 'request',
      kind: 'request',
      title: { key: 'step.requestEtherFi', values },
      action: { key: 'action.requestEtherFi', values },
      done,
    }
    if (!done && amount > balance)
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
    return [
      allowance.step,
      {
        ...request,
        ...(done
          ? {}
          : {
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
            }),
      },
    ]
  },
}
