import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { decodeEventLog, type Log, parseAbi, toEventSelector } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RunningAnvil, receiptOf, startAnvil } from '../../../localnet/testing/anvil.ts'
import { withRequest } from '../rpc/client.ts'
import { findRpcError } from '../rpc/errors.ts'
import { localClient } from '../rpc/testing/clients.ts'
import {
  type FaultProxy,
  REFUSALS,
  type Spelling,
  startFaultProxy,
} from '../rpc/testing/faultProxy.ts'
import { openLogStore } from './indexedDbStore.ts'
import { createLogSync, type LogSyncOptions, syncLogs } from './syncLogs.ts'

/** Emits an event of one topic and one word: `LOG1(calldata[32..64], topic = calldata[0..32])`. */
const EMITTER = '0x000000000000000000000000000000000000e317'
const CODE = '0x60203560005260003560206000a100'
const abi = parseAbi(['event Ping(uint256 value)', 'event Pong(uint256 value)'])
const [PING, PONG] = abi.map((event) => toEventSelector(event)) as [`0x${string}`, `0x${string}`]
const START = 21_000_000
const BLOCKS = 60_000

type Row = { b: number; i: number; e: string; a: bigint }

const decode = (log: Log): Row => {
  const { eventName, args } = decodeEventLog({ abi, data: log.data, topics: log.topics })
  return { b: Number(log.blockNumber), i: log.logIndex ?? -1, e: eventName, a: args.value }
}

const word = (value: number) => value.toString(16).padStart(64, '0')

async function launch(args: readonly string[] = []): Promise<RunningAnvil> {
  const anvil = await startAnvil({ accounts: 1, timestamp: 1_700_000_000, args })
  await anvil.client.setCode({ address: EMITTER, bytecode: CODE })
  return anvil
}

/** Sends one event and mines it; returns its value. */
async function emit(anvil: RunningAnvil, topic: `0x${string}`, value: number): Promise<void> {
  const [account] = await anvil.client.getAddresses()
  const hash = (await anvil.client.request({
    method: 'eth_sendTransaction',
    params: [{ from: account!, to: EMITTER, data: `${topic}${word(value)}`, gas: '0x186a0' }],
  } as never)) as `0x${string}`
  await receiptOf(anvil.client, hash)
}

let anvil: RunningAnvil
let proxy: FaultProxy
/** Blocks and values of the events on the long chain. */
const sent: [event: string, value: bigint][] = []

beforeAll(async () => {
  // Without old states a long chain is mined in seconds; a reorganisation would need them.
  anvil = await launch(['--prune-history'])
  for (let index = 0; index < 60; index += 1) {
    const [name, topic] = index % 3 === 0 ? ['Pong', PONG] : ['Ping', PING]
    await emit(anvil, topic as `0x${string}`, index)
    sent.push([name as string, BigInt(index)])
    await anvil.client.mine({ blocks: BLOCKS / 60 - 1 })
  }
})
afterAll(() => anvil.stop())

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  proxy = await startFaultProxy(anvil.url)
})
afterEach(() => proxy.stop())

const options = async (url: string, more: Partial<LogSyncOptions<Row>> = {}) =>
  ({
    client: localClient(url),
    source: { chainId: 31337, deployment: 'test', addresses: [EMITTER], topics: [PING, PONG] },
    fromBlock: START,
    decode,
    store: await openLogStore(),
    ...more,
  }) satisfies LogSyncOptions<Row>

/** A visit to the page: a new client and store over the same database. */
const visit = async (chain: RunningAnvil, more: { signal?: AbortSignal } = {}) =>
  syncLogs({
    ...(await options(proxy.url)),
    toBlock: await chain.client.getBlockNumber(),
    ...more,
  })

const content = (rows: readonly Row[]) => rows.map(({ e, a }) => [e, a])

