import { execFile, execFileSync, spawn } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { UserError } from './userError.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** Where Chromium may be, best first: named by the person, the system's, Playwright's own. */
function candidates(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const system = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  const named = process.env.KEEL_CHROMIUM
  return [...(named === undefined ? [] : [named]), ...system, MAC, playwrightsOwn()].filter(
    (path) => path !== '' && isExecutable(path),
  )
}

function playwrightsOwn(): string {
  try {
    const require = createRequire(import.meta.url)
    const { chromium } = require('playwright') as {
      chromium: { executablePath(): string }
    }
    return chromium.executablePath()
  } catch {
    return ''
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Path of a Chromium that runs (a distribution's placeholder does not); undefined when there is none. */
export function findChromium(): string | undefined {
  return candidates().find((path) => {
    try {
      execFileSync(path, ['--version'], { timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] })
      return true
    } catch {
      return false
    }
  })
}

/**
 * Path of a Chromium, which is installed when absent: with apt for root, else by Playwright.
 *
 * @param onStep told in words what is being done
 * @throws UserError when there is none and none can be installed.
 */
export async function ensureChromium(onStep: (words: string) => void): Promise<string> {
  const present = findChromium()
  if (present !== undefined) return present
  const failures: string[] = []
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    onStep('installing Chromium with apt')
    try {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
      const run = promisify(execFile)
      await run('apt-get', ['update', '-q'], { env, maxBuffer: 1e8 })
      await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
        env,
        maxBuffer: 1e8,
      })
    } catch (error) {
      failures.push(`apt-get: ${lastLine((error as { stderr?: string }).stderr ?? String(error))}`)
    }
    const installed = findChromium()
    if (installed !== undefined) return installed
  }
  onStep('installing Chromium with Playwright')
  try {
    await runPlaywrightInstall()
  } catch (error) {
    failures.push(`playwright install: ${lastLine((error as Error).message)}`)
  }
  const installed = findChromium()
  if (installed !== undefined) return installed
  throw new UserError(
    'The browser journeys need Chromium, and it could not be installed' +
      `${failures.length > 0 ? ` (${failures.join('; ')})` : ''}. ` +
      'Install it (on Debian: apt-get install chromium), or set KEEL_CHROMIUM to its path.',
  )
}

function runPlaywrightInstall(): Promise<void> {
  const require = createRequire(import.meta.url)
  const cli = join(dirname(require.resolve('playwright/package.json')), 'cli.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, 'install', 'chromium'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const listen = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(said.trim()))))
  })
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
