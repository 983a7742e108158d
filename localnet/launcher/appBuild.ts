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
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

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

interface Marker {
  hash: string
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
 * Builds the app into `.keel/dist-demo` or `.keel/dist-production`, or uses the build that is there
 * when it was made of the same sources and is complete.
 *
 * @throws Error with the bundler's message when the sources do not build.
 */
export async function buildApp(options: BuildAppOptions): Promise<BuiltApp> {
  const { mode } = options
  const folder = join(ROOT, '.keel', `dist-${mode}`)
  const markerFile = `${folder}.json`
  const hash = sourcesHash(mode)
  const kept = readMarker(markerFile)
  if (kept?.hash === hash) {
    const missing = kept.files.find((name) => !existsSync(join(folder, name)))
    if (missing === undefined) return { folder, cached: true }
    options.onStale?.('The kept build of the app is incomplete; it is made anew.')
  }

  const aside = `${folder}.${process.pid}`
  mkdirSync(dirname(folder), { recursive: true })
  const modules = await runVite(mode, aside, kept?.modules ?? 3000, options.onProgress)
  rmSync(markerFile, { force: true })
  rmSync(folder, { recursive: true, force: true })
  renameSync(aside, folder)
  const files = listFiles(folder).map((path) => relative(folder, path))
  writeFileSync(markerFile, JSON.stringify({ hash, modules, files } satisfies Marker))
  return { folder, cached: false }
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
    const marker = JSON.parse(readFileSync(path, 'utf8')) as Partial<Marker>
    const { hash, modules, files } = marker
    if (typeof hash !== 'string' || typeof modules !== 'number' || !Array.isArray(files))
      return undefined
    return { hash, modules, files }
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