describe('a long chain', () => {
  test('without limits: one request, and one on reload', async () => {
    const progress: number[] = []
    const { rows, coverage, persistent } = await syncLogs({
      ...(await options(proxy.url)),
      toBlock: await anvil.client.getBlockNumber(),
      onProgress: ({ fraction }) => progress.push(fraction),
    })
    expect(content(rows)).toEqual(sent)
    expect(coverage).toMatchObject({ fromBlock: BigInt(START), complete: true, gaps: [] })
    expect(persistent).toBe(true)
    expect(proxy.counts.getLogs.asked).toBe(1)
    expect(progress[0]).toBe(0)
    expect(progress.at(-1)).toBe(1)
    proxy.reset()
    const again = await visit(anvil)
    expect(again.rows).toEqual(rows)
    expect(proxy.counts.getLogs.asked).toBe(1)
    expect(proxy.counts.ranges[0]).toEqual([START + BLOCKS - 11, START + BLOCKS])
  })

  test.each<[number, Spelling]>([
    ...(Object.keys(REFUSALS) as Spelling[])
      .filter((spelling) => spelling !== 'results')
      .map((spelling): [number, Spelling] => [10_000, spelling]),
    [500, 'wide'],
    [500, 'suggested'],
    [500, 'http413'],
  ])('capped at %i blocks (%s), one answer in five a 429', async (cap, spelling) => {
    proxy.faults = { maxBlocks: cap, spelling, everyNth429: 5 }
    const { rows, coverage } = await visit(anvil)
    expect(content(rows)).toEqual(sent)
    expect(coverage.complete).toBe(true)
    expect(proxy.counts.getLogs.served).toBeLessThanOrEqual((1.1 * BLOCKS) / cap + 1)
    expect(proxy.counts.throttled).toBeGreaterThan(0)
    // The limit is remembered: a second source on the same RPC is refused nothing.
    proxy.reset()
    await visit(anvil)
    expect(proxy.counts.getLogs.served).toBe(1)
    expect(proxy.counts.getLogs.asked).toBeLessThanOrEqual(3)
    expect(proxy.counts.getLogs.refused).toBe(0)
  })

  test('limited by the number of logs in an answer', async () => {
    proxy.faults = { maxResults: 7 }
    const { rows, coverage } = await visit(anvil)
    expect(content(rows)).toEqual(sent)
    expect(coverage.complete).toBe(true)
    expect(proxy.counts.getLogs.served).toBeLessThan(40)
  })

  test('pruned history is a visible gap; what the node has is read', async () => {
    const prunedBelow = START + 35_000
    proxy.faults = { prunedBelow }
    const { rows, coverage } = await visit(anvil)
    expect(coverage.complete).toBe(false)
    const [first] = coverage.gaps
    expect(coverage.gaps).toHaveLength(1)
    expect(first?.from).toBe(START)
    expect(first?.to).toBeGreaterThanOrEqual(prunedBelow - 1)
    expect(first?.to).toBeLessThan(prunedBelow + 2000)
    expect(String(first?.error)).toContain('pruned')
    expect(rows.length).toBeGreaterThan(20)
    expect(content(rows)).toEqual(sent.slice(-rows.length))
    // Another RPC fills the gap.
    proxy.faults = {}
    expect(content((await visit(anvil)).rows)).toEqual(sent)
  })

  test('an RPC that dies midway is named, and the next visit reads only what is missing', async () => {
    proxy.faults = { maxBlocks: 10_000, spelling: 'maximum' }
    const setup = await options(proxy.url)
    let died = false
    const cut = await syncLogs({
      ...setup,
      toBlock: await anvil.client.getBlockNumber(),
      onProgress: ({ blocks }) => {
        if (blocks < 25_000 || died) return
        died = true
        proxy.faults = { ...proxy.faults, down: true }
      },
    }).catch((error: unknown) => error)
    // Not even headers are served any more, so nothing can be said about the chain.
    expect(findRpcError(cut)?.kind).toBe('unreachable')
    proxy.faults = { maxBlocks: 10_000, spelling: 'maximum' }
    proxy.reset()
    const { rows, coverage } = await visit(anvil)
    expect(content(rows)).toEqual(sent)
    expect(coverage.complete).toBe(true)
    expect(proxy.counts.getLogs.served).toBeLessThanOrEqual(6)
  })

  test('aborted midway, resumed later: nothing twice, nothing lost', async () => {
    proxy.faults = { maxBlocks: 500, spelling: 'maximum' }
    const controller = new AbortController()
    const setup = await options(proxy.url)
    const aborted = syncLogs({
      ...setup,
      toBlock: await anvil.client.getBlockNumber(),
      signal: controller.signal,
      onProgress: ({ fraction }) => {
        if (fraction > 0.4) controller.abort()
      },
    })
    await expect(aborted).rejects.toMatchObject({ name: 'RpcError', kind: 'aborted' })
    const before = proxy.counts.getLogs.served
    proxy.reset()
    const { rows, coverage } = await visit(anvil)
    expect(content(rows)).toEqual(sent)
    expect(coverage.complete).toBe(true)
    expect(before).toBeGreaterThan(45)
    expect(proxy.counts.getLogs.served).toBeLessThanOrEqual(BLOCKS / 500 - before + 8)
  })

  test('follows the head with one request a block', async () => {
    const chain = await launch()
    const own = await startFaultProxy(chain.url)
    try {
      const sync = createLogSync(await options(own.url))
      const first = await sync.sync({ toBlock: await chain.client.getBlockNumber() })
      expect(first.rows).toEqual([])
      own.reset()
      for (const value of [1, 2, 3]) {
        await emit(chain, PING, value)
        const { rows } = await sync.sync({ toBlock: await chain.client.getBlockNumber() })
        expect(rows.map((row) => row.a)).toEqual([1n, 2n, 3n].slice(0, value))
      }
      expect(own.counts.getLogs.asked).toBe(3)
      const earlier = await sync.sync({ toBlock: (await chain.client.getBlockNumber()) - 1n })
      expect(earlier.rows.map((row) => row.a)).toEqual([1n, 2n])
    } finally {
      await own.stop()
      await chain.stop()
    }
  })
})

