import { createHash } from 'node:crypto'
import { build, type Plugin, runnerImport } from 'vite'

const RENDER = '/src/app/firstFrame/render.tsx'
const SHOW = 'src/app/firstFrame/show.ts'

/**
 * Draws the landing page's first frame while the app is built, so that a reader sees the page before its script has
 * come: a template per language in the page, and a script of a few hundred bytes that chooses one of them.
 */
export function firstFrame(plugins: () => Plugin[]): Plugin {
  let frames: Record<string, string> = {}
  let show = { file: '', code: '' }
  let define: Record<string, unknown> = {}
  return {
    name: 'keel:first-frame',
    apply: (config, { command }) => command === 'build' && config.build?.write !== false,
    configResolved(config) {
      define = config.define ?? {}
    },
    async buildStart() {
      const { module } = await runnerImport<{ firstFrames: Record<string, string> }>(RENDER, {
        configFile: false,
        logLevel: 'silent',
        define,
        plugins: [noStyles, ...plugins()],
      })
      frames = module.firstFrames
      const code = await script()
      const digest = createHash('sha256').update(code).digest('hex').slice(0, 8)
      show = { file: `assets/first-frame-${digest}.js`, code }
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: show.file, source: show.code })
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        ...Object.entries(frames).map(([language, html]) => ({
          tag: 'template',
          attrs: { 'data-frame': language },
          children: html,
          injectTo: 'body' as const,
        })),
        // Not a module: it runs where it stands, before the first paint.
        { tag: 'script', attrs: { src: `/${show.file}` }, injectTo: 'body' as const },
      ],
    },
  }
}

/** The page has its styles already; markup needs none. */
const noStyles: Plugin = {
  name: 'keel:no-styles',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith('.css') ? '\0keel:no-styles' : null),
  load: (id) => (id === '\0keel:no-styles' ? '' : null),
}

/** The choosing script as one classic script. */
async function script(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: SHOW, output: { format: 'iife' } },
    },
  })
  const { output } = Array.isArray(result) ? (result[0] as never) : (result as never)
  const [chunk] = output as unknown as [{ code: string }]
  return chunk.code
}
