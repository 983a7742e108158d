import {
  type AbiEvent,
  type Client,
  decodeEventLog,
  getAbiItem,
  type Hex,
  type Log,
  pad,
  toEventSelector,
} from 'viem'
import { rewardsCoordinatorAbi } from '../abi/eigenlayer.ts'
import type { Chain } from '../deployments/types.ts'
import { openLogStore } from '../logs/indexedDbStore.ts'
import { createLogSync, type LogSync } from '../logs/syncLogs.ts'
import type { LogCoverage, LogProgress, LogRow, LogStore } from '../logs/types.ts'
import { lower } from '../network/lower.ts'
import type { Address } from '../network/types.ts'

/** One token of one claim, as `RewardsClaimed` tells it. Addresses are lower case. */
export type ClaimRow = LogRow & {
  /** Block time in Unix seconds, where the node gives it with logs. */
  t?: number
  /** Transaction. */
  h: Hex
  earner: Address
  claimer: Address
  recipient: Address
  token: Address
  /** In the token's smallest unit. */
  amount: bigint
}

/** Who was made whose claimer, as `ClaimerForSet` tells it. */
type ClaimerRow = LogRow & { earner: Address }

type History<Row> = { rows: readonly Row[]; coverage: LogCoverage }
type SyncRequest = {
  toBlock: bigint
  signal?: AbortSignal
  onProgress?: (progress: LogProgress) => void
}

const claimed = getAbiItem({ abi: rewardsCoordinatorAbi, name: 'RewardsClaimed' })
const claimerSet = getAbiItem({ abi: rewardsCoordinatorAbi, name: 'ClaimerForSet' })

function decodeClaim(log: Log): ClaimRow | null {
  if (log.blockNumber === null || log.logIndex === null || log.transactionHash === null) return null
  try {
    const { args } = decodeEventLog({ abi: [claimed], data: log.data, topics: log.topics })
    const time = 'blockTimestamp' in log && log.blockTimestamp ? Number(log.blockTimestamp) : null
    return {
      b: Number(log.blockNumber),
      i: log.logIndex,
      ...(time === null ? {} : { t: time }),
      h: log.transactionHash,
      earner: lower(args.earner),
      claimer: lower(args.claimer),
      recipient: lower(args.recipient),
      token: lower(args.token),
      amount: args.claimedAmount,
    }
  } catch {
    return null
  }
}

function decodeClaimer(log: Log): ClaimerRow | null {
  if (log.blockNumber === null || log.logIndex === null) return null
  try {
    const { args } = decodeEventLog({ abi: [claimerSet], data: log.data, topics: log.topics })
    return { b: Number(log.blockNumber), i: log.logIndex, earner: lower(args.earner) }
  } catch {
    return null
  }
}

/** Logs of one event of the RewardsCoordinator with one address among its indexed arguments. */
async function openSync<Row extends LogRow>(parameters: {
  client: Client
  chain: Chain
  event: AbiEvent
  indexed: readonly (readonly Hex[] | null)[]
  decode: (log: Log) => Row | null
  store: LogStore
}): Promise<LogSync<Row>> {
  const { client, chain, event, indexed, decode, store } = parameters
  return createLogSync<Row>({
    client,
    store,
    decode,
    fromBlock: chain.startBlock,
    source: {
      chainId: chain.chainId,
      deployment: chain.eigenLayer.delegationManager.toLowerCase(),
      addresses: [chain.eigenLayer.rewardsCoordinator],
      topics: [toEventSelector(event)],
      indexed,
    },
  })
}

/**
 * Brings what an earner has claimed up to a block, from where it stopped the last time. What could not be read is in
 * `coverage.gaps`.
 */
export function createClaimHistory(parameters: {
  client: Client
  chain: Chain
  earner: Address
  store?: Promise<LogStore>
}): (request: SyncRequest) => Promise<History<ClaimRow>> {
  const { client, chain, earner, store = openLogStore() } = parameters
  let sync: LogSync<ClaimRow> | undefined
  return async (request) => {
    sync ??= await openSync({
      client,
      chain,
      event: claimed,
      indexed: [[pad(earner)]],
      decode: decodeClaim,
      store: await store,
    })
    return sync.sync(request)
  }
}

/**
 * Brings who has ever made an address its claimer up to a block. Whether it still is, `claimerFor` says.
 *
 * @returns earners, lower case, each once
 */
export function createClaimerHistory(parameters: {
  client: Client
  chain: Chain
  claimer: Address
  store?: Promise<LogStore>
}): (request: SyncRequest) => Promise<{ earners: readonly Address[]; coverage: LogCoverage }> {
  const { client, chain, claimer, store = openLogStore() } = parameters
  let sync: LogSync<ClaimerRow> | undefined
  return async (request) => {
    sync ??= await openSync({
      client,
      chain,
      event: claimerSet,
      indexed: [null, null, [pad(claimer)]],
      decode: decodeClaimer,
      store: await store,
    })
    const { rows, coverage } = await sync.sync(request)
    return { earners: [...new Set(rows.map(({ earner }) => earner))], coverage }
  }
}
