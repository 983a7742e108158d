import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Address, parseAbiItem, parseEventLogs } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { meanPrice } from '../../src/protocol/network/readPrices.ts'
import {
  type BuiltChain,
  buildChain,
  type SeededForTests,
  startChain,
  startSeededForTests,
} from '../chainState.ts'
import { type CompiledContracts, compileContracts } from '../compile.ts'
import { buildDistribution } from '../rewards/updater.ts'
import { startAnvil } from '../testing/anvil.ts'
import { AVSS } from './avss.ts'
import { DEFAULT_NOW } from './calendar.ts'
import { genesisTimestamp, seedChain } from './index.ts'
import { OPERATORS } from './operators.ts'

const WAD = 10n ** 18n
let cacheDir: string
let contracts: CompiledContracts
let built: BuiltChain
let chain: SeededForTests

beforeAll(async () => {
  cacheDir = mkdtempSync(join(tmpdir(), 'keel-seed-'))
  contracts = await compileContracts()
  built = await buildChain({ cacheDir, contracts })
  chain = await startSeededForTests({ cacheDir, contracts, history: true })
}, 300_000)
afterAll(async () => {
  await chain?.stop()
  rmSync(cacheDir, { recursive: true, force: true })
})

function abi(name: string) {
  const contract = contracts[name]
  if (contract === undefined) throw new Error(`No contract ${name}.`)
  return contract.abi
}

/** All events of one contract's interface that the history has, by name. */
async function events(name: string, address: Address) {
  const logs = await chain.client.getLogs({
    address,
    fromBlock: BigInt(built.meta.deployments.startBlock),
  })
  return parseEventLogs({ abi: abi(name), logs }) as unknown as {
    eventName: string
    args: Record<string, never>
  }[]
}

async function read<T>(name: string, address: Address, functionName: string, args: unknown[]) {
  return (await chain.client.readContract({ address, abi: abi(name), functionName, args })) as T
}

test('the same seed on another fresh node gives the same state', async () => {
  const other = await startAnvil({ noMining: true, timestamp: genesisTimestamp(DEFAULT_NOW) })
  try {
    const again = await seedChain({ url: other.url, contracts, now: DEFAULT_NOW })
    const block = await other.client.getBlock()
    expect(block.stateRoot).toBe(built.meta.anchor.stateRoot)
    expect(Number(block.number)).toBe(built.meta.anchor.number)
    expect(again.deployments).toEqual(built.meta.deployments)
    expect(again.distributions).toEqual(built.meta.distributions)
  } finally {
    await other.stop()
  }
}, 240_000)

test('the second build comes from the cache and calls at old blocks work after loading', async () => {
  const labels: string[] = []
  const again = await buildChain({
    cacheDir,
    contracts,
    onProgress: (_, label) => labels.push(label),
  })
  expect(again).toEqual(JSON.parse(JSON.stringify(built)))
  expect(labels.at(-1)).toBe('The chain is in the cache')

  const { lido } = built.meta.deployments
  const pooled = async (back: number) =>
    (await chain.client.readContract({
      address: lido.stETH,
      abi: abi('Lido'),
      functionName: 'getTotalPooledEther',
      blockNumber: BigInt(built.meta.anchor.number - back),
    })) as bigint
  expect(await pooled(250)).toBeLessThan(await pooled(100))
  expect(await pooled(100)).toBeLessThan(await pooled(0))
})

test('the history has fewer than 300 blocks, about 90 days apart, and the clock goes on', async () => {
  const { meta } = built
  expect(meta.blocks).toBeLessThan(300)
  const first = await chain.client.getBlock({ blockNumber: BigInt(meta.deployments.startBlock) })
  expect((meta.savedTime - Number(first.timestamp)) / 86_400).toBeCloseTo(90, 0)
  const [from, to] = built.meta.accounts
  const hash = await chain.client.sendTransaction({
    account: from!.address,
    to: to!.address,
    value: 1n,
  })
  const { status } = await chain.client.waitForTransactionReceipt({ hash })
  expect(status).toBe('success')
  const { timestamp } = await chain.client.getBlock()
  expect(Number(timestamp) - meta.savedTime).toBeGreaterThan(0)
  expect(Number(timestamp) - meta.savedTime).toBeLessThan(300)
})

