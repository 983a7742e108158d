import type { Address as AnyAddress, Client } from 'viem'
import { getBlock, readContract } from 'viem/actions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../../../localnet/chainState.ts'
import { delegationManagerAbi } from '../abi/eigenlayer.ts'
import { CANONICAL_MULTICALL3 } from '../deployments/known.ts'
import type { Chain } from '../deployments/types.ts'
import { createMemoryStore } from '../logs/memoryStore.ts'
import { createClientFor } from '../rpc/client.ts'
import { createHistory } from './history.ts'
import { createNetworkSync } from './networkSync.ts'
import { readNetwork } from './readNetwork.ts'
import { readPosition } from './readPosition.ts'
import type { Address, Network, Operator } from './types.ts'
import { beaconChainETHStrategy, WAD, zeroAddress } from './types.ts'

/** Runtime code of a contract that refuses everything. */
const REVERTS = '0x60006000fd'

let seeded: SeededForTests
let chain: Chain
let client: Client
let network: Network

const lower = (address: string) => address.toLowerCase() as Address
const core = () => chain.eigenLayer

async function read(entry: Chain): Promise<Network> {
  const own = createClientFor(entry, seeded.url)
  const { number, hash, timestamp } = await getBlock(own)
  const store = Promise.resolve(createMemoryStore())
  const log = await createNetworkSync({ client: own, chain: entry, store })({ toBlock: number })
  return readNetwork(own, { chain: entry, ...log, block: { number, hash, timestamp } })
}

beforeAll(async () => {
  seeded = await startSeededForTests()
  chain = seeded.meta.deployments as unknown as Chain
  client = createClientFor(chain, seeded.url)
  network = await read(chain)
})
afterAll(() => seeded?.stop())

function operator(key: string): Operator {
  const { address } = seeded.meta.keeper.operators.find((entry) => entry.key === key)!
  return network.operators.find((entry) => entry.address === lower(address))!
}

function setKey(avs: string, id: number) {
  const { address } = seeded.meta.keeper.avss.find((entry) => entry.key === avs)!
  return `${lower(address)}-${id}` as const
}

const strategy = (key: keyof SeededForTests['meta']['keeper']['strategies']) =>
  lower(seeded.meta.keeper.strategies[key])
const token = (key: keyof SeededForTests['meta']['keeper']['tokens']) =>
  network.tokens[lower(seeded.meta.keeper.tokens[key])]

