import { BaseError, HttpRequestError, RpcRequestError } from 'viem'
import { describe, expect, test } from 'vitest'
import { toRpcError } from './errors.ts'

const url = 'https://rpc.example/key'
const answered = (code: number, message: string) =>
  new RpcRequestError({ body: {}, url, error: { code, message } })
const sort = (error: Error, method = 'eth_call') => toRpcError(error, { url, method })?.kind ?? null

const node = `0x${'8b'.repeat(32)}`

describe('the state of that block is not kept', () => {
  test.each([
    ['geth, hash scheme', -32000, `missing trie node ${node.slice(2)} (path )`],
    [
      'geth and bor, with the root',
      -32000,
      `missing trie node ${node.slice(2)} (path ) state ${node} is not available, not found`,
    ],
    ['geth, path scheme', -32000, `historical state ${node} is not available`],
    ['geth, traces', -32000, 'required historical state unavailable (reexec=128)'],
    ['geth, no such header', -32000, 'header not found'],
    ['geth, history expired', 4444, 'pruned history unavailable'],
    ['erigon', -32000, 'old data not available due to pruning'],
    ['erigon 3', -32000, 'historical state is not available: history has been pruned'],
    ['nethermind', -32002, `No state available for block 21000000 (${node})`],
    ['reth', -32603, 'State at block #11052984 is pruned'],
    ['reth, later', 4444, 'state at block #3 is pruned'],
    ['besu', -32000, 'World state unavailable'],
    [
      'parity',
      -32000,
      'This request is not supported because your node is running with state pruning. Run with --pruning=archive.',
    ],
    ['infura', -32002, 'project ID does not have access to archive state'],
    ['alchemy, free', -32000, `missing trie node ${node.slice(2)} (path )`],
    [
      'a public host',
      -32701,
      'Archive requests require a personal token. Get one at https://host.example',
    ],
    [
      'a paid host',
      -32002,
      'Archive, Debug and Trace requests are not available on your current plan. Please upgrade: archive access',
    ],
  ])('%s', (_, code, message) => {
    expect(sort(answered(code, message))).toBe('noState')
    expect(sort(answered(code, message), 'eth_getBalance')).toBe('noState')
  })

  test('also as the body of a refusal by HTTP', () => {
    const error = new HttpRequestError({
      url,
      status: 403,
      details: '{"error":"Archive requests require a personal token"}',
    })
    expect(sort(error)).toBe('noState')
  })
})

describe('something else', () => {
  test.each([
    ['a limit', -32005, 'daily request count exceeded, request rate limited', 'rateLimited'],
    ['alchemy', 429, 'Your app has exceeded its compute units per second capacity', 'rateLimited'],
    ['a busy node', -32007, '50/second request limit reached', 'rateLimited'],
    ['a revert', 3, 'execution reverted: state is not available', null],
    ['a revert without its code', -32000, 'execution reverted: header not found', null],
    ['gas', -32000, 'out of gas', null],
    ['an argument', -32602, 'invalid argument 0: hex string has length 38', null],
    ['a method', -32601, 'the method eth_simulateV1 does not exist/is not available', null],
    ['a nonce', -32000, 'nonce too low: next nonce 8, tx nonce 7', null],
  ])('%s', (_, code, message, kind) => {
    expect(sort(answered(code as number, message as string))).toBe(kind)
  })

  test('a server error stays one that is tried again', () => {
    expect(sort(new HttpRequestError({ url, status: 502, details: 'Bad Gateway' }))).toBe(
      'unreachable',
    )
    expect(sort(new BaseError('x', { cause: new HttpRequestError({ url }) }))).toBe('unreachable')
  })

  test('logs that were pruned are the log reader’s own affair', () => {
    expect(sort(answered(4444, 'pruned history unavailable'), 'eth_getLogs')).toBeNull()
  })
})
