import {
  type Client,
  createClient,
  defineChain,
  type EIP1193RequestFn,
  type Hash,
  RpcRequestError,
  type Transport,
  type Chain as ViemChain,
} from 'viem'
import { getHttpRpcClient } from 'viem/utils'
import type { Chain } from '../deployments/types.ts'
import { type RpcErrorKind, toRpcError } from './errors.ts'
import { gateFor, sleep } from './gate.ts'

export interface RpcOptions {
  /** Requests to one origin at a time, over all clients. Default 6. */
  concurrency?: number
  /** Milliseconds before a request counts as unanswered. Default 20,000. */
  timeout?: number
  /** First pause of the backoff in milliseconds; doubled each time, at most 8,000. Default 250. */
  retryDelay?: number
}

/** How often a request is repeated, by what went wrong. Whatever is not named is final. */
const RETRIES: Partial<Record<RpcErrorKind, number>> = {
  rateLimited: 7,
  unreachable: 3,
  timeout: 1,
  // Of several nodes behind one address another may have it.
  noState: 1,
}

const LONGEST_PAUSE = 8_000

/**
 * A viem transport that is gentle to public RPCs: few requests at a time over all clients of one
 * origin, repeated with exponential backoff and jitter (or as `Retry-After` says) when the server
 * asks to slow down or fails, and given up at once when the signal of a request aborts.
 *
 * What an RPC fails to serve is thrown as `RpcError`; a node's answer about the request itself, a
 * revert above all, passes as viem's own error.
 */
export function gentleTransport(url: string, options: RpcOptions = {}): Transport {
  const { concurrency = 6, timeout = 20_000, retryDelay = 250 } = options
  const gate = gateFor(url, concurrency)
  return (parameters) => {
    const send = /^wss?:/i.test(url)
      ? socket(url, timeout, { ...parameters, retryCount: 0, timeout })
      : post(url, timeout)
    const request = async (
      { method, params }: { method: string; params?: unknown },
      { signal }: { signal?: AbortSignal } = {},
    ): Promise<unknown> => {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await gate.run(() => send({ method, params }, signal ? { signal } : {}), signal)
        } catch (error) {
          const failure = toRpcError(error, { url, method, signal })
          if (failure === null) throw error
          // A log request that timed out has to become smaller, not come again.
          const again = failure.kind === 'timeout' && method === 'eth_getLogs' ? 0 : undefined
          if (attempt >= (again ?? RETRIES[failure.kind] ?? 0)) throw failure
          const pause = Math.min(retryDelay * 2 ** attempt, LONGEST_PAUSE)
          if (failure.retryAfter !== undefined) gate.pause(failure.retryAfter)
          await sleep(failure.retryAfter ?? pause * (0.5 + Math.random() / 2), signal)
        }
      }
    }
    // viem's own wrapping would turn an aborted request into another kind of error again.
    return {
      config: {
        key: 'gentle',
        name: 'Gentle JSON-RPC',
        type: 'gentle',
        request: request as EIP1193RequestFn,
        retryCount: 0,
        timeout,
      },
      request: request as EIP1193RequestFn,
      value: { url },
    }
  }
}

type Send = (
  body: { method: string; params?: unknown },
  options: { signal?: AbortSignal },
) => Promise<unknown>

/**
 * One request a POST. viem's `http` would bring its own repeating and an error class for each code, which nobody here
 * asks for: {@link toRpcError} reads the codes.
 */
function post(url: string, timeout: number): Send {
  const rpc = getHttpRpcClient(url, { timeout })
  return async (body, { signal }) => {
    const { error, result } = await rpc.request({
      body,
      ...(signal ? { fetchOptions: { signal } } : {}),
    })
    if (error) throw new RpcRequestError({ body, error, url })
    return result
  }
}

/** A WebSocket whose code comes with the first request. */
function socket(url: string, timeout: number, parameters: Parameters<Transport>[0]): Send {
  let inner: Promise<ReturnType<Transport>> | undefined
  return async (body, options) => {
    inner ??= import('./socket.ts').then((module) =>
      module.socketTransport(url, timeout)(parameters),
    )
    return (await inner).request(body as never, options)
  }
}

/** viem's description of a chain of `deployments.json`. */
export function toViemChain(chain: Chain): ViemChain {
  return defineChain({
    id: chain.chainId,
    name: chain.name,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: chain.rpcUrls.filter((url) => /^http/i.test(url)) } },
    ...(chain.explorerUrl === undefined
      ? {}
      : { blockExplorers: { default: { name: 'Explorer', url: chain.explorerUrl } } }),
    ...(chain.multicall3 === undefined
      ? {}
      : { contracts: { multicall3: { address: chain.multicall3 } } }),
    ...(chain.testnet === undefined ? {} : { testnet: chain.testnet }),
  })
}

/**
 * A viem client for a chain over one RPC, on {@link gentleTransport}.
 *
 * @example
 * const client = createClientFor(chain, chain.rpcUrls[0])
 * await getBlockNumber(client)
 */
export function createClientFor(
  chain: Chain,
  rpcUrl: string,
  options: RpcOptions = {},
): Client<Transport, ViemChain> {
  return createClient({
    chain: toViemChain(chain),
    transport: gentleTransport(rpcUrl, options),
    pollingInterval: Math.min(Math.max(chain.blockTime * 1000, 2000), 12_000),
    cacheTime: 0,
  })
}

type AnyRequest = (args: never, options?: { signal?: AbortSignal }) => Promise<unknown>

/**
 * The same client with another way of sending. Actions bound to the original are left out, because
 * they would go on sending the original's way.
 */
export function withRequest(client: Client, wrap: (request: AnyRequest) => AnyRequest): Client {
  const { account, cacheTime, ccipRead, chain, key, name, pollingInterval, transport, type, uid } =
    client
  return {
    account,
    cacheTime,
    ccipRead,
    chain,
    key,
    name,
    pollingInterval,
    transport,
    type,
    uid,
    request: wrap(client.request as AnyRequest),
  } as unknown as Client
}

/** A client whose every request, of whatever viem action, is given up when the signal aborts. */
export function withSignal(client: Client, signal: AbortSignal | undefined): Client {
  if (signal === undefined) return client
  return withRequest(client, (request) => (args, options) => request(args, { ...options, signal }))
}

/** Block reference as every reading of the chain needs it. */
export interface BlockHead {
  number: bigint
  hash: Hash
  /** Seconds since 1970 by the chain's own clock. */
  timestamp: bigint
}

/** Number, hash and time of a block; null when the node does not have it. */
export async function readBlockHead(
  client: Client,
  block: bigint | 'latest' | 'finalized',
  signal?: AbortSignal,
): Promise<BlockHead | null> {
  const tag = typeof block === 'bigint' ? (`0x${block.toString(16)}` as const) : block
  const answer = await client.request(
    { method: 'eth_getBlockByNumber', params: [tag, false] },
    signal === undefined ? {} : { signal },
  )
  if (answer === null || answer.number === null || answer.hash === null) return null
  return {
    number: BigInt(answer.number),
    hash: answer.hash,
    timestamp: BigInt(answer.timestamp),
  }
}