describe('the seeded network', () => {
  test('has everybody, at one block, with nothing missing', () => {
    expect(network.operators).toHaveLength(24)
    expect(network.avss).toHaveLength(10)
    expect(Object.keys(network.operatorSets)).toHaveLength(14)
    expect(network.avss.flatMap((avs) => avs.sets).sort()).toEqual(
      Object.keys(network.operatorSets).sort(),
    )
    expect(network.slashes).toHaveLength(2)
    expect(network.rebases).toHaveLength(89)
    expect(network.failures).toEqual([])
    expect(network.coverage).toMatchObject({ complete: true, toBlock: network.block.number })
    expect(Number(network.block.number)).toBe(seeded.meta.anchor.number)
    expect(network.block.hash).toBe(seeded.meta.anchor.hash)
    expect(network.parameters).toEqual({
      minWithdrawalDelayBlocks: 50,
      deallocationDelay: 50,
      allocationConfigurationDelay: 75,
      defaultOperatorSplitBips: 1000,
    })
  })

  test('operators have the shares that the contract says', async () => {
    const strategies = Object.keys(network.strategies) as Address[]
    expect(strategies).toHaveLength(4)
    const shares = await readContract(client, {
      address: core().delegationManager,
      abi: delegationManagerAbi,
      functionName: 'getOperatorsShares',
      args: [network.operators.map(({ address }) => address), strategies],
      blockNumber: network.block.number,
    })
    for (const [row, { address, shares: own }] of network.operators.entries()) {
      const expected = strategies.flatMap((key, column) => {
        const amount = shares[row]?.[column] ?? 0n
        return amount > 0n ? [[key, amount]] : []
      })
      expect(own, address).toEqual(Object.fromEntries(expected))
    }
    const all = network.operators.flatMap(({ shares: own }) => Object.values(own ?? {}))
    expect(all.reduce((sum, amount) => sum + amount, 0n)).toBeGreaterThan(100_000n * WAD)
  })

  test('pending, latent and left allocations are told apart', () => {
    const of = (key: string, set: string) =>
      operator(key).allocations?.find(
        (entry) => entry.set === set && entry.strategy === strategy('stETH'),
      )
    const head = Number(network.block.number)

    // More and less to come.
    expect(of('bluecairn', setKey('lattice', 0))).toMatchObject({
      currentMagnitude: (WAD * 25n) / 100n,
      pendingDiff: (WAD * 15n) / 100n,
      inSet: true,
      slashable: true,
    })
    expect(of('oldmill', setKey('vesper', 0))).toMatchObject({
      currentMagnitude: WAD / 2n,
      pendingDiff: (WAD * -30n) / 100n,
    })
    const pending = network.operators
      .flatMap(({ allocations }) => allocations ?? [])
      .filter(({ pendingDiff }) => pendingDiff !== 0n)
    expect(pending.length).toBeGreaterThanOrEqual(6)
    for (const { effectBlock } of pending) expect(effectBlock).toBeGreaterThan(head)

    // Allocated without ever registering, and registered without allocating.
    expect(operator('lowtide').registeredSets).toEqual([])
    expect(of('lowtide', setKey('lattice', 0))).toMatchObject({ inSet: true, slashable: false })
    expect(operator('saltmarsh')).toMatchObject({
      registeredSets: [setKey('quorum', 0)],
      allocations: [],
    })
    // Left, so long ago that nobody can slash it any more.
    expect(operator('tinroof').registeredSets).toEqual([])
    expect(of('tinroof', setKey('lattice', 0))).toMatchObject({
      currentMagnitude: WAD / 2n,
      slashable: false,
    })
    // Slashed: what can be allocated is less than all.
    expect(operator('kestrel').maxMagnitudes?.[strategy('stETH')]).toBe((WAD * 9n) / 10n)
    expect(operator('windrose').maxMagnitudes?.[strategy('stETH')]).toBe((WAD * 85n) / 100n)
    expect(operator('northlight').maxMagnitudes).toEqual({})
  })

  test('operators have their splits, approvers, delays and restakers', () => {
    expect(operator('northlight').splits[setKey('lattice', 0)]).toBe(800)
    expect(operator('quayside').splits[setKey('harbor', 0)]).toBe(1000)
    expect(operator('parallax').splits[setKey('mosaic', 0)]).toBe(700)
    // Announced, not in force.
    expect(operator('bluecairn').splits[setKey('lattice', 0)]).toBe(500)
    const { split } = createHistory(network)
    const now = Number(network.block.timestamp)
    expect(split(operator('oldmill').address, null, now)).toBe(1500)
    expect(split(operator('saltmarsh').address, null, now)).toBe(0)
    expect(
      network.operators.filter((entry) => entry.delegationApprover !== zeroAddress),
    ).toHaveLength(3)
    expect(operator('obsidian').allocationDelay).toEqual({ isSet: true, blocks: 1200 })
    expect(operator('northlight').stakers).toBeGreaterThan(5)
    const chosen = [...network.delegations.values()].map((delegation) => delegation.operator)
    expect(chosen.filter((address) => address === operator('northlight').address)).toHaveLength(
      operator('northlight').stakers,
    )
  })

  test('operator sets have their strategies, slashers and recipients', () => {
    expect(network.operatorSets[setKey('mosaic', 0)]?.redistributionRecipient).toMatch(/^0x/)
    const others = Object.values(network.operatorSets).filter(
      ({ redistributionRecipient }) => redistributionRecipient !== 'none',
    )
    expect(others).toHaveLength(1)
    const changing = Object.values(network.operatorSets).filter(
      ({ pendingSlasher }) => pendingSlasher !== 'none',
    )
    expect(changing.map(({ key }) => key)).toContain(setKey('cinder', 0))
    const slashers = network.notices.filter(({ type }) => type === 'slasher')
    expect(slashers).toEqual([expect.objectContaining({ set: setKey('cinder', 0) })])
    expect(network.operatorSets[setKey('harbor', 0)]?.strategies?.sort()).toEqual(
      [strategy('stETH'), strategy('tLST'), beaconChainETHStrategy].sort(),
    )
    expect(network.operatorSets[setKey('lattice', 1)]?.slashCount).toBe(1)
  })

  test('tokens have prices where there is a rate, a feed or a pool, and none elsewhere', () => {
    expect(token('stETH')).toMatchObject({ priceEth: 1, priceSource: { kind: 'redemption' } })
    expect(token('stETH')?.market?.priceEth).toBeGreaterThan(0.9)
    expect(token('stETH')?.market?.priceEth).toBeLessThan(1.01)
    expect(token('tLST')?.market).toBeNull()
    expect(token('wstETH')?.priceEth).toBeCloseTo(1.178, 2)
    expect(token('tLST')?.priceSource?.kind).toBe('feed')
    expect(token('rewardA')?.priceEth).toBeGreaterThan(0)
    expect(token('rewardB')).toMatchObject({ priceEth: null, priceSource: null })
    expect(token('rewardC')).toMatchObject({
      symbol: 'FLINT',
      priceSource: {
        kind: 'twap',
        pool: lower(seeded.meta.keeper.rewardPool),
        windowSeconds: 86_400,
      },
    })
    expect(token('rewardC')?.priceEth).toBeGreaterThan(0.000_79)
    expect(token('rewardC')?.priceEth).toBeLessThan(0.001_81)
    expect(token('nLST')?.priceEth).toBeNull()
    expect(network.ethUsd?.price).toBeGreaterThan(100)
    expect(network.strategies[strategy('stETH')]).toMatchObject({
      isStEth: true,
      whitelisted: true,
      kind: 'erc20',
    })
    expect(network.strategies[beaconChainETHStrategy]).toMatchObject({
      kind: 'beaconChainETH',
      rate: WAD,
    })
  })
})