describe('a chain that changes', () => {
  let chain: RunningAnvil

  beforeEach(async () => {
    chain = await launch()
    proxy.target = chain.url
    for (const value of [1, 2, 3]) await emit(chain, PING, value)
    await chain.client.mine({ blocks: 200 })
    await emit(chain, PING, 4)
  })
  afterEach(() => chain.stop())

  test('a reorganisation drops what it undid, and no more is read again than needed', async () => {
    expect((await visit(chain)).rows.map((row) => row.a)).toEqual([1n, 2n, 3n, 4n])
    await emit(chain, PING, 5)
    await emit(chain, PING, 6)
    expect((await visit(chain)).rows.map((row) => row.a)).toEqual([1n, 2n, 3n, 4n, 5n, 6n])
    // The last three blocks, with events 4 to 6, are replaced by empty ones.
    await chain.client.request({ method: 'anvil_reorg', params: [3, []] } as never)
    await emit(chain, PONG, 7)
    proxy.reset()
    const { rows, coverage } = await visit(chain)
    expect(rows.map((row) => [row.e, row.a])).toEqual([
      ['Ping', 1n],
      ['Ping', 2n],
      ['Ping', 3n],
      ['Pong', 7n],
    ])
    expect(coverage.complete).toBe(true)
    expect(proxy.counts.getLogs.asked).toBe(1)
    expect(proxy.counts.ranges[0]?.[0]).toBeGreaterThan(START + 100)
  })

  test('another chain with the same id, genesis and addresses never mixes in', async () => {
    expect((await visit(chain)).rows).toHaveLength(4)
    const other = await launch()
    try {
      proxy.target = other.url
      for (const value of [10, 11]) await emit(other, PONG, value)
      await other.client.mine({ blocks: 300 })
      const { rows, coverage } = await visit(other)
      expect(rows.map((row) => [row.e, row.a])).toEqual([
        ['Pong', 10n],
        ['Pong', 11n],
      ])
      expect(coverage.complete).toBe(true)
      // Back again: the first chain is read anew as well.
      proxy.target = chain.url
      expect((await visit(chain)).rows.map((row) => row.a)).toEqual([1n, 2n, 3n, 4n])
    } finally {
      await other.stop()
    }
  })

  test('a chain that turns while it is read is read again', async () => {
    await visit(chain)
    await emit(chain, PING, 5)
    let turned = false
    const setup = await options(proxy.url)
    const { rows, coverage } = await syncLogs({
      ...setup,
      client: withRequest(setup.client, (request) => async (args, more) => {
        const answer = await request(args, more)
        if (!turned && (args as { method: string }).method === 'eth_getLogs') {
          turned = true
          await chain.client.request({ method: 'anvil_reorg', params: [1, []] } as never)
        }
        return answer
      }),
      toBlock: await chain.client.getBlockNumber(),
    })
    expect(turned).toBe(true)
    expect(rows.map((row) => row.a)).toEqual([1n, 2n, 3n, 4n])
    expect(coverage.complete).toBe(true)
  })

  test('a chain that restarted with fewer blocks is read anew', async () => {
    await visit(chain)
    const other = await launch()
    try {
      proxy.target = other.url
      await emit(other, PONG, 9)
      expect((await visit(other)).rows.map((row) => row.a)).toEqual([9n])
    } finally {
      await other.stop()
    }
  })
})
