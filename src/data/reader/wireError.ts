import { type Failure, FailureError } from '../../protocol/errors/failure.ts'
import { RpcError, type RpcErrorKind } from '../../protocol/rpc/errors.ts'
import type { RangeLimit } from '../../protocol/rpc/rangeLimit.ts'
import { SupersededError } from './superseded.ts'

/**
 * An error as plain data. Sending an error itself would keep its message and lose what it is: the kind that decides
 * which words the reader sees.
 */
export type WireError = {
  name: string
  message: string
  /** viem's short and technical texts, the code of a node's answer and the revert data. */
  shortMessage?: string
  details?: string
  code?: number
  data?: string
  /** Set for an `RpcError`. */
  rpc?: {
    kind: RpcErrorKind
    host: string
    status?: number
    retryAfter?: number
    limit?: RangeLimit
  }
  /** Set for a `FailureError`. */
  failure?: Failure
  cause?: WireError
}

/** Causes kept: beyond them nobody looks. */
const deepest = 6

/** Makes data of an error, its causes included. */
export function encodeError(thrown: unknown, depth = 0): WireError {
  if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown) }
  const { shortMessage, details, code, data } = thrown as Error & Record<string, unknown>
  return {
    name: thrown.name,
    message: thrown.message,
    ...(typeof shortMessage === 'string' ? { shortMessage } : {}),
    ...(typeof details === 'string' ? { details } : {}),
    ...(typeof code === 'number' ? { code } : {}),
    ...(typeof data === 'string' ? { data } : {}),
    ...(thrown instanceof RpcError ? { rpc: rpcOf(thrown) } : {}),
    ...(thrown instanceof FailureError ? { failure: thrown.failure } : {}),
    ...(thrown.cause instanceof Error && depth < deepest
      ? { cause: encodeError(thrown.cause, depth + 1) }
      : {}),
  }
}

function rpcOf({ kind, host, status, retryAfter, limit }: RpcError): NonNullable<WireError['rpc']> {
  return {
    kind,
    host,
    ...(status === undefined ? {} : { status }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(limit === undefined ? {} : { limit }),
  }
}

/** The error again: an `RpcError` or `FailureError` of the same kind, else one of the same name and texts. */
export function decodeError(wire: WireError): Error {
  const { name, message, rpc, failure, cause, ...rest } = wire
  const error = failure
    ? new FailureError(failure)
    : rpc
      ? new RpcError(rpc.kind, rpc.host === '' ? '' : `https://${rpc.host}`, {
          ...rpc,
          ...(rest.details === undefined ? {} : { details: rest.details }),
        })
      : name === 'SupersededError'
        ? new SupersededError()
        : Object.assign(new Error(message), { name, ...rest })
  if (cause) error.cause = decodeError(cause)
  return error
}
