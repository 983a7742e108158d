import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const TRACKED = join(ROOT, 'public', 'deployments.json')

/** Where the rewards updater's files are served: `<index>.json` for each distribution root. */
export const DISTRIBUTIONS = '/distributions'

/** What deposits are signed for on the local chain: no public network's, so that none can be used there too. */
export const LOCAL_FORK_VERSION = '0x00007a69'

/** A chain entry of a deployments file; the app knows the fields, the launcher only these. */
export interface ChainEntry {
  chainId: number
  rpcUrls: readonly string[]
  rewards?: { kind: 'files' | 'sidecar'; url: string }
  genesisForkVersion?: string
}

interface DeploymentsFile {
  chains: readonly ChainEntry[]
}

/**
 * The text of a deployments file with the local chain first, so that it is the default, and the tracked
 * file's chains after it. An entry of the tracked file with the same chain id gives way. Rewards of the local chain
 * are claimed by the updater's files, which the same server serves.
 */
export function withLocalChain(local: ChainEntry, tracked: string = readFileSync(TRACKED, 'utf8')) {
  const file = JSON.parse(tracked) as DeploymentsFile
  const others = file.chains.filter((chain) => chain.chainId !== local.chainId)
  const first: ChainEntry = {
    genesisForkVersion: LOCAL_FORK_VERSION,
    rewards: { kind: 'files', url: DISTRIBUTIONS },
    ...local,
  }
  return JSON.stringify({ ...file, chains: [first, ...others] }, undefined, 2)
}

/**
 * Keeps the served deployments file where a person can look at it, in a folder per app port.
 *
 * @returns the file's path and how to remove it again.
 */
export function writeRunFile(port: number, text: string): { path: string; remove: () => void } {
  const folder = join(ROOT, '.keel', 'run', String(port))
  const path = join(folder, 'deployments.json')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, text)
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
