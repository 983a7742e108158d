import type { Address, Hex } from 'viem'
import { DeploymentsError } from './errors.ts'
import {
  address,
  array,
  boolean,
  hash,
  integer,
  isLoopbackUrl,
  type JsonObject,
  join,
  label,
  object,
  oneOf,
  seconds,
  url,
  Warnings,
} from './fields.ts'
import type {
  Chain,
  CheckpointSource,
  Deployments,
  EigenLayerAddresses,
  EtherFiAddresses,
  FeedAddresses,
  LendingMarket,
  LidoAddresses,
  Markets,
  PoolMarket,
  RewardsSource,
  TokenFeed,
  TokenPool,
} from './types.ts'

/**
 * Checks the parsed JSON of a `deployments.json`, field by field.
 *
 * @throws {@link DeploymentsError} whose `shortMessage` names the first wrong field by its JSON path
 * and says what was expected there.
 */
export function parseDeployments(json: unknown): Deployments {
  const warnings = new Warnings()
  const file = object(json, '')
  warnings.unknownKeys(file, '', ['version', 'walletConnectProjectId', 'chains', '$schema'])
  if (file.version !== 1) {
    throw new DeploymentsError('version', `expected 1, got ${JSON.stringify(file.version)}`)
  }
  const list = array(file.chains, 'chains')
  const chains = list.map((entry, index) => chain(entry, join('chains', index), warnings))
  const [first, ...rest] = chains
  if (first === undefined) throw new DeploymentsError('chains', 'expected at least one chain')
  for (const [index, { chainId }] of chains.entries()) {
    const earlier = chains.findIndex((other) => other.chainId === chainId)
    if (earlier !== index) {
      throw new DeploymentsError(
        `chains[${index}].chainId`,
        `chain ${chainId} is already given in chains[${earlier}]`,
      )
    }
  }
  return {
    version: 1,
    ...(file.walletConnectProjectId === undefined
      ? {}
      : { walletConnectProjectId: projectId(file.walletConnectProjectId) }),
    chains: [first, ...rest],
    warnings: warnings.list,
  }
}

function projectId(value: unknown): string {
  if (typeof value !== 'string' || !/^[0-9a-zA-Z]{8,64}$/.test(value)) {
    throw new DeploymentsError(
      'walletConnectProjectId',
      'expected the id of a WalletConnect project (letters and digits)',
    )
  }
  return value
}

/** Reads an optional key only when it is there, so that absent stays absent. */
function optional<K extends string, T>(
  value: JsonObject,
  key: K,
  path: string,
  read: (value: unknown, path: string) => T,
): { [k in K]?: T } {
  const field = value[key]
  return field === undefined ? {} : ({ [key]: read(field, join(path, key)) } as { [k in K]?: T })
}

function chain(value: unknown, path: string, warnings: Warnings): Chain {
  const entry = object(value, path)
  warnings.unknownKeys(entry, path, [
    'chainId',
    'name',
    'rpcUrls',
    'explorerUrl',
    'startBlock',
    'blockTime',
    'testnet',
    'eigenLayer',
    'multicall3',
    'lido',
    'etherFi',
    'feeds',
    'beaconDepositContract',
    'genesisForkVersion',
    'checkpoint',
    'metadata',
    'rewards',
    'markets',
  ])
  const at = (key: string) => join(path, key)
  return {
    chainId: integer(entry.chainId, at('chainId'), 1),
    name: label(entry.name, at('name')),
    rpcUrls: array(entry.rpcUrls, at('rpcUrls')).map((rpc, index) =>
      rpcUrl(rpc, join(at('rpcUrls'), index), warnings),
    ),
    ...optional(entry, 'explorerUrl', path, (v, p) => url(v, p, ['https:', 'http:'])),
    startBlock: integer(entry.startBlock, at('startBlock'), 0),
    blockTime: seconds(entry.blockTime, at('blockTime')),
    ...optional(entry, 'testnet', path, boolean),
    eigenLayer: eigenLayer(entry.eigenLayer, at('eigenLayer'), warnings),
    ...optional(entry, 'multicall3', path, address),
    ...optional(entry, 'lido', path, (v, p) => lido(v, p, warnings)),
    ...optional(entry, 'etherFi', path, (v, p) => etherFi(v, p, warnings)),
    ...optional(entry, 'feeds', path, (v, p) => feeds(v, p, warnings)),
    ...optional(entry, 'beaconDepositContract', path, address),
    ...optional(entry, 'genesisForkVersion', path, forkVersion),
    ...optional(entry, 'checkpoint', path, (v, p) => checkpoint(v, p, warnings)),
    ...optional(entry, 'metadata', path, (v, p) =>
      oneOf(v, p, ['checkpoint', 'same-origin', 'live']),
    ),
    ...optional(entry, 'rewards', path, (v, p) => rewards(v, p, warnings)),
    ...optional(entry, 'markets', path, (v, p) => markets(v, p, warnings)),
  }
}

