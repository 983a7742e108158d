import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  type Abi,
  type AbiEvent,
  type AbiFunction,
  type AbiItem,
  type AbiParameter,
  keccak256,
  toHex,
} from 'viem'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CompiledContracts, compileContracts } from './compile.ts'
import { compiled } from './deploy/deployer.ts'

/*
 * What the app asks for is held against the contracts of the local chain, by selector and topic: what works here
 * works on public chains only as far as both have the same interface.
 */

/** The local contracts that have to have all of an ABI of the app. */
const CONTRACTS: Record<string, readonly string[]> = {
  delegationManagerAbi: ['DelegationManager'],
  strategyManagerAbi: ['StrategyManager'],
  strategyAbi: ['StrategyBase'],
  eigenStrategyAbi: ['EigenStrategy'],
  allocationManagerAbi: ['AllocationManager'],
  rewardsCoordinatorAbi: ['RewardsCoordinator'],
  eigenPodManagerAbi: ['EigenPodManager'],
  eigenPodAbi: ['EigenPod'],
  multicall3Abi: ['Multicall3'],
  erc20Abi: ['TestToken', 'Lido', 'WstETH', 'EETH', 'WeETH'],
  priceFeedAbi: ['PriceFeed'],
  stEthAbi: ['Lido'],
  wstEthAbi: ['WstETH'],
  withdrawalQueueAbi: ['WithdrawalQueueERC721'],
  liquidityPoolAbi: ['LiquidityPool'],
  eEthAbi: ['EETH'],
  weEthAbi: ['WeETH'],
  withdrawRequestNftAbi: ['WithdrawRequestNFT'],
  redemptionManagerAbi: ['EtherFiRedemptionManager'],
  transferAbi: ['TestToken', 'Lido', 'WstETH', 'EETH', 'WeETH'],
  erc1271Abi: ['Erc1271Wallet'],
  operatorIdentityAbi: ['DelegationManager'],
  operatorAllocationAbi: ['AllocationManager'],
  operatorRewardsAbi: ['RewardsCoordinator'],
  permissionControllerAbi: ['PermissionController'],
  avsAllocationAbi: ['AllocationManager'],
  avsRewardsAbi: ['RewardsCoordinator'],
  stableSwapPoolAbi: ['StableSwapPool'],
  observedPoolAbi: ['ObservedPool'],
  lendingPoolAbi: ['LendingPool'],
  lendingDataProviderAbi: ['LendingDataProvider'],
  lendingOracleAbi: ['LendingOracle'],
}

/** Where the events come from whose history the app keeps; each is one contract's. */
const EVENT_SOURCES = [
  'DelegationManager',
  'StrategyManager',
  'AllocationManager',
  'EigenPodManager',
  'RewardsCoordinator',
  'Lido',
  'WithdrawalQueueERC721',
  'LiquidityPool',
  'WithdrawRequestNFT',
]

/** Errors that a call of Keel's can meet on a public chain although no contract of the local chain has them. */
const FOREIGN_ERRORS: Record<string, readonly string[]> = {
  'DurationVaultStrategy: strategies that lock deposits for a time': [
    'DepositExceedsMaxPerDeposit()',
    'DepositsLocked()',
    'MustBeDelegatedToVaultOperator()',
    'UnderlyingTokenBlacklisted()',
    'WithdrawalsLockedDuringAllocations()',
  ],
  'EtherFiRedemptionManager: redemption for stETH': ['StalePriceFeed()', 'InvalidStEthPrice()'],
  'StrategyManager from release 1.13 on': ['SlashResolutionDelayNotElapsed()'],
  'ERC-6093 and OpenZeppelin 5: other tokens than those here': [
    'ERC20InsufficientBalance(address,uint256,uint256)',
    'ERC20InvalidSender(address)',
    'ERC20InvalidReceiver(address)',
    'ERC20InsufficientAllowance(address,uint256,uint256)',
    'ERC20InvalidApprover(address)',
    'ERC20InvalidSpender(address)',
    'ERC2612ExpiredSignature(uint256)',
    'ERC2612InvalidSigner(address,address)',
    'SafeERC20FailedOperation(address)',
    'EnforcedPause()',
  ],
}

/** Contracts that a call of Keel's runs through: each of their errors can be the answer. */
const REACHED = [
  'StrategyManager',
  'DelegationManager',
  'StrategyBase',
  'AllocationManager',
  'EigenPodManager',
  'EigenPod',
  'RewardsCoordinator',
  'PermissionController',
  'WithdrawalQueueERC721',
  'LiquidityPool',
  'EETH',
  'WeETH',
  'WithdrawRequestNFT',
  'EtherFiRedemptionManager',
]

type Named = Extract<AbiItem, { name: string; inputs: readonly AbiParameter[] }>

const protocol = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'protocol')
const abis = new Map<string, Abi>()
let contracts: CompiledContracts

