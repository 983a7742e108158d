import { type Client, encodeEventTopics, parseEventLogs } from 'viem'
import { delegationManagerAbi } from '../abi/eigenlayer.ts'
import { readLogs } from '../logs/readLogs.ts'
import type { Address, Hex } from '../network/types.ts'

/**
 * Shares at the time of queueing, by withdrawal root: `SlashingWithdrawalQueued.sharesToWithdraw` of one block.
 * They never change, so a caller may keep them.
 *
 * @throws RpcError or the node's own error, as where old logs are not kept
 */
export async function readAsked(
  client: Client,
  delegationManager: Address,
  startBlock: number,
  signal?: AbortSignal,
): Promise<ReadonlyMap<Hex, readonly bigint[]>> {
  const topics = encodeEventTopics({
    abi: delegationManagerAbi,
    eventName: 'SlashingWithdrawalQueued',
  }) as Hex[]
  const logs = await readLogs(
    client,
    { addresses: [delegationManager], topics },
    [startBlock, startBlock],
    signal,
  )
  return new Map(
    parseEventLogs({ abi: delegationManagerAbi, eventName: 'SlashingWithdrawalQueued', logs }).map(
      ({ args }) => [args.withdrawalRoot, args.sharesToWithdraw],
    ),
  )
}
