import { type Client, parseAbi } from 'viem'
import { getBalance, getBlockNumber, getCode } from 'viem/actions'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { compileContracts } from '../../../localnet/compile.ts'
import { type RunningAnvil, startAnvil } from '../../../localnet/testing/anvil.ts'
import { RpcError } from './errors.ts'
import { readMany } from './readMany.ts'
import { localClient } from './testing/clients.ts'
import { type FaultProxy, startFaultProxy } from './testing/faultProxy.ts'

let anvil: RunningAnvil
let proxy: FaultProxy
let client: Client

beforeAll(async () => {
  anvil = await startAnvil({ accounts: 1 })
})
afterAll(() => anvil.stop())
beforeEach(async () => {
  proxy = await startFaultProxy(anvil.url)
  client = localClient(proxy.url)
})
afterEach(() => proxy.stop())

const balanceOf = (client: Client, index: number) =>
  getBalance(client, { address: `0x${(0xba1a0000 + index).toString(16).padStart(40, '0')}` })

const failureOf = async (promise: Promise<unknown>): Promise<RpcError> => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(RpcError)
  return error as RpcError
}

describe('gentleTransport', () => {
  test('repeats what was throttled or dropped', async () => {
    proxy.faults = { everyNth429: 5, everyNthDropped: 7 }
    const asked = Array.from({ length: 40 }, (_, index) => balanceOf(client, index))
    expect(new Set(await Promise.all(asked))).toEqual(new Set([0n]))
    expect(proxy.counts.throttled).toBeGreaterThan(5)
    expect(proxy.counts.dropped).toBeGreaterThan(3)
  })

  test('waits as long as Retry-After says', async () => {
    proxy.faults = { everyNth429: 1, retryAfter: 1 }
    const answer = getBlockNumber(client)
    await expect.poll(() => proxy.counts.throttled).toBe(1)
    proxy.faults = {}
    const before = proxy.counts.total
    await answer
    expect(proxy.counts.total - before).toBe(1)
  })

  test('sends no more than its share at once', async () => {
    proxy.faults = { delay: 20 }
    const other = localClient(proxy.url)
    const asked = Array.from({ length: 30 }, (_, index) =>
      balanceOf(index % 2 === 0 ? client : other, index),
    )
    await Promise.all(asked)
    expect(proxy.counts.total).toBe(30)
    expect(proxy.counts.peak).toBe(6)
  })

  test('says what is wrong: down, a page, too slow, aborted', async () => {
    proxy.faults = { down: true }
    expect(await failureOf(getBlockNumber(client))).toMatchObject({
      kind: 'unreachable',
      shortMessage: `The RPC ${new URL(proxy.url).host} does not answer.`,
    })
    proxy.faults = { page: '<!doctype html><p>Sign in' }
    expect(await failureOf(getBlockNumber(client))).toMatchObject({ kind: 'badResponse' })
    proxy.faults = { delay: 5000 }
    const hasty = localClient(proxy.url, { timeout: 20 })
    expect(await failureOf(getBlockNumber(hasty))).toMatchObject({ kind: 'timeout' })
    const controller = new AbortController()
    const waiting = client.request({ method: 'eth_blockNumber' }, { signal: controller.signal })
    controller.abort()
    expect(await failureOf(waiting)).toMatchObject({ kind: 'aborted' })
  })

  test("passes on the node's answer about the request itself", async () => {
    const error = await client
      .request({ method: 'eth_noSuchMethod' as 'eth_chainId' })
      .catch((reason: unknown) => reason)
    expect(error).not.toBeInstanceOf(RpcError)
    expect(error).toMatchObject({ name: 'RpcRequestError', code: -32_601 })
  })
})

/** Answers its call data's first argument doubled; reverts with it as data when it is odd. */
const TWICE = '0x00000000000000000000000000000000000077ce'
const TWICE_CODE = '0x6004358060011660155760020260005260206000f35b60005260206000fd'
/** Burns all the gas that it is given. */
const GLUTTON = '0x00000000000000000000000000000000000066ee'
const abi = parseAbi([
  'function twice(uint256 value) view returns (uint256)',
  'error Odd(uint256 value)',
])
const twice = (value: number | bigint, address: `0x${string}` = TWICE) =>
  ({ address, abi, functionName: 'twice', args: [BigInt(value)] }) as const

describe('readMany', () => {
  let blockNumber: bigint

  beforeAll(async () => {
    await anvil.client.setCode({ address: TWICE, bytecode: TWICE_CODE })
    await anvil.client.setCode({ address: GLUTTON, bytecode: '0x5b600056' })
    await anvil.client.mine({ blocks: 1 })
    blockNumber = await anvil.client.getBlockNumber()
  })

  const check = async (expectedRequests: number) => {
    const results = await readMany(client, {
      contracts: [...Array(300).keys()].map((value) => twice(value)),
      blockNumber,
    })
    expect(results).toHaveLength(300)
    for (const [value, result] of results.entries()) {
      if (value % 2 === 0) expect(result).toEqual({ status: 'success', result: BigInt(2 * value) })
      else expect(result).toMatchObject({ status: 'failure', result: undefined })
    }
    expect(proxy.counts.byMethod.eth_call).toBeLessThanOrEqual(expectedRequests)
  }

  test('without Multicall3, through code that comes with the request; reverts stay apart', async () => {
    expect(await getCode(client, { address: '0xcA11bde05977b3631167028862bE2a173976CA11' })).toBe(
      undefined,
    )
    await check(8)
  })

  test('refuses to guess: an RPC that fails rejects the whole reading', async () => {
    const contracts = [twice(2), twice(4), twice(6)]
    proxy.faults = { down: true }
    expect(await failureOf(readMany(client, { contracts, blockNumber }))).toMatchObject({
      kind: 'unreachable',
    })
    proxy.faults = {}
    const signal = AbortSignal.abort()
    expect(await failureOf(readMany(client, { contracts, blockNumber, signal }))).toMatchObject({
      kind: 'aborted',
    })
  })

  test('a call that burns all gas costs nobody else their answer', async () => {
    const contracts = [twice(2), twice(4), twice(1, GLUTTON), twice(6), twice(8), twice(10)]
    const results = await readMany(client, { contracts, blockNumber })
    expect(results.map((result) => result.status)).toEqual([
      'success',
      'success',
      'failure',
      'success',
      'success',
      'success',
    ])
  })

  test('arguments that do not fit and contracts that are not there fail alone', async () => {
    const results = await readMany(client, {
      contracts: [twice(2), twice(-1n), twice(2, GLUTTON.replace('66', '99') as `0x${string}`)],
      blockNumber,
    })
    expect(results[0]).toEqual({ status: 'success', result: 4n })
    expect(results[1]).toMatchObject({ status: 'failure' })
    expect(results[2]).toMatchObject({ status: 'failure' })
  })

  test('with Multicall3 at a configured address', async () => {
    const { Multicall3 } = await compileContracts({ folders: ['periphery'] })
    const address = '0x00000000000000000000000000000000000ca113'
    await anvil.client.setCode({ address, bytecode: Multicall3!.deployedBytecode })
    await anvil.client.mine({ blocks: 1 })
    const results = await readMany(client, {
      contracts: [twice(2), twice(3), twice(4)],
      blockNumber: blockNumber + 1n,
      multicall3: address,
    })
    expect(results.map((result) => result.status)).toEqual(['success', 'failure', 'success'])
    expect(proxy.counts.byMethod.eth_call).toBe(1)
  })
})
