import { afterAll, beforeAll, expect, test } from 'vitest'
import { compileContracts } from '../../compile.ts'
import { deployEigenLayer } from '../../deploy/eigenlayer.ts'
import { startAnvil } from '../../testing/anvil.ts'
import { type Core, eth, startCore, WAD } from './testing/fixture.ts'

let core: Core
beforeAll(async () => {
  core = await startCore()
})
afterAll(() => core.stop())

test('the contracts know one another and the delays', async () => {
  const { at, read, dm, sm, am, epm } = core
  expect(await read(dm, 'strategyManager')).toBe(at.strategyManager)
  expect(await read(dm, 'eigenPodManager')).toBe(at.eigenPodManager)
  expect(await read(dm, 'allocationManager')).toBe(at.allocationManager)
  expect(await read(dm, 'permissionController')).toBe(at.permissionController)
  expect(await read(sm, 'delegation')).toBe(at.delegationManager)
  expect(await read(sm, 'allocationManager')).toBe(at.allocationManager)
  expect(await read(am, 'delegation')).toBe(at.delegationManager)
  expect(await read(am, 'eigenStrategy')).toBe(at.strategies.EIGEN)
  expect(await read(epm, 'delegationManager')).toBe(at.delegationManager)
  expect(await read(dm, 'minWithdrawalDelayBlocks')).toBe(50)
  expect(await read(am, 'DEALLOCATION_DELAY')).toBe(50)
  expect(await read(am, 'ALLOCATION_CONFIGURATION_DELAY')).toBe(75)
  expect(await read(am, 'SLASHER_CONFIGURATION_DELAY')).toBe(75)
  expect(await read(sm, 'strategyIsWhitelistedForDeposit', [at.strategies.B])).toBe(true)
})

test('a deposit, a delegation, an allocation, a slash and a withdrawal go through', async () => {
  const { at, client } = core
  const staker = core.fresh()
  const operator = await core.operator()
  const set = await core.avs(['A'])
  await core.deposit(staker, 'A', eth('10'))
  await core.delegate(staker, operator)
  await core.register(operator, set)
  await core.allocate(operator, set, 'A', WAD / 2n)
  await core.slash(operator, set, 'A', WAD / 5n)
  const withdrawal = await core.queue(staker, 'A', eth('10'))
  await core.mine(51)
  const before = await client.getBlock()
  await core.write(staker, core.dm, 'completeQueuedWithdrawal', [withdrawal, [core.tokens.A], true])
  expect(before.number - BigInt(withdrawal.startBlock)).toBe(51n)
  expect(await core.read(['CoreTestToken', core.tokens.A], 'balanceOf', [staker])).toBe(eth('9'))
  expect(await core.read(core.am, 'getMaxMagnitude', [operator, at.strategies.A])).toBe(
    (WAD * 9n) / 10n,
  )
})

test('the same deployer and nonce give the same addresses, mined by hand too', async () => {
  const contracts = await compileContracts({ folders: ['eigenlayer'] })
  const chains = await Promise.all([startAnvil(), startAnvil({ noMining: true })])
  try {
    const deployed = await Promise.all(
      chains.map(async ({ client }, index) => {
        const [account] = await client.getAddresses()
        const mine = async () => client.mine({ blocks: 1 })
        return deployEigenLayer({
          client,
          contracts,
          account: account ?? '0x',
          // Any contract with code and decimals serves as a token where nobody deposits.
          tokens: {},
          ethPOS: '0x00000000219ab540356cBB839Cbe05303d7705Fa',
          owner: '0x00000000000000000000000000000000000000A1',
          ...(index === 1 ? { mine } : {}),
        })
      }),
    )
    const [automatic, byHand] = deployed
    expect({ ...byHand, fromBlock: 0n }).toEqual({ ...automatic, fromBlock: 0n })
    const owner = await chains[1]?.client.readContract({
      address: byHand?.strategyManager ?? '0x',
      abi: contracts.StrategyManager?.abi ?? [],
      functionName: 'owner',
    })
    expect(owner).toBe('0x00000000000000000000000000000000000000A1')
  } finally {
    await Promise.all(chains.map((chain) => chain.stop()))
  }
})
