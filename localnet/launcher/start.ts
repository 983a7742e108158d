import { resolve } from 'node:path'
import { createReporter, type Reporter } from '../bin/progress.mjs'
import { LARGE, TOGETHER } from '../crowd/plan.ts'
import { buildApp } from './appBuild.ts'
import { type LaunchOptions, launchOptions } from './args.ts'
import { deploymentsFile, readJsonFile } from './documents.ts'
import { beginLifetime, type Lifetime } from './lifetime.ts'
import { openLocalChain } from './localChain.ts'
import { choosePort } from './ports.ts'
import { securityHeaders } from './security.ts'
import { type Handler, type RunningServer, startServer } from './server.ts'
import { staticFiles } from './staticFiles.ts'

/** The app's usual port. */
const APP_PORT = 4173
/** The chain's usual port. */
const RPC_PORT = 8545

/**
 * `start`: the local chain with its keeper, and the demo build of the app on it; with `--deployments`,
 * the production build on that file alone. Runs until it is ended.
 *
 * @returns 0 when it was ended while running, 130 when it was ended before it was ready.
 */
export function start(args: readonly string[]): Promise<number> {
  return launch(args, async (options, reporter, life) => {
    const port = await choosePort({ flag: '--port', wanted: options.port, usual: APP_PORT })
    const own = options.deployments
    const handlers =
      own === undefined
        ? await localChainHandlers(options, port, reporter, life)
        : await ownDeploymentsHandlers(own)

    const phase = reporter.phase('App')
    const app = await buildApp({
      mode: own === undefined ? 'demo' : 'production',
      onProgress: (fraction) => phase.update(fraction),
      onStale: (sentence) => reporter.line(sentence),
    })
    phase.done(app.cached ? 'built before' : 'built')
    return startServer({
      port,
      headers: securityHeaders(),
      handlers: [...handlers, staticFiles(app.folder)],
    })
  })
}

/** What serves the local chain's files and takes its commands; starts the chain first. */
export async function localChainHandlers(
  options: LaunchOptions,
  port: number,
  reporter: Reporter,
  life: Lifetime,
): Promise<readonly Handler[]> {
  const rpcPort = await choosePort({
    flag: '--rpc-port',
    wanted: options.rpcPort,
    usual: RPC_PORT,
    taken: [port],
  })
  const crowd = options.scale ? (options.together ? TOGETHER : LARGE) : null
  return openLocalChain({ appPort: port, rpcPort, reporter, life, crowd })
}

/** The usual port of the app, or the one that was asked for. */
export function appPort(options: LaunchOptions): Promise<number> {
  return choosePort({ flag: '--port', wanted: options.port, usual: APP_PORT })
}

async function ownDeploymentsHandlers(file: string): Promise<readonly Handler[]> {
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file)
  readJsonFile(path)
  return [deploymentsFile(path)]
}

/**
 * Runs a server for as long as nobody asks it to end, then clears everything away.
 *
 * @param open starts the server; it may be asked to end while this is going on
 */
export async function launch(
  args: readonly string[],
  open: (options: LaunchOptions, reporter: Reporter, life: Lifetime) => Promise<RunningServer>,
): Promise<number> {
  const options = launchOptions(args)
  const reporter = createReporter()
  const life = beginLifetime()
  let code = 130
  const run = async () => {
    const server = await open(options, reporter, life)
    life.defer(() => server.close())
    code = 0
    reporter.line(`Keel is ready at ${reporter.paint(1, `${server.url}/`)} (Ctrl-C ends it)`)
    await life.asked
  }
  try {
    await Promise.race([run(), life.asked])
  } finally {
    await life.end()
  }
  reporter.line('Keel has ended.')
  return code
}
