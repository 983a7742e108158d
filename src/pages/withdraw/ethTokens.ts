import type { EthQueue } from '../../protocol/withdrawals/ethQueue.ts'
import type { PlanParameters } from '../../tx/plans/registry.ts'

/** Whose queue. */
export type QueueKind = 'lido' | 'etherFi'

/** The tokens that each queue turns into ETH, the plain one first. */
export const tokensOf = {
  lido: ['stETH', 'wstETH'],
  etherFi: ['eETH', 'weETH'],
} as const satisfies Record<QueueKind, readonly [string, string]>

/** A token, how much of it there is, and what an amount of it is worth in the plain one. */
export function handIn(queue: EthQueue, wrapped: boolean) {
  return {
    balance: wrapped ? queue.wrapped : queue.balance,
    worth: (amount: bigint): bigint | null =>
      wrapped ? queue.rate && (amount * queue.rate) / 10n ** 18n : amount,
  }
}

/** A plan that hands in an amount, with its parameters. */
export type HandInPlan =
  | ['requestLidoWithdrawal', PlanParameters['requestLidoWithdrawal']]
  | ['requestEtherFiWithdrawal', PlanParameters['requestEtherFiWithdrawal']]
  | ['redeemEtherFi', PlanParameters['redeemEtherFi']]

/** The plan for an amount of a queue's token; at once only where the queue knows such a way. */
export function planFor(
  kind: QueueKind,
  { amount, wrapped, instant }: { amount: bigint; wrapped: boolean; instant: boolean },
): HandInPlan {
  if (kind === 'lido')
    return ['requestLidoWithdrawal', { amount, token: wrapped ? 'wstETH' : 'stETH' }]
  const token = wrapped ? 'weETH' : 'eETH'
  return [instant ? 'redeemEtherFi' : 'requestEtherFiWithdrawal', { amount, token }]
}
