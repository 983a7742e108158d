import type { Address, Client } from 'viem'
import { erc20Abi } from '../abi/erc20.ts'
import { wstEthAbi } from '../abi/lido.ts'
import { lendingDataProviderAbi, lendingOracleAbi, stableSwapPoolAbi } from '../abi/markets.ts'
import type { Chain, LendingMarket, PoolMarket } from '../deployments/types.ts'
import type { LogProgress, LogStore } from '../logs/types.ts'
import { createBatch } from '../network/batch.ts'
import type { Failure, Address as LowerAddress } from '../network/types.ts'
import { readLoans } from './readLoans.ts'
import type { LendingState, MarketReading, PoolState } from './types.ts'

/** How Curve's pools name ether among their coins. */
const ETHER = '0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee'
const BIPS = 10_000
const RAY = 1e27
const FEE_DENOMINATOR = 1e10
const WAD = 1e18

/**
 * The first pool of a deployment and the first lending market, at one block: `balances`, `A`, `fee` of
 * Curve's pool, `getReserveConfigurationData`, `getReserveData` of Aave's data provider,
 * `getAssetPrice` of its oracle. Loans only where they are asked for: they take the market's log.
 *
 * What cannot be read is null and named in `failures`.
 *
 * @throws RpcError when the node cannot be reached
 */
export async function readMarket(
  client: Client,
  parameters: {
    chain: Chain
    blockNumber: bigint
    withLoans: boolean
    signal?: AbortSignal
    onProgress?: (progress: LogProgress) => void
    store?: Promise<LogStore>
  },
): Promise<MarketReading> {
  const { chain, blockNumber, withLoans, ...rest } = parameters
  const [poolMarket] = chain.markets?.pools ?? []
  const [lendingMarket] = chain.markets?.lending ?? []
  const failures: Failure[] = []
  const reading = {
    client,
    chain,
    blockNumber,
    failures,
    ...(rest.signal ? { signal: rest.signal } : {}),
  }
  const pool = poolMarket ? await readPool(reading, poolMarket) : null
  const lending = lendingMarket ? await readLending(reading, lendingMarket, pool) : null
  const loans =
    lendingMarket && lending && withLoans
      ? await readLoans({ ...reading, ...rest, market: lendingMarket })
      : null
  return { block: blockNumber, pool, lending, loans, failures }
}

/**
 * The first configured pool of ether and a token, by the coins of each; `null` where there is none whose
 * coins could be read.
 *
 * @throws RpcError when the node cannot be reached
 */
export async function findPool(
  client: Client,
  parameters: { chain: Chain; blockNumber: bigint; token: string; signal?: AbortSignal },
): Promise<PoolMarket | null> {
  const { token, ...reading } = parameters
  const pools = reading.chain.markets?.pools ?? []
  const calls = collect({ client, failures: [], ...reading })
  for (const { pool } of pools)
    for (const index of [0n, 1n])
      calls.ask(`coins(${index}) of ${pool}`, pool, stableSwapPoolAbi, 'coins', [index])
  await calls.run()
  const wanted = [ETHER, token.toLowerCase()]
  const found = pools.find(({ pool }) => {
    const coins = [0, 1].map((i) => calls.get<Address>(`coins(${i}) of ${pool}`)?.toLowerCase())
    return wanted.every((coin) => coins.includes(coin))
  })
  return found ?? null
}

export interface MarketRead {
  client: Client
  chain: Chain
  blockNumber: bigint
  failures: Failure[]
  signal?: AbortSignal
}

/** A batch of calls with the results by name: null as soon as one of them is missing. */
function collect(reading: MarketRead) {
  const { client, chain, blockNumber, signal, failures } = reading
  const batch = createBatch({
    client,
    blockNumber,
    multicall3: lower(chain.multicall3),
    signal,
    failures,
  })
  const results = new Map<string, unknown>()
  return {
    ask(
      what: string,
      address: Address,
      abi: Parameters<typeof batch.add>[0]['abi'],
      functionName: string,
      args: readonly unknown[] = [],
    ) {
      batch.add({ address: lower(address), abi, functionName, args }, what, (result) =>
        results.set(what, result),
      )
    },
    run: () => batch.run(),
    get: <T>(what: string) => results.get(what) as T | undefined,
  }
}

const lower = <T extends Address | undefined>(address: T) =>
  address?.toLowerCase() as T & LowerAddress

