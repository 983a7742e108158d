import { custom } from 'viem'
import { getBlock, readContract } from 'viem/actions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../../../localnet/chainState.ts'
import { delegationManagerAbi, strategyAbi } from '../abi/eigenlayer.ts'
import { erc20Abi } from '../abi/erc20.ts'
import type { Chain } from '../deployments/types.ts'
import { createMemoryStore } from '../logs/memoryStore.ts'
import { timestampAt } from '../network/blockClock.ts'
import { createNetworkSync } from '../network/networkSync.ts'
import { readNetwork } from '../network/readNetwork.ts'
import { readPosition } from '../network/readPosition.ts'
import type { Address, Network, Position } from '../network/types.ts'
import { createClientFor } from '../rpc/client.ts'
import { RpcError } from '../rpc/errors.ts'
import { type HistoryEntry, historyEntries } from './entries.ts'
import { createHistorySync } from './syncHistory.ts'
import { valueEntries } from './values.ts'

/** Histories of the seeded chain's restakers, compared with what its contracts say at the blocks. */

let seeded: SeededForTests
let chain: Chain
let network: Network
let client: ReturnType<typeof createClientFor>

const lower = (address: string) => address.toLowerCase() as Address

beforeAll(async () => {
  seeded = await startSeededForTests({ history: true })
  chain = seeded.meta.deployments as unknown as Chain
  client = createClientFor(chain, seeded.url)
  const { number, hash, timestamp } = await getBlock(client)
  const store = Promise.resolve(createMemoryStore())
  const log = await createNetworkSync({ client, chain, store })({ toBlock: number })
  network = await readNetwork(client, { chain, ...log, block: { number, hash, timestamp } })
})
afterAll(() => seeded?.stop())

async function historyOf(
  persona: string,
): Promise<{ staker: Address; position: Position; entries: HistoryEntry[] }> {
  const staker = lower(seeded.meta.accounts.find((one) => one.persona === persona)!.address)
  const position = await readPosition(client, { chain, staker, block: network.block })
  const store = Promise.resolve(createMemoryStore())
  const { rows, coverage } = await createHistorySync({ client, chain, staker, store })({
    toBlock: network.block.number,
  })
  expect(coverage.complete).toBe(true)
  const entries = historyEntries({
    rows,
    position,
    strategies: network.strategies,
    withdrawalDelay: network.parameters.minWithdrawalDelayBlocks,
    timeOf: ({ b, t }) => t ?? timestampAt(network.clock, b),
  })
  return { staker, position, entries }
}

const withdrawableAt = async (staker: Address, strategy: Address, block: number) => {
  const [[shares = 0n]] = await readContract(client, {
    address: chain.eigenLayer.delegationManager,
    abi: delegationManagerAbi,
    functionName: 'getWithdrawableShares',
    args: [staker, [strategy]],
    blockNumber: BigInt(block),
  })
  return shares
}
const tokensAt = (strategy: Address, shares: bigint, block: number) =>
  readContract(client, {
    address: strategy,
    abi: strategyAbi,
    functionName: 'sharesToUnderlyingView',
    args: [shares],
    blockNumber: BigInt(block),
  })

test('deposits and delegation of a restaker; deposits add up to what the contract holds', async () => {
  const { entries, position } = await historyOf('restaker')
  const deposits = entries.filter(({ what }) => what === 'deposited')
  expect(deposits).toHaveLength(3)
  for (const { strategy, depositShares } of position.holdings!)
    expect(
      deposits
        .filter((entry) => entry.strategy === strategy)
        .reduce((sum, { shares }) => sum + shares!, 0n),
    ).toBe(depositShares)
  expect(entries.filter(({ kind }) => kind === 'delegation')).toMatchObject([
    { what: 'delegated', operator: position.delegatedTo },
  ])
  expect(entries.filter(({ what }) => what === 'claimed').length).toBeGreaterThan(0)
  expect(entries.map(({ block }) => block)).toEqual(
    entries.map(({ block }) => block).sort((a, b) => a - b),
  )
})

test('a deposit is what was transferred, and has the value of its block', async () => {
  const { staker, entries } = await historyOf('restaker')
  const deposit = entries.find(({ what }) => what === 'deposited')!
  const [valued] = await valueEntries(client, { chain, staker, network, entries: [deposit] })
  // stETH counts shares: what the shares are worth again may differ from what was sent by 1 or 2 wei.
  const worth = await tokensAt(deposit.strategy!, deposit.shares!, deposit.block)
  expect(Math.abs(Number(valued!.amount! - worth))).toBeLessThanOrEqual(2)
  expect(valued!.amount! % 10n ** 15n).toBe(0n)
  expect(valued).toMatchObject({ gap: null, amountGap: null })
  expect(valued!.valueEth).toBeGreaterThan(0)
  const { timestamp } = await getBlock(client, { blockNumber: BigInt(deposit.block) })
  expect(valued!.timestamp).toBe(Number(timestamp))
})

