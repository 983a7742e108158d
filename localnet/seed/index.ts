import type { Abi, AbiItem, Address } from 'viem'
import type { CompiledContracts } from '../compile.ts'
import { type Json, metadataDocuments } from '../metadata/documents.ts'
import { chainClient } from '../testing/anvil.ts'
import { AVSS, type StrategyKey } from './avss.ts'
import { DAYS, DEFAULT_NOW, firstMidnight } from './calendar.ts'
import { avsChapter } from './chapters/avss.ts'
import { demoChapter, PERSONAS, type Persona, persona } from './chapters/demo.ts'
import { etherFiChapter } from './chapters/etherfi.ts'
import { legacyChapter } from './chapters/legacy.ts'
import { FEED_DECIMALS, lidoChapter } from './chapters/lido.ts'
import { marketChapter } from './chapters/market.ts'
import { operatorChapter } from './chapters/operators.ts'
import { restakerChapter } from './chapters/restakers.ts'
import { rewardsChapter } from './chapters/rewards.ts'
import { type Distribution, rootsChapter } from './chapters/roots.ts'
import { slashingChapter } from './chapters/slashings.ts'
import { withdrawalChapter } from './chapters/withdrawals.ts'
import { deployAll } from './deploy.ts'
import { Diary } from './diary.ts'
import { prices } from './market.ts'
import { OPERATORS } from './operators.ts'
import { mulberry32 } from './random.ts'
import { Scribe } from './scribe.ts'
import {
  avsAddress,
  type FeedKey,
  operatorAddress,
  type Places,
  ROLES,
  registrarOf,
  type TokenKey,
  type World,
} from './world.ts'

/** The same number gives the same people, amounts and blocks. */
const SEED = 20_260_803
/** Of the pool's prices, which came later than everything else. */
const POOL_SEED = 20_261_117
/** The first block is that many seconds before the first midnight of the history. */
const LEAD = 3_600

/** Seconds that the mean price of reward token C is taken over: more than one price of the day is in it. */
const POOL_WINDOW = 86_400

/** Timestamp that the node must be started with for a history that ends at `now`, in seconds. */
export function genesisTimestamp(now: number = DEFAULT_NOW): number {
  return firstMidnight(now) - LEAD
}

/** A chain's entry in `deployments.json`. */
export interface ChainEntry {
  chainId: number
  name: string
  rpcUrls: readonly string[]
  /** No log of any contract is older. */
  startBlock: number
  /** Seconds. */
  blockTime: number
  testnet: boolean
  eigenLayer: {
    delegationManager: Address
    strategyManager: Address
    allocationManager: Address
    eigenPodManager: Address
    rewardsCoordinator: Address
    permissionController: Address
    avsDirectory: Address
  }
  multicall3: Address
  lido: { stETH: Address; wstETH: Address; withdrawalQueue: Address; stETHStrategy: Address }
  etherFi: {
    liquidityPool: Address
    eETH: Address
    weETH: Address
    withdrawRequestNFT: Address
    redemptionManager: Address
    restakers: readonly Address[]
  }
  feeds: {
    ethUsd: Address
    tokens: Record<Address, { feed: Address; quote: 'ETH' | 'USD' }>
    pools: Record<Address, { kind: 'uniswap-v3'; pool: Address; windowSeconds: number }>
  }
  beaconDepositContract: Address
  markets: {
    pools: readonly { kind: 'curve-stableswap'; pool: Address }[]
    lending: readonly {
      kind: 'aave-v3'
      pool: Address
      dataProvider: Address
      oracle: Address
      collateral: Address
      weth: Address
    }[]
  }
  metadata: 'same-origin'
}

/** Everything about the seeded chain that its state does not say by itself. Plain JSON. */
export interface SeedResult {
  deployments: ChainEntry
  accounts: readonly { persona: Persona; address: Address }[]
  /** Timestamp of the last block, in seconds. */
  savedTime: number
  /** Metadata documents by file name, to be served under `/metadata/`. */
  metadata: Record<string, Json>
  distributions: readonly Distribution[]
  transactions: number
  /** What whoever keeps the chain alive needs to know. None of these accounts has a key. */
  keeper: {
    roles: typeof ROLES
    pauserRegistry: Address
    /** Carries out the liquid restaking pool's report. */
    etherFiAdmin: Address
    strategies: Record<StrategyKey, Address>
    tokens: Record<TokenKey, Address>
    feeds: Record<FeedKey, { address: Address; decimals: number }>
    /** Its price moves every day as those of the feeds do. */
    rewardPool: Address
    operators: readonly { key: string; name: string; address: Address }[]
    avss: readonly {
      key: string
      name: string
      address: Address
      registrar: Address
      operatorSets: readonly number[]
    }[]
  }
}

export interface SeedOptions {
  /** A node started without mining at {@link genesisTimestamp}. */
  url: string
  contracts: CompiledContracts
  /** Unix seconds at which the history ends; part of what decides all blocks. */
  now: number
  /** Told how far the history is (0 to 1). */
  onProgress?: (fraction: number, label: string) => void
}

