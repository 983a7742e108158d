import { isAddressEqual, parseEventLogs } from 'viem'
import { readContract } from 'viem/actions'
import { stEthAbi } from '../../protocol/abi/lido.ts'
import { FailureError } from '../../protocol/errors/failure.ts'
import type { PlanContext, PlanDefinition, StepOutcome } from '../types.ts'
import { readFields } from './params.ts'
import { depositSteps, ethAmount, leastStEth, stEthOf, submitStep } from './stEth.ts'

/** `amount` in wei of ETH. */
export type DepositEthParameters = { amount: bigint }

/**
 * stETH (wei) that a staking transaction brought, at today's rate: measured in the shares it minted, because a
 * balance rounds down and moves with every rebase. While it is `spendable`, never more than the account holds.
 */
async function received(
  outcome: StepOutcome,
  spendable: boolean,
  context: PlanContext,
): Promise<bigint> {
  const { client, account, chain } = context
  const { stETH } = stEthOf(chain)
  const shares = parseEventLogs({
    abi: stEthAbi,
    eventName: 'TransferShares',
    logs: outcome.logs.filter((log) => isAddressEqual(log.address, stETH)),
  })
    .filter(({ args }) => isAddressEqual(args.to, account))
    .reduce<bigint>((sum, { args }) => sum + args.sharesValue, 0n)
  if (shares === 0n)
    throw new FailureError({
      kind: 'refused',
      errorName: 'NothingReceived',
      message: `${outcome.hash} minted no stETH shares for ${account}.`,
    })
  const [worth, balance] = await Promise.all([
    readContract(client, {
      address: stETH,
      abi: stEthAbi,
      functionName: 'getPooledEthByShares',
      args: [shares],
    }),
    readContract(client, {
      address: stETH,
      abi: stEthAbi,
      functionName: 'balanceOf',
      args: [account],
    }),
  ])
  if (spendable && balance < worth) return balance
  return worth
}

/** Deposits ETH: stakes it with Lido, then approves and deposits the stETH that really came. */
export const depositEth: PlanDefinition<DepositEthParameters> = {
  kind: 'depositEth',
  version: 1,
  parse: (json) => ({ amount: readFields(json).amount('amount') }),
  title: ({ amount }) => ({ key: 'plan.depositEth', values: { amount: ethAmount(amount) } }),
  async steps({ amount }, context) {
    const { submit, deposit } = context.outcomes
    const first = await submitStep(amount, context)
    if (submit === undefined) {
      const least = context.batching ? await leastStEth(amount, context) : 0n
      if (least === 0n) return [first, ...(await depositSteps(amount, 'unknown', context))]
      const [approve, last] = await depositSteps(least, 'assured', context)
      if (approve === undefined || last === undefined) return [first]
      const note = { key: 'note.batchRounding', values: { wei: Number(amount - least) } }
      return [first, approve, { ...last, note }]
    }
    const stEth = await received(submit, deposit === undefined, context)
    return [first, ...(await depositSteps(stEth, 'no', context))]
  },
}
