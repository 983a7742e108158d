import { build, type Plugin } from 'vite'

/** The page that the root address opens; with the entry it is all that a first visit loads. */
const LANDING_PAGE = 'src/pages/overview/OverviewPage.tsx'

type Chunk = {
  type: 'chunk'
  fileName: string
  isEntry: boolean
  facadeModuleId: string | null
  imports: string[]
  moduleIds: string[]
}

/**
 * Puts all modules of the landing page into one chunk. The bundler makes a chunk of whatever two pages share, dozens
 * of them, and compressed apart they weigh a tenth more than together.
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
      const landing = await landingModules(plugins(), config.define, mode)
      return {
        build: {
          rolldownOptions: {
            output: {
              codeSplitting: {
                groups: [{ name: 'landing', test: (id: string) => landing.has(id) }],
              },
            },
          },
        },
      }
    },
  }
}

async function landingModules(
  plugins: Plugin[],
  define: Record<string, unknown> | undefined,
  mode: string,
): Promise<Set<string>> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    mode,
    plugins,
    ...(define ? { define } : {}),
    build: { write: false, minify: false, target: 'es2022' },
  })
  const { output } = (Array.isArray(result) ? result[0] : result) as unknown as { output: Chunk[] }
  const chunks = new Map(
    output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]),
  )
  const starts = [...chunks.values()].filter(
    ({ isEntry, facadeModuleId }) => isEntry || facadeModuleId?.endsWith(LANDING_PAGE),
  )
  if (starts.length < 2) throw new Error(`The build has no page ${LANDING_PAGE}.`)
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
