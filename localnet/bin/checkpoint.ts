import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { BaseError, type Client } from 'viem'
import { writeCheckpoint } from '../../src/protocol/checkpoint/format.ts'
import { metadataUris } from '../../src/protocol/checkpoint/metadataUris.ts'
import { parseDeployments } from '../../src/protocol/deployments/parse.ts'
import type { Chain } from '../../src/protocol/deployments/types.ts'
import { verifyChain } from '../../src/protocol/deployments/verify.ts'
import { decodeRow } from '../../src/protocol/events.ts'
import { createMemoryStore } from '../../src/protocol/logs/memoryStore.ts'
import { syncLogs } from '../../src/protocol/logs/syncLogs.ts'
import { fetchMetadata } from '../../src/protocol/metadata/fetch.ts'
import type { Metadata } from '../../src/protocol/metadata/parse.ts'
import { networkLogSource } from '../../src/protocol/network/networkSync.ts'
import { type BlockHead, createClientFor, readBlockHead } from '../../src/protocol/rpc/client.ts'
import { UserError } from '../launcher/userError.ts'
import { createReporter, type Output } from './progress.mjs'

const USAGE = `npm run checkpoint -- CHAIN [options]

Reads all logs that Keel keeps from an archive RPC and writes a checkpoint file, from which visitors
start instead of the first block. CHAIN is a name or chain id of the deployments file.

  --deployments FILE  the deployments file (default: public/deployments.json)
  --rpc URL           the archive RPC (default: the first one of the chain)
  --out FILE          where to write (default: checkpoint-CHAINID.json)
  --to BLOCK          last block (default: the finalized one)
  --own-origin URL    server of relative metadata URIs; the only one asked without https
  --no-metadata       do not fetch the documents of operators and AVSs`

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Documents fetched at a time. */
const FETCHES = 8

/** Runs the command with its arguments; resolves to the content hash that belongs beside the URL. */
export async function main(args: readonly string[], out: Output = process.stderr): Promise<string> {
  const { values, positionals } = readArguments(args)
  const chain = findChain(
    readDeployments(values.deployments ?? join(ROOT, 'public', 'deployments.json')),
    positionals[0],
  )
  const rpcUrl = values.rpc ?? chain.rpcUrls[0]
  if (rpcUrl === undefined)
    throw new UserError(`${chain.name} has no RPC. Name one with --rpc URL.`)
  const client = createClientFor(chain, rpcUrl, { timeout: 60_000 })
  await verifyChain(client, chain)
  const head = await lastBlock(client, values.to)

  const reporter = createReporter(out)
  const source = networkLogSource(chain)
  const reading = reporter.phase(`Logs of ${chain.name} to block ${head.number}`)
  const { rows, coverage } = await syncLogs({
    client,
    source,
    fromBlock: chain.startBlock,
    toBlock: head.number,
    decode: decodeRow,
    store: createMemoryStore(),
    onProgress: ({ fraction, rows }) => reading.update(fraction, `${rows} rows`),
  })
  const [gap] = coverage.gaps
  if (gap !== undefined) {
    reading.fail()
    throw new UserError(
      `Blocks ${gap.from} to ${gap.to} could not be read: ${short(gap.error)} A checkpoint needs an archive RPC.`,
    )
  }
  reading.done(`${rows.length} rows`)

  const metadata: Record<string, Metadata> = {}
  if (values['no-metadata'] !== true) {
    const uris = metadataUris(rows)
    const fetching = reporter.phase('Names of operators and AVSs')
    await fetchAll(uris, values['own-origin'], metadata, (done) =>
      fetching.update(done / Math.max(1, uris.length), `${done} of ${uris.length}`),
    )
    fetching.done(`${Object.keys(metadata).length} of ${uris.length} could be read`)
  }
  const { text, contentHash } = await writeCheckpoint({
    chainId: chain.chainId,
    addresses: source.addresses,
    topics: source.topics,
    fromBlock: chain.startBlock,
    toBlock: Number(head.number),
    toBlockHash: head.hash,
    rows,
    metadata,
  })
  const file = values.out ?? `checkpoint-${chain.chainId}.json`
  writeFileSync(file, text)
  reporter.line(`${file}: ${(text.length / 1e6).toFixed(1)} MB before compression.`)
  reporter.line(`In deployments.json: "checkpoint": { "url": "…", "hash": "${contentHash}" }`)
  return contentHash
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        deployments: { type: 'string' },
        rpc: { type: 'string' },
        out: { type: 'string' },
        to: { type: 'string' },
        'own-origin': { type: 'string' },
        'no-metadata': { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${USAGE}`)
  }
}

function readDeployments(file: string): readonly Chain[] {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${(error as Error).message}`)
  }
  return parseDeployments(json).chains
}

function findChain(chains: readonly Chain[], wanted: string | undefined): Chain {
  const names = chains.map(({ name, chainId }) => `${name} (${chainId})`).join(', ')
  if (wanted === undefined) throw new UserError(`Name a chain: ${names}.\n\n${USAGE}`)
  const found = chains.find(
    ({ name, chainId }) =>
      String(chainId) === wanted || name.toLowerCase() === wanted.toLowerCase(),
  )
  if (found === undefined)
    throw new UserError(`There is no chain "${wanted}". There are: ${names}.`)
  return found
}

async function lastBlock(client: Client, wanted: string | undefined): Promise<BlockHead> {
  if (wanted !== undefined && !/^\d+$/.test(wanted)) {
    throw new UserError(`--to needs a block number, not "${wanted}".`)
  }
  const head = await readBlockHead(client, wanted === undefined ? 'finalized' : BigInt(wanted))
  if (head === null) throw new UserError(`The RPC does not have block ${wanted ?? 'finalized'}.`)
  return head
}

async function fetchAll(
  uris: readonly string[],
  ownOrigin: string | undefined,
  into: Record<string, Metadata>,
  onDone: (count: number) => void,
): Promise<void> {
  const queue = [...uris]
  let done = 0
  const worker = async () => {
    for (let uri = queue.shift(); uri !== undefined; uri = queue.shift()) {
      const result = await fetchMetadata(uri, ownOrigin === undefined ? {} : { ownOrigin })
      if ('metadata' in result) into[uri] = result.metadata
      done += 1
      onDone(done)
    }
  }
  await Promise.all(Array.from({ length: FETCHES }, worker))
}

function short(error: unknown): string {
  return error instanceof BaseError ? error.shortMessage : (error as Error).message
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    const plain = error instanceof UserError || error instanceof BaseError
    process.stderr.write(`${plain ? short(error) : (error as Error).stack}\n`)
    process.exitCode = 1
  })
}
