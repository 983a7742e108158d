import { afterEach, expect, test, vi } from 'vitest'
import { type RpcErrorKind, toRpcError } from './errors.ts'
import { postTo } from './post.ts'

afterEach(() => vi.unstubAllGlobals())

const url = 'https://rpc.example/v2/key'
const body = { method: 'eth_call', params: [1] }

/** What the node's server answers from now on. */
function serve(answer: (url: string, init: RequestInit) => Response | Promise<Response>) {
  const server = vi.fn(answer)
  vi.stubGlobal('fetch', server)
  return server
}
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

test('asks as JSON-RPC has it, and returns the result', async () => {
  const server = serve(() => Response.json({ jsonrpc: '2.0', id: 1, result: '0x1' }))
  const send = postTo(url, 1_000)
  expect(await send(body, {})).toBe('0x1')
  await send({ method: 'eth_chainId' }, {})
  expect(server.mock.calls.map(([to, { body }]) => [to, JSON.parse(String(body))])).toEqual([
    [url, { jsonrpc: '2.0', id: 1, ...body }],
    [url, { jsonrpc: '2.0', id: 2, method: 'eth_chainId' }],
  ])
})

test('a name and a password in the address go into a header', async () => {
  const server = serve(() => Response.json({ result: null }))
  expect(await postTo('https://me:a%20b@rpc.example/x', 1_000)(body, {})).toBeNull()
  const [to, { headers }] = server.mock.calls[0] as [string, RequestInit]
  expect(to).toBe('https://rpc.example/x')
  expect(new Headers(headers).get('Authorization')).toBe(`Basic ${btoa('me:a b')}`)
})

test("the node's own answer passes with code and data", async () => {
  for (const status of [200, 400]) {
    const error = { code: 3, message: 'execution reverted', data: '0x77a22204' }
    serve(() => Response.json({ error }, { status }))
    const thrown = await failure(postTo(url, 1_000)(body, {}))
    expect(thrown).toMatchObject({
      name: 'RpcRequestError',
      code: 3,
      data: '0x77a22204',
      details: 'execution reverted',
    })
    expect(toRpcError(thrown, { url, method: 'eth_call' })).toBeNull()
  }
})

const large = () =>
  new Response(
    new ReadableStream({
      pull: (stream) => stream.enqueue(new Uint8Array(4_000_000)),
    }),
  )

test.each<[string, () => Response, RpcErrorKind, object]>([
  ['slow down', () => new Response('busy', { status: 429 }), 'rateLimited', { status: 429 }],
  [
    'slow down, for so long',
    () => new Response('{}', { status: 429, headers: { 'Retry-After': '2' } }),
    'rateLimited',
    { retryAfter: 2_000 },
  ],
  [
    'slow down, in JSON-RPC',
    () => Response.json({ error: { code: -32_000, message: 'too many requests' } }),
    'rateLimited',
    {},
  ],
  ['a broken server', () => new Response('<h1>Bad gateway', { status: 502 }), 'unreachable', {}],
  ['a proxy', () => Response.json({ error: 'no key' }, { status: 401 }), 'badResponse', {}],
  [
    'no archive',
    () => new Response('this needs an archive node', { status: 403 }),
    'noState',
    { status: 403 },
  ],
  ['a page', () => new Response('<h1>Reverting your session'), 'badResponse', {}],
  ['nothing', () => new Response(null), 'badResponse', {}],
  ['too much', large, 'rangeTooLarge', { limit: { by: 'size' } }],
  [
    'a lost connection',
    () => {
      throw new TypeError('Failed to fetch')
    },
    'unreachable',
    {},
  ],
])('an answer that is none is sorted: %s', async (_, answer, kind, more) => {
  serve(answer)
  const error = await failure(postTo(url, 1_000)(body, {}))
  expect(toRpcError(error, { url, method: 'eth_call' })).toMatchObject({ kind, ...more })
})

test('an answer that stalls after its head is given up, in time or by the reader', async () => {
  const stalled = (_: string, { signal }: RequestInit) =>
    new Response(
      new ReadableStream({
        start: (stream) =>
          signal?.addEventListener('abort', () => stream.error(new TypeError('network error'))),
      }),
    )
  serve(stalled)
  const late = await failure(postTo(url, 5)(body, {}))
  expect(toRpcError(late, { url, method: 'eth_call' })?.kind).toBe('timeout')
  const reader = new AbortController()
  const asked = failure(postTo(url, 60_000)(body, { signal: reader.signal }))
  reader.abort()
  expect(toRpcError(await asked, { url, method: 'eth_call' })?.kind).toBe('aborted')
})
