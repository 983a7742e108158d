import { createServer } from 'vite'
import { type Handler, startServer } from './server.ts'
import { appPort, launch, localChainHandlers } from './start.ts'

/** `dev`: the local chain as for `start`, and the app from its sources with hot reload. */
export function dev(args: readonly string[]): Promise<number> {
  return launch(args, async (options, reporter, life) => {
    const port = await appPort(options)
    const handlers = await localChainHandlers(options, port, reporter, life)
    const later: Handler[] = []
    const server = await startServer({
      port,
      handlers: [...handlers, (...request) => later[0]?.(...request) ?? false],
    })
    const vite = await createServer({
      mode: 'demo',
      logLevel: 'warn',
      clearScreen: false,
      server: { middlewareMode: true, hmr: { server: server.server } },
    })
    life.defer(() => vite.close())
    later.push(
      (request, response) =>
        new Promise((resolve, reject) => {
          response.once('close', () => resolve(true))
          vite.middlewares(request, response, (error: unknown) => {
            if (error instanceof Error) reject(error)
            else resolve(false)
          })
        }),
    )
    return server
  })
}
