import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Account,
  type Client,
  createTestClient,
  type Hash,
  type HttpTransport,
  http,
  type PublicActions,
  publicActions,
  type TestActions,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
  type WalletActions,
  walletActions,
} from 'viem'
import { anvil as anvilChain } from 'viem/chains'
import { anvilBinary } from '../anvil.ts'

/** Reads, writes and steers a local chain: viem's public, wallet and test actions in one. */
export type ChainClient = Client<HttpTransport, typeof anvilChain, Account | undefined> &
  PublicActions<HttpTransport, typeof anvilChain> &
  WalletActions<typeof anvilChain> &
  TestActions

export interface AnvilOptions {
  /** Port to listen on; 0 or absent picks a free one. */
  port?: number
  /** Number of unlocked development accounts. Default 10. */
  accounts?: number
  /** Balance of each development account in ether. Default 10,000. */
  balance?: number
  /** Timestamp of the genesis block in seconds; absent means now. */
  timestamp?: number
  /** Number of the genesis block. Default 21,000,000, above every block-counted delay. */
  number?: number
  /** Mine only when told to. */
  noMining?: boolean
  /** State file to start from. */
  loadState?: string
  /** Further arguments for anvil, passed as they are. */
  args?: readonly string[]
}

export interface RunningAnvil {
  url: string
  port: number
  client: ChainClient
  /** Ends the process and removes its temporary folder. */
  stop(): Promise<void>
}

/** A viem client for a chain at a URL with all actions that tests and seeding need. */
export function chainClient(url: string): ChainClient {
  const client = createTestClient({
    mode: 'anvil',
    chain: anvilChain,
    transport: http(url, { timeout: 120_000 }),
    pollingInterval: 10,
    // Blocks move by hand here, so a remembered block number would be a wrong one.
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions) as unknown as ChainClient
  // viem's own looks once and then waits for the next block. On a chain that mines with each transaction the
  // receipt may lag behind the hash, and the next block never comes.
  return Object.assign(client, {
    waitForTransactionReceipt: ({ hash, timeout }: { hash: Hash; timeout?: number }) =>
      receiptOf(client, hash, timeout),
  })
}

/**
 * Starts anvil (Cancun, first block 21,000,000) and resolves when it answers.
 *
 * Cancun because Prague's history contract makes mining many blocks quadratic; a high first block
 * because slashing looks back a whole delay of blocks.
 *
 * @throws Error with a plain sentence when anvil ends before it listens.
 */
export async function startAnvil(options: AnvilOptions = {}): Promise<RunningAnvil> {
  const port = options.port || (await freePort())
  const folder = mkdtempSync(join(tmpdir(), 'keel-anvil-'))
  const args = [
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--hardfork',
    'cancun',
    '--number',
    String(options.number ?? 21_000_000),
    '--accounts',
    String(options.accounts ?? 10),
    '--balance',
    String(options.balance ?? 10_000),
    '--cache-path',
    folder,
    '--disable-code-size-limit',
    // Transactions of one block run in the order they were sent.
    '--order',
    'fifo',
    ...(options.timestamp === undefined ? [] : ['--timestamp', String(options.timestamp)]),
    ...(options.noMining ? ['--no-mining'] : []),
    ...(options.loadState === undefined ? [] : ['--load-state', options.loadState]),
    ...(options.args ?? []),
  ]
  const child = spawn(anvilBinary(), args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder })
  // An abrupt end of the test process must not leave a chain behind.
  const killOnExit = () => child.kill('SIGKILL')
  process.once('exit', killOnExit)
  const stop = async () => {
    process.off('exit', killOnExit)
    await end(child)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await listening(child, port)
  } catch (error) {
    await stop()
    throw error
  }
  const url = `http://127.0.0.1:${port}`
  return { url, port, client: chainClient(url), stop }
}

/**
 * The receipt of a transaction that a chain mines by itself. Mining runs beside the request that
 * sent the transaction, so the receipt can be a moment late.
 *
 * @throws Error when there is none after ten seconds.
 */
export async function receiptOf(
  client: ChainClient,
  hash: Hash,
  within = 30_000,
): Promise<TransactionReceipt> {
  for (const end = Date.now() + within; Date.now() < end; ) {
    try {
      return await client.getTransactionReceipt({ hash })
    } catch (error) {
      if (!(error instanceof TransactionReceiptNotFoundError)) throw error
      await new Promise((resume) => setTimeout(resume, 2))
    }
  }
  throw new Error(`Transaction ${hash} was not mined.`)
}

/** Resolves when anvil says that it listens; rejects with its last words when it ends first. */
function listening(child: ChildProcess, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => {
      reject(new Error(`anvil did not answer on port ${port} within 60 seconds.`))
    }, 60_000)
    const settle = (finish: () => void) => {
      clearTimeout(timer)
      finish()
    }
    child.on('error', (error) =>
      settle(() => reject(new Error(`anvil could not be started: ${error.message}`))),
    )
    child.on('exit', (code) =>
      settle(() => {
        const why = /address already in use|os error 98|os error 48/i.test(said)
          ? `port ${port} is already in use`
          : said.trim().split('\n').slice(-3).join(' ') || `exit code ${code}`
        reject(new Error(`anvil could not be started: ${why}.`))
      }),
    )
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
    })
    child.stdout?.on('data', (chunk: Buffer) => {
      // Read on after the start as well: a full pipe would block anvil.
      if (chunk.toString().includes('Listening on')) settle(resolve)
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000)
  await gone
  clearTimeout(timer)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('No free port was found for anvil.'))
      })
    })
  })
}
