import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { createReporter, type Phase, type Reporter } from '../bin/progress.mjs'
import { ensureChromium } from './chromium.ts'
import { beginLifetime, type Lifetime } from './lifetime.ts'
import { type TestPhase, testPhases } from './testPhases.ts'
import type { Counts } from './testResults.ts'
import { UserError } from './userError.ts'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
/** The most characters of a failed phase's output that are printed, from its end. */
const OUTPUT_LIMIT = 60_000
/** Where no bar is drawn, a long phase says this often that it is alive, in milliseconds. */
const HEARTBEAT = 60_000

/**
 * Runs all phases, or those that are named, one after the other and to the end even when some fail.
 * The last line that is printed is `N passed, N failed`.
 *
 * @returns 0 when nothing failed.
 * @throws UserError when a name is not that of a phase.
 */
export async function runTests(names: readonly string[]): Promise<number> {
  const reporter = createReporter()
  const life = beginLifetime()
  const ended = life.asked.then(() => 130)
  try {
    return await Promise.race([runPhases(names, reporter, life), ended])
  } finally {
    await life.end()
  }
}

async function runPhases(
  names: readonly string[],
  reporter: Reporter,
  life: Lifetime,
): Promise<number> {
  const reports = join(life.folder, 'reports')
  mkdirSync(reports)
  const all = testPhases(reports)
  const unknown = names.find((name) => !all.some((phase) => phase.name === name))
  if (unknown !== undefined) {
    throw new UserError(
      `There is no phase "${unknown}". The phases are: ${all.map(({ name }) => name).join(', ')}.`,
    )
  }
  const named = all.filter(({ name }) => names.length === 0 || names.includes(name))
  const chosen = all.filter(
    (phase) => named.includes(phase) || named.some(({ needs }) => needs === phase.name),
  )
  const total: Counts = { passed: 0, failed: 0 }
  const failed: string[] = []
  for (const phase of chosen) {
    const counts = await runPhase(phase, reporter, life)
    total.passed += counts.passed
    total.failed += counts.failed
    if (counts.failed > 0) failed.push(phase.title)
  }
  if (failed.length > 0) reporter.line(`Failed: ${failed.join(', ')}.`)
  reporter.line(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
}

async function runPhase(phase: TestPhase, reporter: Reporter, life: Lifetime): Promise<Counts> {
  const shown = reporter.phase(phase.title)
  const env: Record<string, string> = {}
  if (phase.needsChromium) {
    try {
      env.KEEL_CHROMIUM = await ensureChromium((words) => shown.update(undefined, words))
    } catch (error) {
      shown.fail((error as Error).message)
      return { passed: 0, failed: 1 }
    }
  }
  const { args, env: own } = phase.command()
  const { exitCode, output } = await run(args, { ...env, ...own }, shown, reporter, life)
  const counts = phase.counts(exitCode)
  const words = counts.passed + counts.failed === 1 ? '' : `${counts.passed} passed`
  if (counts.failed === 0) {
    shown.done(words)
  } else {
    shown.fail(words === '' ? 'failed' : `${words}, ${counts.failed} failed`)
    reporter.line(readable(output))
  }
  return counts
}

/** Runs a Node process and collects what it says; its last line is the phase's note meanwhile. */
function run(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  shown: Phase,
  reporter: Reporter,
  life: Lifetime,
): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that the end of the run reaches its children as well.
      detached: process.platform !== 'win32',
    })
    let running = true
    life.defer(() => {
      if (!running || child.pid === undefined) return
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM')
      } catch {
        // It has just ended.
      }
    })
    let output = ''
    const began = Date.now()
    const heartbeat = setInterval(() => {
      if (reporter.live) return
      const minutes = Math.round((Date.now() - began) / 60_000)
      reporter.line(`  still running after ${minutes} min: ${lastLine(output)}`)
    }, HEARTBEAT)
    const listen = (chunk: Buffer) => {
      output = (output + stripVTControlCharacters(chunk.toString())).slice(-2 * OUTPUT_LIMIT)
      shown.update(undefined, lastLine(output))
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    const finish = (exitCode: number) => {
      running = false
      clearInterval(heartbeat)
      resolve({ exitCode, output })
    }
    child.once('error', (error) => {
      output += error.message
      finish(1)
    })
    child.once('close', (code) => finish(code ?? 1))
  })
}

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1)?.trim() ?? ''
}

function readable(output: string): string {
  const text = output.trim()
  const cut = text.length > OUTPUT_LIMIT ? `[…]\n${text.slice(-OUTPUT_LIMIT)}` : text
  return `${cut.replace(/^/gm, '    ')}\n`
}
