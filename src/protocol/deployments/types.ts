import type { Address, Hash, Hex } from 'viem'

/** EigenLayer's core contracts on one chain: the proxies, never the implementations. */
export interface EigenLayerAddresses {
  delegationManager: Address
  strategyManager: Address
  allocationManager: Address
  eigenPodManager: Address
  rewardsCoordinator: Address
  permissionController?: Address
  avsDirectory?: Address
  strategyFactory?: Address
}

export interface LidoAddresses {
  stETH: Address
  wstETH: Address
  withdrawalQueue?: Address
  /** EigenLayer's strategy whose underlying token is `stETH`. */
  stETHStrategy?: Address
}

export interface EtherFiAddresses {
  liquidityPool: Address
  eETH: Address
  weETH: Address
  withdrawRequestNFT?: Address
  redemptionManager?: Address
  /**
   * The accounts with which the pool restakes in EigenLayer. No contract of ether.fi's lists them; without
   * them the pool's exposure cannot be read through.
   */
  restakers?: readonly Address[]
}

/** A Chainlink-style aggregator and the unit of its answer. */
export interface TokenFeed {
  feed: Address
  quote: 'ETH' | 'USD'
}

/** A pool of a token and wrapped ether with the functions of Uniswap v3's, asked for its mean price. */
export interface TokenPool {
  kind: 'uniswap-v3'
  pool: Address
  /** Time that the mean is taken over. */
  windowSeconds: number
}

export interface FeedAddresses {
  ethUsd?: Address
  /** By checksummed token address. */
  tokens?: Readonly<Record<Address, TokenFeed>>
  /** By checksummed token address; asked where no feed has a price. */
  pools?: Readonly<Record<Address, TokenPool>>
}

/** A pool of ether and a token with the functions of Curve's first pools. Coins and sizes are read from it. */
export interface PoolMarket {
  kind: 'curve-stableswap'
  pool: Address
}

/** A lending market with the functions of Aave v3, looked at for the loans against one token. */
export interface LendingMarket {
  kind: 'aave-v3'
  pool: Address
  dataProvider: Address
  oracle: Address
  /** The token whose price decides over the loans, such as wstETH. */
  collateral: Address
  /** Wrapped ether as the market lists it: its price is that of ether. */
  weth: Address
}

/** Where tokens are sold and lent against. Empty lists are the same as none. */
export interface Markets {
  pools: readonly PoolMarket[]
  lending: readonly LendingMarket[]
}

/** A published checkpoint file and the SHA-256 that its content must have. */
export interface CheckpointSource {
  /** Absolute http(s) URL, or a path on Keel's own host. */
  url: string
  /** SHA-256 over the file's canonical content, as `npm run checkpoint` prints it. */
  hash: Hash
}

/**
 * Where names of operators and AVSs come from: the checkpoint, Keel's own host, or live from the
 * servers that operators name themselves.
 */
export type MetadataSource = 'checkpoint' | 'same-origin' | 'live'

/**
 * Who says what has been earned, and proves it: the files of a rewards updater (`<url>/<root index>.json`) or an
 * EigenLayer sidecar's HTTP API. Neither is trusted: every proof is compared with the root on the chain.
 */
export interface RewardsSource {
  kind: 'files' | 'sidecar'
  /** Absolute http(s) URL, or a path on Keel's own host; without a slash at the end. */
  url: string
}

/** One chain of `deployments.json`. */
export interface Chain {
  chainId: number
  name: string
  /** http(s) or ws(s), tried in this order. Empty: the reader has to enter one. */
  rpcUrls: readonly string[]
  explorerUrl?: string
  /** First block that can hold a log of these contracts. */
  startBlock: number
  /** Seconds between two blocks. Paces polling only; delays are always read from the contracts. */
  blockTime: number
  testnet?: boolean
  eigenLayer: EigenLayerAddresses
  multicall3?: Address
  lido?: LidoAddresses
  etherFi?: EtherFiAddresses
  feeds?: FeedAddresses
  beaconDepositContract?: Address
  /** GENESIS_FORK_VERSION of the beacon chain, four bytes: what deposits are signed for. */
  genesisForkVersion?: Hex
  checkpoint?: CheckpointSource
  metadata?: MetadataSource
  rewards?: RewardsSource
  markets?: Markets
}

/**
 * What `deployments.json` holds. This is also the shape that tools write; every address carries its
 * EIP-55 checksum or is all lower case.
 */
export interface DeploymentsFile {
  version: 1
  /** Public identifier of a WalletConnect project. Absent: WalletConnect is not offered. */
  walletConnectProjectId?: string
  /** The first chain is the default. */
  chains: readonly Chain[]
}

/** A validated `deployments.json`. */
export interface Deployments extends DeploymentsFile {
  chains: readonly [Chain, ...Chain[]]
  /** Harmless oddities, such as unknown keys, each with its JSON path. */
  warnings: readonly string[]
}