test('operators, AVSs, operator sets and slashings are as planned', async () => {
  const { eigenLayer } = built.meta.deployments
  const delegation = await events('DelegationManager', eigenLayer.delegationManager)
  const count = (list: { eventName: string }[], name: string) =>
    list.filter((entry) => entry.eventName === name).length
  expect(count(delegation, 'OperatorRegistered')).toBe(OPERATORS.length)
  expect(OPERATORS).toHaveLength(24)
  const allocation = await events('AllocationManager', eigenLayer.allocationManager)
  expect(count(allocation, 'AVSMetadataURIUpdated')).toBe(10)
  expect(count(allocation, 'OperatorSetCreated')).toBe(14)
  expect(AVSS.flatMap((plan) => plan.sets)).toHaveLength(14)
  expect(count(allocation, 'RedistributionAddressSet')).toBe(1)
  expect(count(allocation, 'OperatorSlashed')).toBe(2)
  // One slashing is of an operator whose restakers had queued withdrawals.
  const increased = delegation.filter((entry) => entry.eventName === 'OperatorSharesSlashed')
  expect(increased.length).toBeGreaterThanOrEqual(2)
  // What was slashed has been burned or paid out.
  expect(
    await read('StrategyManager', eigenLayer.strategyManager, 'getPendingOperatorSets', []),
  ).toEqual([])
})

test('operator shares are the sum of what their restakers can withdraw', async () => {
  const { eigenLayer } = built.meta.deployments
  const { strategies, operators } = built.meta.keeper
  const list = [strategies.stETH, strategies.tLST, strategies.nLST, strategies.beaconChainETH]
  const delegation = await events('DelegationManager', eigenLayer.delegationManager)
  const stakers = new Set(
    delegation
      .filter((entry) => entry.eventName === 'StakerDelegated')
      .map((entry) => entry.args.staker as unknown as Address),
  )
  expect(stakers.size).toBeGreaterThanOrEqual(24 + 59)
  const sums = new Map<string, bigint>()
  for (const staker of stakers) {
    const manager = eigenLayer.delegationManager
    const operator = await read<Address>('DelegationManager', manager, 'delegatedTo', [staker])
    const [shares] = await read<[bigint[], bigint[]]>(
      'DelegationManager',
      manager,
      'getWithdrawableShares',
      [staker, list],
    )
    for (const [index, amount] of shares.entries()) {
      const key = `${operator} ${index}`
      sums.set(key, (sums.get(key) ?? 0n) + amount)
    }
  }
  let total = 0n
  for (const { address } of operators) {
    const shares = await read<bigint[]>(
      'DelegationManager',
      eigenLayer.delegationManager,
      'getOperatorShares',
      [address, list],
    )
    for (const [index, amount] of shares.entries()) {
      const difference = amount - (sums.get(`${address} ${index}`) ?? 0n)
      // Each restaker and each slashing rounds a few wei.
      expect(difference < 0n ? -difference : difference).toBeLessThan(1_000n)
      total += amount
    }
  }
  expect(total / WAD).toBeGreaterThan(100_000n)
})

