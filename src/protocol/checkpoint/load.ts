import { BaseError, type Client, type Hash, type Log } from 'viem'
import type { Chain } from '../deployments/types.ts'
import { byPosition, sourceKey } from '../logs/cursor.ts'
import { readLogs } from '../logs/readLogs.ts'
import type { LogSeed } from '../logs/syncLogs.ts'
import type { LogRow, LogSource } from '../logs/types.ts'
import { type Metadata, parseMetadata } from '../metadata/parse.ts'
import { readBlockHead } from '../rpc/client.ts'
import { RpcError } from '../rpc/errors.ts'
import { fromCanonicalJson, toCanonicalJson } from './canonical.ts'
import { type Checkpoint, contentHashOf } from './format.ts'

/** Why a checkpoint is not used. */
export type CheckpointRejection =
  | 'unreachable'
  | 'tooLarge'
  | 'malformed'
  | 'wrongHash'
  | 'otherSource'
  | 'otherChain'
  | 'wrongRows'
  | 'unverifiable'

const SENTENCE: Readonly<Record<CheckpointRejection, string>> = {
  unreachable: 'The checkpoint file cannot be fetched.',
  tooLarge: 'The checkpoint file is too large.',
  malformed: 'The checkpoint file is malformed.',
  wrongHash: 'The checkpoint file does not have the content hash that was announced.',
  otherSource: 'The checkpoint file was made for other contracts or events.',
  otherChain: 'The checkpoint file ends with a block that this chain does not have.',
  wrongRows: 'The checkpoint file says something else than the chain.',
  unverifiable: 'Nothing at hand can prove the checkpoint file.',
}

/** A checkpoint was refused; syncing goes on without it. */
export class CheckpointError extends BaseError {
  override name = 'CheckpointError'
  readonly reason: CheckpointRejection

  constructor(reason: CheckpointRejection, details?: string, cause?: Error) {
    super(SENTENCE[reason], {
      ...(details === undefined ? {} : { details }),
      ...(cause === undefined ? {} : { cause }),
    })
    this.reason = reason
  }
}

export interface LoadCheckpointOptions<Row extends LogRow> {
  source: LogSource
  /** As for the log sync; samples of the chain's logs are decoded with it and compared. */
  decode: (log: Log) => Row | null
  signal?: AbortSignal | undefined
  /** How many rows' blocks, and how many stretches without regard to rows, are compared. Default 4 and 2. */
  samples?: { rows: number; stretches: number }
  fetcher?: (url: string, init: RequestInit) => Promise<Response>
  /** Between 0 and 1; chooses the samples. */
  random?: () => number
}

export interface LoadedCheckpoint<Row extends LogRow> extends LogSeed<Row> {
  /** By metadata URI. */
  metadata: ReadonlyMap<string, Metadata>
  /** False when the RPC has no old logs and only the announced hash vouches for the rows. */
  sampled: boolean
}

const BYTES = 200_000_000
const STRETCH = 100

/**
 * Fetches the checkpoint of a chain and compares it with what was announced and with the chain.
 *
 * @throws {@link CheckpointError} with a `reason`, and `RpcError` when the RPC is down or the signal
 * aborts.
 */
export async function loadCheckpoint<Row extends LogRow>(
  { url, hash }: { url: string; hash?: Hash },
  chain: Pick<Chain, 'chainId'>,
  client: Client,
  options: LoadCheckpointOptions<Row>,
): Promise<LoadedCheckpoint<Row>> {
  const { source, signal } = options
  if (globalThis.crypto?.subtle === undefined) {
    throw new CheckpointError('unverifiable', 'hashing needs https (or this very machine)')
  }
  const checkpoint = parse<Row>(await download(url, options))
  const contentHash = await contentHashOf(checkpoint)
  if (contentHash !== checkpoint.contentHash || (hash !== undefined && contentHash !== hash)) {
    throw new CheckpointError('wrongHash', `${contentHash}, not ${hash ?? checkpoint.contentHash}`)
  }
  const { chainId, addresses, topics } = checkpoint
  const own = { chainId, addresses, topics, deployment: source.deployment }
  if (chainId !== chain.chainId || sourceKey(own) !== sourceKey(source)) {
    throw new CheckpointError('otherSource')
  }
  const anchor = { n: checkpoint.toBlock, h: checkpoint.toBlockHash }
  if ((await readBlockHead(client, BigInt(anchor.n), signal))?.hash !== anchor.h) {
    throw new CheckpointError('otherChain', `block ${anchor.n} is not ${anchor.h}`)
  }
  const sampled = await compareSamples(checkpoint, client, options, hash !== undefined)
  const metadata = new Map(
    // Written by somebody else's run: read as warily as the document itself.
    Object.entries(checkpoint.metadata).map(([uri, entry]) => [uri, parseMetadata(entry)]),
  )
  return { rows: checkpoint.rows, fromBlock: checkpoint.fromBlock, anchor, metadata, sampled }
}

/**
 * The seed of a log sync: the chain's checkpoint where it is good, nothing where it is refused. A
 * refusal is told and syncing goes on from the first block.
 */
