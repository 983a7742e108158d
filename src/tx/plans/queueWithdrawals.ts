import { type Address, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import { delegationManagerAbi } from '../../protocol/abi/eigenlayer.ts'
import type { Failure } from '../../protocol/errors/failure.ts'
import type { MessageRef, MessageValue, PlanDefinition } from '../types.ts'
import { readFields, readList } from './params.ts'

/** `depositShares` is what the contract is given; `amount`, `unit` and `decimals` say what they are worth, for words. */
export type QueueItem = {
  strategy: Address
  depositShares: bigint
  amount: bigint
  unit: string
  decimals: number
}

export type QueueWithdrawalsParameters = { items: readonly QueueItem[] }

function readItem(json: unknown): QueueItem {
  const { address, amount } = readFields(json)
  const { unit, decimals } = json as Record<string, unknown>
  if (typeof unit !== 'string' || typeof decimals !== 'number')
    throw new TypeError('unit and decimals name the token.')
  return {
    strategy: address('strategy'),
    depositShares: amount('depositShares'),
    amount: amount('amount'),
    unit,
    decimals,
  }
}

/** One withdrawal is named by its amount, several by their number. */
function words(base: 'plan' | 'step' | 'action', items: readonly QueueItem[]): MessageRef {
  const [only] = items
  if (items.length !== 1 || only === undefined)
    return { key: `${base}.queueMany`, values: { count: items.length } }
  const { amount, unit, decimals } = only
  const value: MessageValue = { amount, unit, decimals }
  return { key: `${base}.queue`, values: { amount: value } }
}

/**
 * Queues one withdrawal for each strategy with `queueWithdrawals`, all in one transaction: each can then be
 * completed by itself, as tokens or as shares.
 */
export const queueWithdrawals: PlanDefinition<QueueWithdrawalsParameters> = {
  kind: 'queueWithdrawals',
  version: 1,
  parse: (json) => ({ items: readList(json, 'items').map(readItem) }),
  title: ({ items }) => words('plan', items),
  async steps({ items }, { client, chain, account, outcomes }) {
    const contract = { address: chain.eigenLayer.delegationManager, abi: delegationManagerAbi }
    const done = outcomes.queue !== undefined
    const [, held] = await readContract(client, {
      ...contract,
      functionName: 'getWithdrawableShares',
      args: [account, items.map(({ strategy }) => strategy)],
    })
    const short = items.find(({ depositShares }, index) => depositShares > (held[index] ?? 0n))
    // The contract's own answer would be a bare panic for native ETH and for the operator's books.
    const refused: Failure | undefined =
      done || short === undefined
        ? undefined
        : {
            kind: 'refused',
            errorName: 'SharesAmountTooHigh',
            message: `${short.depositShares} deposit shares of ${short.strategy} are asked for.`,
          }
    return [
      {
        id: 'queue',
        kind: 'queue',
        title: words('step', items),
        action: words('action', items),
        done,
        ...(refused === undefined ? {} : { refused }),
        request: {
          to: contract.address,
          abi: delegationManagerAbi,
          functionName: 'queueWithdrawals',
          args: [
            items.map(({ strategy, depositShares }) => ({
              strategies: [strategy],
              depositShares: [depositShares],
              // Ignored by the contract; whoever sends is the withdrawer.
              __deprecated_withdrawer: zeroAddress,
            })),
          ],
        },
      },
    ]
  },
}
