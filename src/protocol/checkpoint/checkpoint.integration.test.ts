import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toEventSelector, toHex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { main } from '../../../localnet/bin/checkpoint.ts'
import { type RunningAnvil, startAnvil } from '../../../localnet/testing/anvil.ts'
import { decodeRow, type EventRow, eventSources } from '../events.ts'
import { createMemoryStore } from '../logs/memoryStore.ts'
import { syncLogs } from '../logs/syncLogs.ts'
import { localChain, localClient } from '../rpc/testing/clients.ts'
import { type FaultProxy, startFaultProxy } from '../rpc/testing/faultProxy.ts'
import { fromCanonicalJson, toCanonicalJson } from './canonical.ts'
import { type Checkpoint, writeCheckpoint } from './format.ts'
import { checkpointSeed, type LoadCheckpointOptions, loadCheckpoint } from './load.ts'

/** Emits one event of one word: `LOG1(calldata[32..64], topic = calldata[0..32])`. */
const EMITTER_CODE = '0x60203560005260003560206000a100'
const WHITELISTED = toEventSelector('StrategyAddedToDepositWhitelist(address)')

let anvil: RunningAnvil
let proxy: FaultProxy
let folder: string
let file: string
let hash: `0x${string}`
let said = ''

const emit = async (strategy: number) => {
  const [account] = await anvil.client.getAddresses()
  const data = `${WHITELISTED}${strategy.toString(16).padStart(64, '0')}`
  const to = localChain(anvil.url).eigenLayer.strategyManager
  const hash = (await anvil.client.request({
    method: 'eth_sendTransaction',
    params: [{ from: account!, to, data, gas: toHex(100_000) }],
  } as never)) as `0x${string}`
  await anvil.client.waitForTransactionReceipt({ hash })
}

beforeAll(async () => {
  anvil = await startAnvil({ accounts: 1 })
  proxy = await startFaultProxy(anvil.url, { maxBlocks: 500, spelling: 'wide', everyNth429: 5 })
  const chain = { ...localChain(proxy.url), startBlock: 21_000_000 }
  const { delegationManager, strategyManager } = chain.eigenLayer
  await anvil.client.setCode({ address: delegationManager, bytecode: '0x00' })
  await anvil.client.setCode({ address: strategyManager, bytecode: EMITTER_CODE })
  for (let strategy = 1; strategy <= 8; strategy += 1) {
    await emit(strategy)
    await anvil.client.mine({ blocks: 150 })
  }
  folder = mkdtempSync(join(tmpdir(), 'keel-checkpoint-'))
  const deployments = join(folder, 'deployments.json')
  writeFileSync(deployments, JSON.stringify({ version: 1, chains: [chain] }))
  file = join(folder, 'checkpoint.json')
  const to = await anvil.client.getBlockNumber()
  const args = ['local', '--deployments', deployments, '--out', file, '--to', `${to}`]
  hash = (await main(args, { write: (text) => (said += text) })) as `0x${string}`
})
afterAll(async () => {
  await proxy.stop()
  await anvil.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  proxy.faults = {}
  proxy.reset()
})

const chain = () => ({ ...localChain(proxy.url), startBlock: 21_000_000 })
const options = (text: string): LoadCheckpointOptions<EventRow> => {
  const { addresses, events } = eventSources(chain())
  const topics = [...new Set(events.map((event) => toEventSelector(event)))]
  return {
    source: { chainId: 31337, deployment: 'any', addresses, topics },
    decode: decodeRow,
    fetcher: async () => new Response(text),
  }
}
const load = (
  text: string,
  more: Partial<LoadCheckpointOptions<EventRow>> = {},
  announced = hash,
) =>
  loadCheckpoint({ url: '/c.json', hash: announced }, chain(), localClient(proxy.url), {
    ...options(text),
    ...more,
  })

/** The file with its content changed and its own hash made to fit. */
async function forged(change: (checkpoint: Checkpoint<EventRow>) => void) {
  const checkpoint = fromCanonicalJson(readFileSync(file, 'utf8')) as Checkpoint<EventRow>
  change(checkpoint)
  return writeCheckpoint(checkpoint)
}

describe('npm run checkpoint', () => {
  test('writes every log, and says what to put into deployments.json', () => {
    const checkpoint = fromCanonicalJson(readFileSync(file, 'utf8')) as Checkpoint<EventRow>
    expect(checkpoint).toMatchObject({ chainId: 31337, fromBlock: 21_000_000, contentHash: hash })
    expect(checkpoint.rows.map(({ a }) => Number(a.strategy))).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(said).toContain(hash)
  })

  test.each([
    [[], /^Name a chain: Ethereum \(1\), Hoodi \(560048\)\./],
    [
      ['Atlantis'],
      /^There is no chain "Atlantis"\. There are: Ethereum \(1\), Hoodi \(560048\)\.$/,
    ],
    [['1', '--deployments', '/nowhere.json'], /^\/nowhere\.json cannot be read: /],
    [['1', '--frobnicate'], /frobnicate/],
  ])('mistakes are answered in words (%#)', async (args, message) => {
    await expect(main(args, { write: () => true })).rejects.toThrow(message)
  })
})

