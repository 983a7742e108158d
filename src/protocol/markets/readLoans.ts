import {
  type AbiEvent,
  decodeEventLog,
  getAbiItem,
  getAddress,
  type Log,
  pad,
  toEventSelector,
} from 'viem'
import { lendingDataProviderAbi, lendingPoolAbi } from '../abi/markets.ts'
import type { LendingMarket } from '../deployments/types.ts'
import { openLogStore } from '../logs/indexedDbStore.ts'
import { createLogSync } from '../logs/syncLogs.ts'
import type { LogProgress, LogStore } from '../logs/types.ts'
import { createBatch } from '../network/batch.ts'
import type { Address } from '../network/types.ts'
import type { MarketRead } from './readMarket.ts'
import type { Loan, Loans } from './types.ts'

/** Accounts asked at most, those that supplied last first: two calls each. */
const MOST_ACCOUNTS = 2_000

const event = getAbiItem({ abi: lendingPoolAbi, name: 'Supply' }) as AbiEvent

type Row = { b: number; i: number; account: Address }

/** Whose collateral a log of `Supply` raises; `null` for anything that is not what its topic promises. */
export function decodeSupply(log: Log): Row | null {
  if (log.blockNumber === null || log.logIndex === null) return null
  try {
    const { args } = decodeEventLog({ abi: [event], data: log.data, topics: log.topics })
    const { onBehalfOf } = args as unknown as { onBehalfOf: string }
    return {
      b: Number(log.blockNumber),
      i: log.logIndex,
      account: onBehalfOf.toLowerCase() as Address,
    }
  } catch {
    return null
  }
}

/** Accounts without repeats, those that supplied last first. */
export function suppliersOf(rows: readonly Row[]): Address[] {
  return [...new Set(rows.map(({ account }) => account).reverse())]
}

/**
 * Loans against the collateral of a lending market: accounts that `Supply` names for it, with
 * `getUserAccountData` and `getUserReserveData` of each. Who was sent the market's receipt token and
 * never supplied is not found.
 *
 * @throws RpcError when the node cannot be reached
 */
export async function readLoans(
  parameters: MarketRead & {
    market: LendingMarket
    onProgress?: (progress: LogProgress) => void
    store?: Promise<LogStore>
  },
): Promise<Loans> {
  const { client, chain, blockNumber, market, signal, onProgress, failures } = parameters
  const store = await (parameters.store ?? openLogStore())
  const pool = market.pool.toLowerCase() as Address
  const sync = createLogSync<Row>({
    client,
    store,
    fromBlock: chain.startBlock,
    decode: decodeSupply,
    source: {
      chainId: chain.chainId,
      deployment: `${pool} supply ${market.collateral.toLowerCase()}`,
      addresses: [pool],
      topics: [toEventSelector(event)],
      indexed: [[pad(market.collateral, { size: 32 })]],
    },
  })
  const { rows, coverage } = await sync.sync({
    toBlock: blockNumber,
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  })
  const all = suppliersOf(rows)
  const asked = all.slice(0, MOST_ACCOUNTS)
  const batch = createBatch({
    client,
    blockNumber,
    multicall3: chain.multicall3?.toLowerCase() as Address | undefined,
    signal,
    failures,
  })
  const accounts = new Map<Address, readonly bigint[]>()
  const held = new Map<Address, bigint>()
  for (const account of asked) {
    batch.add<readonly bigint[]>(
      { address: pool, abi: lendingPoolAbi, functionName: 'getUserAccountData', args: [account] },
      `account data of ${account}`,
      (result) => accounts.set(account, result),
    )
    batch.add<readonly [bigint, ...unknown[]]>(
      {
        address: market.dataProvider.toLowerCase() as Address,
        abi: lendingDataProviderAbi,
        functionName: 'getUserReserveData',
        args: [market.collateral, account],
      },
      `collateral of ${account}`,
      // The last value says whether the supply serves as collateral.
      (result) => held.set(account, result[8] === true ? result[0] : 0n),
    )
  }
  await batch.run()
  const list = asked.flatMap((account): Loan[] => {
    const [collateralBase, debtBase, , threshold] = accounts.get(account) ?? []
    const collateral = held.get(account)
    if (collateralBase === undefined || threshold === undefined) return []
    if (!debtBase || !collateral) return []
    return [
      {
        borrower: getAddress(account),
        collateral,
        collateralBase,
        debtBase,
        threshold: Number(threshold) / 10_000,
      },
    ]
  })
  return {
    list,
    candidates: all.length,
    skipped: all.length - asked.length,
    gaps: coverage.gaps,
  }
}
