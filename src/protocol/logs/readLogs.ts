import { type Client, formatLog, type Hex, type Log, type RpcLog, toHex } from 'viem'
import { RpcError, toRpcError } from '../rpc/errors.ts'
import type { BlockRange } from './ranges.ts'
import type { LogSource } from './types.ts'

/**
 * One `eth_getLogs` over a range of blocks, for all addresses and event selectors of a source.
 *
 * @throws `RpcError` when the RPC does not serve, or answers with something that is not these blocks'
 * logs; the node's own error otherwise.
 */
export async function readLogs(
  client: Client,
  { addresses, topics, indexed = [] }: Pick<LogSource, 'addresses' | 'topics' | 'indexed'>,
  [from, to]: BlockRange,
  signal?: AbortSignal,
): Promise<Log[]> {
  const url = String(client.transport.url ?? '')
  let answer: unknown
  try {
    answer = await client.request(
      {
        method: 'eth_getLogs',
        params: [
          {
            address: [...addresses],
            topics: [[...topics] as Hex[], ...indexed.map((values) => values && [...values])],
            fromBlock: toHex(from),
            toBlock: toHex(to),
          },
        ],
      },
      signal === undefined ? {} : { signal },
    )
  } catch (error) {
    throw toRpcError(error, { url, method: 'eth_getLogs', signal }) ?? error
  }
  const bad = (details: string) => new RpcError('badResponse', url, { details })
  if (!Array.isArray(answer)) throw bad('eth_getLogs did not answer with a list')
  const logs = answer
    .filter((log: RpcLog) => !log.removed)
    .map((log: RpcLog) => formatLog(log) as Log)
  for (const { blockNumber, logIndex } of logs) {
    if (blockNumber === null || logIndex === null) throw bad('a log without a place in a block')
    if (blockNumber < BigInt(from) || blockNumber > BigInt(to)) {
      throw bad(`a log of block ${blockNumber} was not asked for`)
    }
  }
  return logs
}