test('Lido reports every day, once with a loss, and pays 2.7 to 3.4 % a year', async () => {
  const { lido } = built.meta.deployments
  const rebases = (await events('Lido', lido.stETH))
    .filter((entry) => entry.eventName === 'TokenRebased')
    .map(({ args }) => args as unknown as Record<string, bigint>)
  expect(rebases).toHaveLength(89)
  const aprs = rebases.map((args) => {
    const rate = (ether: bigint, shares: bigint) => Number((ether * 10n ** 27n) / shares) / 1e27
    const pre = rate(args.preTotalEther!, args.preTotalShares!)
    const post = rate(args.postTotalEther!, args.postTotalShares!)
    return (((post - pre) / pre) * 31_536_000) / Number(args.timeElapsed)
  })
  expect(aprs.filter((apr) => apr < 0)).toHaveLength(1)
  for (const apr of aprs.filter((value) => value > 0)) {
    expect(apr).toBeGreaterThan(0.027)
    expect(apr).toBeLessThan(0.034)
  }
  const rate = await read<bigint>('Lido', lido.stETH, 'getPooledEthByShares', [WAD])
  expect(Number(rate) / 1e18).toBeCloseTo(1.178, 2)
})

test('Lido’s queue has paid, claimable, open and discounted requests', async () => {
  const { lido } = built.meta.deployments
  const list = await events('WithdrawalQueueERC721', lido.withdrawalQueue)
  const named = (name: string) =>
    list
      .filter((entry) => entry.eventName === name)
      .map(({ args }) => args as unknown as Record<string, bigint>)
  const requested = named('WithdrawalRequested')
  const claimed = named('WithdrawalClaimed')
  expect(requested.length).toBeGreaterThanOrEqual(14)
  const last = await read<bigint>(
    'WithdrawalQueueERC721',
    lido.withdrawalQueue,
    'getLastFinalizedRequestId',
    [],
  )
  expect(BigInt(claimed.length)).toBeLessThan(last)
  expect(last).toBeLessThan(BigInt(requested.length))
  const short = claimed.filter(({ requestId, amountOfETH }) => {
    const asked = requested.find((request) => request.requestId === requestId)!
    return asked.amountOfStETH! - amountOfETH! > 1_000n
  })
  expect(short).toHaveLength(2)
  const who = built.meta.accounts.find(({ persona }) => persona === 'withdrawing restaker')!
  const ids = await read<bigint[]>(
    'WithdrawalQueueERC721',
    lido.withdrawalQueue,
    'getWithdrawalRequests',
    [who.address],
  )
  expect(ids.map((id) => id <= last)).toEqual([true, false])
  expect(await read('WstETH', lido.wstETH, 'balanceOf', [who.address])).toBe(0n)
})

test('the liquid restaking pool reports every day and restakes nine tenths through EigenLayer', async () => {
  const { etherFi, eigenLayer } = built.meta.deployments
  const { strategies, operators } = built.meta.keeper
  const pool = <T>(name: string) => read<T>('LiquidityPool', etherFi.liquidityPool, name, [])
  const rebases = (await events('LiquidityPool', etherFi.liquidityPool))
    .filter((entry) => entry.eventName === 'Rebase')
    .map(({ args }) => args as unknown as Record<string, bigint>)
  expect(rebases).toHaveLength(82)
  const rates = rebases.map(
    ({ totalEthLocked, totalEEthShares }) => Number(totalEthLocked) / Number(totalEEthShares),
  )
  const yearly = (rates.at(-1)! / rates[0]! - 1) * (365 / (rates.length - 1))
  expect(yearly).toBeGreaterThan(0.015)
  expect(yearly).toBeLessThan(0.03)

  let restaked = 0n
  const chosen = new Set<Address>()
  for (const restaker of etherFi.restakers) {
    const args = [restaker, [strategies.stETH]]
    const [[shares]] = await read<[bigint[], bigint[]]>(
      'DelegationManager',
      eigenLayer.delegationManager,
      'getWithdrawableShares',
      args,
    )
    restaked += await read<bigint>('StrategyBase', strategies.stETH, 'sharesToUnderlyingView', [
      shares,
    ])
    chosen.add(
      await read('DelegationManager', eigenLayer.delegationManager, 'delegatedTo', [restaker]),
    )
  }
  expect(chosen.size).toBe(2)
  expect([...chosen].every((one) => operators.some(({ address }) => address === one))).toBe(true)
  // What the pool counts outside is what its restakers have, as of the last report.
  const outside = await pool<bigint>('totalValueOutOfLp')
  const difference = restaked - outside
  expect(difference < 1_000n && difference > -1_000n).toBe(true)
  const total = await pool<bigint>('getTotalPooledEther')
  expect(Number(outside) / Number(total)).toBeGreaterThan(0.88)
  expect(total / WAD).toBeGreaterThan(5_000n)

  const requests = etherFi.withdrawRequestNFT
  const next = await read<number>('WithdrawRequestNFT', requests, 'nextRequestId', [])
  const last = await read<number>('WithdrawRequestNFT', requests, 'lastFinalizedRequestId', [])
  const who = built.meta.accounts.find(({ persona }) => persona === 'withdrawing restaker')!
  const own: boolean[] = []
  for (let id = 1; id < next; id++) {
    const owner = await read<Address>('WithdrawRequestNFT', requests, 'ownerOf', [
      BigInt(id),
    ]).catch(() => undefined)
    if (owner === who.address) own.push(id <= last)
  }
  expect(own).toEqual([true, false])
  const holder = built.meta.accounts.find(({ persona }) => persona === 'spare 3')!
  expect(
    (await read<bigint>('WeETH', etherFi.weETH, 'balanceOf', [holder.address])) / WAD,
  ).toBeGreaterThan(3n)
})

