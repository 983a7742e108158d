import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
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
  /** Only the contracts of these folders below the root. Default: of all. */
  folders?: readonly string[]
  /** Where results are kept, or `false` to compile anew. Default: `.keel/cache`. */
  cacheDir?: string | false
  /** Told when a folder has to be compiled, with the number of its files. */
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
 * Cancun). Each folder directly below the root is a unit: its result is cached under the hash of
 * its sources with what they import, the settings and the compiler's version, so that a change
 * costs only the folders it touches.
 *
 * Contract names are unique: two deployable contracts of one name are an error. Interfaces may
 * repeat a name; a deployable contract wins over an interface, and otherwise the first path does.
 *
 * @throws Error with the compiler's own messages when a source does not compile.
 */
export async function compileContracts(options: CompileOptions = {}): Promise<CompiledContracts> {
  const root = resolve(options.root ?? DEFAULT_ROOT)
  const found: FoundContract[] = []
  for (const folder of options.folders ?? listFolders(root)) {
    found.push(...(await compileFolder(root, folder, options)))
  }
  return unite(found)
}

const SETTINGS = {
  optimizer: { enabled: true, runs: 200 },
  evmVersion: 'cancun',
  // No metadata trailer: the same code gives the same bytes, whatever its comments say.
  metadata: { appendCBOR: false, bytecodeHash: 'none' },
}

/** A contract with the path of its source, relative to the root. */
interface FoundContract extends CompiledContract {
  name: string
  path: string
}

async function compileFolder(
  root: string,
  folder: string,
  { cacheDir = DEFAULT_CACHE, onCompile }: CompileOptions,
): Promise<FoundContract[]> {
  const own = listSolidity(join(root, folder))
  const sources = readSources(root, own)
  const outputSelection = Object.fromEntries(
    own.map((path) => [
      unitName(root, path),
      { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] },
    ]),
  )
  const settings = { ...SETTINGS, outputSelection }
  const { version } = createRequire(import.meta.url)('solc/package.json') as { version: string }
  const hash = createHash('sha256')
    .update(JSON.stringify([version, settings, Object.entries(sources)]))
    .digest('hex')
    .slice(0, 32)

  const compile = async () => {
    onCompile?.(own.length)
    return findContracts(await runSolc(sources, settings))
  }
  if (cacheDir === false) return compile()
  return cached(join(cacheDir, `contracts-${hash}.json`), compile)
}

/** Reads a result from its file or makes it; one process makes it while others wait for it. */
async function cached<T>(file: string, make: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true })
  const lock = `${file}.lock`
  while (!existsSync(file)) {
    if (!takeLock(lock)) {
      await new Promise((resume) => setTimeout(resume, 100))
      continue
    }
    try {
      const made = await make()
      // Written aside and renamed, so that nobody reads half a file.
      writeFileSync(`${lock}.new`, JSON.stringify(made))
      renameSync(`${lock}.new`, file)
      return made
    } finally {
      rmSync(lock, { force: true })
    }
  }
  return JSON.parse(readFileSync(file, 'utf8')) as T
}

/** Takes a lock file with this process's id; the lock of a process that has died is broken. */
function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    try {
      const holder = Number(readFileSync(lock, 'utf8'))
      if (holder > 0) process.kill(holder, 0)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') rmSync(lock, { force: true })
    }
    return false
  }
}

/** @throws Error with the compiler's messages. */
async function runSolc(sources: Record<string, string>, settings: object): Promise<SolcOutput> {
  // Loaded on demand: it takes longer than everything else when the result is cached.
  const { default: solc } = (await import('solc')) as unknown as { default: Solc }
  const run = (used: object): SolcOutput => {
    const input = {
      language: 'Solidity',
      sources: Object.fromEntries(
        Object.entries(sources).map(([path, content]) => [path, { content }]),
      ),
      settings: used,
    }
    return JSON.parse(solc.compile(JSON.stringify(input))) as SolcOutput
  }
  let output = run(settings)
  if (output.errors?.some((e) => /stack too deep/i.test(e.formattedMessage))) {
    output = run({ ...settings, viaIR: true })
  }
  const errors = (output.errors ?? []).filter((e) => e.severity === 'error')
  if (errors.length === 0) return output
  throw new Error(
    `The contracts do not compile:\n${errors.map((e) => e.formattedMessage).join('\n')}`,
  )
}

function unitName(root: string, path: string): string {
  return relative(root, path).split(sep).join('/')
}

/** Source texts of files and all they import, by path relative to the root, in path order. */
function readSources(root: string, files: readonly string[]): Record<string, string> {
  const found = new Map<string, string>()
  const pending = [...files]
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const unit = unitName(root, path)
    if (found.has(unit) || !existsSync(path)) continue
    const text = readFileSync(path, 'utf8')
    found.set(unit, text)
    for (const [, target] of text.matchAll(/\bimport\b[^;]*?["'](\.[^"']+)["']\s*;/g)) {
      if (target !== undefined) pending.push(resolve(dirname(path), target))
    }
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function listFolders(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && listSolidity(join(root, entry.name)).length > 0)
    .map((entry) => entry.name)
    .sort()
}

function listSolidity(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sol'))
    .map((entry) => join(entry.parentPath, entry.name))
}

function findContracts(output: SolcOutput): FoundContract[] {
  return Object.entries(output.contracts ?? {}).flatMap(([path, units]) =>
    Object.entries(units).map(([name, { abi, evm }]) => ({
      name,
      path,
      abi,
      bytecode: `0x${evm.bytecode.object}` as const,
      deployedBytecode: `0x${evm.deployedBytecode.object}` as const,
    })),
  )
}

function unite(found: readonly FoundContract[]): CompiledContracts {
  const contracts: CompiledContracts = {}
  const origin: Record<string, string> = {}
  for (const { name, path, abi, bytecode, deployedBytecode } of found) {
    const earlier = contracts[name]
    if (earlier !== undefined && bytecode === '0x') continue
    if (earlier !== undefined && earlier.bytecode !== '0x') {
      throw new Error(`Two contracts are called ${name}: in ${origin[name]} and in ${path}.`)
    }
    origin[name] = path
    contracts[name] = { abi, bytecode, deployedBytecode }
  }
  return contracts
}
