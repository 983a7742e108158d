import {
  BaseError,
  HttpRequestError,
  ResponseBodyTooLargeError,
  SocketClosedError,
  TimeoutError,
  WebSocketRequestError,
} from 'viem'
import { isMissingState } from './missingState.ts'
import { type RangeLimit, readRangeLimit } from './rangeLimit.ts'

/**
 * What went wrong between Keel and an RPC:
 * `rateLimited` it asks to slow down, `unreachable` no answer or a server error, `timeout` no answer
 * in time, `badResponse` an answer that is not what was asked for, `rangeTooLarge` it refuses this
 * much at once, `noState` it does not keep what was asked for of that block, `aborted` Keel itself gave up.
 */
export type RpcErrorKind =
  | 'rateLimited'
  | 'unreachable'
  | 'timeout'
  | 'badResponse'
  | 'rangeTooLarge'
  | 'noState'
  | 'aborted'

const SENTENCE: Readonly<Record<RpcErrorKind, string>> = {
  rateLimited: 'asks to slow down',
  unreachable: 'does not answer',
  timeout: 'did not answer in time',
  badResponse: 'gave an answer that Keel cannot use',
  rangeTooLarge: 'refuses so much at once',
  noState: 'does not keep the state of that block',
  aborted: 'was not waited for',
}

interface RpcErrorOptions {
  cause?: Error
  details?: string
  /** HTTP status, where there was one. */
  status?: number
  /** Milliseconds that the server asked to wait. */
  retryAfter?: number
  /** How far a refused range of blocks may reach, as far as the server says. */
  limit?: RangeLimit
}

/**
 * A request that an RPC did not serve. Errors of a contract call (reverts) are never wrapped in it.
 * `shortMessage` names the host, never the path, which often holds a key.
 */
export class RpcError extends BaseError {
  override name = 'RpcError'
  readonly kind: RpcErrorKind
  readonly host: string
  readonly status: number | undefined
  readonly retryAfter: number | undefined
  readonly limit: RangeLimit | undefined

  constructor(kind: RpcErrorKind, url: string, options: RpcErrorOptions = {}) {
    const host = hostOf(url)
    const status = options.status === undefined ? '' : ` (HTTP ${options.status})`
    super(`The RPC ${host} ${SENTENCE[kind]}${status}.`, {
      ...(options.cause === undefined ? {} : { cause: options.cause }),
      ...(options.details === undefined ? {} : { details: options.details }),
    })
    this.kind = kind
    this.host = host
    this.status = options.status
    this.retryAfter = options.retryAfter
    this.limit = options.limit
  }
}

/** The RPC error in an error's chain of causes, or null when the RPC did its part. */
export function findRpcError(error: unknown): RpcError | null {
  if (error instanceof RpcError) return error
  if (error instanceof BaseError) {
    const found = error.walk((cause) => cause instanceof RpcError)
    return found instanceof RpcError ? found : null
  }
  return null
}

/** Whether the RPC does not keep the state of the block: what is missing then stays missing, however often one asks. */
export const isNoState = (error: unknown): boolean => findRpcError(error)?.kind === 'noState'

function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return url
  }
}

const RATE =
  /rate.?limit|too many requests|requests? (count|limit|rate|per)|per second|throttl|capacity|compute units|quota|slow down/i

interface Answer {
  code?: number
  status?: number
  headers?: Headers
  text: string
}

/** An error and its causes, outermost first. */
function causes(error: Error): Error[] {
  const list: Error[] = []
  for (let at: unknown = error; at instanceof Error && list.length < 16; at = at.cause)
    list.push(at)
  return list
}

/** What the RPC itself said, from an error of viem's transport. */
function answerOf(chain: readonly Error[]): Answer {
  const answer: Answer = { text: '' }
  for (const at of chain) {
    const { code, status, headers, details, shortMessage } = at as Error & {
      code?: unknown
      status?: unknown
      headers?: unknown
      details?: unknown
      shortMessage?: unknown
    }
    if (answer.code === undefined && typeof code === 'number') answer.code = code
    if (answer.status === undefined && typeof status === 'number') answer.status = status
    if (answer.headers === undefined && headers instanceof Headers) answer.headers = headers
    const text = typeof details === 'string' && details !== '' ? details : shortMessage
    answer.text += ` ${typeof text === 'string' ? text : at.message}`
    const data = (at as { data?: unknown }).data
    if (data !== undefined && typeof data !== 'function') answer.text += ` ${JSON.stringify(data)}`
  }
  return answer
}

interface Context {
  url: string
  method: string
  signal?: AbortSignal | undefined
}

/**
 * Sorts an error of a transport into an {@link RpcError}, or returns null when it is an answer about
 * the request itself (a revert, a bad argument, an unknown method) that belongs to the caller.
 */
export function toRpcError(error: unknown, { url, method, signal }: Context): RpcError | null {
  const known = findRpcError(error)
  if (known !== null) return known
  const cause = error instanceof Error ? error : new Error(String(error))
  const chain = causes(cause)
  if (signal?.aborted || chain.some(({ name }) => name === 'AbortError')) {
    return new RpcError('aborted', url, { cause })
  }
  if (chain.some((at) => at instanceof TimeoutError)) return new RpcError('timeout', url, { cause })
  if (chain.some((at) => at instanceof ResponseBodyTooLargeError)) {
    return new RpcError('rangeTooLarge', url, { cause, limit: { by: 'size' } })
  }
  const { code, status, headers, text } = answerOf(chain)
  // An answer that was not JSON ends as a syntax error in viem's client; the page it quotes may say anything.
  if (status === undefined && chain.some((at) => at instanceof SyntaxError)) {
    return new RpcError('badResponse', url, { cause })
  }
  // A contract may say anything in a revert, also that a rate is limited.
  if (status !== 429 && (code === 3 || /revert/i.test(text))) return null
  const options: RpcErrorOptions = { cause, ...(status === undefined ? {} : { status }) }
  if (isMissingState(method, text)) return new RpcError('noState', url, options)
  const retryAfter = retryAfterOf(headers)
  const slow = () =>
    new RpcError('rateLimited', url, {
      ...options,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    })
  if (method === 'eth_getLogs') {
    const limit = readRangeLimit(text)
    if (limit !== null) return new RpcError('rangeTooLarge', url, { ...options, limit })
  }
  if (
    status === 429 ||
    code === 429 ||
    code === -32007 ||
    (code !== undefined && RATE.test(text))
  ) {
    return slow()
  }
  if (code === -32005) {
    return method === 'eth_getLogs'
      ? new RpcError('rangeTooLarge', url, { ...options, limit: { by: 'blocks' } })
      : slow()
  }
  if (status === 413) {
    return new RpcError('rangeTooLarge', url, { ...options, limit: { by: 'blocks' } })
  }
  if (status === 408 || status === 504) return new RpcError('timeout', url, options)
  if (status !== undefined && status >= 500) {
    return new RpcError('unreachable', url, {
      ...options,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    })
  }
  if (code !== undefined) return null
  if (status !== undefined) return new RpcError('badResponse', url, options)
  const lost = chain.some(
    (at) =>
      at instanceof HttpRequestError ||
      at instanceof WebSocketRequestError ||
      at instanceof SocketClosedError,
  )
  return lost ? new RpcError('unreachable', url, options) : null
}

/** Milliseconds of a Retry-After header, in seconds or as a date; at most a minute. */
function retryAfterOf(headers: Headers | undefined): number | undefined {
  const header = headers?.get('Retry-After')
  if (!header) return undefined
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(wait) && wait > 0 ? Math.min(wait, 60_000) : undefined
}
