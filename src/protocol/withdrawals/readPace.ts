import type { Client } from 'viem'
import { readBlockHead } from '../rpc/client.ts'
import { blockPace } from './timing.ts'

const windows = 8
const blocks = 16

/**
 * Seconds a block takes lately, by the times of nine blocks among the last 128.
 *
 * @param configured seconds that the deployment states; used where the chain is younger or its clock jumps
 * @throws RpcError when the node cannot be reached
 */
export async function readPace(client: Client, head: bigint, configured: number): Promise<number> {
  const numbers = Array.from(
    { length: windows + 1 },
    (_, index) => head - BigInt((windows - index) * blocks),
  ).filter((number) => number >= 0n)
  const heads = await Promise.all(numbers.map((number) => readBlockHead(client, number)))
  if (heads.some((found) => found === null)) return configured
  return blockPace(
    heads.map((found) => Number(found?.timestamp)),
    blocks,
    configured,
  )
}
