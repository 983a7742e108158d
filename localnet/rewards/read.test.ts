import type { Address } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CompiledContracts, compileContracts } from '../compile.ts'
import { type Core, eth, startCore, WAD } from '../contracts/eigenlayer/testing/fixture.ts'
import { Handle } from '../contracts/periphery/handle.ts'
import { createContracts } from '../deploy/deployer.ts'
import { deployPeriphery } from '../deploy/periphery.ts'
import { deployRewardsCoordinator } from '../deploy/rewards.ts'
import { readRewardsInput } from './read.ts'
import { DAY } from './types.ts'
import { buildDistribution, computeDistribution } from './updater.ts'

/** One story on the real core: a week of stake, splits, a slashing and rewards of every kind. */
let core: Core
let contracts: CompiledContracts
let coordinator: Handle
let token: Handle
let second: Handle
let admin: Address
let start: number

beforeAll(async () => {
  core = await startCore()
  contracts = await compileContracts({ folders: ['rewards', 'periphery'] })
  const { client, at } = core
  admin = core.accounts[0] as Address
  await deployPeriphery(client, contracts)
  const [one, two] = (await createContracts(client, contracts, admin, [
    { name: 'TestToken', args: ['One', 'ONE', 18, admin] },
    { name: 'TestToken', args: ['Two', 'TWO', 6, admin] },
  ])) as [Address, Address]
  const address = await deployRewardsCoordinator(client, contracts, { from: admin, ...at })
  const handle = (name: string, where: Address) => new Handle(client, contracts, name, where)
  coordinator = handle('RewardsCoordinator', address)
  token = handle('TestToken', one)
  second = handle('TestToken', two)
  const { timestamp } = await client.getBlock()
  start = (Math.floor(Number(timestamp) / DAY) + 1) * DAY
})
afterAll(() => core.stop())

/** The next block comes so many hours after the n-th midnight. */
const goTo = (n: number, hours: number) =>
  core.client
    .setNextBlockTimestamp({ timestamp: BigInt(start + n * DAY + hours * 3_600) })
    .then(() => core.client.mine({ blocks: 1 }))

