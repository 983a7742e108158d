import { expect, test } from 'vitest'
import { approvalRequest, parseApproval } from './approval.ts'

const scope = {
  chainId: 1,
  staker: `0x${'11'.repeat(20)}`,
  operator: `0x${'22'.repeat(20)}`,
  approver: `0x${'33'.repeat(20)}`,
} as const
const good = {
  signature: `0x${'ab'.repeat(65)}`,
  salt: `0x${'01'.repeat(32)}`,
  expiry: '1790000000',
}
const read = (value: unknown) => parseApproval(JSON.stringify(value), scope)

test('an approval is read, with or without saying whom it is for', () => {
  const approval = { ...good, expiry: 1_790_000_000n }
  expect(read(good)).toEqual({ approval })
  expect(read({ ...good, expiry: 1_790_000_000 })).toEqual({ approval })
  expect(
    read({ ...good, chainId: 1, staker: scope.staker.toUpperCase().replace('X', 'x') }),
  ).toEqual({ approval })
})

test('a request that comes back with a signature is an approval', () => {
  const request = JSON.parse(approvalRequest(scope, good.salt as `0x${string}`, 1_790_000_000n))
  expect(read({ ...request, signature: good.signature })).toEqual({
    approval: { ...good, expiry: 1_790_000_000n },
  })
})

test.each([
  ['notJson', 'signature: 0x'],
  ['notJson', '[]'],
  ['notJson', 'null'],
  ['notJson', `"${'x'.repeat(30_000)}"`],
  ['signature', JSON.stringify({ ...good, signature: 'yes' })],
  ['signature', JSON.stringify({ ...good, signature: '0xabc' })],
  ['signature', JSON.stringify({ salt: good.salt, expiry: good.expiry })],
  ['salt', JSON.stringify({ ...good, salt: '0x01' })],
  ['expiry', JSON.stringify({ ...good, expiry: 'tomorrow' })],
  ['expiry', JSON.stringify({ ...good, expiry: -1 })],
  ['expiry', JSON.stringify({ ...good, expiry: 1.5 })],
  ['otherChain', JSON.stringify({ ...good, chainId: 5 })],
  ['otherStaker', JSON.stringify({ ...good, staker: scope.operator })],
  ['otherOperator', JSON.stringify({ ...good, operator: 'nobody' })],
])('%s', (fault, text) => {
  expect(parseApproval(text, scope)).toEqual({ fault })
})
