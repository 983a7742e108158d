import { type Address, parseEther, zeroAddress } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../chainState.ts'
import { compileContracts } from '../compile.ts'
import { receiptOf } from '../testing/anvil.ts'
import { type ChainEvent, nearestEvent } from './events.ts'
import { Keeper } from './keeper.ts'
import { abiOf, noise, type Site } from './site.ts'

let chain: SeededForTests
let site: Site
const said: string[] = []

beforeAll(async () => {
  chain = await startSeededForTests({ history: true })
  site = {
    client: chain.client,
    contracts: await compileContracts(),
    seed: chain.meta,
    distributions: [...chain.meta.distributions],
  }
}, 600_000)
afterAll(() => chain?.stop())

const keeper = () => new Keeper({ site, log: (line) => said.push(line) })

async function ahead(seconds: number) {
  const { timestamp } = await chain.client.getBlock()
  await chain.client.setNextBlockTimestamp({ timestamp: timestamp + BigInt(seconds) })
  await chain.client.mine({ blocks: 1 })
}
function stETH(functionName: string, args: readonly unknown[] = []): Promise<bigint> {
  return chain.client.readContract({
    address: site.seed.deployments.lido.stETH,
    abi: abiOf(site, 'Lido'),
    functionName,
    args,
  }) as Promise<bigint>
}
/** What a lot of shares is worth: unlike the pooled ether it does not change with withdrawals. */
const shareRate = () => stETH('getPooledEthByShares', [10n ** 27n])
/** A contract of the ways out, to read from and to send to as anybody. */
function at(name: string, address: Address) {
  const base = { address, abi: abiOf(site, name) }
  return {
    read: <T>(functionName: string, ...args: unknown[]) =>
      chain.client.readContract({ ...base, functionName, args }) as Promise<T>,
    send: async (account: Address, functionName: string, args: unknown[], value = 0n) => {
      const call = { ...base, functionName, args, account, value, chain: null }
      const hash = await chain.client.writeContract(call)
      const { status } = await chain.client.waitForTransactionReceipt({ hash })
      expect(status, functionName).toBe('success')
    },
  }
}
/** How often the liquid restaking pool has reported. */
async function poolReports(): Promise<number> {
  const { liquidityPool } = site.seed.deployments.etherFi
  const logs = await chain.client.getContractEvents({
    address: liquidityPool,
    abi: abiOf(site, 'LiquidityPool'),
    eventName: 'Rebase',
    fromBlock: BigInt(site.seed.deployments.startBlock),
  })
  return logs.length
}
async function ethPrice() {
  const round = await chain.client.readContract({
    address: site.seed.keeper.feeds.ethUsd.address,
    abi: abiOf(site, 'PriceFeed'),
    functionName: 'latestRoundData',
  })
  const [, answer, , updatedAt] = round as readonly [bigint, bigint, bigint, bigint]
  return { answer, updatedAt: Number(updatedAt) }
}

/** Where the pool of reward token C stood so many seconds ago, as the mean of a minute. */
async function tickAgo(seconds: number) {
  const ago = [seconds + 60, seconds]
  const [[then, later]] = (await chain.client.readContract({
    address: site.seed.keeper.rewardPool,
    abi: abiOf(site, 'ObservedPool'),
    functionName: 'observe',
    args: [ago],
  })) as [[bigint, bigint], bigint[]]
  return Number(later - then) / 60
}

test('the nearest event is found across blocks and seconds', () => {
  const event = (kind: string, due: ChainEvent['due']): ChainEvent => ({
    kind,
    due,
    description: '',
  })
  const head = { number: 100n, timestamp: 1_000 }
  const block = event('block', { block: 110n })
  const time = event('time', { timestamp: 1_030 })
  expect(nearestEvent([time, block], head, 2)?.kind).toBe('block')
  expect(nearestEvent([time, block], head, 12)?.kind).toBe('time')
  expect(nearestEvent([], head, 2)).toBeUndefined()
})

