import {
  type AbiEvent,
  type Client,
  decodeEventLog,
  type Log,
  pad,
  parseAbiItem,
  toEventSelector,
} from 'viem'
import type { Chain } from '../deployments/types.ts'
import { openLogStore } from '../logs/indexedDbStore.ts'
import { createLogSync } from '../logs/syncLogs.ts'
import type { LogGap, LogStore } from '../logs/types.ts'
import type { Address } from '../network/types.ts'

/** An operator registered with an AVS in the AVSDirectory: nothing can be slashed through it. */
export type LegacyRegistration = { operator: Address; avs: Address; block: number }

export type LegacyRead = { registrations: LegacyRegistration[]; gaps: readonly LogGap[] }

const event = parseAbiItem(
  'event OperatorAVSRegistrationStatusUpdated(address indexed operator, address indexed avs, uint8 status)',
) as AbiEvent

type Row = { b: number; i: number; operator: Address; avs: Address; registered: boolean }

/** One log of the directory; `null` for anything that is not what its topic promises. */
export function decodeRegistration(log: Log): Row | null {
  if (log.blockNumber === null || log.logIndex === null) return null
  try {
    const { args } = decodeEventLog({ abi: [event], data: log.data, topics: log.topics })
    const { operator, avs, status } = args as unknown as {
      operator: string
      avs: string
      status: number
    }
    return {
      b: Number(log.blockNumber),
      i: log.logIndex,
      operator: operator.toLowerCase() as Address,
      avs: avs.toLowerCase() as Address,
      registered: Number(status) === 1,
    }
  } catch {
    return null
  }
}

/** What is in force after all rows, oldest first. */
export function registrationsOf(rows: readonly Row[]): LegacyRegistration[] {
  const standing = new Map<string, LegacyRegistration>()
  for (const { b, operator, avs, registered } of rows) {
    const key = `${operator} ${avs}`
    standing.delete(key)
    if (registered) standing.set(key, { operator, avs, block: b })
  }
  return [...standing.values()]
}

/**
 * Registrations of one operator, or with one AVS, that date from before operator sets. The node filters by its
 * indexed argument; what was read is kept and continued.
 *
 * @throws RpcError when the node cannot be reached
 */
export async function readLegacyRegistrations(
  client: Client,
  parameters: {
    chain: Chain
    of: { operator: Address } | { avs: Address }
    toBlock: bigint
    signal?: AbortSignal
    store?: Promise<LogStore>
  },
): Promise<LegacyRead> {
  const { chain, of, toBlock, signal, store = openLogStore() } = parameters
  const directory = chain.eigenLayer.avsDirectory
  if (!directory) return { registrations: [], gaps: [] }
  const subject = 'operator' in of ? of.operator : of.avs
  const word = pad(subject, { size: 32 })
  const sync = createLogSync<Row>({
    client,
    store: await store,
    fromBlock: chain.startBlock,
    decode: decodeRegistration,
    source: {
      chainId: chain.chainId,
      deployment: `${directory.toLowerCase()} ${'operator' in of ? 'operator' : 'avs'} ${subject}`,
      addresses: [directory],
      topics: [toEventSelector(event)],
      indexed: 'operator' in of ? [[word]] : [null, [word]],
    },
  })
  const { rows, coverage } = await sync.sync({ toBlock, ...(signal ? { signal } : {}) })
  return { registrations: registrationsOf(rows), gaps: coverage.gaps }
}
