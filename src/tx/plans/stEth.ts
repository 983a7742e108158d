import type { Address } from 'viem'
import { getBalance, readContract } from 'viem/actions'
import { strategyManagerAbi } from '../../protocol/abi/eigenlayer.ts'
import { stEthAbi } from '../../protocol/abi/lido.ts'
import type { Chain } from '../../protocol/deployments/types.ts'
import { FailureError } from '../../protocol/errors/failure.ts'
import type { MessageValue, PlanContext, Step } from '../types.ts'

/** stETH and its strategy on a chain. Throws `FailureError` where the deployment has none. */
export function stEthOf(chain: Chain): { stETH: Address; strategy: Address } {
  if (chain.lido?.stETHStrategy === undefined)
    throw new FailureError({
      kind: 'refused',
      errorName: 'NoLido',
      message: `The deployment of ${chain.name} names no stETH strategy.`,
    })
  return { stETH: chain.lido.stETH, strategy: chain.lido.stETHStrategy }
}

/** Wei by which stETH can fall short of a sum that was named: every transfer rounds down once or twice. */
export const ROUNDING = 2n

export const stEthAmount = (amount: bigint): MessageValue => ({
  amount,
  unit: 'stETH',
  decimals: 18,
})
export const ethAmount = (amount: bigint): MessageValue => ({ amount, unit: 'ETH', decimals: 18 })

/** Refuses an amount that is more than the account has. */
export function overBalance(amount: bigint, balance: bigint): Pick<Step, 'refused'> {
  return amount <= balance
    ? {}
    : {
        refused: {
          kind: 'refused',
          errorName: 'AmountOverBalance',
          message: `${amount} wei are asked for, ${balance} wei are there.`,
        },
      }
}

/** Step that stakes ETH with Lido. It is done when its own transaction is in a block. */
export async function submitStep(amount: bigint, context: PlanContext): Promise<Step> {
  const { client, account, chain, outcomes } = context
  const { stETH } = stEthOf(chain)
  const done = outcomes.submit !== undefined
  const values = { amount: ethAmount(amount) }
  const step: Step = {
    id: 'submit',
    kind: 'submit',
    title: { key: 'step.submit', values },
    action: { key: 'action.submit', values },
    done,
  }
  if (done) return step
  return {
    ...step,
    ...overBalance(amount, await getBalance(client, { address: account })),
    request: {
      to: stETH,
      abi: stEthAbi,
      functionName: 'submit',
      // No referral: Keel takes none.
      args: ['0x0000000000000000000000000000000000000000'],
      value: amount,
    },
  }
}

/** The two steps in words. */
function stepsInWords(amount: bigint, done: boolean): [approve: Step, deposit: Step] {
  const values = { amount: stEthAmount(amount) }
  const approve: Step = {
    id: 'approve',
    kind: 'approve',
    title: { key: 'step.approve', values },
    action: { key: 'action.approve', values },
    done,
  }
  const deposit: Step = {
    id: 'deposit',
    kind: 'deposit',
    title: { key: 'step.deposit', values },
    action: { key: 'action.deposit', values },
    done,
  }
  return [approve, deposit]
}

/**
 * stETH (wei) that staking `amount` of ETH brings at the very least: minted shares round down by less than one, and the
 * balance they stand for by one wei more. A share's worth rises with every rebase; the margin holds up to
 * twice the present one.
 */
export async function leastStEth(amount: bigint, context: PlanContext): Promise<bigint> {
  const { client, chain } = context
  const one = 10n ** 18n
  const worth = await readContract(client, {
    address: stEthOf(chain).stETH,
    abi: stEthAbi,
    functionName: 'getPooledEthByShares',
    args: [one],
  })
  const margin = worth / one + 2n
  return amount > margin ? amount - margin : 0n
}

/**
 * Steps that approve exactly and deposit stETH. With `toCome: 'unknown'` the amount is an estimate, because the
 * stETH is still to come; the steps then cannot be signed yet. With `'assured'` it is still to come, and so
 * much will come at least: the steps can be signed together with the one that brings it.
 */
export async function depositSteps(
  wanted: bigint,
  toCome: 'no' | 'unknown' | 'assured',
  context: PlanContext,
): Promise<Step[]> {
  const { client, account, chain, outcomes } = context
  const { stETH, strategy } = stEthOf(chain)
  const spender = chain.eigenLayer.strategyManager
  const done = outcomes.deposit !== undefined
  if (done || toCome === 'unknown') return stepsInWords(wanted, done)
  const [balance, allowance] = await Promise.all([
    readContract(client, {
      address: stETH,
      abi: stEthAbi,
      functionName: 'balanceOf',
      args: [account],
    }),
    readContract(client, {
      address: stETH,
      abi: stEthAbi,
      functionName: 'allowance',
      args: [account, spender],
    }),
  ])
  // A transfer of stETH credits up to two wei less than it names: who asks for that much has all of it in mind.
  const meant =
    toCome === 'no' && wanted > balance && wanted - balance <= ROUNDING ? balance : wanted
  // A rebase between approval and deposit must not ask for a second approval over a trifle.
  const amount =
    outcomes.approve !== undefined && allowance < meant && allowance * 100n >= meant * 99n
      ? allowance
      : meant
  const [approve, deposit] = stepsInWords(amount, done)
  const refused = toCome === 'assured' ? {} : overBalance(amount, balance)
  return [
    {
      ...approve,
      ...refused,
      done: allowance >= amount,
      request: { to: stETH, abi: stEthAbi, functionName: 'approve', args: [spender, amount] },
    },
    {
      ...deposit,
      ...refused,
      request: {
        to: spender,
        abi: strategyManagerAbi,
        functionName: 'depositIntoStrategy',
        args: [strategy, stETH, amount],
      },
    },
  ]
}
