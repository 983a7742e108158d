import { readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Reporter } from '../bin/progress.mjs'
import { buildChain, buildCrowdedChain, startChain } from '../chainState.ts'
import { compileContracts } from '../compile.ts'
import type { CrowdSize } from '../crowd/plan.ts'
import { Keeper } from '../keeper/keeper.ts'
import type { Site } from '../keeper/site.ts'
import { controlEndpoint } from './control.ts'
import { withLocalChain, writeRunFile } from './deployments.ts'
import { jsonDocuments } from './documents.ts'
import type { Lifetime } from './lifetime.ts'
import type { Handler } from './server.ts'

const CACHE = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '.keel', 'cache')
/** Milliseconds. */
const DAY = 86_400_000

export interface OpenLocalChainParameters {
  appPort: number
  rpcPort: number
  reporter: Reporter
  life: Lifetime
  /** Operators, AVSs and restakers that join the seeded ones. */
  crowd?: CrowdSize | null
}

/**
 * Starts the seeded chain with its keeper.
 *
 * @returns what the web server answers for it: the deployments file with the chain in it, the metadata
 * of operators and AVSs, what distributions are proven from, and the control endpoint.
 */
export async function openLocalChain(parameters: OpenLocalChainParameters): Promise<Handler[]> {
  const { appPort, rpcPort, reporter, life, crowd = null } = parameters
  const { state, chain } = await startedChain(rpcPort, reporter, crowd)
  life.defer(() => chain.stop())

  const { meta } = state
  const text = withLocalChain({ ...meta.deployments, rpcUrls: [chain.url] })
  const file = writeRunFile(appPort, text)
  life.defer(file.remove)

  const site: Site = {
    client: chain.client,
    contracts: await compileContracts({ cacheDir: CACHE }),
    seed: meta,
    distributions: [...meta.distributions],
  }
  const keeper = new Keeper({ site, log: (line) => reporter.line(line) })
  keeper.start()
  life.defer(() => keeper.stop())
  return chainHandlers({ deployments: () => text, metadata: meta.metadata, site, keeper })
}

export interface ChainHandlersParameters {
  /** Text of the deployments file. */
  deployments: () => string
  metadata: Readonly<Record<string, unknown>>
  site: Site
  keeper: Pick<Keeper, 'advance'>
}

/** What a web server answers for a local chain. */
export function chainHandlers(parameters: ChainHandlersParameters): Handler[] {
  const { deployments, metadata, site, keeper } = parameters
  return [
    controlEndpoint({ advance: () => keeper.advance() }),
    jsonDocuments((path) => {
      if (path === '/deployments.json') return deployments()
      const [, folder, name = ''] = /^\/(metadata|distributions)\/([\w.-]+)$/.exec(path) ?? []
      const found =
        folder === 'metadata'
          ? Object.hasOwn(metadata, name) && metadata[name]
          : site.distributions.find(({ rootIndex }) => name === `${rootIndex}.json`)
      return found ? JSON.stringify(found) : undefined
    }),
  ]
}

/** Makes or finds the chain's state and starts it; what is kept and unusable is made anew, once. */
async function startedChain(port: number, reporter: Reporter, crowd: CrowdSize | null) {
  try {
    return await attempt(port, reporter, crowd)
  } catch (error) {
    if (!(error instanceof DamagedCache)) throw error
    reporter.line('The kept chain is stale or damaged; it is made anew.')
    rmSync(CACHE, { recursive: true, force: true })
    return attempt(port, reporter, crowd)
  }
}

/** What is in the cache cannot be used. */
class DamagedCache extends Error {}

async function attempt(port: number, reporter: Reporter, crowd: CrowdSize | null) {
  const building = reporter.phase('Local chain')
  let cached = false
  let seeded = false
  try {
    const options = {
      cacheDir: CACHE,
      onProgress: (fraction: number, label: string) => {
        // A kept chain is found without anything in between.
        cached = fraction === 1 && !seeded
        seeded ||= fraction > 0 && fraction < 1
        building.update(fraction, label)
      },
    }
    const state = crowd ? await buildCrowdedChain(crowd, options) : await buildChain(options)
    const chain = await startChain({ state, port, crowded: crowd !== null })
    forgetOld(state.meta.hash)
    const { blocks, transactions } = state.meta
    const origin = cached ? 'from the cache' : 'compiled and seeded'
    building.done(`${origin}, ${blocks} blocks, ${transactions} transactions`)
    return { state, chain }
  } catch (error) {
    building.fail()
    const busy = /already in use/.test((error as Error).message)
    throw error instanceof SyntaxError || (cached && !busy) ? new DamagedCache() : error
  }
}

/** Saved chains of earlier sources go after a day: each holds a few hundred megabytes. */
function forgetOld(hash: string): void {
  for (const name of readdirSync(CACHE)) {
    const path = join(CACHE, name)
    const other = name.startsWith('chain-') && !name.startsWith(`chain-${hash}`)
    if (other && Date.now() - statSync(path).mtimeMs > DAY) rmSync(path, { force: true })
  }
}