test('noise stays within its bounds and repeats', () => {
  const values = Array.from({ length: 500 }, (_, day) => noise(20_000 + day, 1))
  expect(Math.min(...values)).toBeGreaterThanOrEqual(-1)
  expect(Math.max(...values)).toBeLessThanOrEqual(1)
  expect(Math.abs(values.reduce((a, b) => a + b) / values.length)).toBeLessThan(0.15)
  expect(noise(20_000, 1)).toBe(values[0])
})

test('advancing reaches each event exactly, and says what it is', async () => {
  const before = await chain.client.getBlock()
  const first = await keeper().advance()
  expect(BigInt(first.block)).toBeGreaterThan(before.number)
  expect(first.description).toMatch(/\.$/)
  const second = await keeper().advance()
  expect(BigInt(second.block)).toBeGreaterThan(BigInt(first.block))
})

test('advancing makes open requests of both ways out claimable', async () => {
  const { lido, etherFi } = site.seed.deployments
  const queue = at('WithdrawalQueueERC721', lido.withdrawalQueue)
  const requests = at('WithdrawRequestNFT', etherFi.withdrawRequestNFT)
  const who = chain.meta.accounts.find(({ persona }) => persona === 'spare 1')?.address as Address
  const amount = parseEther('3.25')
  await at('Lido', lido.stETH).send(who, 'submit', [zeroAddress], amount + 10n)
  await at('Lido', lido.stETH).send(who, 'approve', [lido.withdrawalQueue, amount])
  await queue.send(who, 'requestWithdrawals', [[amount], who])
  await at('LiquidityPool', etherFi.liquidityPool).send(who, 'deposit', [], amount + 10n)
  await at('EETH', etherFi.eETH).send(who, 'approve', [etherFi.liquidityPool, amount])
  await at('LiquidityPool', etherFi.liquidityPool).send(who, 'requestWithdraw', [who, amount])
  const [id] = await queue.read<bigint[]>('getWithdrawalRequests', who)
  const tokenId = BigInt((await requests.read<number>('nextRequestId')) - 1)

  /** Goes from event to event until one of a kind, from a time of day on. */
  const goTo = async (kind: string, secondOfDay: number) => {
    const { timestamp } = await chain.client.getBlock()
    await ahead(secondOfDay - (Number(timestamp) % 86_400))
    for (let step = 0; step < 20; step++) if ((await keeper().advance()).kind === kind) return
    throw new Error(`${kind} did not come.`)
  }
  await goTo('lidoReport', 43_800)
  expect(await queue.read<bigint>('getLastFinalizedRequestId')).toBe(id)
  await goTo('etherFiReport', 46_500)
  expect(await requests.read<boolean>('isFinalized', tokenId)).toBe(true)
  expect(said).toEqual([])

  const balance = () => chain.client.getBalance({ address: who })
  const last = await queue.read<bigint>('getLastCheckpointIndex')
  const hints = await queue.read<bigint[]>('findCheckpointHints', [id], 1n, last)
  const [fromLido = 0n] = await queue.read<bigint[]>('getClaimableEther', [id], hints)
  const fromPool = await requests.read<bigint>('getClaimableAmount', tokenId)
  const before = await balance()
  await queue.send(who, 'claimWithdrawals', [[id], hints])
  await requests.send(who, 'claimWithdraw', [tokenId])
  const gained = (await balance()) - before
  expect(fromLido).toBe(amount)
  expect(fromPool).toBe(amount)
  expect(gained).toBeGreaterThan(2n * amount - parseEther('0.01'))
})