test('a slash takes what the contracts took: from what was held and what was queued', async () => {
  const { staker, entries } = await historyOf('withdrawing restaker')
  const slashes = entries.filter(({ what }) => what === 'slashed')
  expect(slashes.length).toBeGreaterThan(0)
  const valued = await valueEntries(client, { chain, staker, network, entries: slashes })
  for (const { entry, amount } of valued) {
    const strategy = entry.strategy!
    const held =
      (await withdrawableAt(staker, strategy, entry.block)) -
      (await withdrawableAt(staker, strategy, entry.block - 1))
    expect(held).toBeLessThan(0n)
    const lost = held - entry.slash!.queued
    expect(amount).toBe(-(await tokensAt(strategy, -lost, entry.block)))
    // From the log alone it is the same but for the rounding of a few operations.
    const difference = Number(entry.shares! - lost)
    expect(Math.abs(difference)).toBeLessThan(5)
  }
})

test('withdrawals: queued, and completed with what was paid', async () => {
  const { staker, entries } = await historyOf('withdrawing restaker')
  const own = entries.filter(({ kind }) => kind === 'withdrawal')
  expect(own.map(({ what }) => what)).toEqual(['queued', 'completedAsTokens', 'queued', 'queued'])
  const completed = own[1]!
  const [valued] = await valueEntries(client, { chain, staker, network, entries: [completed] })
  const token = network.strategies[completed.strategy!]!.token!.address
  const balanceAt = (block: number) =>
    readContract(client, {
      address: token,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [staker],
      blockNumber: BigInt(block),
    })
  const paid = (await balanceAt(completed.block)) - (await balanceAt(completed.block - 1))
  expect(Math.abs(Number(valued!.amount! - paid))).toBeLessThanOrEqual(2)
  expect(
    Math.abs(
      Number((await tokensAt(completed.strategy!, completed.shares!, completed.block)) - paid),
    ),
  ).toBeLessThanOrEqual(2)
})

test('rebases tell what the stake gained, to a few wei', async () => {
  const { staker, entries } = await historyOf('restaker')
  const rebases = entries.filter(({ kind }) => kind === 'rebase')
  expect(rebases.length).toBeGreaterThan(5)
  const single = rebases.filter(({ rebases: sum }) => sum!.count === 1)
  for (const { strategy, block, amount } of single.slice(0, 4)) {
    const shares = await withdrawableAt(staker, strategy!, block - 1)
    const gained =
      (await tokensAt(strategy!, shares, block)) - (await tokensAt(strategy!, shares, block - 1))
    expect(Math.abs(Number(amount! - gained))).toBeLessThan(1_000)
  }
  // All of them together with the deposits are what is there now.
  expect(rebases.every(({ amount }) => amount !== null)).toBe(true)
})

test('an RPC that does not answer is none without an archive: it is worth asking again', async () => {
  const { staker, entries } = await historyOf('withdrawing restaker')
  const silent = {
    ...client,
    request: async (request: { method: string; params?: unknown }, options?: unknown) => {
      if (request.method === 'eth_call') throw new RpcError('unreachable', 'https://rpc.example')
      return client.request(request as never, options as never)
    },
    transport: custom({ request: async () => null })({}),
  } as unknown as typeof client
  const valued = await valueEntries(silent, { chain, staker, network, entries })
  const of = (what: string) => valued.find(({ entry }) => entry.what === what)!
  expect(of('deposited')).toMatchObject({ gap: 'unreached', amountGap: null })
  expect(of('queued')).toMatchObject({ amount: null, amountGap: 'unreached' })
})

test('without the state of old blocks, values are left out and what is exact stays', async () => {
  const { staker, entries } = await historyOf('withdrawing restaker')
  const forgetful = {
    ...client,
    request: async (request: { method: string; params?: unknown }, options?: unknown) => {
      if (request.method === 'eth_call') throw new Error('missing trie node')
      return client.request(request as never, options as never)
    },
    transport: custom({ request: async () => null })({}),
  } as unknown as typeof client
  const valued = await valueEntries(forgetful, { chain, staker, network, entries })
  expect(valued).toHaveLength(entries.length)
  for (const one of valued) {
    expect(one.valueEth).toBeNull()
    if (one.entry.kind !== 'delegation') expect(one.gap).not.toBeNull()
  }
  const of = (what: string) => valued.find(({ entry }) => entry.what === what)!
  expect(of('deposited').amount).toBeGreaterThan(0n)
  expect(of('deposited')).toMatchObject({ gap: 'noArchive', amountGap: null })
  expect(of('queued')).toMatchObject({ amount: null, amountGap: 'noArchive' })
  expect(of('slashed')).toMatchObject({ amount: null, amountGap: 'noArchive' })
})
