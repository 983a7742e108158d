import { isAddressEqual, parseEventLogs } from 'viem'
import { readContract } from 'viem/actions'
import { stEthAbi } from '../../protocol/abi/lido.ts'
import { FailureError } from '../../protocol/errors/failure.ts'
import type { PlanContext, StepOutcome } from '../types.ts'
import { stEthOf } from './stEth.ts'

/**
 * stETH (wei) that staking or unwrapping brought, at today's rate: measured in the shares that came, because a
 * balance rounds down and moves with every rebase. While it is `spendable`, never more than the account holds.
 */
export async function receivedStEth(
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
      message: `${outcome.hash} brought no stETH shares to ${account}.`,
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
