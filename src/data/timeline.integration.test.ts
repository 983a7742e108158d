import { getBlock } from 'viem/actions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../../localnet/chainState.ts'
import type { Chain } from '../protocol/deployments/types.ts'
import type { EventRow } from '../protocol/events.ts'
import { createMemoryStore } from '../protocol/logs/memoryStore.ts'
import { createNetworkSync } from '../protocol/network/networkSync.ts'
import { readNetwork } from '../protocol/network/readNetwork.ts'
import { readPosition } from '../protocol/network/readPosition.ts'
import type { Address, Coverage, Network } from '../protocol/network/types.ts'
import { createClientFor } from '../protocol/rpc/client.ts'
import { RpcError } from '../protocol/rpc/errors.ts'
import { defaultAssumptions } from '../risk/assumptions.ts'
import { createAssessor } from './assessment.ts'
import { stakeOf } from './basis.ts'
import { readTimeline, timelineBlocks } from './timeline.ts'

/** Points of the past, compared with a whole reading of the network at the same block. */

let seeded: SeededForTests
let chain: Chain
let client: ReturnType<typeof createClientFor>
let network: Network
let log: { rows: readonly EventRow[]; coverage: Coverage }

beforeAll(async () => {
  seeded = await startSeededForTests({ history: true })
  chain = seeded.meta.deployments as unknown as Chain
  client = createClientFor(chain, seeded.url)
  const { number, hash, timestamp } = await getBlock(client)
  const store = Promise.resolve(createMemoryStore())
  log = await createNetworkSync({ client, chain, store })({ toBlock: number })
  network = await readNetwork(client, { chain, ...log, block: { number, hash, timestamp } })
})
afterAll(() => seeded?.stop())

const stakerOf = (persona: string) =>
  seeded.meta.accounts.find((one) => one.persona === persona)!.address.toLowerCase() as Address

const timeline = (
  stakers: Address[],
  blocks: number[],
  own = client,
  controller = new AbortController(),
) =>
  readTimeline(own, {
    chain,
    rpcUrl: own === client ? seeded.url : 'forgetful',
    network,
    stakers,
    blocks,
    assumptions: defaultAssumptions,
    signal: controller.signal,
    onProgress: () => undefined,
  })

test.each(['restaker', 'withdrawing restaker'])('%s: what was known then', async (persona) => {
  const staker = stakerOf(persona)
  const all = timelineBlocks(network, 0)
  expect(all.length).toBeGreaterThan(20)
  const blocks = [all[12]!, all[18]!, all[23]!, Number(network.block.number)]
  const points = await timeline([staker], blocks)
  expect(points.map(({ block }) => block)).toEqual(blocks)
  for (const point of points) {
    const number = BigInt(point.block)
    const { hash, timestamp } = await getBlock(client, { blockNumber: number })
    const block = { number, hash, timestamp }
    const then = await readNetwork(client, {
      chain,
      rows: log.rows.filter(({ b }) => b <= point.block),
      coverage: { ...log.coverage, toBlock: number },
      block,
    })
    const position = await readPosition(client, { chain, staker, block })
    const assessment = createAssessor(then, defaultAssumptions).assess(
      stakeOf(position.holdings!),
      position.delegatedTo,
    )
    expect(point.valueEth ?? 0).toBeCloseTo(assessment.apr.valueEth ?? 0, 9)
    if (assessment.apr.apr === null) expect(point.apr).toBeNull()
    else expect(point.apr).toBeCloseTo(assessment.apr.apr, 6)
    expect(point.aprAtLeast).toBe(assessment.apr.priced < assessment.apr.total)
    expect(point.exposureAtMost).toBe(false)
    if (assessment.exposure === null) expect(point.exposure).toBeNull()
    else expect(point.exposure).toBeCloseTo(assessment.exposure.exposure, 6)
  }
})

test('a node without old states leaves the points empty, and says why', async () => {
  const forgetful = {
    ...client,
    request: async (request: { method: string }, options?: unknown) => {
      if (request.method === 'eth_call') throw new Error('missing trie node')
      return client.request(request as never, options as never)
    },
  } as unknown as typeof client
  const [first] = timelineBlocks(network, 0)
  const points = await timeline([stakerOf('restaker')], [first!], forgetful)
  expect(points).toMatchObject([{ valueEth: null, apr: null, exposure: null, gap: 'noArchive' }])
})

test('a node that does not answer fails the reading: it is worth another try', async () => {
  const silent = {
    ...client,
    request: async (request: { method: string }, options?: unknown) => {
      if (request.method === 'eth_call') throw new RpcError('unreachable', 'https://rpc.example')
      return client.request(request as never, options as never)
    },
  } as unknown as typeof client
  // One that no other test has read, as what was read is kept.
  const [, second] = timelineBlocks(network, 1)
  await expect(timeline([stakerOf('spare 1')], [second!], silent)).rejects.toThrow(
    'does not answer',
  )
})

test('leaving ends it', async () => {
  const controller = new AbortController()
  controller.abort()
  const blocks = timelineBlocks(network, 0)
  await expect(timeline([stakerOf('operator')], blocks, client, controller)).rejects.toThrow()
})
