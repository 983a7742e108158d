import { readContract } from 'viem/actions'
import { liquidityPoolAbi } from '../../protocol/abi/etherfi.ts'
import type { PlanContext, StepOutcome } from '../types.ts'
import { etherFiTokensOf } from './etherFi.ts'
import { receivedShares } from './receivedShares.ts'

const WAD = 10n ** 18n

/** What shares of ether.fi's pool are worth now, in wei of eETH. */
const worthOf = (shares: bigint, { client, chain }: PlanContext): Promise<bigint> =>
  readContract(client, {
    address: etherFiTokensOf(chain).liquidityPool,
    abi: liquidityPoolAbi,
    functionName: 'amountForShare',
    args: [shares],
  })

/** eETH (wei) that unwrapping so much weETH brings, and that it brings at the very least. */
export async function eEthOf(
  weEth: bigint,
  context: PlanContext,
): Promise<{ worth: bigint; least: bigint }> {
  const [worth, one] = await Promise.all([worthOf(weEth, context), worthOf(WAD, context)])
  // The transfer loses less than a share, and a balance rounds down by less than a wei.
  const margin = one / WAD + 2n
  return { worth, least: worth > margin ? worth - margin : 0n }
}

/** eETH (wei) that an unwrapping brought, at today's rate, and while it is `spendable` never more than is there. */
export function receivedEEth(
  outcome: StepOutcome,
  spendable: boolean,
  context: PlanContext,
): Promise<bigint> {
  const { eETH: address } = etherFiTokensOf(context.chain)
  const worth = (shares: bigint) => worthOf(shares, context)
  return receivedShares({ address, symbol: 'eETH', worthOf: worth }, outcome, spendable, context)
}
