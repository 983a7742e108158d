import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Hex } from 'viem'
import { type CompiledContracts, compileContracts } from './compile.ts'
import { addCrowd, crowdDocuments } from './crowd/crowd.ts'
import { CROWDED, type CrowdSize } from './crowd/plan.ts'
import { HOODI_DELAYS } from './deploy/eigenlayer.ts'
import { DEFAULT_NOW } from './seed/calendar.ts'
import { genesisTimestamp, type SeedResult, seedChain } from './seed/index.ts'
import { type RunningAnvil, startAnvil } from './testing/anvil.ts'

/** What is known about a seeded chain beside its state. */
export interface ChainMeta extends SeedResult {
  /** Content hash that the files in the cache are named after. */
  hash: string
  /** Last block of the history; with its hash it tells this chain from any other seeded one. */
  anchor: { number: number; hash: Hex; stateRoot: Hex }
  blocks: number
  transactions: number
}

/** A seeded chain on disk. */
export interface BuiltChain {
  /** State with all historical states, so that calls at old blocks work. */
  statePath: string
  /** The same without history: loads faster. */
  tipPath: string
  meta: ChainMeta
}

export interface BuildOptions {
  /** Default: `.keel/cache`. */
  cacheDir?: string
  /** Told how far the work is (0 to 1) and what is being done. */
  onProgress?: (fraction: number, label: string) => void
  /** Unix seconds at which the history ends. Default 2026-11-01 00:30 UTC. */
  now?: number
  /** Compiled contracts, where they are at hand. */
  contracts?: CompiledContracts
}

const here = dirname(fileURLToPath(import.meta.url))
const DEFAULT_CACHE = join(here, '..', '.keel', 'cache')
/** Raised when the shape of what is cached changes. */
const FORMAT = 1
/** Where the local chain is looked for. */
export const DEFAULT_PORT = 8545
/** Seconds between two blocks of the running chain. */
export const BLOCK_TIME = 2
/** Keeps the folder of a chain that runs for hours from growing without end. */
const RUNNING_ARGS = ['--max-persisted-states', '2000'] as const

/**
 * The seeded chain, made anew when contracts, seed or tools have changed and taken from the cache
 * otherwise.
 *
 * @throws Error naming the transaction that failed while the history was written.
 */
export async function buildChain(options: BuildOptions = {}): Promise<BuiltChain> {
  const cacheDir = options.cacheDir ?? DEFAULT_CACHE
  const now = options.now ?? DEFAULT_NOW
  const progress = options.onProgress ?? (() => {})
  progress(0, 'Compiling the contracts')
  const contracts = options.contracts ?? (await compileContracts({ cacheDir }))
  const hash = contentHash(contracts, now)
  const path = (suffix: string) => join(cacheDir, `chain-${hash}${suffix}`)
  const built = { statePath: path('.json'), tipPath: path('.tip.json') }
  const metaPath = path('.meta.json')
  // The meta file is written last: with it, the others are there and whole.
  const cached = (): BuiltChain | undefined =>
    existsSync(metaPath)
      ? { ...built, meta: JSON.parse(readFileSync(metaPath, 'utf8')) as ChainMeta }
      : undefined
  mkdirSync(cacheDir, { recursive: true })
  const release = cached() ? undefined : await lock(path('.lock'), () => existsSync(metaPath))
  try {
    const found = cached()
    if (found !== undefined) {
      progress(1, 'The chain is in the cache')
      return found
    }
    const meta = await write(built, contracts, now, hash, progress)
    writeWhole(metaPath, JSON.stringify(meta))
    removeOld(cacheDir, hash)
    progress(1, 'The chain is ready')
    return { ...built, meta }
  } finally {
    release?.()
  }
}

/** Writes the history on a fresh node and saves its state. */
async function write(
  built: Omit<BuiltChain, 'meta'>,
  contracts: CompiledContracts,
  now: number,
  hash: string,
  progress: NonNullable<BuildOptions['onProgress']>,
): Promise<ChainMeta> {
  progress(0.05, 'Starting a chain')
  const chain = await startAnvil({
    noMining: true,
    timestamp: genesisTimestamp(now),
    args: ['--preserve-historical-states', '--max-persisted-states', '0'],
  })
  try {
    const seed = await seedChain({
      url: chain.url,
      contracts,
      now,
      onProgress: (fraction, label) => progress(0.06 + 0.84 * fraction, label),
    })
    progress(0.9, 'Saving the chain')
    const { client } = chain
    const last = await client.getBlock()
    const first = await client.getBlock({ blockNumber: BigInt(seed.deployments.startBlock) })
    const meta: ChainMeta = {
      ...seed,
      hash,
      anchor: { number: Number(last.number), hash: last.hash, stateRoot: last.stateRoot },
      blocks: Number(last.number - first.number) + 1,
    }
    for (const [file, history] of [
      [built.tipPath, false],
      [built.statePath, true],
    ] as const) {
      writeWhole(file, await dump(chain.url, history))
    }
    return meta
  } finally {
    await chain.stop()
  }
}