/**
 * Deploys the local chain's contracts on a fresh node and writes about 90 days of history: fewer than
 * 300 blocks, every receipt checked. The same options give the same addresses and state.
 *
 * @throws Error naming each transaction that failed, with its decoded error.
 */
export async function seedChain(options: SeedOptions): Promise<SeedResult> {
  const { contracts, now } = options
  const progress = options.onProgress ?? (() => {})
  const client = chainClient(options.url)
  const scribe = new Scribe(options.url, allErrors(contracts))
  await scribe.begin()
  progress(0, 'Deploying the contracts')
  const { places, startBlock } = await deployAll(client, scribe, contracts)

  const random = mulberry32(SEED)
  const diary = new Diary()
  const accounts = await client.getAddresses()
  const world: World = {
    client,
    scribe,
    contracts,
    places,
    random,
    prices: prices(random, mulberry32(POOL_SEED)),
    start: firstMidnight(now),
    now,
    accounts: accounts.slice(0, PERSONAS.length),
  }
  avsChapter(diary)
  operatorChapter(diary)
  restakerChapter(diary, random)
  demoChapter(diary)
  lidoChapter(diary)
  withdrawalChapter(diary)
  etherFiChapter(diary)
  slashingChapter(diary)
  rewardsChapter(diary)
  const distributions = rootsChapter(diary, startBlock)
  legacyChapter(diary)
  marketChapter(diary)
  await diary.write(world, (day) =>
    progress(0.03 + (0.97 * day) / DAYS, `Writing 90 days of history: day ${day}`),
  )
  await scribe.mine(now)
  await scribe.end()

  return {
    deployments: chainEntry(places, startBlock),
    accounts: PERSONAS.map((name) => ({ persona: name, address: persona(world, name) })),
    savedTime: now,
    metadata: metadataDocuments(),
    distributions,
    transactions: scribe.written,
    keeper: {
      roles: ROLES,
      pauserRegistry: places.pauserRegistry,
      etherFiAdmin: places.etherFi.etherFiAdmin,
      strategies: places.strategies,
      tokens: places.tokens,
      feeds: {
        ethUsd: { address: places.feeds.ethUsd, decimals: FEED_DECIMALS.ethUsd },
        stETH: { address: places.feeds.stETH, decimals: FEED_DECIMALS.stETH },
        tLST: { address: places.feeds.tLST, decimals: FEED_DECIMALS.tLST },
        rewardA: { address: places.feeds.rewardA, decimals: FEED_DECIMALS.rewardA },
      },
      rewardPool: places.rewardPool,
      operators: OPERATORS.map(({ key, name }) => ({
        key,
        name,
        address: operatorAddress(world, key),
      })),
      avss: AVSS.map((plan) => ({
        key: plan.key,
        name: plan.name,
        address: avsAddress(plan.key),
        registrar: registrarOf(world, plan.key),
        operatorSets: plan.sets.map((set) => set.id),
      })),
    },
  }
}

function chainEntry(places: Places, startBlock: number): ChainEntry {
  const { core, tokens, feeds, market } = places
  const { etherFiAdmin: _, ...etherFi } = places.etherFi
  return {
    chainId: 31_337,
    name: 'Keel local chain',
    rpcUrls: ['http://127.0.0.1:8545'],
    startBlock,
    blockTime: 2,
    testnet: true,
    eigenLayer: { ...core, avsDirectory: places.avsDirectory },
    multicall3: places.multicall3,
    lido: {
      stETH: tokens.stETH,
      wstETH: tokens.wstETH,
      withdrawalQueue: places.withdrawalQueue,
      stETHStrategy: places.strategies.stETH,
    },
    etherFi,
    feeds: {
      ethUsd: feeds.ethUsd,
      tokens: {
        [tokens.stETH]: { feed: feeds.stETH, quote: 'ETH' },
        [tokens.tLST]: { feed: feeds.tLST, quote: 'ETH' },
        [tokens.rewardA]: { feed: feeds.rewardA, quote: 'USD' },
      },
      pools: {
        [tokens.rewardC]: {
          kind: 'uniswap-v3',
          pool: places.rewardPool,
          windowSeconds: POOL_WINDOW,
        },
      },
    },
    beaconDepositContract: places.beaconDeposit,
    markets: {
      pools: [{ kind: 'curve-stableswap', pool: market.stableSwapPool }],
      lending: [
        {
          kind: 'aave-v3',
          pool: market.lendingPool,
          dataProvider: market.dataProvider,
          oracle: market.oracle,
          collateral: tokens.wstETH,
          weth: market.weth,
        },
      ],
    },
    metadata: 'same-origin',
  }
}

/** Errors of all contracts, to name what failed. */
function allErrors(contracts: CompiledContracts): Abi {
  const errors = new Map<string, AbiItem>()
  for (const { abi } of Object.values(contracts)) {
    for (const item of abi) if (item.type === 'error') errors.set(JSON.stringify(item), item)
  }
  return [...errors.values()] as Abi
}
