import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'

/** The most JavaScript that the landing page and its worker may start with, in bytes after gzip. */
export const LANDING_BUDGET = 142_000

/** Name of the demo wallet, which only demo builds may know. */
const DEMO_WALLET = 'local.keel.demo'

/** What the landing page loads by itself once it runs: its route, and the reader of names. */
const LANDING_MODULES = ['src/pages/overview/OverviewPage.tsx', 'src/protocol/metadata/fetch.ts']

/** Scripts of workers, by the name of their source. */
const WORKER = /\.worker-[^/]*\.m?js$/

interface ManifestChunk {
  file: string
  isEntry?: boolean
  imports?: readonly string[]
  /** Other files that its code names: a worker's script is one. */
  assets?: readonly string[]
}

export interface BuildCheck {
  /** What was measured, a line each. */
  lines: string[]
  /** What is wrong, a sentence each. */
  failures: string[]
}

/**
 * Measures a production build: the entry scripts of its page, the route that it opens, all that they import
 * statically, all that the page preloads and the worker that reads for it, each compressed with gzip; and looks
 * for the demo wallet in every file.
 */
export function checkBuild(folder: string): BuildCheck {
  const sizes = landingScripts(folder).map(({ file, worker }) => ({
    file,
    worker,
    bytes: gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
  }))
  const sum = (some: typeof sizes) => some.reduce((all, { bytes }) => all + bytes, 0)
  const total = sum(sizes)
  const inWorker = sum(sizes.filter(({ worker }) => worker))
  const lines = [
    ...sizes
      .sort((a, b) => b.bytes - a.bytes)
      .map(({ file, bytes }) => `${kilobytes(bytes)}  ${file}`),
    `${kilobytes(total - inWorker)}  in the page, ${kilobytes(inWorker)} in its worker`,
    `${kilobytes(total)}  in all, of ${kilobytes(LANDING_BUDGET)}`,
  ]
  const failures: string[] = []
  if (sizes.length === 0) failures.push('The page of the build starts no script.')
  if (total > LANDING_BUDGET) {
    failures.push(
      `The landing page starts with ${kilobytes(total)} of JavaScript; the budget is ${kilobytes(LANDING_BUDGET)}.`,
    )
  }
  for (const file of textFiles(folder)) {
    if (readFileSync(join(folder, file), 'utf8').includes(DEMO_WALLET)) {
      failures.push(`The production build carries the demo wallet in ${file}.`)
    }
  }
  return { lines, failures }
}

/** Scripts that the landing page and its worker load without anything being pressed. */
function landingScripts(folder: string): { file: string; worker: boolean }[] {
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  const manifest = JSON.parse(
    readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'),
  ) as Record<string, ManifestChunk>
  const files = new Set<string>()
  for (const [tag] of html.matchAll(/<(?:script|link)\b[^>]*>/g)) {
    const target = /\b(?:src|href)="\/?([^"]+\.m?js)"/.exec(tag)?.[1]
    if (target !== undefined) files.add(target)
  }
  const workers = new Set<string>()
  const visit = (key: string) => {
    const chunk = manifest[key]
    if (chunk === undefined) throw new Error(`The build's manifest lacks ${key}.`)
    if (!/\.m?js$/.test(chunk.file)) return
    files.add(chunk.file)
    for (const asset of chunk.assets ?? []) if (WORKER.test(asset)) addWorker(asset)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  // The manifest does not say what a worker's script imports; the script does.
  const addWorker = (file: string) => {
    if (workers.has(file)) return
    workers.add(file)
    const code = readFileSync(join(folder, file), 'utf8')
    for (const [, name] of code.matchAll(/\b(?:import|from)\s*["']\.\/([^"']+\.js)["']/g))
      if (name !== undefined) addWorker(posix.join(posix.dirname(file), name))
  }
  for (const [key, chunk] of Object.entries(manifest)) {
    if (chunk.isEntry || files.has(chunk.file)) visit(key)
  }
  for (const key of LANDING_MODULES) visit(key)
  return [
    ...[...files].map((file) => ({ file, worker: false })),
    ...[...workers].map((file) => ({ file, worker: true })),
  ]
}

function textFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(m?js|html|css|json|map|webmanifest)$/.test(file),
  )
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
