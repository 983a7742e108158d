import { readContract } from 'viem/actions'
import { wstEthAbi } from '../../protocol/abi/lido.ts'
import type { MessageValue, PlanContext, PlanDefinition, Step } from '../types.ts'
import { readFields } from './params.ts'
import { receivedStEth } from './receivedStEth.ts'
import { depositSteps, leastStEth, overBalance, stEthOf } from './stEth.ts'

/** `amount` in wei of wstETH. */
export type DepositWstEthParameters = { amount: bigint }

const wstEthAmount = (amount: bigint): MessageValue => ({ amount, unit: 'wstETH', decimals: 18 })

/** Step that turns wstETH into stETH. It is done when its own transaction is in a block. */
async function unwrapStep(amount: bigint, context: PlanContext): Promise<Step> {
  const { client, account, chain, outcomes } = context
  stEthOf(chain)
  const wstETH = chain.lido!.wstETH
  const done = outcomes.unwrap !== undefined
  const values = { amount: wstEthAmount(amount) }
  const step: Step = {
    id: 'unwrap',
    kind: 'unwrap',
    title: { key: 'step.unwrapWstEth', values },
    action: { key: 'action.unwrap', values },
    done,
  }
  if (done) return step
  const balance = await readContract(client, {
    address: wstETH,
    abi: wstEthAbi,
    functionName: 'balanceOf',
    args: [account],
  })
  return {
    ...step,
    ...overBalance(amount, balance),
    request: { to: wstETH, abi: wstEthAbi, functionName: 'unwrap', args: [amount] },
  }
}

/** Deposits wstETH: unwraps it, then approves and deposits the stETH that really came. */
export const depositWstEth: PlanDefinition<DepositWstEthParameters> = {
  kind: 'depositWstEth',
  version: 1,
  parse: (json) => ({ amount: readFields(json).amount('amount') }),
  title: ({ amount }) => ({ key: 'plan.depositWstEth', values: { amount: wstEthAmount(amount) } }),
  async steps({ amount }, context) {
    const { unwrap, deposit } = context.outcomes
    const first = await unwrapStep(amount, context)
    if (unwrap !== undefined) {
      const stEth = await receivedStEth(unwrap, deposit === undefined, context)
      return [first, ...(await depositSteps(stEth, 'no', context))]
    }
    const worth = await readContract(context.client, {
      address: context.chain.lido!.wstETH,
      abi: wstEthAbi,
      functionName: 'getStETHByWstETH',
      args: [amount],
    })
    const least = context.batching === true ? await leastStEth(worth, context) : 0n
    if (least === 0n) return [first, ...(await depositSteps(worth, 'unknown', context))]
    const [approve, last] = await depositSteps(least, 'assured', context)
    if (approve === undefined || last === undefined) return [first]
    const note = { key: 'note.batchRounding', values: { wei: Number(worth - least) } }
    return [first, approve, { ...last, note }]
  },
}