test('at the end allocations, deallocations, a slasher, a split and withdrawals are pending', async () => {
  const { eigenLayer } = built.meta.deployments
  const { operators, strategies, avss } = built.meta.keeper
  const pending: bigint[] = []
  for (const { address } of operators) {
    const [, allocations] = await read<[unknown[], { pendingDiff: bigint; effectBlock: number }[]]>(
      'AllocationManager',
      eigenLayer.allocationManager,
      'getStrategyAllocations',
      [address, strategies.stETH],
    )
    for (const { pendingDiff, effectBlock } of allocations) {
      if (pendingDiff === 0n) continue
      expect(effectBlock).toBeGreaterThan(built.meta.anchor.number + 5)
      pending.push(pendingDiff)
    }
  }
  expect(pending.filter((difference) => difference > 0n).length).toBeGreaterThanOrEqual(4)
  expect(pending.filter((difference) => difference < 0n).length).toBeGreaterThanOrEqual(2)

  const set = (key: string, id: number) => ({
    avs: avss.find((avs) => avs.key === key)!.address,
    id,
  })
  const [, effectBlock] = await read<[Address, number]>(
    'AllocationManager',
    eigenLayer.allocationManager,
    'getPendingSlasher',
    [set('cinder', 0)],
  )
  expect(effectBlock).toBeGreaterThan(built.meta.anchor.number)

  const splits = await chain.client.getLogs({
    address: eigenLayer.rewardsCoordinator,
    event: parseAbiItem(
      'event OperatorSetSplitBipsSet(address indexed caller, address indexed operator, (address avs, uint32 id) operatorSet, uint32 activatedAt, uint16 oldOperatorSetSplitBips, uint16 newOperatorSetSplitBips)',
    ),
    fromBlock: BigInt(built.meta.deployments.startBlock),
  })
  expect(splits.some(({ args }) => args.activatedAt! > built.meta.savedTime)).toBe(true)

  const withdrawing = built.meta.accounts.find((a) => a.persona === 'withdrawing restaker')!
  const [withdrawals] = await read<[{ startBlock: number }[], bigint[][]]>(
    'DelegationManager',
    eigenLayer.delegationManager,
    'getQueuedWithdrawals',
    [withdrawing.address],
  )
  const ages = withdrawals.map(({ startBlock }) => built.meta.anchor.number - startBlock)
  expect(ages.filter((age) => age > 50)).toHaveLength(1)
  expect(ages.filter((age) => age <= 50)).toHaveLength(1)
})

