import { type Address, type Client, type Hex, numberToHex } from 'viem'
import type { EncodedRequest } from './request.ts'

/** A log of a simulated call. */
export type SimulatedLog = { address: Address; topics: readonly Hex[]; data: Hex }

/** One call as `eth_simulateV1` ran it. */
export type SimulatedCall = {
  ok: boolean
  returnData: Hex
  gasUsed: bigint
  logs: readonly SimulatedLog[]
  /** The node's words for a call that failed. */
  message: string
}

type RawCall = {
  status: Hex
  returnData: Hex
  gasUsed: Hex
  logs?: readonly { address: Address; topics: readonly Hex[]; data: Hex }[]
  error?: { message?: string; data?: Hex }
}

/** Nodes that do not know the method are not asked again. */
const without = new WeakSet<Client>()

const UNKNOWN_METHOD =
  /method not found|not (?:supported|available|whitelisted)|does not exist|(?:unknown|unsupported) method/i

/**
 * Runs calls one after the other on top of the latest block, or as if in `block`, with `eth_simulateV1`; ether that moves is
 * reported as `Transfer` logs of the address 0xeeee…. `null` when the node cannot. Gas is free here, so that
 * balances change by the calls alone. Never throws.
 */
export async function simulateCalls(
  client: Client,
  account: Address,
  calls: readonly EncodedRequest[],
  options: { block?: bigint } = {},
): Promise<SimulatedCall[] | null> {
  if (without.has(client)) return null
  const request = {
    blockStateCalls: [
      {
        ...(options.block === undefined
          ? {}
          : { blockOverrides: { number: numberToHex(options.block) } }),
        calls: calls.map(({ to, data, value }) => ({
          from: account,
          to,
          data,
          ...(value === 0n ? {} : { value: numberToHex(value) }),
        })),
      },
    ],
    traceTransfers: true,
    validation: false,
  }
  try {
    const blocks = (await client.request(
      { method: 'eth_simulateV1' as never, params: [request, 'latest'] as never },
      { retryCount: 0 },
    )) as readonly { calls?: readonly RawCall[] }[]
    const results = blocks[0]?.calls
    if (results?.length !== calls.length) return null
    return results.map((call) => ({
      ok: BigInt(call.status) === 1n,
      returnData: call.error?.data ?? call.returnData,
      gasUsed: BigInt(call.gasUsed),
      logs: call.logs ?? [],
      message: call.error?.message ?? '',
    }))
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (code === -32601 || UNKNOWN_METHOD.test(String((error as Error).message)))
      without.add(client)
    return null
  }
}