/** The seeded chain with many more operators, AVSs and restakers, without the states before its last block. */
export async function buildCrowdedChain(
  size: CrowdSize,
  options: BuildOptions = {},
): Promise<BuiltChain> {
  const cacheDir = options.cacheDir ?? DEFAULT_CACHE
  const progress = options.onProgress ?? (() => {})
  const contracts = options.contracts ?? (await compileContracts({ cacheDir }))
  const base = await buildChain({
    ...options,
    contracts,
    onProgress: (fraction, label) => progress(0.3 * fraction, label),
  })
  const form = `${size.operators}x${size.avss}x${size.restakers}${size.together ? '-together' : ''}`
  const name = `chain-${base.meta.hash}-${form}`
  const statePath = join(cacheDir, `${name}.json`)
  const metaPath = join(cacheDir, `${name}.meta.json`)
  const built = { statePath, tipPath: statePath }
  const release = await lock(join(cacheDir, `${name}.lock`), () => existsSync(metaPath))
  try {
    if (!existsSync(metaPath)) {
      const meta = await crowd(base, size, statePath, contracts, progress)
      writeWhole(metaPath, JSON.stringify(meta))
    }
    progress(1, 'The chain is ready')
    return { ...built, meta: JSON.parse(readFileSync(metaPath, 'utf8')) as ChainMeta }
  } finally {
    release?.()
  }
}

async function crowd(
  base: BuiltChain,
  size: CrowdSize,
  statePath: string,
  contracts: CompiledContracts,
  progress: NonNullable<BuildOptions['onProgress']>,
): Promise<ChainMeta> {
  const chain = await startAnvil({
    noMining: true,
    loadState: base.tipPath,
    args: ['--prune-history'],
  })
  try {
    await resume(chain, base)
    await request(chain, 'anvil_setBlockTimestampInterval', [BLOCK_TIME])
    const { client } = chain
    const transactions = await addCrowd({
      client,
      contracts,
      deployments: base.meta.deployments,
      allocationConfigurationDelay: HOODI_DELAYS.allocationConfiguration,
      size,
      onProgress: (fraction, label) => progress(0.3 + 0.65 * fraction, label),
    })
    progress(0.95, 'Saving the chain')
    const last = await client.getBlock()
    writeWhole(statePath, await dump(chain.url, false))
    return {
      ...base.meta,
      deployments: { ...base.meta.deployments, blockTime: CROWDED.secondsPerBlock },
      metadata: { ...base.meta.metadata, ...crowdDocuments(size) },
      anchor: { number: Number(last.number), hash: last.hash, stateRoot: last.stateRoot },
      savedTime: Number(last.timestamp),
      blocks: base.meta.blocks + Number(last.number) - base.meta.anchor.number,
      transactions: base.meta.transactions + transactions,
    }
  } finally {
    await chain.stop()
  }
}

export interface StartOptions {
  state: BuiltChain
  /** Refused when taken. Absent: 8545 or the next free one. */
  port?: number
  /** The chain is one of {@link buildCrowdedChain}. */
  crowded?: boolean
}

/**
 * Starts the seeded chain: its clock goes on from where the history ended, with a block every two
 * seconds.
 *
 * @throws Error with a plain sentence when the port is taken or anvil cannot start.
 */
export async function startChain({
  state,
  port,
  crowded = false,
}: StartOptions): Promise<RunningAnvil> {
  const chosen = await choosePort(port)
  const chain = await startAnvil({
    port: chosen,
    noMining: true,
    loadState: state.statePath,
    args: crowded ? ['--prune-history', String(CROWDED.states)] : RUNNING_ARGS,
  })
  try {
    await resume(chain, state)
    const seconds = crowded ? CROWDED.secondsPerBlock : BLOCK_TIME
    await request(chain, 'evm_setIntervalMining', [seconds])
    return chain
  } catch (error) {
    await chain.stop()
    throw error
  }
}

export interface SeededForTests extends RunningAnvil {
  meta: ChainMeta
}

/**
 * A private copy of the seeded chain on a free port, with one block for each transaction, two seconds
 * apart. Without `history`, calls at blocks before the last fail and it starts faster.
 */
