import type { Abi, Client } from 'viem'
import { readMany } from '../rpc/readMany.ts'
import type { Address, Failure } from './types.ts'

type Call = { address: Address; abi: Abi; functionName: string; args?: readonly unknown[] }

/**
 * Calls that are gathered first and sent together at one block.
 *
 * A call that reverts is noted in `failures` and leaves its value unread; a node that does not answer rejects the
 * whole batch, so that no zero is ever drawn from a failed read.
 */
export function createBatch(parameters: {
  client: Client
  blockNumber: bigint
  multicall3?: Address | undefined
  signal?: AbortSignal | undefined
  failures: Failure[]
}) {
  const { client, blockNumber, multicall3, signal, failures } = parameters
  let calls: (Call & {
    take: (result: never) => void
    what: string | null
    fail: (() => void) | undefined
  })[] = []
  return {
    /** @param what names the value in the list of failures; `null` where a revert is an ordinary answer. */
    add<result>(
      call: Call,
      what: string | null,
      take: (result: result) => void,
      fail?: () => void,
    ) {
      calls.push({ ...call, what, take: take as (result: never) => void, fail })
    },
    async run(): Promise<void> {
      const sent = calls
      calls = []
      if (sent.length === 0) return
      const results = await readMany(client, {
        contracts: sent.map(({ address, abi, functionName, args }) => ({
          address,
          abi,
          functionName,
          ...(args ? { args } : {}),
        })),
        blockNumber,
        ...(multicall3 ? { multicall3 } : {}),
        ...(signal ? { signal } : {}),
      })
      results.forEach((result, index) => {
        const call = sent[index]
        if (!call) return
        if (result.status === 'success') {
          call.take(result.result as never)
          return
        }
        call.fail?.()
        if (call.what !== null) failures.push({ what: call.what, message: reasonOf(result.error) })
      })
    },
  }
}

export type Batch = ReturnType<typeof createBatch>

function reasonOf(error: unknown): string {
  if (error instanceof Error)
    return 'shortMessage' in error ? String(error.shortMessage) : error.message
  return String(error)
}