describe('positions', () => {
  const persona = (name: string) =>
    seeded.meta.accounts.find((account) => account.persona === name)!.address

  test.each(['restaker', 'withdrawing restaker', 'undelegated depositor', 'native restaker'])(
    '%s: withdrawable shares, operator and queue are those of the contract',
    async (name) => {
      const staker = persona(name)
      const position = await readPosition(client, { chain, staker, block: network.block })
      const dm = { address: core().delegationManager, abi: delegationManagerAbi } as const
      const at = { blockNumber: network.block.number }
      const [strategies] = await readContract(client, {
        ...dm,
        ...at,
        functionName: 'getDepositedShares',
        args: [staker],
      })
      const [withdrawable, deposited] = await readContract(client, {
        ...dm,
        ...at,
        functionName: 'getWithdrawableShares',
        args: [staker, strategies],
      })
      expect(
        position.holdings?.map((holding) => [
          holding.strategy,
          holding.withdrawableShares,
          holding.depositShares,
        ]),
      ).toEqual(strategies.map((key, index) => [lower(key), withdrawable[index], deposited[index]]))
      const delegatedTo = await readContract(client, {
        ...dm,
        ...at,
        functionName: 'delegatedTo',
        args: [staker],
      })
      expect(position).toMatchObject({ delegatedTo: lower(delegatedTo), failures: [] })
      for (const { strategy: key, withdrawableShares, underlying } of position.holdings ?? []) {
        const rate = network.strategies[key]?.rate ?? 0n
        const difference = (underlying ?? 0n) - (withdrawableShares * rate) / WAD
        expect(difference < 0n ? -difference : difference).toBeLessThan(1_000n)
      }
    },
  )

  test('the slashed restaker can withdraw less than was deposited, and two withdrawals wait', async () => {
    const staker = persona('withdrawing restaker')
    const position = await readPosition(client, { chain, staker, block: network.block })
    const [holding] = position.holdings ?? []
    expect(holding?.withdrawableShares).toBeLessThan(holding?.depositShares ?? 0n)
    expect(position.delegatedTo).toBe(operator('kestrel').address)
    expect(position.queued).toHaveLength(2)
  })
})

