import { expect, test } from 'vitest'
import { fromCanonicalJson, sha256Hex, toCanonicalJson } from './canonical.ts'

test('keeps bigint and every string apart, and sorts keys', () => {
  const value = {
    z: 1n,
    a: ['n:1', 's:n:1', 's:', 'n', '', null, true, 1.5, -(2n ** 255n)],
    m: { b: 'ß\u2028"', a: [] },
  }
  const text = toCanonicalJson(value)
  expect(text.startsWith('{"a":["s:n:1","s:s:n:1","s:s:","n","",null,true,1.5,"n:-578')).toBe(true)
  expect(fromCanonicalJson(text)).toEqual(value)
  expect(toCanonicalJson({ a: undefined, b: 1 })).toBe(toCanonicalJson({ b: 1 }))
  expect(JSON.parse(text)).toBeTypeOf('object')
  expect(() => fromCanonicalJson('"n:x"')).toThrow(SyntaxError)
})

test('sha256Hex gives the published digest of "abc"', async () => {
  expect(await sha256Hex('abc')).toBe(
    '0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
