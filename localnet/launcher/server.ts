import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Answers a request, or returns false to leave it to the next handler. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  /** The decoded path, without the query. */
  path: string,
) => boolean | Promise<boolean>

export interface RunningServer {
  url: string
  port: number
  server: Server
  close(): Promise<void>
}

export interface ServerOptions {
  /** Port to listen on; 0 picks a free one. */
  port: number
  /** Asked in order; when none answers, the answer is 404. */
  handlers: readonly Handler[]
  /** Headers of every answer. */
  headers?: Readonly<Record<string, string>>
}

/** Starts an HTTP server on the loopback address that asks handlers in order. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      response.setHeader(name, value)
    }
    answer(request, response, options.handlers).catch((error: Error) => {
      if (response.headersSent) response.destroy()
      else sendText(request, response, 500, `The server failed: ${error.message}`)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handlers: readonly Handler[],
): Promise<void> {
  const path = decodedPath(request.url ?? '/')
  if (path === undefined) {
    sendText(request, response, 400, 'This address is not valid.')
    return
  }
  for (const handler of handlers) {
    if (await handler(request, response, path)) return
  }
  sendText(request, response, 404, 'There is nothing at this address.')
}

/**
 * The path of a request target, decoded; undefined when it is malformed or climbs upwards. The text is
 * read as it was sent: `URL` would silently resolve the dots.
 */
function decodedPath(target: string): string | undefined {
  const raw = target.split(/[?#]/, 1)[0] ?? ''
  let path: string
  try {
    path = decodeURIComponent(raw)
  } catch {
    return undefined
  }
  if (!path.startsWith('/') || path.includes('\0') || path.includes('\\')) return undefined
  return path.split('/').includes('..') ? undefined : path
}

/** Sends a short plain text. */
export function sendText(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders = {},
): void {
  const body = Buffer.from(`${text}\n`)
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Sends a JSON text that may change at any time. */
export function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
): Promise<void> {
  return sendBody(request, response, {
    status,
    body: Buffer.from(text),
    contentType: 'application/json; charset=utf-8',
    headers: { 'cache-control': 'no-cache' },
  })
}

/** Sends the refusal of a method, naming those that are allowed. */
export function refuseMethod(
  request: IncomingMessage,
  response: ServerResponse,
  allow: string,
): void {
  sendText(request, response, 405, `Only ${allow} is possible here.`, { allow })
}

/** The content encoding that the client takes and that is best here; undefined for none. */
export function chooseEncoding(header: string | undefined): 'br' | 'gzip' | undefined {
  const accepted = new Map<string, number>()
  for (const part of (header ?? '').split(',')) {
    const [name = '', ...parameters] = part.trim().toLowerCase().split(';')
    const quality = parameters
      .map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1])
      .find((q) => q !== undefined)
    accepted.set(name.trim(), quality === undefined ? 1 : Number(quality))
  }
  const takes = (name: string) => (accepted.get(name) ?? accepted.get('*') ?? 0) > 0
  if (takes('br')) return 'br'
  return takes('gzip') ? 'gzip' : undefined
}

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/** Compresses with a level that a request can wait for. */
function compress(encoding: 'br' | 'gzip', body: Buffer): Promise<Buffer> {
  return encoding === 'gzip'
    ? gzipped(body, { level: 9 })
    : brotli(body, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 6,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
        },
      })
}

/** Smaller bodies than this are sent as they are: compressing them gains less than a packet. */
const COMPRESS_FROM = 1000

export interface Body {
  status: number
  body: Buffer
  contentType: string
  headers: OutgoingHttpHeaders
  /** Where compressed forms of this very body are remembered. */
  compressed?: Map<string, Buffer>
}

/** Sends a body, compressed where the client takes it and the type gains from it. */
export async function sendBody(
  request: IncomingMessage,
  response: ServerResponse,
  content: Body,
): Promise<void> {
  const compressible = /^text\/|json|javascript|svg|xml|wasm/.test(content.contentType)
  const encoding =
    compressible && content.body.length >= COMPRESS_FROM
      ? chooseEncoding(request.headers['accept-encoding'])
      : undefined
  let body = content.body
  if (encoding !== undefined) {
    body = content.compressed?.get(encoding) ?? (await compress(encoding, content.body))
    content.compressed?.set(encoding, body)
  }
  response.writeHead(content.status, {
    'content-type': content.contentType,
    'content-length': body.length,
    ...(compressible ? { vary: 'accept-encoding' } : {}),
    ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    ...content.headers,
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
