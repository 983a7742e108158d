import { type Address, isAddressEqual, parseEventLogs } from 'viem'
import { readContract } from 'viem/actions'
import { stEthAbi } from '../../protocol/abi/lido.ts'
import { FailureError } from '../../protocol/errors/failure.ts'
import type { PlanContext, StepOutcome } from '../types.ts'

/** A token of shares in a pool: stETH, and eETH, which emits Lido's own `TransferShares`. */
type ShareToken = {
  address: Address
  symbol: string
  /** What shares are worth now, in the token's smallest unit. */
  worthOf: (shares: bigint) => Promise<bigint>
}

/**
 * What a transaction brought of a rebasing token, at today's rate: measured in the shares that came, because a
 * balance rounds down and moves with every rebase. While it is `spendable`, never more than the account holds.
 * Throws `NothingReceived` when no share came.
 */
export async function receivedShares(
  { address, symbol, worthOf }: ShareToken,
  outcome: StepOutcome,
  spendable: boolean,
  { client, account }: PlanContext,
): Promise<bigint> {
  const shares = parseEventLogs({
    abi: stEthAbi,
    eventName: 'TransferShares',
    logs: outcome.logs.filter((log) => isAddressEqual(log.address, address)),
  })
    .filter(({ args }) => isAddressEqual(args.to, account))
    .reduce<bigint>((sum, { args }) => sum + args.sharesValue, 0n)
  if (shares === 0n)
    throw new FailureError({
      kind: 'refused',
      errorName: 'NothingReceived',
      message: `${outcome.hash} brought no ${symbol} shares to ${account}.`,
    })
  const [worth, balance] = await Promise.all([
    worthOf(shares),
    readContract(client, { address, abi: stEthAbi, functionName: 'balanceOf', args: [account] }),
  ])
  return spendable && balance < worth ? balance : worth
}
