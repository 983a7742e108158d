import {
  type AbiEvent,
  type Client,
  decodeEventLog,
  pad,
  parseAbiItem,
  toEventSelector,
} from 'viem'
import type { Chain } from '../deployments/types.ts'
import { readLogs } from '../logs/readLogs.ts'
import type { Address } from '../network/types.ts'

const event = parseAbiItem(
  'event OperatorSharesSlashed(address indexed operator, address strategy, uint256 totalSlashedShares)',
) as AbiEvent

/**
 * Shares that a slash took, of delegated stake and of stake on its way out, by strategy
 * (`DelegationManager.OperatorSharesSlashed` of that block). Beacon chain ETH raises the event too.
 *
 * @throws RpcError when the node does not answer
 */
export async function readSlashedShares(
  client: Client,
  parameters: { chain: Chain; operator: Address; block: bigint; signal?: AbortSignal },
): Promise<Record<Address, bigint>> {
  const { chain, operator, block, signal } = parameters
  const logs = await readLogs(
    client,
    {
      addresses: [chain.eigenLayer.delegationManager],
      topics: [toEventSelector(event)],
      indexed: [[pad(operator, { size: 32 })]],
    },
    [Number(block), Number(block)],
    signal,
  )
  const taken: Record<Address, bigint> = {}
  for (const log of logs) {
    const { args } = decodeEventLog({ abi: [event], data: log.data, topics: log.topics })
    const { strategy, totalSlashedShares } = args as unknown as {
      strategy: string
      totalSlashedShares: bigint
    }
    const key = strategy.toLowerCase() as Address
    taken[key] = (taken[key] ?? 0n) + totalSlashedShares
  }
  return taken
}