test('rewards of all seven kinds were submitted in three tokens', async () => {
  const { eigenLayer } = built.meta.deployments
  const list = await events('RewardsCoordinator', eigenLayer.rewardsCoordinator)
  const kinds = [
    'AVSRewardsSubmissionCreated',
    'RewardsSubmissionForAllCreated',
    'RewardsSubmissionForAllEarnersCreated',
    'OperatorDirectedAVSRewardsSubmissionCreated',
    'OperatorDirectedOperatorSetRewardsSubmissionCreated',
    'UniqueStakeRewardsSubmissionCreated',
    'TotalStakeRewardsSubmissionCreated',
  ]
  for (const kind of kinds) {
    const times = list.filter((entry) => entry.eventName === kind).length
    expect(times, kind).toBeGreaterThanOrEqual(12)
  }
  const paid = new Map<Address, number>()
  for (const { eventName, args } of list) {
    const given = args as unknown as Record<string, { token: Address } | undefined>
    const submission = given.rewardsSubmission ?? given.operatorDirectedRewardsSubmission
    if (!submission || !kinds.includes(eventName)) continue
    paid.set(submission.token, (paid.get(submission.token) ?? 0) + 1)
  }
  const { rewardA, rewardB, rewardC } = built.meta.keeper.tokens
  expect([...paid.keys()].sort()).toEqual([rewardA, rewardB, rewardC].sort())
  expect(paid.get(rewardC)).toBe(4)
})

test('one reward token has a feed, one a pool with a mean price that moves, one nothing', async () => {
  const { feeds } = built.meta.deployments
  const { rewardA, rewardB, rewardC, stETH } = built.meta.keeper.tokens
  expect(Object.keys(feeds.tokens)).toContain(rewardA)
  expect(Object.keys(feeds.tokens)).toContain(stETH)
  expect(Object.keys(feeds.tokens)).not.toContain(rewardC)
  expect(Object.keys(feeds.pools)).toEqual([rewardC])
  expect([...Object.keys(feeds.tokens), ...Object.keys(feeds.pools)]).not.toContain(rewardB)
  const { pool, windowSeconds } = feeds.pools[rewardC]!
  const meanAt = async (blocksAgo: number) => {
    const [[then, now]] = (await chain.client.readContract({
      address: pool,
      abi: abi('ObservedPool'),
      functionName: 'observe',
      args: [[windowSeconds, 0]],
      blockNumber: BigInt(built.meta.anchor.number - blocksAgo),
    })) as [[bigint, bigint], bigint[]]
    const first = await read<Address>('ObservedPool', pool, 'token0', [])
    return meanPrice(Number(now - then) / windowSeconds, first === rewardC)
  }
  const means = await Promise.all([250, 150, 50, 0].map(meanAt))
  for (const mean of means) {
    expect(mean).toBeGreaterThan(0.000_79)
    expect(mean).toBeLessThan(0.001_81)
  }
  expect(new Set(means).size).toBe(means.length)
  // Before a whole window has passed there is no mean.
  await expect(meanAt(271)).rejects.toThrow(/OLD/)
})

