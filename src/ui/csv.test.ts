import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test('every record ends with CRLF, also the last', () => {
  expect(toCsv(['date', 'amount'], [['2026-01-02', '1.5']])).toBe(
    'date,amount\r\n2026-01-02,1.5\r\n',
  )
  expect(toCsv(['a'], [])).toBe('a\r\n')
})

test('commas, quotes and line breaks stand in quotes', () => {
  expect(toCsv(['a', 'b', 'c'], [['1,5', 'say "hi"', 'two\r\nlines']])).toBe(
    'a,b,c\r\n"1,5","say ""hi""","two\r\nlines"\r\n',
  )
})

test.each(['=1+2', '+cmd', '-cmd|x', '@SUM(A1)', '\t=1', '\r=1', '＝1', '-', '-1+2', '=1,5'])(
  '%j is no formula',
  (text) => {
    const [, row = ''] = /^a\r\n([\s\S]*)\r\n$/.exec(toCsv(['a'], [[text]])) ?? []
    const plain = row.startsWith('"') ? row.slice(1, -1) : row
    expect(plain).toBe(`'${text}`)
  },
)

test.each(['-1.5', '+2', '0', '-1e-7', '123456789012345678901234567890.000000000000000001'])(
  '%s stays a number',
  (text) => {
    expect(toCsv(['a'], [[text]])).toBe(`a\r\n${text}\r\n`)
  },
)

test('bigints and numbers are written out', () => {
  expect(toCsv(['a', 'b'], [[-12n, 0.5]])).toBe('a,b\r\n-12,0.5\r\n')
})

test('a row that does not fit the header is refused', () => {
  expect(() => toCsv(['a', 'b'], [['1']])).toThrow(RangeError)
})
