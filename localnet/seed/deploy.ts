import { type Address, numberToHex, parseEther } from 'viem'
import type { CompiledContracts } from '../compile.ts'
import { type Creation, compiled, createContracts, nextAddress } from '../deploy/deployer.ts'
import { deployEigenLayer, HOODI_DELAYS } from '../deploy/eigenlayer.ts'
import { deployEtherFi } from '../deploy/etherfi.ts'
import { deployLido } from '../deploy/lido.ts'
import { marketCreations } from '../deploy/market.ts'
import { BEACON_DEPOSIT, deployPeriphery } from '../deploy/periphery.ts'
import { deployRewardsCoordinator } from '../deploy/rewards.ts'
import type { ChainClient } from '../testing/anvil.ts'
import { AVSS } from './avss.ts'
import { OPENING_PRICE, tickAt } from './market.ts'
import type { Scribe } from './scribe.ts'
import { avsAddress, type Places, ROLES } from './world.ts'

/** EigenLayer's virtual strategy for native ETH. */
const BEACON_CHAIN_ETH: Address = '0xbeaC0eeEeeeeEEeEeEEEEeeEEeEeeeEeeEEBEaC0'
/** What Lido holds before the restakers of the history come, in ether: 1.17 for each share. */
const LIDO_ETHER = 205_000n
const LIDO_RATE = { numerator: 117n, denominator: 100n }
/** Release that signatures are made for. */
const EIGENLAYER_VERSION = '1.12.0'
/** Rewards may start that many seconds ago, as on Hoodi. */
const MAX_RETROACTIVE_LENGTH = 7_776_000

/**
 * Deploys all contracts of the local chain, a few blocks in all, one second apart.
 *
 * @returns where they stand, and the block of the first of them
 */
export async function deployAll(
  client: ChainClient,
  scribe: Scribe,
  contracts: CompiledContracts,
): Promise<{ places: Places; startBlock: number }> {
  const from = ROLES.deployer
  await scribe.rpc('anvil_setBalance', [from, numberToHex(parseEther('1000'))])
  await scribe.rpc('anvil_setBlockTimestampInterval', [1])

  const periphery = await deployPeriphery(client, contracts)
  const lido = await deployLido(client, contracts, {
    from,
    oracle: ROLES.oracle,
    treasury: ROLES.treasury,
    operatorsFeeRecipient: ROLES.operatorsFee,
    initialShares: (LIDO_ETHER * 10n ** 18n * LIDO_RATE.denominator) / LIDO_RATE.numerator,
    initialClBalance: LIDO_ETHER * 10n ** 18n,
  })
  const token = (name: string, symbol: string) => ({
    name: 'TestToken',
    args: [name, symbol, 18, ROLES.issuer],
  })
  const feed = (description: string, decimals: number) => ({
    name: 'PriceFeed',
    args: [decimals, description, ROLES.feedOwner],
  })
  const small = await createContracts(client, contracts, from, [
    token('Test LST (invented)', 'tLST'),
    token('Nameless LST (invented)', 'nLST'),
    token('Ore (invented)', 'ORE'),
    token('Moss (invented)', 'MOSS'),
    feed('ETH / USD', 8),
    feed('STETH / ETH', 18),
    feed('TLST / ETH', 18),
    feed('ORE / USD', 8),
    ...AVSS.map((plan) => ({ name: 'AVSRegistrar', args: [avsAddress(plan.key)] })),
  ])
  const at = (index: number): Address => {
    const address = small[index]
    if (address === undefined) throw new Error('A contract of the local chain was not deployed.')
    return address
  }
  const tokens = {
    stETH: lido.stETH,
    wstETH: lido.wstETH,
    tLST: at(0),
    nLST: at(1),
    rewardA: at(2),
    rewardB: at(3),
  }
  const eigenLayer = await deployEigenLayer({
    client,
    contracts,
    account: from,
    delays: HOODI_DELAYS,
    ethPOS: BEACON_DEPOSIT,
    tokens: { stETH: tokens.stETH, tLST: tokens.tLST, nLST: tokens.nLST },
    owner: ROLES.owner,
    mine: async () => {
      await scribe.rpc('evm_mine', [])
    },
  })
  const rewardsCoordinator = await deployRewardsCoordinator(client, contracts, {
    from,
    delegationManager: eigenLayer.delegationManager,
    strategyManager: eigenLayer.strategyManager,
    allocationManager: eigenLayer.allocationManager,
    pauserRegistry: eigenLayer.pauserRegistry,
    permissionController: eigenLayer.permissionController,
    emissionsController: ROLES.incentives,
    owner: ROLES.owner,
    rewardsUpdater: ROLES.rewardsUpdater,
    feeRecipient: ROLES.feeRecipient,
    maxRetroactiveLength: MAX_RETROACTIVE_LENGTH,
  })
  const etherFi = await deployEtherFi(client, contracts, {
    from,
    owner: ROLES.etherFi,
    oracle: ROLES.etherFi,
    feeRecipient: ROLES.etherFiTreasury,
    stETH: tokens.stETH,
    delegationManager: eigenLayer.delegationManager,
    strategyManager: eigenLayer.strategyManager,
    stETHStrategy: eigenLayer.strategies.stETH,
  })
  await scribe.rpc('anvil_removeBlockTimestampInterval', [])

  // Part of the first block of the history, so that they cost none of their own.
  const avsDirectory = await nextAddress(client, from, 0)
  const market = await marketCreations((n) => nextAddress(client, from, 1 + n), {
    stETH: tokens.stETH,
    wstETH: tokens.wstETH,
    ethUsd: at(4),
  })
  const rewardC = await nextAddress(client, from, 1 + market.creations.length)
  const rewardPool = await nextAddress(client, from, 2 + market.creations.length)
  const { weth } = market.addresses
  const late: readonly Creation[] = [
    {
      name: 'AVSDirectory',
      args: [
        eigenLayer.delegationManager,
        eigenLayer.pauserRegistry,
        EIGENLAYER_VERSION,
        ROLES.owner,
      ],
    },
    ...market.creations,
    token('Flint (invented)', 'FLINT'),
    { name: 'ObservedPool', args: [rewardC, weth, tickAt(OPENING_PRICE, rewardC, weth)] },
  ]
  for (const { name, args = [] } of late) {
    const { abi, bytecode } = compiled(contracts, name)
    scribe.deploy(`creating ${name}`, from, abi, bytecode, args)
  }

  return {
    startBlock: Number(eigenLayer.fromBlock),
    places: {
      core: {
        delegationManager: eigenLayer.delegationManager,
        strategyManager: eigenLayer.strategyManager,
        allocationManager: eigenLayer.allocationManager,
        eigenPodManager: eigenLayer.eigenPodManager,
        rewardsCoordinator,
        permissionController: eigenLayer.permissionController,
      },
      pauserRegistry: eigenLayer.pauserRegistry,
      strategies: { ...eigenLayer.strategies, beaconChainETH: BEACON_CHAIN_ETH },
      tokens: { ...tokens, rewardC },
      feeds: { ethUsd: at(4), stETH: at(5), tLST: at(6), rewardA: at(7) },
      rewardPool,
      registrars: Object.fromEntries(AVSS.map((plan, index) => [plan.key, at(8 + index)])),
      withdrawalQueue: lido.withdrawalQueue,
      etherFi,
      avsDirectory,
      market: market.addresses,
      multicall3: periphery.multicall3,
      beaconDeposit: periphery.beaconDeposit,
    },
  }
}