async function readPool(reading: MarketRead, { pool }: PoolMarket): Promise<PoolState | null> {
  const calls = collect(reading)
  const named = (name: string) => `StableSwapPool.${name}`
  const abi = stableSwapPoolAbi
  for (const name of ['A', 'fee']) calls.ask(named(name), pool, abi, name)
  for (const index of [0n, 1n]) {
    calls.ask(named(`coins(${index})`), pool, abi, 'coins', [index])
    calls.ask(named(`balances(${index})`), pool, abi, 'balances', [index])
  }
  await calls.run()
  const coins = [0, 1].map((index) => ({
    coin: calls.get<Address>(named(`coins(${index})`)),
    balance: calls.get<bigint>(named(`balances(${index})`)),
  }))
  const ether = coins.find(({ coin }) => coin?.toLowerCase() === ETHER)
  const token = coins.find((one) => one !== ether)
  const [amplification, fee] = [calls.get<bigint>(named('A')), calls.get<bigint>(named('fee'))]
  if (amplification === undefined || fee === undefined || token?.coin === undefined) return null
  if (ether?.balance === undefined || token.balance === undefined) {
    if (ether === undefined)
      reading.failures.push({ what: named('coins'), message: 'neither coin of the pool is ether' })
    return null
  }
  const described = collect(reading)
  described.ask('symbol', token.coin, erc20Abi, 'symbol')
  described.ask('decimals', token.coin, erc20Abi, 'decimals')
  await described.run()
  if (Number(described.get<number>('decimals')) !== 18) {
    reading.failures.push({ what: named('coins'), message: 'the token does not have 18 decimals' })
    return null
  }
  return {
    pool,
    token: token.coin,
    symbol: described.get<string>('symbol') ?? '?',
    ether: ether.balance,
    tokens: token.balance,
    amplification,
    fee: Number(fee) / FEE_DENOMINATOR,
  }
}

async function readLending(
  reading: MarketRead,
  { pool, dataProvider, oracle, collateral, weth }: LendingMarket,
  market: PoolState | null,
): Promise<LendingState | null> {
  const calls = collect(reading)
  const provider = (what: string, name: string, asset: Address) =>
    calls.ask(what, dataProvider, lendingDataProviderAbi, name, [asset])
  provider('terms of the collateral', 'getReserveConfigurationData', collateral)
  provider('sums of the collateral', 'getReserveData', collateral)
  provider('sums of ether', 'getReserveData', weth)
  calls.ask('price of the collateral', oracle, lendingOracleAbi, 'getAssetPrice', [collateral])
  calls.ask('price of ether', oracle, lendingOracleAbi, 'getAssetPrice', [weth])
  calls.ask('symbol of the collateral', collateral, erc20Abi, 'symbol')
  const { lido } = reading.chain
  const same = (a: Address | undefined, b: Address | undefined) =>
    a !== undefined && a.toLowerCase() === b?.toLowerCase()
  const wraps = same(collateral, lido?.wstETH) && same(market?.token, lido?.stETH)
  if (wraps) calls.ask('rate of the collateral', collateral, wstEthAbi, 'stEthPerToken')
  await calls.run()
  const terms = calls.get<readonly [bigint, bigint, bigint, bigint]>('terms of the collateral')
  const sums = calls.get<readonly bigint[]>('sums of the collateral')
  const debts = calls.get<readonly bigint[]>('sums of ether')
  const collateralPrice = calls.get<bigint>('price of the collateral')
  const etherPrice = calls.get<bigint>('price of ether')
  if (!terms || !sums || !debts || collateralPrice === undefined || !etherPrice) return null
  const rate = calls.get<bigint>('rate of the collateral')
  const [decimals, ltv, threshold, bonus] = terms
  if (decimals !== 18n) {
    reading.failures.push({
      what: 'terms of the collateral',
      message: 'the collateral does not have 18 decimals',
    })
    return null
  }
  return {
    pool,
    collateral,
    symbol: calls.get<string>('symbol of the collateral') ?? '?',
    supplied: sums[2] ?? 0n,
    lent: debts[4] ?? 0n,
    ltv: Number(ltv) / BIPS,
    threshold: Number(threshold) / BIPS,
    // Listed as 10,500 for 5 %; 0 where the asset is no collateral.
    bonus: Math.max(0, Number(bonus) / BIPS - 1),
    borrowRate: Number(debts[6] ?? 0n) / RAY,
    collateralPrice,
    etherPrice,
    tokensPerCollateral: same(collateral, market?.token)
      ? 1
      : rate === undefined
        ? null
        : Number(rate) / WAD,
  }
}
