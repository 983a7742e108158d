#!/usr/bin/env node
/**
 * The one entry of Keel's commands. Plain JavaScript without dependencies: it checks Node, installs
 * the dependencies when they are absent or the lockfile has changed, and hands over to TypeScript.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createReporter } from './progress.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const lockfile = join(root, 'package-lock.json')
const modules = join(root, 'node_modules')
const marker = join(modules, '.keel-lock')

const USAGE = `Usage: keel <command> [options]

  start    Starts a seeded local chain and Keel on it.
           --port N             port of the app (default 4173 or the next free one)
           --rpc-port N         port of the chain (default 8545 or the next free one)
           --deployments FILE   serves Keel for another deployments file, without a local chain
           --scale              a chain with 2,000 operators, 200 AVSs and 20,000 restakers more
  dev      The same with hot reload.
  localnet The same as start.
  test     Runs all tests, or the phases that are named: npm test -- unit e2e
`

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(`Keel needs Node 20.19 or newer; this is Node ${process.versions.node}.`)
}

/** What an installation depends on: the lockfile, and the platform that native packages are for. */
function lockHash() {
  return createHash('sha256')
    .update(readFileSync(lockfile))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')
}

/** Whether every package of the lockfile that this platform needs is there in its locked version. */
function matchesLockfile() {
  const { packages } = JSON.parse(readFileSync(lockfile, 'utf8'))
  return Object.entries(packages).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true
    const manifest = join(root, path, 'package.json')
    if (!existsSync(manifest)) return Boolean(optional)
    return JSON.parse(readFileSync(manifest, 'utf8')).version === version
  })
}

function isInstalled() {
  if (!existsSync(modules)) return false
  const hash = lockHash()
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return true
  try {
    // Installed by hand with npm: nothing to do but to remember it.
    if (!matchesLockfile()) return false
  } catch {
    return false
  }
  writeFileSync(marker, hash)
  return true
}

/** Packages on the first two levels of node_modules, to show how far npm has come. */
function countInstalled() {
  try {
    return readdirSync(modules)
      .filter((name) => !name.startsWith('.'))
      .reduce(
        (sum, name) => sum + (name.startsWith('@') ? readdirSync(join(modules, name)).length : 1),
        0,
      )
  } catch {
    return 0
  }
}

/** Runs npm to its end; resolves with its exit code and what it said. */
function npm(args) {
  const cli = process.env.npm_execpath
  const viaNode = cli !== undefined && /npm-cli\.[cm]?js$/.test(cli)
  const all = [...args, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const child = spawn(viaNode ? process.execPath : 'npm', viaNode ? [cli, ...all] : all, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: !viaNode && process.platform === 'win32',
  })
  let said = ''
  const listen = (chunk) => {
    said = (said + chunk).slice(-20_000)
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, said: error.message }))
    child.once('close', (code) => resolve({ code, said }))
  })
}

/**
 * Whether `npm ci` only misses packages without a version: optional ones for other platforms, which
 * npm leaves out of a lockfile when its registry does not have them.
 */
function missesOnlyOptional(said) {
  const complaints = said.match(/(Missing|Invalid): .*/g) ?? []
  return complaints.length > 0 && complaints.every((line) => /^Missing: \S+@ from/.test(line))
}

async function install(reporter) {
  const { packages } = JSON.parse(readFileSync(lockfile, 'utf8'))
  const top = /^node_modules\/(@[^/]+\/)?[^/]+$/
  const expected = Object.keys(packages).filter((path) => top.test(path)).length
  const phase = reporter.phase('Dependencies')
  const timer = setInterval(() => phase.update(Math.min(0.99, countInstalled() / expected)), 300)
  let { code, said } = await npm(['ci'])
  if (code !== 0 && missesOnlyOptional(said)) {
    // The versions of the lockfile all the same, and the lockfile stays as it is.
    ;({ code, said } = await npm(['install', '--no-save']))
  }
  clearInterval(timer)
  if (code !== 0) {
    phase.fail()
    fail(
      `The dependencies could not be installed; npm said:\n${said.trim()}\n` +
        'Check the connection to the package registry, then run the command again.',
    )
  }
  writeFileSync(marker, lockHash())
  phase.done()
}

const [command, ...rest] = process.argv.slice(2)
checkNode()
if (command === undefined || command === 'help' || command === '--help' || command === '-h') {
  process.stdout.write(USAGE)
} else if (!['start', 'dev', 'localnet', 'test'].includes(command)) {
  fail(`There is no command "${command}".\n\n${USAGE}`)
} else {
  if (!existsSync(lockfile)) fail('package-lock.json is missing. Restore it from the repository.')
  if (!isInstalled()) await install(createReporter())
  const { register } = await import('tsx/esm/api')
  register()
  const { main } = await import('../launcher/main.ts')
  // What is still under way when a command ends early (a build, a download) must not hold it up.
  process.exit(await main(command, rest))
}