function forkVersion(value: unknown, path: string): Hex {
  if (typeof value === 'string' && /^0x[0-9a-fA-F]{8}$/.test(value)) return value as Hex
  throw new DeploymentsError(path, 'expected four bytes, such as "0x10000910"')
}

function rpcUrl(value: unknown, path: string, warnings: Warnings): string {
  const rpc = url(value, path, ['https:', 'http:', 'wss:', 'ws:'])
  if (/^(http|ws):/i.test(rpc) && !isLoopbackUrl(rpc)) {
    warnings.add(path, 'not encrypted; browsers refuse it when Keel itself is served over https')
  }
  return rpc
}

/** Reads an object that holds nothing but addresses: `required` keys and `optional` ones. */
function addresses(
  value: unknown,
  path: string,
  warnings: Warnings,
  required: readonly string[],
  others: readonly string[],
): Record<string, Address> {
  const entry = object(value, path)
  warnings.unknownKeys(entry, path, [...required, ...others])
  const read: Record<string, Address> = {}
  for (const key of required) read[key] = address(entry[key], join(path, key))
  for (const key of others) {
    if (entry[key] !== undefined) read[key] = address(entry[key], join(path, key))
  }
  return read
}

function eigenLayer(value: unknown, path: string, warnings: Warnings): EigenLayerAddresses {
  return addresses(
    value,
    path,
    warnings,
    [
      'delegationManager',
      'strategyManager',
      'allocationManager',
      'eigenPodManager',
      'rewardsCoordinator',
    ],
    ['permissionController', 'avsDirectory', 'strategyFactory'],
  ) as unknown as EigenLayerAddresses
}

function lido(value: unknown, path: string, warnings: Warnings): LidoAddresses {
  return addresses(
    value,
    path,
    warnings,
    ['stETH', 'wstETH'],
    ['withdrawalQueue', 'stETHStrategy'],
  ) as unknown as LidoAddresses
}

const ETHER_FI = ['liquidityPool', 'eETH', 'weETH', 'withdrawRequestNFT', 'redemptionManager']

function etherFi(value: unknown, path: string, warnings: Warnings): EtherFiAddresses {
  const { restakers, ...contracts } = object(value, path)
  const read = addresses(contracts, path, warnings, ETHER_FI.slice(0, 3), ETHER_FI.slice(3))
  return {
    ...(read as unknown as EtherFiAddresses),
    ...(restakers === undefined ? {} : { restakers: distinct(restakers, join(path, 'restakers')) }),
  }
}

/** A list of addresses without repeats, at least one. */
function distinct(value: unknown, path: string): readonly Address[] {
  const read = array(value, path).map((entry, index) => address(entry, join(path, index)))
  if (read.length === 0) throw new DeploymentsError(path, 'expected at least one address')
  for (const [index, entry] of read.entries()) {
    if (read.indexOf(entry) !== index) {
      throw new DeploymentsError(join(path, index), 'this address is given twice')
    }
  }
  return read
}

