import type { Hex } from 'viem'
import { type Failure, FailureError } from './failure.ts'

/** One link in a chain of causes, as wallets, nodes and viem make them. */
type Link = {
  name?: unknown
  code?: unknown
  status?: unknown
  kind?: unknown
  message?: unknown
  shortMessage?: unknown
  details?: unknown
  data?: unknown
  raw?: unknown
  signature?: unknown
  error?: unknown
  cause?: unknown
  originalError?: unknown
  info?: unknown
  body?: unknown
}

const isLink = (value: unknown): value is Link => typeof value === 'object' && value !== null

/** Everything an error consists of, outermost first: causes, wrapped errors and the objects in `data`. */
function links(error: unknown): Link[] {
  const found: Link[] = []
  const queue: unknown[] = [error]
  while (queue.length > 0 && found.length < 40) {
    const next = queue.shift()
    if (!isLink(next) || found.includes(next)) continue
    found.push(next)
    queue.push(next.cause, next.error, next.originalError, next.data, next.info)
  }
  return found
}

const HEX_DATA = /^0x(?:[0-9a-fA-F]{2})*$/

/**
 * The revert data of an error, wherever a wallet or node put it: `data` of any link, viem's `raw`, or text
 * such as anvil's `custom error 0x…` and Hardhat's `reverted with … 0x…`.
 */
export function findRevertData(error: unknown): Hex | undefined {
  let empty: Hex | undefined
  for (const link of links(error)) {
    for (const candidate of [link.raw, link.data]) {
      const text =
        typeof candidate === 'string' ? candidate.replace(/^Reverted\s+/i, '').trim() : undefined
      if (text === undefined || !HEX_DATA.test(text)) continue
      // 32-byte values are return data of some nodes, never a selector with whole words.
      if (text.length >= 10 && (text.length - 10) % 64 === 0) return text as Hex
      if (text === '0x') empty = '0x'
    }
  }
  for (const link of links(error)) {
    for (const text of [link.details, link.message]) {
      if (typeof text !== 'string') continue
      const match =
        /(?:custom error|revert(?:ed)?(?: with)?[^0]{0,40}data:?)\s*['"]?(0x[0-9a-fA-F]{8,})/i.exec(
          text,
        )
      if (match?.[1] && (match[1].length - 10) % 64 === 0) return match[1] as Hex
    }
  }
  return empty
}

const textOf = (found: readonly Link[]): string =>
  found
    .flatMap((link) => [link.shortMessage, link.details, link.message, link.body])
    .filter((part): part is string => typeof part === 'string')
    .join('\n')

/** The shortest honest technical message of an error. */
export function messageOf(error: unknown): string {
  if (typeof error === 'string') return error
  if (!isLink(error)) return String(error)
  const parts = [error.shortMessage, error.details].filter(
    (part, index, all): part is string =>
      typeof part === 'string' && part !== '' && all.indexOf(part) === index,
  )
  if (parts.length > 0) return parts.join(' ').slice(0, 500)
  return String(error.message ?? error.name ?? 'unknown').slice(0, 500)
}

const REJECTED =
  /user (rejected|denied|cancell?ed|refused|declined)|ACTION_REJECTED|rejected by user|request rejected|transaction declined/i
const NO_FUNDS =
  /insufficient funds|exceeds the balance of the account|InsufficientFunds|OutOfFunds|not enough funds|gas required exceeds allowance \(0\)/i
const NONCE =
  /nonce too (low|high)|nonce has already been used|NONCE_EXPIRED|invalid nonce|incorrect nonce|NonceTooLow|NonceTooHigh|account nonce/i
const REVERTED = /revert|VM Exception|execution failed|CALL_EXCEPTION/i
const RATE = /too many requests|rate.?limit|request limit|throttl/i
const TIMEOUT = /timed? ?out|took too long|timeout/i
const DOWN =
  /failed to fetch|fetch failed|network ?error|HTTP request failed|ECONNREFUSED|ECONNRESET|ENOTFOUND|socket hang up|load failed|connection (refused|closed)|could not connect/i

/**
 * Sorts anything thrown by viem, wagmi, a wallet or a node, without looking into revert data yet.
 * A revert comes back with its `data`; `decodeFailure` puts a name to it.
 */
export function classify(error: unknown): Failure {
  const found = links(error)
  for (const link of found) if (link instanceof FailureError) return link.failure

  const message = messageOf(error)
  const text = textOf(found)
  const codes = found.map((link) => link.code)
  const names = found.map((link) => link.name)
  const has = (...wanted: readonly unknown[]) => codes.some((code) => wanted.includes(code))
  const named = (...wanted: readonly string[]) =>
    names.some((name) => wanted.includes(String(name)))

  if (
    has(4001, 'ACTION_REJECTED', 5000) ||
    named('UserRejectedRequestError') ||
    REJECTED.test(text)
  )
    return { kind: 'userRejected', message }
  if (
    has(4902, 4901) ||
    named('ChainMismatchError', 'ConnectorChainMismatchError', 'SwitchChainError')
  )
    return { kind: 'wrongChain', message }
  if (
    has(4100, 4900) ||
    named(
      'ConnectorNotConnectedError',
      'ProviderNotFoundError',
      'ConnectorUnavailableReconnectingError',
    )
  )
    return { kind: 'noWallet', message }
  if (named('ConnectorAccountNotFoundError', 'AccountNotFoundError'))
    return { kind: 'wrongAccount', message }

  const data = findRevertData(error)
  if (data !== undefined && data !== '0x') return { kind: 'revert', message, data }
  if (named('NonceTooLowError', 'NonceTooHighError') || NONCE.test(text))
    return { kind: 'nonceStale', message }
  if (named('InsufficientFundsError') || NO_FUNDS.test(text))
    return { kind: 'insufficientFunds', message }
  if (has(3) || REVERTED.test(text)) return { kind: 'revert', message, data: data ?? '0x' }
  const rpc = found.find((link) => link.name === 'RpcError')?.kind
  if (
    rpc === 'rateLimited' ||
    found.some((link) => link.status === 429) ||
    has(-32005, 429) ||
    RATE.test(text)
  )
    return { kind: 'rateLimited', message }
  if (rpc === 'timeout' || named('TimeoutError', 'AbortError') || TIMEOUT.test(text))
    return { kind: 'timeout', message }
  if (rpc === 'noState') return { kind: 'unknown', message }
  if (
    named('RpcError', 'HttpRequestError', 'RpcRequestError', 'WebSocketRequestError') ||
    found.some((link) => typeof link.status === 'number' && link.status >= 500) ||
    DOWN.test(text)
  )
    return { kind: 'rpcDown', message }
  return { kind: 'unknown', message }
}
