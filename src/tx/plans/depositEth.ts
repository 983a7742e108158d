import type { PlanDefinition } from '../types.ts'
import { readFields } from './params.ts'
import { receivedStEth } from './receivedStEth.ts'
import { depositSteps, ethAmount, leastStEth, submitStep } from './stEth.ts'

/** `amount` in wei of ETH. */
export type DepositEthParameters = { amount: bigint }

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
    const stEth = await receivedStEth(submit, deposit === undefined, context)
    return [first, ...(await depositSteps(stEth, 'no', context))]
  },
}
