import {
  CallExecutionError,
  HttpRequestError,
  RawContractError,
  RpcRequestError,
  TimeoutError,
} from 'viem'
import { expect, test } from 'vitest'
import { findRpcError, toRpcError } from './errors.ts'

const url = 'https://rpc.example/v2/secret-key'
const body = { method: 'x' }
const rpc = (code: number, message: string, status?: number) =>
  new RpcRequestError({ body, url, error: { code, message }, ...(status ? { status } : {}) })
const http = (status: number, headers?: Headers) =>
  new HttpRequestError({ body, url, status, ...(headers ? { headers } : {}) })
const kindOf = (error: unknown, method = 'eth_call') =>
  toRpcError(error, { url, method })?.kind ?? null

test.each([
  [http(429), 'rateLimited'],
  [http(413), 'rangeTooLarge'],
  [http(504), 'timeout'],
  [http(502), 'unreachable'],
  [http(401), 'badResponse'],
  [new HttpRequestError({ body, url, cause: new TypeError('fetch failed') }), 'unreachable'],
  [new HttpRequestError({ body, url, cause: new SyntaxError('<') }), 'badResponse'],
  [
    new HttpRequestError({
      body,
      url,
      cause: new SyntaxError('"<h1>Reverting" is not valid JSON'),
    }),
    'badResponse',
  ],
  [new TimeoutError({ body, url }), 'timeout'],
  [new DOMException('aborted', 'AbortError'), 'aborted'],
  [rpc(-32005, 'daily request count exceeded, request rate limited'), 'rateLimited'],
  [rpc(-32007, '50/second request limit reached'), 'rateLimited'],
  [rpc(429, 'compute units per second exceeded'), 'rateLimited'],
  [rpc(-32000, 'busy', 503), 'unreachable'],
])('sorts what an RPC fails to serve (%#)', (error, kind) => {
  expect(kindOf(error)).toBe(kind)
})

test.each([
  rpc(3, 'execution reverted: rate limit exceeded'),
  rpc(-32000, 'execution reverted: capacity exceeded'),
  rpc(-32601, 'the method does not exist'),
  rpc(-32602, 'invalid argument 0'),
  new RawContractError({ data: '0x12345678', message: 'too many requests' }),
])("leaves a node's answer about the request to the caller (%#)", (error) => {
  expect(kindOf(error)).toBeNull()
})

test('only a log request can have too large a range', () => {
  const error = rpc(-32000, 'exceed maximum block range: 500')
  expect(kindOf(error)).toBeNull()
  expect(toRpcError(error, { url, method: 'eth_getLogs' })).toMatchObject({
    kind: 'rangeTooLarge',
    limit: { by: 'blocks', max: 500 },
  })
  expect(kindOf(rpc(-32005, 'limit exceeded'), 'eth_getLogs')).toBe('rangeTooLarge')
  expect(kindOf(rpc(-32005, 'limit exceeded'))).toBe('rateLimited')
})

test('finds a failure below the errors of an action, and reads Retry-After', () => {
  const cause = http(429, new Headers({ 'Retry-After': '3' }))
  const failure = toRpcError(new CallExecutionError(cause, {}), { url, method: 'eth_call' })
  expect(failure).toMatchObject({ kind: 'rateLimited', retryAfter: 3000, status: 429 })
  expect(findRpcError(new CallExecutionError(failure as never, {}))).toBe(failure)
})

test('names the host and keeps the key in its path to itself', () => {
  const failure = toRpcError(http(429), { url, method: 'eth_call' })
  expect(failure?.shortMessage).toBe('The RPC rpc.example asks to slow down (HTTP 429).')
})
