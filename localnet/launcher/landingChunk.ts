import { build, type Plugin } from 'vite'

/** The page that the root address opens; with the entry it is all that a first visit loads. */
const LANDING_PAGE = 'src/pages/overview/OverviewPage.tsx'

/** The worker that reads the chain for it. */
const READER = 'src/data/reader/reader.worker.ts'

type Chunk = {
  type: 'chunk'
  fileName: string
  isEntry: boolean
  facadeModuleId: string | null
  imports: string[]
  moduleIds: string[]
}

/**
 * Puts all modules of the landing page into one chunk, and those of its worker into another. The bundler makes a chunk
 * of whatever two pages share, dozens of them, and compressed apart they weigh a tenth more than together.
 *
 * What belongs to the landing page is known only after unused code has been dropped, so the app is built once to see
 * which chunks it starts with, and then again.
 */
export function landingChunk(plugins: () => Plugin[]): Plugin {
  return {
    name: 'keel:landing-chunk',
    apply: (config, { command, mode }) =>
      command === 'build' && mode === 'production' && config.build?.write !== false,
    async config(config, { mode }) {
      const first = (input?: string) => builtChunks(plugins(), config.define, mode, input)
      const landing = modulesFrom(
        await first(),
        ({ isEntry, facadeModuleId }) => isEntry || facadeModuleId?.endsWith(LANDING_PAGE) === true,
      )
      const reader = modulesFrom(await first(READER), ({ isEntry }) => isEntry)
      return {
        build: { rolldownOptions: { output: oneChunk('landing', landing) } },
        worker: { rolldownOptions: { output: oneChunk('reader', reader) } },
      }
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        const page = Object.values(bundle ?? {}).find(
          (chunk) => chunk.type === 'chunk' && chunk.facadeModuleId?.endsWith(LANDING_PAGE),
        )
        // Else it would be asked for only once the entry runs, a way to the server and back later.
        return page === undefined
          ? []
          : [
              {
                tag: 'link',
                attrs: { rel: 'modulepreload', crossorigin: true, href: `/${page.fileName}` },
                injectTo: 'head',
              },
            ]
      },
    },
  }
}

function oneChunk(name: string, modules: ReadonlySet<string>) {
  return { codeSplitting: { groups: [{ name, test: (id: string) => modules.has(id) }] } }
}

/** The chunks of a build that is not kept. */
async function builtChunks(
  plugins: Plugin[],
  define: Record<string, unknown> | undefined,
  mode: string,
  input?: string,
): Promise<Chunk[]> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    mode,
    plugins,
    ...(define ? { define } : {}),
    worker: { format: 'es' },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      ...(input === undefined ? {} : { rolldownOptions: { input } }),
    },
  })
  const { output } = (Array.isArray(result) ? result[0] : result) as unknown as { output: Chunk[] }
  return output.filter(({ type }) => type === 'chunk')
}

/** All modules that these chunks start with, but for those that give them their names. */
function modulesFrom(all: readonly Chunk[], isStart: (chunk: Chunk) => boolean): Set<string> {
  const chunks = new Map(all.map((chunk) => [chunk.fileName, chunk]))
  const starts = all.filter(isStart)
  if (starts.length === 0) throw new Error('The build lacks the page or the worker to start with.')
  const seen = new Set<Chunk>()
  const visit = (chunk: Chunk | undefined) => {
    if (chunk === undefined || seen.has(chunk)) return
    seen.add(chunk)
    for (const name of chunk.imports) visit(chunks.get(name))
  }
  for (const start of starts) visit(start)
  const facades = new Set(starts.map(({ facadeModuleId }) => facadeModuleId))
  return new Set([...seen].flatMap(({ moduleIds }) => moduleIds).filter((id) => !facades.has(id)))
}
