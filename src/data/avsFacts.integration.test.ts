import { getBlock } from 'viem/actions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../../localnet/chainState.ts'
import { readAccountKinds, readMinimumSlashable } from '../protocol/avs/readAvs.ts'
import { readSlashedShares } from '../protocol/avs/readSlashed.ts'
import type { Chain } from '../protocol/deployments/types.ts'
import { createMemoryStore } from '../protocol/logs/memoryStore.ts'
import { createNetworkSync } from '../protocol/network/networkSync.ts'
import { readNetwork } from '../protocol/network/readNetwork.ts'
import type { Address, Network } from '../protocol/network/types.ts'
import { createClientFor } from '../protocol/rpc/client.ts'
import { cheapness, setFacts } from './avsFacts.ts'
import { operatorEvents } from './operatorHistory.ts'

/** What is worked out about AVSs and operators, against what the contracts themselves say. */

let seeded: SeededForTests
let network: Network
let chain: Chain
let client: ReturnType<typeof createClientFor>

beforeAll(async () => {
  seeded = await startSeededForTests()
  chain = seeded.meta.deployments as unknown as Chain
  client = createClientFor(chain, seeded.url)
  const { number, hash, timestamp } = await getBlock(client)
  const store = Promise.resolve(createMemoryStore())
  const log = await createNetworkSync({ client, chain, store })({ toBlock: number })
  network = await readNetwork(client, { chain, ...log, block: { number, hash, timestamp } })
})
afterAll(() => seeded?.stop())

const avsOf = (key: string) => {
  const found = seeded.meta.keeper.avss.find((avs) => avs.key === key)
  if (!found) throw new Error(`There is no AVS ${key}.`)
  return found.address.toLowerCase() as Address
}
const operatorOf = (key: string) => {
  const found = seeded.meta.keeper.operators.find((one) => one.key === key)
  const operator = network.operators.find(({ address }) => address === found?.address.toLowerCase())
  if (!operator) throw new Error(`There is no operator ${key}.`)
  return operator
}

test('what each set may slash now is what the contract says, to the last share', async () => {
  const facts = [...setFacts(network).values()]
  expect(facts).toHaveLength(14)
  let compared = 0
  for (const { set, members, stakes } of facts) {
    const minimum = await readMinimumSlashable(client, {
      chain,
      set: set.key,
      operators: members.map(({ operator }) => operator),
      strategies: stakes.map(({ strategy }) => strategy),
      futureBlock: network.block.number,
      blockNumber: network.block.number,
    })
    for (const { strategy, slashable } of stakes) {
      expect(slashable, `${set.key} ${strategy}`).toBe(minimum[strategy])
      if (slashable > 0n) compared++
    }
    expect(members.filter(({ registered }) => registered)).toHaveLength(set.members ?? -1)
  }
  expect(compared).toBeGreaterThan(10)
})

test('at a block to come, what is being deallocated no longer counts', async () => {
  const oldMill = operatorOf('oldmill')
  const pending = oldMill.allocations?.find(({ pendingDiff }) => pendingDiff < 0n)
  if (!pending) throw new Error('Nothing is being deallocated.')
  const read = (futureBlock: bigint) =>
    readMinimumSlashable(client, {
      chain,
      set: pending.set,
      operators: [oldMill.address],
      strategies: [pending.strategy],
      futureBlock,
      blockNumber: network.block.number,
    })
  const before = (await read(BigInt(pending.effectBlock) - 1n))[pending.strategy] ?? 0n
  const after = (await read(BigInt(pending.effectBlock)))[pending.strategy] ?? 0n
  // From half of its stake to a fifth.
  expect(Number(after) / Number(before)).toBeCloseTo(0.4, 9)
})

test('keys are told from contracts', async () => {
  const slasherOf = (key: string) => network.operatorSets[`${avsOf(key)}-0`]?.slasher as Address
  const kinds = await readAccountKinds(
    client,
    [slasherOf('ember'), slasherOf('lattice')],
    network.block.number,
  )
  expect(kinds.get(slasherOf('ember'))).toBe('eoa')
  expect(kinds.get(slasherOf('lattice'))).toBe('contract')
})

test('the AVS whose voters have nothing at stake is found, and no honest one', () => {
  const facts = setFacts(network)
  expect(cheapness(facts.get(`${avsOf('quorum')}-0`) as never)?.nextToNothing).toBe(true)
  expect(cheapness(facts.get(`${avsOf('mosaic')}-0`) as never)?.nextToNothing).toBe(false)
})

test('a slash’s amount is what the block says; the operator’s own history tells of it once', async () => {
  const windrose = operatorOf('windrose')
  const slash = network.slashes.find(({ operator }) => operator === windrose.address)
  if (!slash) throw new Error('Nobody was slashed.')
  const taken = await readSlashedShares(client, {
    chain,
    operator: windrose.address,
    block: slash.block,
  })
  expect(Object.keys(taken).sort()).toEqual([...slash.strategies].sort())
  for (const shares of Object.values(taken)) expect(shares).toBeGreaterThan(0n)
  const events = operatorEvents(network, windrose)
  expect(events.filter(({ type }) => type === 'slash')).toHaveLength(1)
  expect(events.some(({ type }) => type === 'maxMagnitude')).toBe(false)
  expect(events.at(-1)?.type).toBe('registered')
})
