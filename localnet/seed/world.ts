import type { Abi, Address } from 'viem'
import type { CompiledContracts } from '../compile.ts'
import type { EtherFiAddresses } from '../deploy/etherfi.ts'
import type { MarketAddresses } from '../deploy/market.ts'
import type { ChainClient } from '../testing/anvil.ts'
import { type SetKey, type StrategyKey, setPlan } from './avss.ts'
import { DAY } from './calendar.ts'
import type { Prices } from './market.ts'
import { addressOf, type Random } from './random.ts'
import type { Call, Scribe } from './scribe.ts'

/** Contracts that the chapters of the history call, by the name of their field in `deployments.json`. */
export type CoreContract =
  | 'delegationManager'
  | 'strategyManager'
  | 'allocationManager'
  | 'eigenPodManager'
  | 'rewardsCoordinator'
  | 'permissionController'

/** Feeds of the local chain. */
export type FeedKey = 'ethUsd' | 'stETH' | 'tLST' | 'rewardA'

/** Tokens of the local chain. */
export type TokenKey = 'stETH' | 'wstETH' | 'tLST' | 'nLST' | 'rewardA' | 'rewardB' | 'rewardC'

/** Where everything stands. */
export interface Places {
  core: Readonly<Record<CoreContract, Address>>
  pauserRegistry: Address
  strategies: Readonly<Record<StrategyKey, Address>>
  tokens: Readonly<Record<TokenKey, Address>>
  feeds: Readonly<Record<FeedKey, Address>>
  /** Remembers what reward token C was worth in wrapped ether. */
  rewardPool: Address
  /** Registrar contract of each AVS, by AVS key. */
  registrars: Readonly<Record<string, Address>>
  /** Lido's withdrawal queue. */
  withdrawalQueue: Address
  etherFi: EtherFiAddresses
  /** Registrations from before operator sets. */
  avsDirectory: Address
  market: MarketAddresses
  multicall3: Address
  beaconDeposit: Address
}

/** Accounts with a duty. Nobody holds their keys: the node sends for them. */
export const ROLES = {
  deployer: addressOf('deployer'),
  owner: addressOf('owner'),
  oracle: addressOf('oracle committee'),
  treasury: addressOf('treasury'),
  operatorsFee: addressOf('node operators of the staking pool'),
  issuer: addressOf('token issuer'),
  feedOwner: addressOf('price feeds'),
  rewardsUpdater: addressOf('rewards updater'),
  incentives: addressOf('programmatic incentives'),
  feeRecipient: addressOf('protocol fee recipient'),
  etherFi: addressOf('liquid restaking committee'),
  etherFiTreasury: addressOf('liquid restaking treasury'),
} as const

/** Demo accounts of the node (its usual mnemonic), by what they are for. */
export const DEMO_OPERATOR_INDEX = 3

/** What the chapters work with. */
export interface World {
  client: ChainClient
  scribe: Scribe
  contracts: CompiledContracts
  places: Places
  random: Random
  prices: readonly Prices[]
  /** 00:00 UTC of day 0, in seconds. */
  start: number
  /** The last second of the history. */
  now: number
  /** The node's unlocked accounts. */
  accounts: readonly Address[]
}

/** Address of an operator of the history; the demo operator is one of the node's accounts. */
export function operatorAddress(world: World, key: string): Address {
  if (key !== 'demo-operator') return addressOf(`operator ${key}`)
  const address = world.accounts[DEMO_OPERATOR_INDEX]
  if (address === undefined) throw new Error('The node has too few accounts for the demo operator.')
  return address
}

/** Address of an AVS of the history. */
export function avsAddress(key: string): Address {
  return addressOf(`avs ${key}`)
}

/** Who may slash the sets of an AVS: its registrar contract, or a wallet. */
export function slasherOf(world: World, key: string): Address {
  const { avs } = setPlan(key as SetKey)
  if (avs.walletSlasher) return addressOf(`slasher ${avs.key}`)
  return registrarOf(world, avs.key)
}

