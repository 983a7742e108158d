import type { PlanDefinition } from '../types.ts'
import { readFields } from './params.ts'
import { depositSteps, stEthAmount } from './stEth.ts'

/** `amount` in wei of stETH. */
export type DepositStEthParameters = { amount: bigint }

/** Deposits stETH that the account holds: approve exactly where the allowance is too low, then deposit. */
export const depositStEth: PlanDefinition<DepositStEthParameters> = {
  kind: 'depositStEth',
  version: 1,
  parse: (json) => ({ amount: readFields(json).amount('amount') }),
  title: ({ amount }) => ({ key: 'plan.depositStEth', values: { amount: stEthAmount(amount) } }),
  steps: ({ amount }, context) => depositSteps(amount, 'no', context),
}