test('snapshots, distribution, root and claims of a whole story', async () => {
  const { client } = core
  const [s1, s2, s3] = [core.fresh(), core.fresh(), core.fresh()]
  const [o1, o2] = [await core.operator(), await core.operator()]
  const set = await core.avs(['A', 'B'])
  const avs = set.avs
  const strategies = [core.at.strategies.A, core.at.strategies.B]
    .sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
    .map((strategy, i) => ({ strategy, multiplier: WAD + BigInt(i) * 7n }))

  await core.deposit(s1, 'A', 10n * WAD + 1n)
  await core.deposit(s1, 'B', 3n * WAD + 7n)
  await core.delegate(s1, o1)
  await core.deposit(s2, 'A', 7n * WAD + 13n)
  await core.delegate(s2, o2)
  await core.deposit(s3, 'B', eth('1'))
  await core.register(o1, set)
  await core.register(o2, set)
  await core.allocate(o1, set, 'A', WAD / 2n)
  await core.allocate(o2, set, 'A', WAD / 4n)
  await coordinator.send(o1, 'setOperatorSetSplit', [o1, set, 300])
  await coordinator.send(o2, 'setOperatorPISplit', [o2, 0])
  for (const holder of [admin, avs]) {
    for (const each of [token, second]) {
      await each.send(admin, 'mint', [holder, 10n ** 24n])
      await each.send(holder, 'approve', [coordinator.address, 10n ** 24n])
    }
  }
  await coordinator.send(admin, 'setRewardsForAllSubmitter', [admin, true])
  const pool = (paid: Handle, amount: bigint) => [
    {
      strategiesAndMultipliers: strategies,
      token: paid.address,
      amount,
      startTimestamp: start,
      duration: 3 * DAY,
    },
  ]
  const unique = 3_000_000_000_000_000_001n
  await coordinator.send(avs, 'createUniqueStakeRewardsSubmission', [set, pool(token, unique)])
  await coordinator.send(avs, 'createTotalStakeRewardsSubmission', [set, pool(second, 30_001n)])
  await coordinator.send(avs, 'createAVSRewardsSubmission', [pool(token, 10n ** 18n)])
  await coordinator.send(admin, 'createRewardsForAllEarners', [pool(second, 3_000_000n)])
  await coordinator.send(admin, 'createRewardsForAllSubmission', [pool(second, 9_000_003n)])

  /** What the contracts say now; taken in the last block before a midnight. */
  const look = async () => {
    const ask = [core.at.strategies.A, core.at.strategies.B]
    const shares = (who: Address) =>
      core.read<[bigint[], bigint[]]>(core.dm, 'getWithdrawableShares', [who, ask])
    const allocation = (operator: Address) =>
      core.read<{ currentMagnitude: bigint }>(core.am, 'getAllocation', [operator, set, ask[0]])
    return {
      shares: (await Promise.all([s1, s2, s3].map(shares))).map(([withdrawable]) => withdrawable),
      magnitudes: (await Promise.all([o1, o2].map(allocation))).map((a) => a.currentMagnitude),
    }
  }
  await goTo(0, 23)
  const day1 = await look()
  await goTo(1, 1)
  await core.slash(o1, set, 'A', WAD / 3n)
  await goTo(1, 22)
  const day2 = await look()
  await goTo(2, 1)
  await core.queue(s2, 'A', eth('2'))
  await core.write(o2, core.am, 'deregisterFromOperatorSets', [
    { operator: o2, avs, operatorSetIds: [0] },
  ])
  await goTo(2, 20)
  const day3 = await look()
  await goTo(3, 2)
  await coordinator.send(avs, 'createOperatorDirectedOperatorSetRewardsSubmission', [
    set,
    [
      {
        strategiesAndMultipliers: strategies,
        token: token.address,
        operatorRewards: [o1, o2, s3]
          .sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
          .map((operator) => ({ operator, amount: 600_000_000_000_000_007n })),
        startTimestamp: start,
        duration: 3 * DAY,
        description: 'by hand',
      },
    ],
  ])
  await goTo(3, 3)

  const addresses = { ...core.at, rewardsCoordinator: coordinator.address }
  const end = start + 3 * DAY + 2 * 3_600 + 1_800
  const read = (calculationEndTimestamp: number, known = {}) =>
    readRewardsInput(client, {
      addresses,
      fromBlock: core.at.fromBlock,
      calculationEndTimestamp,
      ...known,
    })
  const input = await read(end)

  // Old blocks say what was seen when they were new.
  expect(input.days.map((day) => (day.midnight - start) / DAY)).toEqual([1, 2, 3])
  for (const [i, seen] of [day1, day2, day3].entries()) {
    const day = input.days[i]
    const shares = [s1, s2, s3].map((who) =>
      [core.at.strategies.A, core.at.strategies.B].map(
        (strategy) =>
          day?.stakers.find((s) => s.staker === who)?.shares.find(([s]) => s === strategy)?.[1] ??
          0n,
      ),
    )
    expect(shares).toEqual(seen.shares)
    const held = (operator: Address) =>
      day?.allocations.find((a) => a.operator === operator)?.magnitude ?? 0n
    const members = day?.operatorSets[0]?.members ?? []
    expect(members.includes(o2)).toBe(i < 2)
    expect(held(o1)).toBe(seen.magnitudes[0])
    if (members.includes(o2)) expect(held(o2)).toBe(seen.magnitudes[1])
  }
  expect(day2.magnitudes[0]).toBeLessThan(day1.magnitudes[0] as bigint)
  expect(day2.shares[0]?.[0]).toBeLessThan(day1.shares[0]?.[0] as bigint)

  // The first day of the unique-stake submission, worked out here by fractions of 1e18.
  const distribution = computeDistribution(input, start + DAY)
  const weightA = strategies.find((s) => s.strategy === core.at.strategies.A)?.multiplier as bigint
  const [w1, w2] = [
    (10n * WAD + 1n) * weightA * (WAD / 2n),
    (7n * WAD + 13n) * weightA * (WAD / 4n),
  ]
  const tokens1 = ((unique / 3n) * w1) / (w1 + w2)
  const commission = (tokens1 * 300n) / 10_000n
  const earned = (who: Address, paid: Handle) =>
    distribution.earners.find((e) => e.earner === who)?.tokens.find((t) => t.token === paid.address)
      ?.cumulativeEarnings ?? 0n
  // v1 pays the same token: one pool of 1/3 for the stakers of both, at the default split.
  const weights = [s1, s2].map((who) =>
    strategies.reduce((sum, { strategy, multiplier }) => {
      const i = strategy === core.at.strategies.A ? 0 : 1
      return sum + (day1.shares[who === s1 ? 0 : 1]?.[i] ?? 0n) * multiplier
    }, 0n),
  )
  const total = (weights[0] as bigint) + (weights[1] as bigint)
  const v1 = (((10n ** 15n * (weights[0] as bigint)) / total) * (10n ** 18n / 3n)) / 10n ** 15n
  expect(earned(o1, token)).toBe(commission + v1 / 10n)
  expect(earned(s1, token)).toBe(tokens1 - commission + v1 - v1 / 10n)

  // Reading on from what is known gives the same as reading everything.
  const early = await read(start + 2 * DAY)
  const again = await read(end, { known: early.days })
  expect(computeDistribution(again, end)).toEqual(computeDistribution(input, end))

  // Everybody claims everything; what is left is dust and what never found a taker.
  const full = computeDistribution(input, end)
  const tree = buildDistribution(full)
  await coordinator.send(admin, 'submitRoot', [tree.root, end])
  await client.increaseTime({ seconds: 7_200 })
  await client.mine({ blocks: 1 })
  expect(full.earners.map((e) => e.earner).sort()).toEqual([s1, s2, s3, o1, o2, avs].sort())
  for (const { earner, tokens } of full.earners) {
    await coordinator.send(earner, 'processClaim', [tree.claimFor(earner, 0), earner])
    for (const { token: paid, cumulativeEarnings } of tokens) {
      expect(await coordinator.read('cumulativeClaimed', earner, paid)).toBe(cumulativeEarnings)
    }
  }
  const left = await token.read<bigint>('balanceOf', coordinator.address)
  expect(left).toBeGreaterThanOrEqual(0n)
  expect(left).toBeLessThan(10_000_000n)
  expect(await second.read<bigint>('balanceOf', coordinator.address)).toBeLessThan(20n)
  // s3 was named as an operator and never registered: the AVS got its part back.
  const back = full.earners.find((e) => e.earner === avs)?.tokens[0]
  expect(back).toEqual({
    token: token.address,
    cumulativeEarnings: 3n * (600_000_000_000_000_007n / 3n),
  })
})

test('a chain that has not come so far is refused', async () => {
  await expect(
    readRewardsInput(core.client, {
      addresses: { ...core.at, rewardsCoordinator: coordinator.address },
      calculationEndTimestamp: start + 400 * DAY,
    }),
  ).rejects.toThrow('The chain has not reached the end of the calculation.')
})
