import type { Address } from 'viem'
import { readContract } from 'viem/actions'
import { erc20Abi } from '../../protocol/abi/erc20.ts'
import { redemptionManagerAbi } from '../../protocol/abi/etherfi.ts'
import type { Chain, EtherFiAddresses } from '../../protocol/deployments/types.ts'
import { FailureError } from '../../protocol/errors/failure.ts'
import { previewRedemption, REDEMPTION_ETH } from '../../protocol/withdrawals/redemption.ts'
import { allow } from '../permit/allowance.ts'
import type { PlanDefinition, Step } from '../types.ts'
import { amountOf, refusedOver } from './etherFi.ts'
import { readFields, readOneOf } from './params.ts'

/** `amount` in wei of the token. */
export type RedeemEtherFiParameters = { amount: bigint; token: 'eETH' | 'weETH' }

function redemptionOf(chain: Chain): EtherFiAddresses & { redemptionManager: Address } {
  const { etherFi } = chain
  if (etherFi?.redemptionManager === undefined)
    throw new FailureError({
      kind: 'refused',
      errorName: 'NoEtherFiPool',
      message: `The deployment of ${chain.name} names no RedemptionManager of ether.fi.`,
    })
  return { ...etherFi, redemptionManager: etherFi.redemptionManager }
}

/**
 * Redeems eETH or weETH for the pool's ether at once, less ether.fi's fee: allow exactly the amount, by a permit where
 * that saves a transaction, then redeem. What arrives and what the fee takes is said with the step.
 */
export const redeemEtherFi: PlanDefinition<RedeemEtherFiParameters> = {
  kind: 'redeemEtherFi',
  version: 1,
  parse: (json) => ({
    amount: readFields(json).amount('amount'),
    token: readOneOf(json, 'token', ['eETH', 'weETH']),
  }),
  title: ({ amount, token }) => ({
    key: 'plan.redeemEtherFi',
    values: { amount: amountOf(token)(amount) },
  }),
  async steps({ amount, token }, context) {
    const { client, chain, account, outcomes } = context
    const etherFi = redemptionOf(chain)
    const spender = etherFi.redemptionManager
    const value = amountOf(token)(amount)
    const redeem: Step = {
      id: 'redeem',
      kind: 'redeem',
      title: { key: 'step.redeemEtherFi', values: { amount: value } },
      action: { key: 'action.redeemEtherFi', values: { amount: value } },
      done: outcomes.redeem !== undefined,
    }
    const allowance = await allow(
      {
        token: etherFi[token],
        spender,
        spenderName: 'RedemptionManager',
        amount,
        value,
        takesPermit: true,
        spent: redeem.done,
      },
      context,
    )
    if (redeem.done) return [allowance.step, redeem]
    const [balance, { pays, fee, possible }] = await Promise.all([
      readContract(client, {
        address: etherFi[token],
        abi: erc20Abi,
        functionName: 'balanceOf',
        args: [account],
      }),
      previewRedemption(client, { etherFi, token, amount }),
    ])
    const refused: Pick<Step, 'refused'> =
      amount > balance || possible
        ? refusedOver(amount, balance)
        : {
            refused: {
              kind: 'refused',
              errorName: 'ExceededRedeemable',
              message: `RedemptionManager.canRedeem says no for ${amount} wei of ${token}.`,
            },
          }
    const functionName = token === 'eETH' ? 'redeemEEth' : 'redeemWeEth'
    return [
      { ...allowance.step, ...refused },
      {
        ...redeem,
        ...refused,
        note: {
          key: 'note.redeem',
          values: { pays: amountOf('ETH')(pays), fee: amountOf('eETH')(fee) },
        },
        request: {
          to: spender,
          abi: redemptionManagerAbi,
          ...(allowance.permit === null
            ? { functionName, args: [amount, account, REDEMPTION_ETH] }
            : {
                functionName: `${functionName}WithPermit`,
                args: [amount, account, allowance.permit, REDEMPTION_ETH],
              }),
        },
      },
    ]
  },
}
