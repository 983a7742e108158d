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
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const BUILDS = join(ROOT, '.keel')
/** Milliseconds. */
const DAY = 86_400_000

/** `demo` carries the demo wallet and panel for the local chain; `production` does not. */
export type BuildMode = 'demo' | 'production'

export interface BuildAppOptions {
  mode: BuildMode
  /** Told how far the build is, from 0 to 1. */
  onProgress?: (fraction: number) => void
  /** Told once when a kept build is unusable and is made anew. */
  onStale?: (sentence: string) => void
}

export interface BuiltApp {
  folder: string
  /** Whether a kept build of the same sources was used. */
  cached: boolean
}

/** Written last: with it, the build is whole. */
interface Marker {
  modules: number
  files: string[]
}

/** What a build is made of, beside the folders below. */
const INPUT_FILES = [
  'index.html',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'localnet/launcher/firstFrame.ts',
  'localnet/launcher/landingChunk.ts',
  'localnet/launcher/parsedAbis.ts',
  'localnet/launcher/security.ts',
]
const INPUT_FOLDERS = ['src', 'public']

/** Hash of everything that a build is made of. */
export function sourcesHash(mode: BuildMode, root: string = ROOT): string {
  const hash = createHash('sha256').update(`${mode} ${process.versions.node.split('.')[0]}\n`)
  const folders = INPUT_FOLDERS.flatMap((folder) => listFiles(join(root, folder))).filter(
    (path) => !/\.test\.tsx?$/.test(path),
  )
  for (const path of [...INPUT_FILES.map((name) => join(root, name)), ...folders].sort()) {
    if (!existsSync(path)) continue
    hash.update(`${relative(root, path).split(sep).join('/')}\n`)
    hash.update(createHash('sha256').update(readFileSync(path)).digest())
  }
  return hash.digest('hex')
}

/**
 * Builds the app into a folder below `.keel` that is named after what it is made of, or uses the build
 * that is there. A build that is being served is left alone while another one is made.
 *
 * @throws Error with the bundler's message when the sources do not build.
 */
export async function buildApp(options: BuildAppOptions): Promise<BuiltApp> {
  const { mode } = options
  const prefix = `dist-${mode}-`
  const folder = join(BUILDS, `${prefix}${sourcesHash(mode).slice(0, 16)}`)
  const kept = readMarker(`${folder}.json`)
  if (kept?.files.every((name) => existsSync(join(folder, name)))) {
    return { folder, cached: true }
  }
  if (kept !== undefined) {
    options.onStale?.('The kept build of the app is incomplete; it is made anew.')
  }

  mkdirSync(BUILDS, { recursive: true })
  const expected = latestModules(prefix)
  removeOld(prefix)
  const aside = `${folder}.${process.pid}`
  const modules = await runVite(mode, aside, expected, options.onProgress)
  const files = listFiles(aside).map((path) => relative(aside, path))
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  renameSync(aside, folder)
  writeFileSync(`${folder}.json`, JSON.stringify({ modules, files } satisfies Marker))
  return { folder, cached: false }
}

/** How many modules an earlier build had, to show how far this one is. */
function latestModules(prefix: string): number {
  const markers = readdirSync(BUILDS).filter((n) => n.startsWith(prefix) && n.endsWith('.json'))
  return Math.max(0, ...markers.map((name) => readMarker(join(BUILDS, name))?.modules ?? 0)) || 3000
}

/** Builds that nobody has made for a day go. */
function removeOld(prefix: string): void {
  for (const name of readdirSync(BUILDS)) {
    const path = join(BUILDS, name)
    if (name.startsWith(prefix) && Date.now() - statSync(path).mtimeMs > DAY) {
      rmSync(path, { recursive: true, force: true })
    }
  }
}

async function runVite(
  mode: BuildMode,
  outDir: string,
  expected: number,
  onProgress?: (fraction: number) => void,
): Promise<number> {
  const { build } = await import('vite')
  const outerEnvironment = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  let modules = 0
  try {
    await build({
      root: ROOT,
      mode,
      logLevel: 'error',
      build: { outDir, emptyOutDir: true, reportCompressedSize: false, manifest: true },
      plugins: [
        {
          name: 'keel:progress',
          moduleParsed() {
            modules += 1
            // The last tenth is linking and writing.
            if (modules % 50 === 0) onProgress?.(Math.min(0.9, (0.9 * modules) / expected))
          },
        },
      ],
    })
  } catch (error) {
    rmSync(outDir, { recursive: true, force: true })
    throw error
  } finally {
    if (outerEnvironment === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = outerEnvironment
  }
  return modules
}

function readMarker(path: string): Marker | undefined {
  try {
    const { modules, files } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Marker>
    return typeof modules === 'number' && Array.isArray(files) ? { modules, files } : undefined
  } catch {
    return undefined
  }
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
