import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Abi, Hex } from 'viem'

/** One compiled contract: its interface, the code that creates it and the code that stays. */
export interface CompiledContract {
  abi: Abi
  bytecode: Hex
  deployedBytecode: Hex
}

/** Compiled contracts by contract name. */
export type CompiledContracts = Record<string, CompiledContract>

export interface CompileOptions {
  /** Folder whose `*.sol` files are compiled, at any depth. Default: `localnet/contracts`. */
  root?: string
  /** Only these subfolders of the root (what they import comes along). Default: all of it. */
  folders?: readonly string[]
  /** Where results are kept, or `false` to compile anew. Default: `.keel/cache`. */
  cacheDir?: string | false
  /** Told once when a compiler run is needed, with the number of files. */
  onCompile?: (files: number) => void
}

const here = dirname(fileURLToPath(import.meta.url))
const DEFAULT_ROOT = join(here, 'contracts')
const DEFAULT_CACHE = join(here, '..', '.keel', 'cache')

interface SolcMessage {
  severity: string
  formattedMessage: string
}
interface SolcContract {
  abi: Abi
  evm: { bytecode: { object: string }; deployedBytecode: { object: string } }
}
interface SolcOutput {
  errors?: SolcMessage[]
  contracts?: Record<string, Record<string, SolcContract>>
}
interface Solc {
  compile(input: string): string
}

/**
 * Compiles the Solidity sources of the local chain with the `solc` package (optimiser on, 200 runs,
 * Cancun) and caches the result under the hash of sources, settings and compiler version.
 *
 * Contract names are unique: two deployable contracts of one name are an error. Interfaces may
 * repeat a name; a deployable contract wins over an interface, and otherwise the first path does.
 *
 * @throws Error with the compiler's own messages when a source does not compile.
 */
export async function compileContracts(options: CompileOptions = {}): Promise<CompiledContracts> {
  const root = resolve(options.root ?? DEFAULT_ROOT)
  const sources = readSources(root, options.folders)
  const settings = {
    optimizer: { enabled: true, runs: 200 },
    evmVersion: 'cancun',
    // No metadata trailer: the same code gives the same bytes, whatever its comments say.
    metadata: { appendCBOR: false, bytecodeHash: 'none' },
    outputSelection: {
      '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] },
    },
  }
  const require = createRequire(import.meta.url)
  const { version } = require('solc/package.json') as { version: string }
  const hash = createHash('sha256')
    .update(JSON.stringify([version, settings, Object.entries(sources)]))
    .digest('hex')
    .slice(0, 32)

  const cacheDir = options.cacheDir ?? DEFAULT_CACHE
  const cacheFile = cacheDir === false ? undefined : join(cacheDir, `contracts-${hash}.json`)
  if (cacheFile !== undefined && existsSync(cacheFile)) {
    return JSON.parse(readFileSync(cacheFile, 'utf8')) as CompiledContracts
  }

  options.onCompile?.(Object.keys(sources).length)
  const { default: solc } = (await import('solc')) as unknown as { default: Solc }
  let output = runSolc(solc, sources, settings)
  if (output.errors?.some((e) => /stack too deep/i.test(e.formattedMessage))) {
    output = runSolc(solc, sources, { ...settings, viaIR: true })
  }
  const errors = (output.errors ?? []).filter((e) => e.severity === 'error')
  if (errors.length > 0) {
    throw new Error(
      `The contracts do not compile:\n${errors.map((e) => e.formattedMessage).join('\n')}`,
    )
  }

  const contracts = collect(output)
  if (cacheFile !== undefined) {
    mkdirSync(dirname(cacheFile), { recursive: true })
    // Written aside and renamed, so that tests running in parallel never read half a file.
    const aside = `${cacheFile}.${process.pid}.${Date.now()}`
    writeFileSync(aside, JSON.stringify(contracts))
    renameSync(aside, cacheFile)
  }
  return contracts
}

function runSolc(solc: Solc, sources: Record<string, string>, settings: object): SolcOutput {
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(
      Object.entries(sources).map(([path, content]) => [path, { content }]),
    ),
    settings,
  }
  return JSON.parse(solc.compile(JSON.stringify(input))) as SolcOutput
}

/** Source texts by path relative to the root, with forward slashes, in path order. */
function readSources(root: string, folders?: readonly string[]): Record<string, string> {
  const unit = (path: string) => relative(root, path).split(sep).join('/')
  const found = new Map<string, string>()
  const pending = folders
    ? folders.flatMap((folder) => listSolidity(join(root, folder)))
    : listSolidity(root)
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (found.has(unit(path))) continue
    const text = readFileSync(path, 'utf8')
    found.set(unit(path), text)
    if (folders === undefined) continue
    for (const [, target] of text.matchAll(/\bimport\b[^;]*?["'](\.[^"']+)["']\s*;/g)) {
      if (target !== undefined) pending.push(resolve(dirname(path), target))
    }
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function listSolidity(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sol'))
    .map((entry) => join(entry.parentPath, entry.name))
}

function collect(output: SolcOutput): CompiledContracts {
  const contracts: CompiledContracts = {}
  const origin: Record<string, string> = {}
  for (const [path, units] of Object.entries(output.contracts ?? {})) {
    for (const [name, { abi, evm }] of Object.entries(units)) {
      const deployable = evm.bytecode.object !== ''
      const earlier = contracts[name]
      if (earlier !== undefined && earlier.bytecode !== '0x') {
        if (!deployable) continue
        throw new Error(`Two contracts are called ${name}: in ${origin[name]} and in ${path}.`)
      }
      if (earlier !== undefined && !deployable) continue
      origin[name] = path
      contracts[name] = {
        abi,
        bytecode: `0x${evm.bytecode.object}`,
        deployedBytecode: `0x${evm.deployedBytecode.object}`,
      }
    }
  }
  return contracts
}