test('a root was posted every week; claims are proven from the earner lines alone', async () => {
  const { rewardsCoordinator } = built.meta.deployments.eigenLayer
  const { distributions, savedTime, accounts } = built.meta
  expect(distributions).toHaveLength(13)
  for (const distribution of distributions) {
    const stored = await read<{ root: string; activatedAt: number }>(
      'RewardsCoordinator',
      rewardsCoordinator,
      'getDistributionRootAtIndex',
      [BigInt(distribution.rootIndex)],
    )
    expect(stored.root).toBe(distribution.root)
    expect(stored.activatedAt).toBe(distribution.activatedAt)
  }
  const [active, fresh] = distributions.slice(-2)
  expect(fresh!.activatedAt).toBeGreaterThan(savedTime)
  expect(active!.activatedAt).toBeLessThan(savedTime)

  const tree = buildDistribution({
    calculationEndTimestamp: active!.rewardsCalculationEndTimestamp,
    earners: Object.entries(active!.earners).map(([earner, tokens]) => ({
      earner: earner as Address,
      tokens: Object.entries(tokens).map(([token, amount]) => ({
        token: token as Address,
        cumulativeEarnings: BigInt(amount),
      })),
    })),
  })
  expect(tree.root).toBe(active!.root)
  const restaker = accounts.find((account) => account.persona === 'restaker')!.address
  const claim = tree.claimFor(restaker, active!.rootIndex)
  expect(claim?.tokenLeaves.length).toBe(3)
  expect(await read('RewardsCoordinator', rewardsCoordinator, 'checkClaim', [claim])).toBe(true)
  for (const { token, cumulativeEarnings } of claim!.tokenLeaves) {
    const claimed = await read<bigint>(
      'RewardsCoordinator',
      rewardsCoordinator,
      'cumulativeClaimed',
      [restaker, token],
    )
    expect(claimed).toBeGreaterThan(0n)
    expect(cumulativeEarnings).toBeGreaterThan(claimed)
  }
})

test('operators are registered in the directory of the time before operator sets, and hold no code', async () => {
  const { eigenLayer } = built.meta.deployments
  const list = (await events('AVSDirectory', eigenLayer.avsDirectory))
    .filter((entry) => entry.eventName === 'OperatorAVSRegistrationStatusUpdated')
    .map(({ args }) => args as unknown as { operator: Address; avs: Address; status: number })
  expect(list.filter(({ status }) => status === 1)).toHaveLength(7)
  expect(list.filter(({ status }) => status === 0)).toHaveLength(2)
  for (const { operator, avs } of list) {
    expect(built.meta.keeper.operators.some(({ address }) => address === operator)).toBe(true)
    expect(built.meta.keeper.avss.some(({ address }) => address === avs)).toBe(true)
    expect(await chain.client.getCode({ address: operator })).toBeUndefined()
  }
})

test('stETH has a market, and twelve loans against wstETH stand at their health factors', async () => {
  const { markets } = built.meta.deployments
  const [pool] = markets.pools
  const [lending] = markets.lending
  const balance = (i: bigint) => read<bigint>('StableSwapPool', pool!.pool, 'balances', [i])
  expect(Number((await balance(0n)) / WAD)).toBe(6_000)
  expect(Number(await balance(1n)) / 1e18).toBeCloseTo(6_450, 6)
  const loans = (await events('LendingPool', lending!.pool)).filter(
    (entry) => entry.eventName === 'Borrow',
  )
  expect(loans).toHaveLength(12)
  const health: number[] = []
  for (const { args } of loans) {
    const account = await read<bigint[]>('LendingPool', lending!.pool, 'getUserAccountData', [
      (args as unknown as { onBehalfOf: Address }).onBehalfOf,
    ])
    health.push(Number(account[5]) / 1e18)
  }
  expect(health.map((factor) => Number(factor.toFixed(3)))).toEqual([
    1.022, 1.026, 1.031, 1.038, 1.047, 1.06, 1.08, 1.11, 1.16, 1.25, 1.5, 2.4,
  ])
})

test('the running chain goes on by itself from where the history ended', async () => {
  const running = await startChain({ state: built })
  try {
    const before = built.meta.anchor.number
    let block = await running.client.getBlock()
    while (Number(block.number) < before + 2) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      block = await running.client.getBlock()
    }
    const first = await running.client.getBlock({ blockNumber: BigInt(before + 1) })
    const second = await running.client.getBlock({ blockNumber: BigInt(before + 2) })
    expect(Number(first.timestamp)).toBeGreaterThan(built.meta.savedTime)
    expect(Number(second.timestamp) - built.meta.savedTime).toBeLessThan(600)
    expect((await running.client.getAddresses())[0]).toBe(built.meta.accounts[0]!.address)
    await expect(startChain({ state: built, port: running.port })).rejects.toThrow(
      `Port ${running.port} is already in use`,
    )
  } finally {
    await running.stop()
  }
})
