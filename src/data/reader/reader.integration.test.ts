import type { Client } from 'viem'
import { getBlock } from 'viem/actions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../../../localnet/chainState.ts'
import type { Chain } from '../../protocol/deployments/types.ts'
import { createMemoryStore } from '../../protocol/logs/memoryStore.ts'
import type { Address, BlockRef, Network } from '../../protocol/network/types.ts'
import { createClientFor } from '../../protocol/rpc/client.ts'
import { boundedAssumptions, defaultAssumptions } from '../../risk/assumptions.ts'
import type { Exposure } from '../../risk/exposure.ts'
import { type Assessment, createAssessor } from '../assessment.ts'
import type { Stake } from '../basis.ts'
import { judge } from '../judge.ts'
import { assessmentsOf } from '../judgedColumns.ts'
import { createNetworkStore, type NetworkStore } from '../networkStore.ts'
import { createChainReader } from './chainReader.ts'
import { createPortReader } from './portReader.ts'
import { serveReader } from './serveReader.ts'

let seeded: SeededForTests
let chain: Chain
let client: Client
const ports: MessagePort[] = []

beforeAll(async () => {
  seeded = await startSeededForTests()
  chain = seeded.meta.deployments as unknown as Chain
  client = createClientFor(chain, seeded.url)
})
afterAll(async () => {
  for (const port of ports) port.close()
  await seeded?.stop()
})

const readerHere = () =>
  createChainReader({ chain, client, store: Promise.resolve(createMemoryStore()) })

/** A store that reads as the page's does: through a channel that copies all that passes. */
function storeAcross(): NetworkStore {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  serveReader(port2, readerHere)
  const reader = createPortReader(port1, { chain, rpcUrl: seeded.url })
  port1.start()
  port2.start()
  return createNetworkStore({ reader, interval: 0 })
}

async function head(): Promise<BlockRef> {
  const { number, hash, timestamp } = await getBlock(client)
  return { number, hash, timestamp }
}

const restaker = () =>
  seeded.meta.accounts
    .find(({ persona }) => persona === 'restaker')!
    .address.toLowerCase() as Address

test('what comes through a channel is what was read', async () => {
  const block = await head()
  const here = await readerHere().read({ block, stakers: [restaker()] })
  const store = storeAcross()
  const leave = store.watch(restaker())
  store.setHead(block)
  await expect.poll(() => store.getSnapshot().network, { timeout: 60_000 }).not.toBeNull()
  expect(store.getSnapshot().error).toBeNull()
  expect(store.getSnapshot().network).toEqual(here.network)
  expect([...store.getSnapshot().positions.values()]).toEqual(here.positions)
  leave()
  store.stop()
})

test('judged at the far end, every operator has the figures that are worked out here', async () => {
  const store = storeAcross()
  store.setHead(await head())
  await expect.poll(() => store.getSnapshot().network, { timeout: 60_000 }).not.toBeNull()
  const network = store.getSnapshot().network!
  const { signal } = new AbortController()
  for (const windowDays of [30, 7]) {
    const assessor = createAssessor(network, defaultAssumptions, windowDays)
    const stake = assessor.referenceStake!
    const judged = await judge(store, assessor, stake, signal)
    expect(judged.size).toBe(24)
    for (const [address, far] of judged) {
      const here = assessor.reference(address)!
      expectAlike(far, here)
      expect(far.exposure?.allIn()).toBe(here.exposure?.allIn())
    }
    if (windowDays !== 30) continue
    const scores = await store.scores({ network, overrides: {}, signal })
    expect(scores).toMatchObject({ stEthBase: assessor.stEthBase, symbol: 'stETH' })
    for (const [address, score] of scores.of) {
      const { apr, exposure } = assessor.reference(address)!
      expect(score.apr).toBe(apr.apr)
      expect(score.exposure ?? -1).toBeCloseTo(exposure?.exposure ?? -1, 12)
    }
    // Only what an assumption changes is worked out anew, and comes to the same: a counted attack too.
    const attack = attackOn(network)
    for (const overrides of [
      { severity: 0.8 },
      attack,
      { ...attack, attackHazardMax: 0.5 },
      { rhoA: 0.9, slashPriorShape: 3 },
      {},
    ]) {
      const scores = await store.scores({ network, overrides, signal })
      const assessor = createAssessor(network, boundedAssumptions(overrides))
      for (const { address } of network.operators) {
        const { apr, exposure } = assessor.reference(address)!
        expect(scores.of.get(address)?.apr).toBe(apr.apr)
        expect(scores.of.get(address)?.exposure ?? -1).toBeCloseTo(exposure?.exposure ?? -1, 12)
      }
    }
  }
  store.stop()
})

