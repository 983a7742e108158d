import { readContract } from 'viem/actions'
import { stEthAbi } from '../../protocol/abi/lido.ts'
import type { PlanContext, StepOutcome } from '../types.ts'
import { receivedShares } from './receivedShares.ts'
import { stEthOf } from './stEth.ts'

/** stETH (wei) that staking or unwrapping brought, at today's rate, and while it is `spendable` never more than is there. */
export function receivedStEth(
  outcome: StepOutcome,
  spendable: boolean,
  context: PlanContext,
): Promise<bigint> {
  const { stETH: address } = stEthOf(context.chain)
  const worthOf = (shares: bigint) =>
    readContract(context.client, {
      address,
      abi: stEthAbi,
      functionName: 'getPooledEthByShares',
      args: [shares],
    })
  return receivedShares({ address, symbol: 'stETH', worthOf }, outcome, spendable, context)
}
