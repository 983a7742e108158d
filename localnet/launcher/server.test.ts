import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { controlEndpoint } from './control.ts'
import { deploymentsFile, jsonDocuments } from './documents.ts'
import { securityHeaders } from './security.ts'
import { chooseEncoding, type RunningServer, startServer } from './server.ts'
import { staticFiles } from './staticFiles.ts'

let folder: string
let running: RunningServer
let advanced: number
const script = `export const text = '${'keel '.repeat(2000)}'\n`
const page = '<!doctype html><title>Keel</title>'

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keel-server-'))
  mkdirSync(join(folder, 'app', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'app', 'index.html'), page)
  writeFileSync(join(folder, 'app', 'assets', 'index-abc.js'), script)
  writeFileSync(join(folder, 'app', 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(join(folder, 'secret.txt'), 'not to be served')
  advanced = 0
  running = await startServer({
    port: 0,
    headers: securityHeaders(),
    handlers: [
      controlEndpoint({
        advance: async () => {
          advanced += 1
          return { block: '21000001', description: 'Nothing was due.' }
        },
      }),
      deploymentsFile(join(folder, 'deployments.json')),
      jsonDocuments((path) => (path === '/metadata/a.json' ? '{"name":"A"}' : undefined)),
      staticFiles(join(folder, 'app')),
    ],
  })
})
afterEach(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** A request whose target is sent as it is written; `fetch` would tidy it up. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options
    const sent = request(
      { host: '127.0.0.1', port: running.port, path, method, headers },
      (got) => {
        const chunks: Buffer[] = []
        got.on('data', (chunk: Buffer) => chunks.push(chunk))
        got.on('end', () =>
          resolve({
            status: got.statusCode ?? 0,
            headers: got.headers,
            body: Buffer.concat(chunks),
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

test('pages get index.html, which is checked each time; other addresses are plainly absent', async () => {
  const deep = await ask('/operators/0x12?sort=apr', { headers: { accept: 'text/html,*/*' } })
  expect(deep.status).toBe(200)
  expect(deep.body.toString()).toBe(page)
  expect(deep.headers['cache-control']).toBe('no-cache')
  expect(deep.headers['content-type']).toBe('text/html; charset=utf-8')

  const missing = [
    ['/operators/0x12', '*/*'],
    ['/assets/gone.js', 'text/html'],
    ['/metadata/gone.json', 'text/html'],
  ] as const
  for (const [path, accept] of missing) {
    const answer = await ask(path, { headers: { accept } })
    expect([path, answer.status]).toEqual([path, 404])
    expect(answer.headers['content-type']).toContain('text/plain')
  }
})

test('every answer carries the security headers', async () => {
  for (const path of ['/', '/assets/gone.js', '/metadata/a.json']) {
    const { headers } = await ask(path)
    expect(headers['content-security-policy']).toContain("script-src 'self';")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
  }
})

test('hashed files are kept for ever and compressed as the client asks', async () => {
  const path = '/assets/index-abc.js'
  const plain = await ask(path)
  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(plain.headers['content-type']).toBe('text/javascript; charset=utf-8')
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(plain.headers.vary).toBe('accept-encoding')
  expect(plain.body.toString()).toBe(script)

  const br = await ask(path, { headers: { 'accept-encoding': 'gzip, deflate, br' } })
  expect(br.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(br.body).toString()).toBe(script)
  const gz = await ask(path, { headers: { 'accept-encoding': 'gzip, br;q=0' } })
  expect(gz.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(gz.body).toString()).toBe(script)
  expect(gz.body.length).toBeLessThan(script.length / 10)

  const head = await ask(path, { method: 'HEAD' })
  expect(head.status).toBe(200)
  expect(head.headers['content-length']).toBe(String(script.length))
  expect(head.body).toHaveLength(0)
})

test('an unchanged file is not sent again', async () => {
  const first = await ask('/icon.svg')
  expect(first.headers['content-type']).toBe('image/svg+xml')
  const etag = String(first.headers.etag)
  const again = await ask('/icon.svg', { headers: { 'if-none-match': etag } })
  expect([again.status, again.body.length]).toEqual([304, 0])
  writeFileSync(
    join(folder, 'app', 'icon.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>',
  )
  expect((await ask('/icon.svg', { headers: { 'if-none-match': etag } })).status).toBe(200)
})

test('no path leads out of the folder', async () => {
  const traps = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2f..%2fsecret.txt',
    '/..\\secret.txt',
    '/%00',
    '/%zz',
    'secret.txt',
  ]
  for (const path of traps) {
    const { status, body } = await ask(path, { headers: { accept: 'text/html' } })
    expect([path, status]).toEqual([path, 400])
    expect(body.toString()).not.toContain('not to be served')
  }
})

test('only reading is possible', async () => {
  const post = await ask('/', { method: 'POST' })
  expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD'])
  expect((await ask('/metadata/a.json', { method: 'DELETE' })).status).toBe(405)
})

test("a deployments file of one's own is read anew for each request", async () => {
  expect((await ask('/deployments.json')).body.toString()).toContain('does not exist')
  writeFileSync(join(folder, 'deployments.json'), '{"version":1,')
  const broken = await ask('/deployments.json')
  expect(broken.status).toBe(500)
  expect(broken.body.toString()).toContain('is not valid JSON')
  writeFileSync(join(folder, 'deployments.json'), '{"version":1}')
  const good = await ask('/deployments.json')
  expect([good.status, good.body.toString()]).toEqual([200, '{"version":1}'])
  expect(good.headers['cache-control']).toBe('no-cache')
})

test('the control endpoint obeys the app alone', async () => {
  const own = `http://127.0.0.1:${running.port}`
  const json = { 'content-type': 'application/json' }
  const advance = (headers: Record<string, string>, method = 'POST') =>
    ask('/__keel/advance', { method, headers, body: '{}' }).then(({ status }) => status)

  expect(await advance({ ...json, origin: 'https://elsewhere.example' })).toBe(403)
  expect(await advance({ ...json, origin: 'http://127.0.0.1:1' })).toBe(403)
  expect(await advance({ ...json, origin: 'null' })).toBe(403)
  expect(await advance({ ...json, 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await advance({ ...json, host: `rebound.example:${running.port}` })).toBe(403)
  expect(await advance({ 'content-type': 'text/plain', origin: own })).toBe(415)
  expect(await advance({ origin: own })).toBe(415)
  expect((await ask('/__keel/advance')).status).toBe(405)
  expect((await ask('/__keel/other', { method: 'POST', headers: json })).status).toBe(404)
  expect(advanced).toBe(0)

  const done = await ask('/__keel/advance', {
    method: 'POST',
    headers: { ...json, origin: own, 'sec-fetch-site': 'same-origin' },
    body: '{}',
  })
  expect(done.status).toBe(200)
  expect(JSON.parse(done.body.toString())).toEqual({
    block: '21000001',
    description: 'Nothing was due.',
  })
  expect(advanced).toBe(1)
})

test('encodings are weighed as the client says', () => {
  expect(chooseEncoding('gzip, br')).toBe('br')
  expect(chooseEncoding('gzip;q=1.0, br;q=0')).toBe('gzip')
  expect(chooseEncoding('*')).toBe('br')
  expect(chooseEncoding('identity')).toBeUndefined()
  expect(chooseEncoding(undefined)).toBeUndefined()
})
