import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Everything that must be gone when the launcher ends, and the wish to end. */
export interface Lifetime {
  /** Folder for all temporary files, also those of child processes; removed at the end. */
  folder: string
  /** Runs something at the end; the latest first. */
  defer(cleanup: () => unknown): void
  /** Resolves when the end is asked for: Ctrl-C, SIGTERM, or the parent process is gone. */
  asked: Promise<string>
  /** Runs the cleanups. Safe to call twice. */
  end(): Promise<void>
}

/** How often the parent process is looked for, in milliseconds. */
const PARENT_CHECK = 1000

/**
 * Starts a lifetime: a temporary folder of its own, signal handlers, a look at the parent process,
 * and a guardian process that cleans up even when this one is killed with SIGKILL.
 */
export function beginLifetime(): Lifetime {
  const folder = mkdtempSync(join(tmpdir(), 'keel-session-'))
  const outerEnvironment = { ...process.env }
  process.env.TMPDIR = folder

  const guardian = spawn(
    process.execPath,
    [fileURLToPath(new URL('guardian.mjs', import.meta.url))],
    // Without the session's folder in its environment, by which it finds the others.
    { detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: outerEnvironment },
  )
  guardian.unref()
  guardian.on('error', () => undefined)
  guardian.stdin.on('error', () => undefined)
  guardian.stdin.write(folder)
  ;(guardian.stdin as unknown as { unref?(): void }).unref?.()

  const cleanups: (() => unknown)[] = []
  const parent = process.ppid
  let ask: (why: string) => void = () => undefined
  const asked = new Promise<string>((resolve) => {
    ask = resolve
  })

  let signals = 0
  const onSignal = (signal: string) => {
    signals += 1
    // A second Ctrl-C (npm passes each on as well, at once) does not wait; the guardian cleans up.
    if (signals > 3) process.exit(130)
    ask(signal)
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  const watch = setInterval(() => {
    if (process.ppid !== parent) ask('parent')
  }, PARENT_CHECK)
  watch.unref()
  // When the reader of our output is gone (a closed pipe), writing must not crash the cleanup.
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)

  let ending: Promise<void> | undefined
  const run = async () => {
    clearInterval(watch)
    for (let cleanup = cleanups.pop(); cleanup !== undefined; cleanup = cleanups.pop()) {
      try {
        await cleanup()
      } catch (error) {
        process.stderr.write(`While ending: ${(error as Error).message}\n`)
      }
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    if (outerEnvironment.TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = outerEnvironment.TMPDIR
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
    // The guardian finds the folder gone and ends.
    guardian.stdin.end()
  }
  return {
    folder,
    defer: (cleanup) => {
      // Work that was still going on when the end came must not leave anything either.
      if (ending !== undefined) void Promise.resolve(cleanup()).catch(() => undefined)
      else cleanups.push(cleanup)
    },
    asked,
    end: () => {
      ending ??= run()
      return ending
    },
  }
}