export async function startSeededForTests(
  options: BuildOptions & { history?: boolean; crowd?: CrowdSize } = {},
): Promise<SeededForTests> {
  const { crowd } = options
  const state = crowd ? await buildCrowdedChain(crowd, options) : await buildChain(options)
  const chain = await startAnvil({
    noMining: true,
    loadState: options.history ? state.statePath : state.tipPath,
  })
  try {
    await resume(chain, state)
    await request(chain, 'anvil_setBlockTimestampInterval', [BLOCK_TIME])
    await request(chain, 'evm_setAutomine', [true])
    return { ...chain, meta: state.meta }
  } catch (error) {
    await chain.stop()
    throw error
  }
}

/** The state as anvil loads it. Asked for directly: the answer is larger than viem's client admits. */
async function dump(url: string, history: boolean): Promise<Uint8Array> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'anvil_dumpState', params: [history] }),
  })
  const body = (await response.json()) as { result?: Hex; error?: { message: string } }
  if (body.result === undefined) {
    throw new Error(`The chain could not be saved: ${body.error?.message ?? 'no answer'}`)
  }
  return gunzipSync(Buffer.from(body.result.slice(2), 'hex'))
}

/** Sets the clock, after making sure that the loaded state is the one that was saved. */
async function resume(chain: RunningAnvil, { meta }: BuiltChain): Promise<void> {
  const block = await chain.client.getBlock()
  if (block.hash !== meta.anchor.hash) {
    throw new Error(
      'The saved chain does not match its description. Remove the folder .keel/cache and start again.',
    )
  }
  await request(chain, 'evm_setTime', [meta.savedTime + BLOCK_TIME])
}

function request(chain: RunningAnvil, method: string, params: readonly unknown[]) {
  return chain.client.request({ method, params } as never)
}

async function choosePort(port: number | undefined): Promise<number> {
  if (port !== undefined) {
    if (await taken(port)) {
      throw new Error(
        `Port ${port} is already in use. End the program that uses it, or choose another port.`,
      )
    }
    return port
  }
  for (let candidate = DEFAULT_PORT; candidate < DEFAULT_PORT + 50; candidate++) {
    if (!(await taken(candidate))) return candidate
  }
  throw new Error(`No port from ${DEFAULT_PORT} to ${DEFAULT_PORT + 49} is free for the chain.`)
}

/** Whether something answers on a port of this machine. */
function taken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** Hash of everything that decides what the seeded chain is. */
function contentHash(contracts: CompiledContracts, now: number): string {
  const require = createRequire(import.meta.url)
  const version = (name: string) => (require(`${name}/package.json`) as { version: string }).version
  const hash = createHash('sha256').update(
    JSON.stringify([FORMAT, now, version('@foundry-rs/anvil'), version('viem'), contracts]),
  )
  for (const folder of ['seed', 'metadata', 'deploy', 'rewards', 'crowd']) {
    const files = readdirSync(join(here, folder), { recursive: true, encoding: 'utf8' })
    for (const file of files.sort()) {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
      hash.update(file).update(readFileSync(join(here, folder, file)))
    }
  }
  return hash.digest('hex').slice(0, 24)
}

/**
 * One process builds, others wait for it: two builders would save blocks with different hashes.
 *
 * @returns what releases the lock, or `undefined` when the work was done meanwhile
 */
async function lock(path: string, done: () => boolean): Promise<(() => void) | undefined> {
  while (!done()) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      return () => rmSync(path, { force: true })
    } catch {
      if (abandoned(path)) rmSync(path, { force: true })
      else await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
  return undefined
}

/** Whether the process that holds a lock is gone. */
function abandoned(path: string): boolean {
  let holder: number
  try {
    holder = Number(readFileSync(path, 'utf8'))
    // A holder that is just writing its number is alive.
    if (holder === 0) return Date.now() - statSync(path).mtimeMs > 10_000
  } catch {
    return false
  }
  try {
    process.kill(holder, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** Removes chains of earlier versions: they are large, and nobody asks for them again. */
function removeOld(cacheDir: string, hash: string): void {
  for (const file of readdirSync(cacheDir)) {
    if (!file.startsWith('chain-') || file.startsWith(`chain-${hash}`)) continue
    const path = join(cacheDir, file)
    if (Date.now() - statSync(path).mtimeMs > 600_000) rmSync(path, { force: true })
  }
}

/** Writes aside and renames, so that nobody ever reads half a file. */
function writeWhole(path: string, content: string | Uint8Array): void {
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, content)
  renameSync(aside, path)
}