beforeAll(async () => {
  contracts = await compileContracts()
  for (const path of readdirSync(protocol, { recursive: true, encoding: 'utf8' })) {
    if (!/(^|[/\\])abi([/\\][^/\\]+)?\.ts$/.test(path) || path.endsWith('.test.ts')) continue
    const module = (await import(pathToFileURL(join(protocol, path)).href)) as object
    for (const [name, value] of Object.entries(module)) {
      if (!Array.isArray(value)) continue
      if (abis.has(name)) throw new Error(`There are two ABIs called ${name}.`)
      abis.set(name, value as Abi)
    }
  }
})

/** A parameter's type as signatures spell it, with structs as their members in parentheses. */
function typeOf(parameter: AbiParameter): string {
  return 'components' in parameter
    ? `(${parameter.components.map(typeOf).join(',')})${parameter.type.slice('tuple'.length)}`
    : parameter.type
}

const typesOf = (parameters: readonly AbiParameter[]) => parameters.map(typeOf).join(',')
const signatureOf = (item: Named) => `${item.name}(${typesOf(item.inputs)})`

/** What makes two items the same to a caller or a reader of logs: identifier, results, cost, indexed fields. */
function identityOf(item: Named): string {
  const hash = keccak256(toHex(signatureOf(item)))
  if (item.type === 'event') {
    const indexed = (item as AbiEvent).inputs.map((input) => (input.indexed ? 'i' : '-')).join('')
    return `event ${hash} ${indexed} ${(item as AbiEvent).anonymous ? 'anonymous' : ''}`
  }
  if (item.type === 'error') return `error ${hash.slice(0, 10)}`
  const { outputs, stateMutability } = item as AbiFunction
  // View and pure are the same to a caller.
  const mutability = stateMutability === 'pure' ? 'view' : stateMutability
  return `function ${hash.slice(0, 10)} ${mutability} returns (${typesOf(outputs)})`
}

const itemsOf = (abi: Abi, type?: string) =>
  abi.filter(
    (item): item is Named =>
      (item.type === 'function' || item.type === 'event' || item.type === 'error') &&
      (type === undefined || item.type === type),
  )

/** Signature and identity of each item that none of the contracts has. */
function missing(items: readonly Named[], names: readonly string[]): string[] {
  const known = new Set(
    names.flatMap((name) => itemsOf(compiled(contracts, name).abi).map(identityOf)),
  )
  return items
    .filter((item) => !known.has(identityOf(item)))
    .map((item) => `${signatureOf(item)}: ${identityOf(item)}`)
}

function abiOf(name: string): Abi {
  const abi = abis.get(name)
  if (abi === undefined) throw new Error(`The app has no ABI called ${name}.`)
  return abi
}

/** The ABI that one for reads alone, such as `wstEthReadsAbi`, is a part of. */
const wholeOf = (name: string) => name.replace(/ReadsAbi$/, 'Abi')

test('every ABI of the app is compared', () => {
  const compared = [...abis.keys()].map(wholeOf)
  expect([...new Set(compared)].sort()).toEqual(
    [...Object.keys(CONTRACTS), 'networkEventsAbi', 'stakeEventsAbi', 'errorsAbi'].sort(),
  )
  for (const [name, abi] of abis) expect(itemsOf(abi).length, name).toBeGreaterThan(0)
})

test('ABIs for reads alone are in the same contracts as the whole', () => {
  for (const [name, abi] of abis) {
    if (wholeOf(name) === name) continue
    for (const contract of CONTRACTS[wholeOf(name)] ?? []) {
      expect(missing(itemsOf(abi), [contract]), `${name} in ${contract}`).toEqual([])
    }
  }
})

describe.each(Object.entries(CONTRACTS))('%s', (name, holders) => {
  test.each(holders)('is all in %s', (contract) => {
    expect(missing(itemsOf(abiOf(name)), [contract])).toEqual([])
  })
})

test('every event of the network is in one of the contracts whose logs are read', () => {
  for (const name of ['networkEventsAbi', 'stakeEventsAbi'])
    expect(missing(itemsOf(abiOf(name)), EVENT_SOURCES), name).toEqual([])
})

describe('errors', () => {
  const foreign = Object.values(FOREIGN_ERRORS).flat()

  test('every error of the app is in a local contract, or named as foreign', () => {
    const own = itemsOf(abiOf('errorsAbi')).filter((item) => !foreign.includes(signatureOf(item)))
    expect(missing(own, Object.keys(contracts))).toEqual([])
  })

  test('what is named as foreign is in no local contract, and the app knows it', () => {
    const all = itemsOf(abiOf('errorsAbi')).map(signatureOf)
    expect(foreign.filter((signature) => !all.includes(signature))).toEqual([])
    const local = new Set(
      Object.values(contracts).flatMap(({ abi }) => itemsOf(abi, 'error').map(signatureOf)),
    )
    expect(foreign.filter((signature) => local.has(signature))).toEqual([])
  })

  test.each(REACHED)('every error of %s is known to the app', (contract) => {
    const known = new Set(itemsOf(abiOf('errorsAbi')).map(identityOf))
    const declared = itemsOf(compiled(contracts, contract).abi, 'error')
    expect(declared.length).toBeGreaterThan(0)
    expect(declared.filter((item) => !known.has(identityOf(item))).map(signatureOf)).toEqual([])
  })
})
