import { getBlock, multicall } from 'viem/actions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../../../localnet/chainState.ts'
import { allocationManagerAbi, delegationManagerAbi } from '../abi/eigenlayer.ts'
import { operatorRewardsAbi } from '../abi/operator.ts'
import type { Chain } from '../deployments/types.ts'
import { createMemoryStore } from '../logs/memoryStore.ts'
import { createClientFor } from '../rpc/client.ts'
import { createHistory } from './history.ts'
import { createNetworkSync } from './networkSync.ts'
import { readNetwork } from './readNetwork.ts'
import type { Address, Network, OperatorSetKey } from './types.ts'
import { parseOperatorSetKey } from './types.ts'

let seeded: SeededForTests
let chain: Chain
let network: Network

const lower = (address: string) => address.toLowerCase() as Address

beforeAll(async () => {
  seeded = await startSeededForTests({ history: true })
  chain = seeded.meta.deployments as unknown as Chain
  const client = createClientFor(chain, seeded.url)
  const { number, hash, timestamp } = await getBlock(client)
  const store = Promise.resolve(createMemoryStore())
  const log = await createNetworkSync({ client, chain, store })({ toBlock: number })
  network = await readNetwork(client, { chain, ...log, block: { number, hash, timestamp } })
})
afterAll(() => seeded?.stop())

test('the history is what an archive node answers at old blocks', async () => {
  const history = createHistory(network)
  const core = chain.eigenLayer
  // Blocks that have a log: the time of any other is known from its neighbours only, and with three blocks a day that
  // may be off by one (seconds on a public chain).
  const known = network.clock.map(([block]) => block)
  const blocks = new Set(known.filter((_, index) => index % 20 === 10))
  // Around everything that may be placed one block too early or too late.
  for (const change of network.changes) {
    const turning =
      change.type === 'maxMagnitude' ||
      (change.type === 'registration' && !change.registered) ||
      (change.type === 'split' && change.newBips === 700)
    const index = known.indexOf(Number(change.block))
    if (turning) for (const near of known.slice(index - 1, index + 2)) blocks.add(near)
  }
  expect(blocks.size).toBeGreaterThan(14)

  const addresses = network.operators.map((entry) => entry.address)
  const strategies = Object.keys(network.strategies) as Address[]
  const pairs = [
    ...new Set(
      network.changes.flatMap((change) =>
        change.type === 'allocation' ? [`${change.set}|${change.strategy}`] : [],
      ),
    ),
  ].map((pair) => pair.split('|') as [OperatorSetKey, Address])
  const memberships = network.changes.flatMap((change) =>
    change.type === 'registration' ? [{ operator: change.operator, set: change.set }] : [],
  )
  const am = { address: core.allocationManager, abi: allocationManagerAbi } as const
  const rc = { address: core.rewardsCoordinator, abi: operatorRewardsAbi } as const
  let compared = 0
  for (const number of blocks) {
    const blockNumber = BigInt(number)
    const block = await getBlock(seeded.client, { blockNumber })
    const at = Number(block.timestamp)
    const answers: unknown[] = await multicall(seeded.client, {
      multicallAddress: seeded.meta.deployments.multicall3,
      allowFailure: false,
      batchSize: 100_000,
      blockNumber,
      contracts: [
        {
          address: core.delegationManager,
          abi: delegationManagerAbi,
          functionName: 'getOperatorsShares',
          args: [addresses, strategies],
        },
        ...strategies.map((key) => ({
          ...am,
          functionName: 'getMaxMagnitudes',
          args: [addresses, key],
        })),
        ...pairs.map(([set, key]) => ({
          ...am,
          functionName: 'getAllocations',
          args: [addresses, parseOperatorSetKey(set), key],
        })),
        ...addresses.map((entry) => ({
          ...am,
          functionName: 'getRegisteredSets',
          args: [entry],
        })),
        ...addresses.map((entry) => ({
          ...rc,
          functionName: 'getOperatorPISplit',
          args: [entry],
        })),
        ...memberships.map((entry) => ({
          ...rc,
          functionName: 'getOperatorSetSplit',
          args: [entry.operator, parseOperatorSetKey(entry.set)],
        })),
      ] as never,
    })
    const take = <T>(count: number) => answers.splice(0, count) as T[]
    const [shares] = take<bigint[][]>(1)
    const maxMagnitudes = take<bigint[]>(strategies.length)
    const allocations = take<{ currentMagnitude: bigint }[]>(pairs.length)
    const registered = take<{ avs: string; id: number }[]>(addresses.length)
    const piSplits = take<number>(addresses.length)
    const setSplits = take<number>(memberships.length)

    const wrong: string[] = []
    const compare = (what: string, ours: unknown, theirs: unknown) => {
      compared += 1
      if (ours !== theirs) wrong.push(`block ${number} ${what}: ${ours}, contract ${theirs}`)
    }
    for (const [row, own] of addresses.entries()) {
      for (const [column, key] of strategies.entries()) {
        compare(`shares ${own} ${key}`, history.shares(own, key, at), shares?.[row]?.[column])
        compare(
          `max magnitude ${own} ${key}`,
          history.maxMagnitude(own, key, at),
          maxMagnitudes[column]?.[row],
        )
      }
      for (const [index, [set, key]] of pairs.entries()) {
        compare(
          `magnitude ${own} ${set} ${key}`,
          history.magnitude(own, set, key, at),
          allocations[index]?.[row]?.currentMagnitude,
        )
      }
      compare(`split ${own}`, history.split(own, null, at), piSplits[row])
      const sets = new Set(registered[row]?.map((set) => `${lower(set.avs)}-${set.id}`))
      for (const set of Object.keys(network.operatorSets) as OperatorSetKey[]) {
        compare(`member ${own} ${set}`, history.isMember(own, set, at), sets.has(set))
      }
    }
    for (const [index, { operator: own, set }] of memberships.entries()) {
      compare(`split ${own} ${set}`, history.split(own, set, at), setSplits[index])
    }
    expect(wrong).toEqual([])
  }
  expect(compared).toBeGreaterThan(10_000)
})
