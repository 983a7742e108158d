import { isAddressEqual, parseEventLogs } from 'viem'
import { readContract } from 'viem/actions'
import { eEthAbi, liquidityPoolAbi } from '../../protocol/abi/etherfi.ts'
import { FailureError } from '../../protocol/errors/failure.ts'
import type { PlanContext, StepOutcome } from '../types.ts'
import { etherFiTokensOf } from './etherFi.ts'

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
export async function receivedEEth(
  outcome: StepOutcome,
  spendable: boolean,
  context: PlanContext,
): Promise<bigint> {
  const { client, account, chain } = context
  const { eETH } = etherFiTokensOf(chain)
  const shares = parseEventLogs({
    abi: eEthAbi,
    eventName: 'TransferShares',
    logs: outcome.logs.filter((log) => isAddressEqual(log.address, eETH)),
  })
    .filter(({ args }) => isAddressEqual(args.to, account))
    .reduce<bigint>((sum, { args }) => sum + args.sharesValue, 0n)
  if (shares === 0n)
    throw new FailureError({
      kind: 'refused',
      errorName: 'NothingReceived',
      message: `${outcome.hash} brought no eETH shares to ${account}.`,
    })
  const [worth, balance] = await Promise.all([
    worthOf(shares, context),
    readContract(client, {
      address: eETH,
      abi: eEthAbi,
      functionName: 'balanceOf',
      args: [account],
    }),
  ])
  return spendable && balance < worth ? balance : worth
}
