/**
 * Outlives a launcher that is killed without warning: when the pipe from the launcher closes, every
 * process that was started with the session's folder for its temporary files is ended, and the folder
 * goes.
 * Plain JavaScript, so that it starts at once and holds little memory.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'

const ignored = () => undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ignored)

/** Process ids with what they were started with: command line and environment, as far as readable. */
function processes() {
  const read = (path) => {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return ''
    }
  }
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({
        pid: Number(name),
        started: `${read(`/proc/${name}/cmdline`)}\0${read(`/proc/${name}/environ`)}`,
      }))
  } catch {
    try {
      return execFileSync('ps', ['-axEwwo', 'pid=,command='], { encoding: 'utf8' })
        .split('\n')
        .map((line) => ({ pid: Number.parseInt(line, 10), started: line }))
    } catch {
      return []
    }
  }
}

let folder = ''
process.stdin.setEncoding('utf8')
process.stdin.on('data', (text) => {
  folder += text
})
process.stdin.on('end', () => {
  const path = folder.trim()
  // Only ever a folder of the launcher's own naming.
  if (!/keel-session-[A-Za-z0-9]+$/.test(path)) return
  for (const { pid, started } of processes()) {
    if (pid === process.pid || !started.includes(path)) continue
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself.
    }
  }
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
})
