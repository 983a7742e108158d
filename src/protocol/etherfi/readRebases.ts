import {
  type Client,
  decodeEventLog,
  encodeEventTopics,
  type Hex,
  hexToNumber,
  type Log,
} from 'viem'
import { liquidityPoolAbi } from '../abi/etherfi.ts'
import { readLogs } from '../logs/readLogs.ts'
import type { Address } from '../network/types.ts'
import type { PoolRebase } from './poolApr.ts'

/** Blocks of one request where the node refuses the whole range. */
const CHUNK = 9_999

/** Reports of ether.fi's pool in a range of blocks. Throws what the node does when it serves not even parts of it. */
export async function readRebases(
  client: Client,
  pool: Address,
  [from, to]: readonly [number, number],
  signal?: AbortSignal,
): Promise<PoolRebase[]> {
  const topics = encodeEventTopics({ abi: liquidityPoolAbi, eventName: 'Rebase' }) as Hex[]
  const read = (start: number, end: number) =>
    readLogs(client, { addresses: [pool], topics }, [start, end], signal)
  let logs: Log[] = []
  try {
    logs = await read(from, to)
  } catch (error) {
    if (signal?.aborted || to - from <= CHUNK) throw error
    for (let start = from; start <= to; start += CHUNK + 1)
      logs.push(...(await read(start, Math.min(to, start + CHUNK))))
  }
  const times = new Map<bigint, Promise<number>>()
  const timeOf = (log: Log): Promise<number> => {
    if ('blockTimestamp' in log && log.blockTimestamp)
      return Promise.resolve(Number(log.blockTimestamp))
    const number = log.blockNumber ?? 0n
    const known = times.get(number) ?? readTime(client, number)
    times.set(number, known)
    return known
  }
  return Promise.all(
    logs.map(async (log) => {
      const { args } = decodeEventLog({
        abi: liquidityPoolAbi,
        eventName: 'Rebase',
        data: log.data,
        topics: log.topics,
      })
      return { ...args, timestamp: await timeOf(log) }
    }),
  )
}

async function readTime(client: Client, block: bigint): Promise<number> {
  const answer = await client.request({
    method: 'eth_getBlockByNumber',
    params: [`0x${block.toString(16)}`, false],
  })
  if (answer === null) throw new Error(`The node does not have block ${block}.`)
  return hexToNumber(answer.timestamp)
}