test('what a reader remembers of one reading never answers for another', async () => {
  const reader = readerHere()
  const { network } = await reader.read({ block: await head(), stakers: [] })
  const judged = async (read: Network, windowDays: number, stake: Stake, change = {}) => {
    const assessor = createAssessor(read, boundedAssumptions(change), windowDays)
    const { assumptions } = assessor
    const columns = await reader.judge({ network: read, assumptions, windowDays, stake })
    for (const [address, far] of assessmentsOf(columns, assessor))
      expectAlike(far, assessor.assess(stake, address, true))
    return columns
  }
  const { referenceStake } = createAssessor(network, defaultAssumptions)
  const stake = referenceStake!
  const native = Object.values(network.strategies).find(({ isStEth }) => !isStEth)!.address
  const first = await judged(network, 30, stake)
  // Days of rewards, what is held, how much of it, what is assumed.
  await judged(network, 7, stake)
  await judged(network, 30, { [native]: 10n ** 18n })
  await judged(network, 30, { ...stake, [native]: 10n ** 18n })
  await judged(network, 30, { [Object.keys(stake)[0]!]: 5_000n * 10n ** 18n })
  await judged(network, 30, stake, { severity: 0.9, exitShareStEth: 0.2 })
  await judged(network, 30, {})
  const { token: unpriced } = network.submissions.find(
    ({ token }) => network.tokens[token]?.priceEth === null,
  )!
  const own = await judged(network, 30, stake, { [unpriced]: 0.001 })
  expect(own.apr.priced).not.toEqual(first.apr.priced)
  const attack = attackOn(network)
  const counted = await judged(network, 30, stake, attack)
  const more = counted.exposure.exposure.filter((one, i) => one > first.exposure.exposure[i]!)
  expect(more.length).toBeGreaterThan(0)
  expect(more.length).toBeLessThan(network.operators.length)
  // The next reading: nothing changed, then one operator's allocations and another that cannot be read.
  const same = structuredClone(network)
  expect(await judged(same, 30, stake)).toEqual(first)
  const changed = structuredClone(network)
  const busy = changed.operators.filter(({ allocations }) => (allocations?.length ?? 0) > 0)
  busy[0]!.allocations![0]!.currentMagnitude /= 3n
  busy[1]!.allocations = null
  await judged(changed, 30, stake)
  await judged(network, 30, stake)
})

/** An attack that pays on a set that can slash. */
function attackOn({ operators }: Network) {
  const found = operators
    .flatMap(({ allocations }) => allocations ?? [])
    .find(({ inSet, slashable, strategy }) => inSet && slashable && !/^0xbeac/.test(strategy))
  return { [`${found!.set as `0x${string}`}.half.delegated`]: 1e6 } as const
}

/** All figures alike, the exposures to within what sums in another order differ by. */
function expectAlike(far: Assessment, here: Assessment) {
  const { exposure: farRisk, breakEven: farEven, ...farRest } = far
  const { exposure: ownRisk, breakEven: ownEven, ...ownRest } = here
  expect(farRest).toEqual(ownRest)
  expect(farRisk === null).toBe(ownRisk === null)
  if (!farRisk || !ownRisk) return
  const figures = (risk: Exposure, even: number | null) => {
    const { exposure, range, el, contractFailure: fails, maxSlashable, maxLatent } = risk
    const evens = [risk.breakEven(0.01), even].map((value) => value ?? -1)
    return [exposure, ...range, el, fails.p, fails.el, maxSlashable, maxLatent, ...evens]
  }
  const own = figures(ownRisk, ownEven)
  figures(farRisk, farEven).forEach((figure, i) => {
    expect(figure).toBeCloseTo(own[i]!, 12)
  })
  expect(farRisk.attribution).toEqual(ownRisk.attribution)
  expect(farRisk.pairs).toEqual(ownRisk.pairs)
  expect(farRisk.method).toBe(ownRisk.method)
}

test('an RPC that is not there is named as such on this side', async () => {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  const gone = 'http://127.0.0.1:9'
  serveReader(port2, () =>
    createChainReader({
      chain,
      client: createClientFor(chain, gone, { retryDelay: 1 }),
      store: Promise.resolve(createMemoryStore()),
    }),
  )
  const reader = createPortReader(port1, { chain, rpcUrl: gone })
  port1.start()
  port2.start()
  const store = createNetworkStore({ reader, interval: 0 })
  store.setHead(await head())
  await expect.poll(() => store.getSnapshot().error, { timeout: 60_000 }).not.toBeNull()
  expect(store.getSnapshot().error).toMatchObject({
    name: 'RpcError',
    kind: 'unreachable',
    host: '127.0.0.1:9',
  })
  store.stop()
})