test('days without a report come in one report of their length', async () => {
  await keeper().catchUp()
  const before = await shareRate()
  const tick = await tickAgo(0)
  await ahead(3 * 86_400)
  await keeper().catchUp()
  const after = await shareRate()
  // Three days at 1.4 to 4.5 % a year, after the fee.
  const yearly = (Number(after - before) / Number(before)) * (365 / 3)
  expect(yearly).toBeGreaterThan(0.014)
  expect(yearly).toBeLessThan(0.045)
  await keeper().catchUp()
  expect(await shareRate()).toBe(after)

  const now = Number((await chain.client.getBlock()).timestamp)
  const price = await ethPrice()
  expect(now - price.updatedAt).toBeLessThan(600)
  expect(price.answer).toBeGreaterThan(1_000n * 10n ** 8n)
  // The pool has a price for all of these days, and from now on another one.
  expect(await tickAgo(86_400)).toBe(tick)
  await ahead(120)
  expect(await tickAgo(0)).not.toBe(tick)
  expect(Math.abs((await tickAgo(0)) - tick)).toBeLessThanOrEqual(250)
})

test('a week that is over is paid by every kind of submission', async () => {
  const { rewardsCoordinator } = site.seed.deployments.eigenLayer
  const roots = site.distributions.length
  const fromBlock = (await chain.client.getBlockNumber()) + 1n
  await ahead(7 * 86_400)
  await keeper().catchUp()
  const logs = await chain.client.getContractEvents({
    address: rewardsCoordinator,
    abi: abiOf(site, 'RewardsCoordinator'),
    fromBlock,
  })
  const kinds = new Set(logs.map(({ eventName }) => String(eventName)))
  for (const kind of [
    'AVSRewardsSubmissionCreated',
    'OperatorDirectedAVSRewardsSubmissionCreated',
    'OperatorDirectedOperatorSetRewardsSubmissionCreated',
    'UniqueStakeRewardsSubmissionCreated',
    'TotalStakeRewardsSubmissionCreated',
    'RewardsSubmissionForAllEarnersCreated',
  ]) {
    expect(kinds).toContain(kind)
  }

  // By half a day later the rewards updater posts what everybody has earned in that week.
  await ahead(43_200)
  await keeper().catchUp()
  expect(said).toEqual([])
  expect(site.distributions).toHaveLength(roots + 1)
  const posted = site.distributions.at(-1)
  const before = site.distributions.at(-2)
  const root = await chain.client.readContract({
    address: rewardsCoordinator,
    abi: abiOf(site, 'RewardsCoordinator'),
    functionName: 'getDistributionRootAtIndex',
    args: [BigInt(posted?.rootIndex ?? -1)],
  })
  expect(root).toMatchObject({ root: posted?.root, activatedAt: posted?.activatedAt })
  const total = (earners: Record<string, Record<string, string>> = {}) =>
    Object.values(earners)
      .flatMap((tokens) => Object.values(tokens))
      .reduce((sum, amount) => sum + BigInt(amount), 0n)
  expect(total(posted?.earners)).toBeGreaterThan(total(before?.earners))
})

test('a duty that fails is told in one line, and the others are done', async () => {
  await keeper().catchUp()
  const { client } = chain
  const snapshot = await client.snapshot()
  try {
    const { oracle } = site.seed.keeper.roles
    await client.impersonateAccount({ address: oracle })
    const stopped = await client.writeContract({
      chain: null,
      account: oracle,
      address: site.seed.deployments.lido.stETH,
      abi: abiOf(site, 'Lido'),
      functionName: 'stop',
    })
    await receiptOf(client, stopped)
    const price = await ethPrice()
    const pooled = await stETH('getTotalPooledEther')
    const rebases = await poolReports()
    await ahead(2 * 86_400)
    await keeper().catchUp()
    expect(said).toEqual(['Lido’s report failed: CONTRACT_IS_STOPPED.'])
    expect(await stETH('getTotalPooledEther')).toBe(pooled)
    expect(await poolReports()).toBe(rebases + 1)
    expect((await ethPrice()).updatedAt).toBeGreaterThan(price.updatedAt)
  } finally {
    await client.revert({ id: snapshot })
    said.length = 0
  }
})
