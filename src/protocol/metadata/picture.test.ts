import { expect, test } from 'vitest'
import { fetchPicture, PICTURE_BYTES } from './picture.ts'

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]
const url = 'https://nodes.example/logo.png'
const serve = (bytes: readonly number[] | Uint8Array, init: ResponseInit = {}) => {
  const asked: { url: string; init: RequestInit }[] = []
  return {
    asked,
    fetcher: async (to: string, request: RequestInit) => {
      asked.push({ url: to, init: request })
      return new Response(Uint8Array.from(bytes), init)
    },
  }
}

test.each([
  [png, 'image/png'],
  [[0xff, 0xd8, 0xff, 0xe0], 'image/jpeg'],
  [[...'GIF89a'].map((letter) => letter.charCodeAt(0)), 'image/gif'],
  [[...'RIFF....WEBPVP8 '].map((letter) => letter.charCodeAt(0)), 'image/webp'],
])('a picture is known by its first bytes (%#)', async (bytes, type) => {
  const { fetcher, asked } = serve(bytes, { headers: { 'content-type': 'text/html' } })
  const picture = await fetchPicture(url, { fetcher })
  expect(picture?.type).toBe(type)
  expect([...new Uint8Array((await picture?.arrayBuffer()) ?? new ArrayBuffer())]).toEqual(bytes)
  expect(asked).toMatchObject([
    { url, init: { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' } },
  ])
})

test.each([
  ['<svg onload="alert(1)"/>', {}],
  ['<!doctype html>', { headers: { 'content-type': 'image/png' } }],
  ['', {}],
  ['\u0089PNG', {}],
])('what is none is not shown, whatever it calls itself (%#)', async (text, init) => {
  const { fetcher } = serve(new TextEncoder().encode(text), init)
  expect(await fetchPicture(url, { fetcher })).toBeNull()
})

test('too much, a refusal, a redirect and a broken line show nothing', async () => {
  const large = new Uint8Array(PICTURE_BYTES + 1)
  large.set(png)
  expect(await fetchPicture(url, serve(large))).toBeNull()
  const most = large.slice(0, PICTURE_BYTES)
  expect((await fetchPicture(url, serve(most)))?.size).toBe(PICTURE_BYTES)
  const told = serve(png, { headers: { 'content-length': String(PICTURE_BYTES + 1) } })
  expect(await fetchPicture(url, told)).toBeNull()
  expect(await fetchPicture(url, serve(png, { status: 404 }))).toBeNull()
  const fetcher = () => Promise.reject(new TypeError('fetch failed'))
  expect(await fetchPicture(url, { fetcher })).toBeNull()
})

test.each(['http://nodes.example/logo.png', 'javascript:alert(1)', 'https://a:b@x.org/l.png', 'x'])(
  'nobody is asked but over https (%s)',
  async (address) => {
    const { asked, fetcher } = serve(png)
    expect(await fetchPicture(address, { fetcher })).toBeNull()
    expect(asked).toEqual([])
  },
)