export function checkpointSeed<Row extends LogRow>(
  announced: { url: string; hash?: Hash },
  chain: Pick<Chain, 'chainId'>,
  client: Client,
  options: LoadCheckpointOptions<Row> & {
    onLoaded?: (checkpoint: LoadedCheckpoint<Row>) => void
    onRejected?: (error: CheckpointError) => void
  },
): (signal?: AbortSignal) => Promise<LogSeed<Row> | null> {
  return async (signal) => {
    try {
      const checkpoint = await loadCheckpoint(announced, chain, client, { ...options, signal })
      options.onLoaded?.(checkpoint)
      return checkpoint
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error
      options.onRejected?.(error)
      return null
    }
  }
}

async function download<Row extends LogRow>(
  url: string,
  { fetcher = (at, init) => fetch(at, init), signal }: LoadCheckpointOptions<Row>,
): Promise<string> {
  try {
    const response = await fetcher(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      ...(signal ? { signal } : {}),
    })
    if (!response.ok) throw new CheckpointError('unreachable', `HTTP ${response.status}`)
    if (Number(response.headers.get('content-length') ?? 0) > BYTES) {
      throw new CheckpointError('tooLarge')
    }
    const text = await response.text()
    if (text.length > BYTES) throw new CheckpointError('tooLarge')
    return text
  } catch (error) {
    if (error instanceof CheckpointError) throw error
    if (signal?.aborted) throw new RpcError('aborted', url, { cause: error as Error })
    throw new CheckpointError('unreachable', undefined, error as Error)
  }
}

function parse<Row extends LogRow>(text: string): Checkpoint<Row> {
  const malformed = (details: string) => new CheckpointError('malformed', details)
  let file: Partial<Checkpoint<Row>>
  try {
    file = fromCanonicalJson(text) as Partial<Checkpoint<Row>>
  } catch (error) {
    throw new CheckpointError('malformed', undefined, error as Error)
  }
  if (typeof file !== 'object' || file === null || file.format !== 'keel-checkpoint') {
    throw malformed('not a checkpoint')
  }
  if (file.version !== 1) throw malformed(`version ${String(file.version)} is unknown`)
  const { fromBlock, toBlock, rows, addresses, topics, metadata } = file
  const strings = (list: unknown) =>
    Array.isArray(list) && list.every((item) => typeof item === 'string')
  if (!isBlock(fromBlock) || !isBlock(toBlock) || fromBlock > toBlock) throw malformed('blocks')
  if (!strings(addresses) || !strings(topics)) throw malformed('addresses or topics')
  if (typeof metadata !== 'object' || metadata === null) throw malformed('metadata')
  if (typeof file.toBlockHash !== 'string' || typeof file.contentHash !== 'string') {
    throw malformed('hashes')
  }
  if (!Array.isArray(rows)) throw malformed('rows')
  let before: LogRow = { b: fromBlock, i: -1 }
  for (const row of rows as (Row | null)[]) {
    const inOrder =
      row !== null &&
      typeof row === 'object' &&
      isBlock(row.b) &&
      isBlock(row.i) &&
      byPosition(before, row) < 0 &&
      row.b <= toBlock
    if (!inOrder) throw malformed('a row out of order')
    before = row
  }
  return file as Checkpoint<Row>
}

function isBlock(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

/**
 * Compares samples with the chain: the blocks of some rows, and some stretches of blocks, in which a
 * row may be missing.
 *
 * @returns false when the RPC has no logs that old and an announced hash stands in for the samples.
 */
async function compareSamples<Row extends LogRow>(
  { rows, fromBlock, toBlock }: Checkpoint<Row>,
  client: Client,
  { source, decode, signal, samples, random = Math.random }: LoadCheckpointOptions<Row>,
  announced: boolean,
): Promise<boolean> {
  const { rows: ofRows, stretches } = samples ?? { rows: 4, stretches: 2 }
  const pick = (count: number) => Math.min(Math.floor(random() * count), count - 1)
  const ranges: [number, number][] = []
  for (let n = 0; n < ofRows && rows.length > 0; n += 1) {
    const { b } = rows[pick(rows.length)] as Row
    ranges.push([b, b])
  }
  for (let n = 0; n < stretches; n += 1) {
    const from = fromBlock + pick(toBlock - fromBlock + 1)
    ranges.push([from, Math.min(from + STRETCH - 1, toBlock)])
  }
  const outcomes = await Promise.all(
    ranges.map(async ([from, to]) => {
      let logs: Log[]
      try {
        logs = await readLogs(client, source, [from, to], signal)
      } catch (error) {
        // The node answers but not for blocks that old; an RPC that is down is another matter.
        const rpc = error instanceof RpcError
        if (rpc && error.kind !== 'rangeTooLarge') throw error
        return false
      }
      const found = logs
        .map(decode)
        .filter((row) => row !== null)
        .sort(byPosition)
      const claimed = rows.filter(({ b }) => from <= b && b <= to)
      if (signatureOf(found) !== signatureOf(claimed)) {
        throw new CheckpointError('wrongRows', `blocks ${from} to ${to}`)
      }
      return true
    }),
  )
  if (outcomes.every((compared) => compared)) return true
  if (!announced) throw new CheckpointError('unverifiable', 'the RPC has no logs that old')
  return false
}

/** Text of rows without `t`, the block's time, which not every node puts into its logs. */
function signatureOf(rows: readonly LogRow[]): string {
  return toCanonicalJson(rows.map((row) => ({ ...row, t: undefined })))
}