/** Registrar contract of an AVS. */
export function registrarOf(world: World, key: string): Address {
  const registrar = world.places.registrars[key]
  if (registrar === undefined) throw new Error(`The AVS ${key} has no registrar.`)
  return registrar
}

/** An operator set as the contracts name it. */
export function operatorSet(key: SetKey): { avs: Address; id: number } {
  const { avs, set } = setPlan(key)
  return { avs: avsAddress(avs.key), id: set.id }
}

/** Addresses of strategies in ascending order, as slashing and rewards ask for. */
export function strategies(world: World, keys: readonly StrategyKey[]): Address[] {
  return keys
    .map((key) => world.places.strategies[key])
    .sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
}

/** Interface of a compiled contract. */
export function abiOf(world: World, name: string): Abi {
  const contract = world.contracts[name]
  if (contract === undefined) throw new Error(`There is no compiled contract ${name}.`)
  return contract.abi
}

const CORE_NAMES: Readonly<Record<CoreContract, string>> = {
  delegationManager: 'DelegationManager',
  strategyManager: 'StrategyManager',
  allocationManager: 'AllocationManager',
  eigenPodManager: 'EigenPodManager',
  rewardsCoordinator: 'RewardsCoordinator',
  permissionController: 'PermissionController',
}

/** A call of one of EigenLayer's contracts. */
export function core(
  world: World,
  contract: CoreContract,
  functionName: string,
  args: readonly unknown[],
  value?: bigint,
): Call {
  return {
    address: world.places.core[contract],
    abi: abiOf(world, CORE_NAMES[contract]),
    functionName,
    args,
    ...(value === undefined ? {} : { value }),
  }
}

/** A call of a token. */
export function token(
  world: World,
  key: TokenKey,
  functionName: string,
  args: readonly unknown[],
  value?: bigint,
): Call {
  return {
    address: world.places.tokens[key],
    abi: abiOf(world, key === 'stETH' ? 'Lido' : key === 'wstETH' ? 'WstETH' : 'TestToken'),
    functionName,
    args,
    ...(value === undefined ? {} : { value }),
  }
}

/** Contracts of the ways out and of liquid restaking, with the names of their compiled sources. */
const POOL_NAMES = {
  withdrawalQueue: 'WithdrawalQueueERC721',
  liquidityPool: 'LiquidityPool',
  eETH: 'EETH',
  weETH: 'WeETH',
  withdrawRequestNFT: 'WithdrawRequestNFT',
  etherFiAdmin: 'EtherFiAdmin',
} as const

/** A call of Lido's withdrawal queue or of one of ether.fi's contracts. */
export function pool(
  world: World,
  contract: keyof typeof POOL_NAMES,
  functionName: string,
  args: readonly unknown[],
  value?: bigint,
): Call {
  const { withdrawalQueue, etherFi } = world.places
  return {
    address: { withdrawalQueue, ...etherFi }[contract],
    abi: abiOf(world, POOL_NAMES[contract]),
    functionName,
    args,
    ...(value === undefined ? {} : { value }),
  }
}

/** Reads what a call would return at the latest block. */
export async function ask<T>(world: World, call: Call): Promise<T> {
  const { address, abi, functionName, args = [] } = call
  return (await world.client.readContract({ address, abi, functionName, args })) as T
}

/** Reads one of EigenLayer's contracts at the latest block. */
export async function read<T>(
  world: World,
  contract: CoreContract,
  functionName: string,
  args: readonly unknown[],
): Promise<T> {
  return ask<T>(world, core(world, contract, functionName, args))
}

/** Prices of a day; after the last one, the last. */
export function pricesOf(world: World, day: number): Prices {
  const found = world.prices[Math.min(day, world.prices.length - 1)]
  if (found === undefined) throw new Error('The history has no prices.')
  return found
}

/** 00:00 UTC of a day of the history, in seconds. */
export function midnight(world: World, day: number): number {
  return world.start + day * DAY
}