function feeds(value: unknown, path: string, warnings: Warnings): FeedAddresses {
  const entry = object(value, path)
  warnings.unknownKeys(entry, path, ['ethUsd', 'tokens', 'pools'])
  return {
    ...optional(entry, 'ethUsd', path, address),
    ...optional(entry, 'tokens', path, (v, p) =>
      byToken(v, p, (feed, at): TokenFeed => {
        warnings.unknownKeys(feed, at, ['feed', 'quote'])
        return {
          feed: address(feed.feed, join(at, 'feed')),
          quote: oneOf(feed.quote, join(at, 'quote'), ['ETH', 'USD']),
        }
      }),
    ),
    ...optional(entry, 'pools', path, (v, p) =>
      byToken(v, p, (pool, at): TokenPool => {
        warnings.unknownKeys(pool, at, ['kind', 'pool', 'windowSeconds'])
        return {
          kind: oneOf(pool.kind, join(at, 'kind'), ['uniswap-v3']),
          pool: address(pool.pool, join(at, 'pool')),
          windowSeconds:
            pool.windowSeconds === undefined
              ? POOL_WINDOW
              : windowOf(pool.windowSeconds, join(at, 'windowSeconds')),
        }
      }),
    ),
  }
}

/** Half an hour: long enough that one trade moves little, short enough for pools that keep few observations. */
const POOL_WINDOW = 1_800

function windowOf(value: unknown, path: string): number {
  const window = integer(value, path, 60)
  if (window > 604_800) throw new DeploymentsError(path, 'expected at most 604800 seconds')
  return window
}

/** Entries by token, none of them twice. */
function byToken<T>(
  value: unknown,
  path: string,
  read: (entry: JsonObject, path: string) => T,
): Readonly<Record<Address, T>> {
  const found: Record<Address, T> = {}
  for (const [key, one] of Object.entries(object(value, path))) {
    const at = `${path}[${JSON.stringify(key)}]`
    const token = address(key, at)
    if (found[token] !== undefined) throw new DeploymentsError(at, 'this token is given twice')
    found[token] = read(object(one, at), at)
  }
  return found
}

function checkpoint(value: unknown, path: string, warnings: Warnings): CheckpointSource {
  const entry = object(value, path)
  warnings.unknownKeys(entry, path, ['url', 'hash'])
  return {
    url: urlOrOwnPath(entry.url, join(path, 'url')),
    hash: hash(entry.hash, join(path, 'hash')),
  }
}

function rewards(value: unknown, path: string, warnings: Warnings): RewardsSource {
  const entry = object(value, path)
  warnings.unknownKeys(entry, path, ['kind', 'url'])
  return {
    kind: oneOf(entry.kind, join(path, 'kind'), ['files', 'sidecar']),
    url: urlOrOwnPath(entry.url, join(path, 'url')).replace(/\/+$/, ''),
  }
}

function markets(value: unknown, path: string, warnings: Warnings): Markets {
  const entry = object(value, path)
  warnings.unknownKeys(entry, path, ['pools', 'lending'])
  const list = <T>(key: string, read: (value: unknown, path: string) => T): readonly T[] =>
    entry[key] === undefined
      ? []
      : array(entry[key], join(path, key)).map((one, index) =>
          read(one, join(join(path, key), index)),
        )
  return {
    pools: list('pools', (one, at) =>
      market<PoolMarket>(one, at, warnings, 'curve-stableswap', ['pool']),
    ),
    lending: list('lending', (one, at) =>
      market<LendingMarket>(one, at, warnings, 'aave-v3', [
        'pool',
        'dataProvider',
        'oracle',
        'collateral',
        'weth',
      ]),
    ),
  }
}

/** One market of the only kind that Keel can read: what it is called and its addresses. */
function market<T extends { kind: string }>(
  value: unknown,
  path: string,
  warnings: Warnings,
  kind: T['kind'],
  keys: readonly string[],
): T {
  const { kind: given, ...contracts } = object(value, path)
  return {
    kind: oneOf(given, join(path, 'kind'), [kind]),
    ...addresses(contracts, path, warnings, keys, []),
  } as unknown as T
}

/** An absolute http(s) URL, or a path on Keel's own host. */
function urlOrOwnPath(value: unknown, path: string): string {
  // One slash is a path on Keel's own host; two would name another host.
  const ownPath = typeof value === 'string' && /^\/(?![/\\])/.test(value)
  return ownPath ? value : url(value, path, ['https:', 'http:'])
}
