import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** The most JavaScript that the landing page may start with, in bytes after gzip. */
export const LANDING_BUDGET = 150_000

/** Name of the demo wallet, which only demo builds may know. */
const DEMO_WALLET = 'local.keel.demo'

/** What the landing page loads by itself once it runs: its route, and the reader of names. */
const LANDING_MODULES = ['src/pages/overview/OverviewPage.tsx', 'src/protocol/metadata/fetch.ts']

interface ManifestChunk {
  file: string
  isEntry?: boolean
  imports?: readonly string[]
}

export interface BuildCheck {
  /** What was measured, a line each. */
  lines: string[]
  /** What is wrong, a sentence each. */
  failures: string[]
}

/**
 * Measures a production build: the entry scripts of its page, the route that it opens, all that they import
 * statically and all that the page preloads, each compressed with gzip; and looks for the demo wallet in
 * every file.
 */
export function checkBuild(folder: string): BuildCheck {
  const sizes = landingScripts(folder).map((file) => ({
    file,
    bytes: gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
  }))
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  const lines = [
    ...sizes
      .sort((a, b) => b.bytes - a.bytes)
      .map(({ file, bytes }) => `${kilobytes(bytes)}  ${file}`),
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

/** Scripts that the landing page loads without anything being pressed. */
function landingScripts(folder: string): string[] {
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  const manifest = JSON.parse(
    readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'),
  ) as Record<string, ManifestChunk>
  const files = new Set<string>()
  for (const [tag] of html.matchAll(/<(?:script|link)\b[^>]*>/g)) {
    const target = /\b(?:src|href)="\/?([^"]+\.m?js)"/.exec(tag)?.[1]
    if (target !== undefined) files.add(target)
  }
  const visit = (key: string) => {
    const chunk = manifest[key]
    if (chunk === undefined) throw new Error(`The build's manifest lacks ${key}.`)
    if (!/\.m?js$/.test(chunk.file)) return
    files.add(chunk.file)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  for (const [key, chunk] of Object.entries(manifest)) {
    if (chunk.isEntry || files.has(chunk.file)) visit(key)
  }
  for (const key of LANDING_MODULES) visit(key)
  return [...files]
}

function textFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(m?js|html|css|json|map|webmanifest)$/.test(file),
  )
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
