import type { Address, Hash, Hex } from 'viem'
import type { LogRow } from '../logs/types.ts'
import type { Metadata } from '../metadata/parse.ts'
import { sha256Hex, toCanonicalJson } from './canonical.ts'

/**
 * A checkpoint file: the decoded logs of a deployment up to a block, so that a visitor need not read
 * years of blocks. It is JSON in the canonical form of `canonical.ts` (a server may compress it).
 *
 * Nothing in it is taken on trust: its hash is compared with the one in `deployments.json`, its last
 * block with the chain, and samples of its rows with the chain's logs.
 */
export interface Checkpoint<Row extends LogRow = LogRow> {
  format: 'keel-checkpoint'
  version: 1
  chainId: number
  /** Which source the rows belong to; see `LogSource`. */
  addresses: readonly Address[]
  topics: readonly Hex[]
  fromBlock: number
  toBlock: number
  toBlockHash: Hash
  /** Ascending by block and index. */
  rows: readonly Row[]
  /** By metadata URI, as the rows name it. */
  metadata: Readonly<Record<string, Metadata>>
  /** SHA-256 of the canonical form of everything else. */
  contentHash: Hash
}

export type CheckpointContent<Row extends LogRow> = Omit<
  Checkpoint<Row>,
  'format' | 'version' | 'contentHash'
>

/** The hash that a checkpoint must carry. */
export function contentHashOf(checkpoint: Omit<Checkpoint, 'contentHash'>): Promise<Hash> {
  const { contentHash: _ignored, ...content } = checkpoint as Checkpoint
  return sha256Hex(toCanonicalJson(content))
}

/** The text of a checkpoint file and the hash to publish beside its URL. */
export async function writeCheckpoint<Row extends LogRow>(
  content: CheckpointContent<Row>,
): Promise<{ text: string; contentHash: Hash }> {
  const body = { format: 'keel-checkpoint', version: 1, ...content } as const
  const contentHash = await contentHashOf(body)
  return { text: toCanonicalJson({ ...body, contentHash }), contentHash }
}
