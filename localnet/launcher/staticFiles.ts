import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import { type Handler, refuseMethod, sendBody } from './server.ts'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

interface CachedFile {
  stamp: string
  body: Buffer
  etag: string
  compressed: Map<string, Buffer>
}

/**
 * Serves a built single-page app from a folder: its files with their types, hashed ones for ever, and
 * `index.html` for every other address that is asked for as a page.
 */
export function staticFiles(folder: string): Handler {
  const root = resolve(folder)
  const cache = new Map<string, CachedFile>()

  const load = async (path: string): Promise<CachedFile | undefined> => {
    const file = resolve(join(root, path))
    if (file !== root && !file.startsWith(root + sep)) return undefined
    const info = await stat(file).catch(() => undefined)
    if (!info?.isFile()) return undefined
    const stamp = `${info.size} ${info.mtimeMs}`
    const known = cache.get(file)
    if (known?.stamp === stamp) return known
    const body = await readFile(file)
    const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const fresh = { stamp, body, etag, compressed: new Map<string, Buffer>() }
    cache.set(file, fresh)
    return fresh
  }

  return async (request, response, path) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuseMethod(request, response, 'GET, HEAD')
      return true
    }
    let name = path === '/' ? '/index.html' : path
    let file = await load(name)
    if (file === undefined && isNavigation(request.headers.accept, path)) {
      name = '/index.html'
      file = await load(name)
    }
    if (file === undefined) return false
    const headers = {
      'cache-control': name.startsWith('/assets/')
        ? 'public, max-age=31536000, immutable'
        : 'no-cache',
      etag: file.etag,
    }
    if (request.headers['if-none-match'] === file.etag) {
      response.writeHead(304, headers).end()
      return true
    }
    await sendBody(request, response, {
      status: 200,
      body: file.body,
      contentType: CONTENT_TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream',
      headers,
      compressed: file.compressed,
    })
    return true
  }
}

/** Folders whose files either exist or do not: the app has no pages there. */
const FILE_FOLDERS = ['/assets/', '/metadata/', '/distributions/', '/__keel/']

function isNavigation(accept: string | undefined, path: string): boolean {
  return (accept ?? '').includes('text/html') && !FILE_FOLDERS.some((f) => path.startsWith(f))
}
