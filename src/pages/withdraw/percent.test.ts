import { expect, test } from 'vitest'
import { parseBips, writeBips } from './percent.ts'

test('percent from 0 to 100 with two decimals, and nothing else', () => {
  expect(['0', '12', '12.5', '12,5', '33.33', '100', '100 %', '１０'].map(parseBips)).toEqual([
    0, 1200, 1250, 1250, 3333, 10000, 10000, 1000,
  ])
  for (const text of ['', '-1', '100.01', '101', '1.234', 'half', '1e1', '0x1'])
    expect(parseBips(text), text).toBeNull()
  for (const bips of [0, 1, 50, 1234, 3333, 10_000]) expect(parseBips(writeBips(bips))).toBe(bips)
})