describe('a chain that has less', () => {
  /** Puts other code at an address for as long as something is read. */
  async function withCode<T>(address: AnyAddress, bytecode: `0x${string}`, run: () => Promise<T>) {
    const before = (await seeded.client.getCode({ address })) ?? '0x'
    await seeded.client.setCode({ address, bytecode })
    await seeded.client.mine({ blocks: 1 })
    try {
      return await run()
    } finally {
      await seeded.client.setCode({ address, bytecode: before })
    }
  }

  test('without Lido, feeds and Multicall3 it has the same operators, without prices', async () => {
    const { lido, feeds, multicall3, ...bare } = chain
    expect(multicall3).toBe(CANONICAL_MULTICALL3)
    const less = await withCode(CANONICAL_MULTICALL3, '0x', async () => {
      expect(await seeded.client.getCode({ address: CANONICAL_MULTICALL3 })).toBeUndefined()
      return read(bare)
    })
    expect(less.failures).toEqual([])
    expect(less.operators).toEqual(network.operators)
    expect(less.avss).toEqual(network.avss)
    expect(less.operatorSets).toEqual(network.operatorSets)
    expect(less.rebases).toEqual([])
    expect(less.ethUsd).toBeNull()
    for (const { priceEth } of Object.values(less.tokens)) expect(priceEth).toBeNull()
    expect(Object.values(less.strategies).some(({ isStEth }) => isStEth)).toBe(false)
    const position = await readPosition(client, {
      chain: bare,
      staker: seeded.meta.accounts.find(({ persona }) => persona === 'restaker')!.address,
      block: less.block,
    })
    expect(position.stEth).toBeNull()
    expect(position.holdings).toHaveLength(2)
    expect([lido, feeds]).not.toContain(undefined)
  })

  test('a strategy that reverts degrades alone, and is named', async () => {
    const broken = strategy('nLST')
    const less = await withCode(broken, REVERTS, () => read(chain))
    expect(less.strategies[broken]).toMatchObject({ token: null, totalShares: null, rate: null })
    expect(less.failures.map(({ what }) => what).sort()).toEqual([
      `rate of strategy ${broken}`,
      `shares of strategy ${broken}`,
      `token of strategy ${broken}`,
    ])
    for (const { message } of less.failures) expect(message).not.toBe('')
    expect(less.operators).toEqual(network.operators)
    expect(less.strategies[strategy('stETH')]).toEqual(network.strategies[strategy('stETH')])
  })

  test.each([
    ['that reverts', REVERTS],
    ['where nothing stands', '0x'],
  ] as const)('a feed %s costs its own price, and is named', async (_, code) => {
    const feed = chain.feeds?.ethUsd as AnyAddress
    const less = await withCode(feed, code, () => read(chain))
    expect(less.ethUsd).toBeNull()
    expect(less.failures.map(({ what }) => what).sort()).toEqual([
      `answer of feed ${feed}`,
      `decimals of feed ${feed}`,
    ])
    // Quoted in dollars it has no price in ETH now; quoted in ETH it has one still.
    const { tokens } = seeded.meta.keeper
    expect(less.tokens[lower(tokens.rewardA)]?.priceEth).toBeNull()
    expect(less.tokens[lower(tokens.tLST)]?.priceEth).toBe(token('tLST')?.priceEth)
  })
})
