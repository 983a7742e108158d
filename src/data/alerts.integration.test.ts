import { getBlock } from 'viem/actions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../../localnet/chainState.ts'
import type { Chain } from '../protocol/deployments/types.ts'
import { createMemoryStore } from '../protocol/logs/memoryStore.ts'
import { createNetworkSync } from '../protocol/network/networkSync.ts'
import { readNetwork } from '../protocol/network/readNetwork.ts'
import { readPosition } from '../protocol/network/readPosition.ts'
import type { Address, Network, Position } from '../protocol/network/types.ts'
import { createClientFor } from '../protocol/rpc/client.ts'
import { defaultAssumptions } from '../risk/assumptions.ts'
import { alertsOf } from './alerts.ts'
import { createAssessor } from './assessment.ts'

/** What a restaker is told on the seeded chain, whose history is known. */

let seeded: SeededForTests
let network: Network
const positions = new Map<string, Position>()

beforeAll(async () => {
  seeded = await startSeededForTests()
  const chain = seeded.meta.deployments as unknown as Chain
  const client = createClientFor(chain, seeded.url)
  const { number, hash, timestamp } = await getBlock(client)
  const block = { number, hash, timestamp }
  const store = Promise.resolve(createMemoryStore())
  const log = await createNetworkSync({ client, chain, store })({ toBlock: number })
  network = await readNetwork(client, { chain, ...log, block })
  for (const { persona, address } of seeded.meta.accounts)
    positions.set(
      persona,
      await readPosition(client, { chain, staker: address.toLowerCase() as Address, block }),
    )
})
afterAll(() => seeded?.stop())

const alertsFor = (persona: string, altered: Partial<Network> = {}) => {
  const own = { ...network, ...altered }
  const assessor = createAssessor(own, defaultAssumptions)
  return alertsOf({ network: own, position: positions.get(persona)!, assessor })
}

test('who has nothing staked is told nothing', () => {
  expect(alertsFor('newcomer')).toEqual([])
})

test('a pending allocation: from when, how much more, and the last block to leave in time', () => {
  const [alert, ...others] = alertsFor('restaker')
  expect(others).toEqual([])
  if (alert?.kind !== 'allocationPending') throw new Error('There is no pending allocation.')
  expect(alert).toMatchObject({ from: 0.1, to: 0.2 })
  const operator = network.operators.find(
    ({ address }) => address === positions.get('restaker')?.delegatedTo,
  )
  const allocation = operator?.allocations?.find(({ pendingDiff }) => pendingDiff !== 0n)
  expect(alert.effectBlock).toBe(allocation?.effectBlock)
  // Queued in that block, a withdrawal can be slashed for the last time in the block before the change.
  const delay = network.parameters.minWithdrawalDelayBlocks!
  expect(alert.leaveBy! + delay).toBe(alert.effectBlock - 1)
  expect(alert.after.exposure!.exposure).toBeGreaterThan(alert.before.exposure!.exposure)
})

test('with the change near, nobody is told to be quick who cannot be', () => {
  const alert = alertsFor('restaker').find(({ kind }) => kind === 'allocationPending')
  if (alert?.kind !== 'allocationPending') throw new Error('There is no pending allocation.')
  const block = { ...network.block, number: BigInt(alert.leaveBy!) }
  expect(alertsFor('restaker', { block })).toMatchObject([{ leaveBy: null }])
})

test('a slash that touched the stake, what can be completed and what cannot yet', () => {
  const alerts = alertsFor('withdrawing restaker')
  expect(alerts).toMatchObject([
    { kind: 'slashed', taken: 0.1 },
    { kind: 'withdrawalReady', count: 1 },
    { kind: 'withdrawalSoon', count: 1 },
  ])
  const { startBlock } = positions.get('withdrawing restaker')!.queued!.at(-1)!
  expect(alerts[2]).toMatchObject({ block: startBlock + 50 + 1 })
})

test('changes of the operator and its sets count from the delegation on', () => {
  const { delegatedTo, staker } = positions.get('restaker')!
  const since = network.delegations.get(staker)!
  const operator = network.operators.find(({ address }) => address === delegatedTo)!
  const set = operator.registeredSets![0]!
  const strategy = operator.allocations![0]!.strategy
  const at = (block: bigint) => ({ block, timestamp: since.timestamp })
  const all = (block: bigint): Partial<Network> => ({
    notices: [
      { type: 'metadata', operator: operator.address, ...at(block) },
      { type: 'approver', operator: operator.address, approver: staker, ...at(block) },
      { type: 'strategyAdded', set, strategy, ...at(block) },
      { type: 'slasher', set, slasher: staker, effectBlock: Number(block), ...at(block) },
    ],
    changes: [
      ...network.changes,
      {
        type: 'split',
        operator: operator.address,
        scope: set,
        activatedAt: Number(since.timestamp) + 60,
        oldBips: 65_535,
        newBips: 2_000,
        ...at(block),
      },
    ],
  })
  const kinds = (block: bigint) =>
    alertsFor('restaker', all(block))
      .map(({ kind }) => kind)
      .filter((kind) => kind !== 'allocationPending')
  expect(kinds(since.block)).toEqual([])
  expect(kinds(since.block + 1n)).toEqual([
    'slasherChanged',
    'approverChanged',
    'splitChanged',
    'strategyAdded',
    'metadataChanged',
  ])
  const split = alertsFor('restaker', all(since.block + 1n)).find(
    ({ kind }) => kind === 'splitChanged',
  )
  // From the default of 10 % to 20 %: eight ninths of what was kept.
  expect(split).toMatchObject({ oldBips: 1_000, newBips: 2_000, keeps: 8 / 9 })
})

test('a stale feed and a token under its rate', () => {
  const stEth = Object.values(network.strategies).find(({ isStEth }) => isStEth)!
  const withMarket = (priceEth: number, stale: boolean): Partial<Network> => ({
    strategies: {
      ...network.strategies,
      [stEth.address]: {
        ...stEth,
        token: { ...stEth.token!, market: { priceEth, stale, updatedAt: 1n } },
      },
    },
  })
  const kinds = (priceEth: number, stale: boolean) =>
    alertsFor('undelegated depositor', withMarket(priceEth, stale)).map(({ kind }) => kind)
  expect(kinds(0.98, false)).toEqual(['belowRate'])
  expect(kinds(0.998, false)).toEqual([])
  expect(kinds(0.98, true)).toEqual(['feedStale'])
})
