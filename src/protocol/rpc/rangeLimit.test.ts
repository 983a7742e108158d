import { expect, test } from 'vitest'
import { readRangeLimit } from './rangeLimit.ts'

test.each([
  ['exceed maximum block range: 500', 500],
  ['eth_getLogs is limited to a 10,000 range', 10_000],
  ['eth_getLogs and eth_newFilter are limited to a 10,000 blocks range', 10_000],
  ['eth_getLogs is limited to 0 - 50 blocks range', 50],
  ['range 1000000 exceeds limit of 10000', 10_000],
  ['range 9009594 is bigger than range limit 2000', 2000],
  ['block range is larger than max block range, block range = 5120, max block range = 5000', 5000],
  ['block range too large, max range: 1000', 1000],
  ['Block range limit exceeded. Maximum allowed 1024 blocks', 1024],
  ['ranges over 10000 blocks are not supported on freetier', 10_000],
  ['block range exceeds 10k', 10_000],
  [
    'You can make eth_getLogs requests with up to a 500 block range. Based on your parameters, this block range should work: [0x123c9b2, 0x123cba5]',
    500,
  ],
  ['block range is too wide', undefined],
  ['query exceeds max block range', undefined],
  ['logs.range_too_large', undefined],
])('%s', (text, max) => {
  expect(readRangeLimit(text)).toEqual(max === undefined ? { by: 'blocks' } : { by: 'blocks', max })
})

test.each([
  'query returned more than 10000 results',
  'query returned more than 10000 results. Try with this block range [0x1840B3A, 0x1840B49].',
  'Query returned more than 20,000 logs, reduce the block range',
  'Log response size exceeded. Please reduce query block range.',
  'query timeout exceeded',
  'query exceeds limit of 10,000 logs',
])('limited by size: %s', (text) => {
  expect(readRangeLimit(text)).toEqual({ by: 'size' })
})

test.each([
  'rate limit exceeded',
  'Too many requests, reduce calls per second',
  '50/second request limit reached - reduce calls per second or upgrade your account',
  'daily request count exceeded, request rate limited',
  'execution reverted',
  'header not found',
  'pruned history unavailable',
])('not about a range: %s', (text) => {
  expect(readRangeLimit(text)).toBeNull()
})