describe('loadCheckpoint', () => {
  test('accepts the file, and a first visit reads only the tail', async () => {
    await emit(9)
    const { addresses, topics } = options('').source
    const text = readFileSync(file, 'utf8')
    let sampled = false
    const { rows, coverage } = await syncLogs<EventRow>({
      client: localClient(proxy.url),
      source: { chainId: 31337, deployment: 'any', addresses, topics },
      fromBlock: 21_000_000,
      toBlock: await anvil.client.getBlockNumber(),
      decode: decodeRow,
      store: createMemoryStore(),
      seed: checkpointSeed({ url: '/c.json', hash }, chain(), localClient(proxy.url), {
        ...options(text),
        onLoaded: (checkpoint) => {
          sampled = checkpoint.sampled
          proxy.reset()
        },
      }),
    })
    expect(sampled).toBe(true)
    expect(rows.map(({ a }) => Number(a.strategy))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(coverage.complete).toBe(true)
    expect(proxy.counts.getLogs.asked).toBe(1)
  })

  test('a refused file is told, and everything is read from the chain', async () => {
    const rejected: string[] = []
    const { rows, coverage } = await syncLogs<EventRow>({
      client: localClient(proxy.url),
      source: options('').source,
      fromBlock: 21_000_000,
      toBlock: await anvil.client.getBlockNumber(),
      decode: decodeRow,
      store: createMemoryStore(),
      seed: checkpointSeed({ url: '/c.json', hash }, chain(), localClient(proxy.url), {
        ...options('<!doctype html>'),
        onRejected: ({ reason }) => rejected.push(reason),
      }),
    })
    expect(rejected).toEqual(['malformed'])
    expect(rows).toHaveLength(9)
    expect(coverage.complete).toBe(true)
  })

  test('refuses a file that was altered after it was announced', async () => {
    const text = readFileSync(file, 'utf8')
    await expect(load(text.replace('"b":21000', '"b":21001'))).rejects.toMatchObject({
      name: 'CheckpointError',
      reason: expect.stringMatching(/wrongHash|malformed/),
    })
    const { text: other } = await forged(({ rows }) => {
      ;(rows as EventRow[]).pop()
    })
    await expect(load(other)).rejects.toMatchObject({ reason: 'wrongHash' })
  })

  test('refuses rows that the chain does not have, and rows that are left out', async () => {
    const altered = await forged(({ rows }) => {
      for (const row of rows) row.a = { strategy: '0x00000000000000000000000000000000000000bd' }
    })
    await expect(load(altered.text, {}, altered.contentHash)).rejects.toMatchObject({
      reason: 'wrongRows',
    })
    const thinned = await forged((checkpoint) => {
      checkpoint.rows = checkpoint.rows.filter((_, index) => index % 2 === 0)
    })
    const samples = { rows: 0, stretches: 30 }
    await expect(load(thinned.text, { samples }, thinned.contentHash)).rejects.toMatchObject({
      reason: 'wrongRows',
    })
  })

  test.each<[string, (checkpoint: Checkpoint<EventRow>) => void]>([
    ['otherSource', (checkpoint) => Object.assign(checkpoint, { chainId: 1 })],
    ['otherSource', (checkpoint) => Object.assign(checkpoint, { topics: [WHITELISTED] })],
    [
      'otherChain',
      (checkpoint) => Object.assign(checkpoint, { toBlockHash: toHex(1, { size: 32 }) }),
    ],
    ['malformed', ({ rows }) => (rows as EventRow[]).reverse()],
    ['malformed', (checkpoint) => Object.assign(checkpoint, { fromBlock: '1' })],
  ])('refuses: %s (%#)', async (reason, change) => {
    const { text, contentHash } = await forged(change)
    await expect(load(text, {}, contentHash)).rejects.toMatchObject({ reason })
  })

  test.each([
    ['<!doctype html>', 'malformed'],
    ['null', 'malformed'],
    ['{"format":"keel-checkpoint","version":2}', 'malformed'],
  ])('refuses what is no checkpoint (%s)', async (text, reason) => {
    await expect(load(text)).rejects.toMatchObject({ reason })
  })

  test('a server that fails is named as such', async () => {
    const fetcher = async () => new Response('', { status: 500 })
    await expect(load('', { fetcher })).rejects.toMatchObject({ reason: 'unreachable' })
  })

  test('an RPC without old logs: the announced hash vouches alone, or nothing does', async () => {
    proxy.faults = { prunedBelow: 22_000_000 }
    const text = readFileSync(file, 'utf8')
    expect((await load(text)).sampled).toBe(false)
    await expect(
      loadCheckpoint({ url: '/c.json' }, chain(), localClient(proxy.url), options(text)),
    ).rejects.toMatchObject({ reason: 'unverifiable' })
  })

  test('keys, order and block times of rows do not matter for the samples', async () => {
    const { text, contentHash } = await forged(({ rows }) => {
      for (const row of rows) delete row.t
    })
    expect((await load(text, {}, contentHash)).sampled).toBe(true)
    expect(toCanonicalJson({ b: 1, a: 2 })).toBe(toCanonicalJson({ a: 2, b: 1 }))
  })
})
