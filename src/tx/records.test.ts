import { expect, test } from 'vitest'
import { loadRecords, parseRecord, planKey, removeRecord, saveRecord, toJson } from './records.ts'
import { memoryStorage } from './testing/memoryStorage.ts'
import type { PlanRecord } from './types.ts'

const hash = `0x${'ab'.repeat(32)}` as const
const record: PlanRecord = {
  id: 'one',
  kind: 'depositEth',
  version: 1,
  params: { amount: '1000' },
  chainId: 1,
  account: `0x${'11'.repeat(20)}`,
  createdAt: 5,
  anchor: { blockNumber: '21000000', hash },
  steps: {
    submit: {
      status: 'confirmed',
      hash,
      nonce: 1,
      since: '21000000',
      digest: hash,
      blockNumber: '21000001',
      blockHash: hash,
      final: true,
    },
    approve: { status: 'sent', hash, nonce: 2, since: '21000002', digest: hash, missing: 0 },
    deposit: { status: 'signing', nonce: 3, since: '21000003', digest: hash },
    other: { status: 'failed', failure: { kind: 'revert', message: 'x', args: ['1'] }, hash },
  },
}

test('what is stored comes back', () => {
  const storage = memoryStorage()
  saveRecord(storage, record)
  saveRecord(storage, { ...record, id: 'earlier', createdAt: 1, steps: {} })
  const { records, unreadable } = loadRecords(storage)
  expect(unreadable).toBe(0)
  expect(records.map((item) => item.id)).toEqual(['earlier', 'one'])
  expect(records[1]).toEqual(record)
  removeRecord(storage, 'one')
  expect(loadRecords(storage).records).toHaveLength(1)
})

const broken: readonly (readonly [string, (copy: Record<string, unknown>) => void])[] = [
  ['no id', (copy) => delete copy.id],
  ['an account that is none', (copy) => Object.assign(copy, { account: 'me' })],
  ['a chain as text', (copy) => Object.assign(copy, { chainId: '1' })],
  ['a negative version', (copy) => Object.assign(copy, { version: -1 })],
  ['no anchor', (copy) => Object.assign(copy, { anchor: null })],
  ['an anchor without hash', (copy) => Object.assign(copy, { anchor: { blockNumber: '1' } })],
  [
    'an anchor in hexadecimal',
    (copy) => Object.assign(copy, { anchor: { blockNumber: '0x1', hash } }),
  ],
  ['steps as a list', (copy) => Object.assign(copy, { steps: [] })],
  ['an unknown status', (copy) => Object.assign(copy, { steps: { a: { status: 'flying' } } })],
  [
    'a sent step without hash',
    (copy) =>
      Object.assign(copy, {
        steps: { a: { status: 'sent', nonce: 1, since: '1', digest: hash, missing: 0 } },
      }),
  ],
  [
    'a failure without words',
    (copy) => Object.assign(copy, { steps: { a: { status: 'failed', failure: { kind: 'x' } } } }),
  ],
]
test.each(broken)('%s is not read', (_name, spoil) => {
  const copy = structuredClone(record) as unknown as Record<string, unknown>
  spoil(copy)
  expect(parseRecord(JSON.stringify(copy))).toBeNull()
})

test.each([[''], ['{'], ['null'], ['[]'], ['7']])('%j is not read', (text) => {
  expect(parseRecord(text)).toBeNull()
})

test('a plan under a key of another is dropped, other keys are left alone', () => {
  const storage = memoryStorage()
  storage.setItem(planKey('two'), JSON.stringify(record))
  storage.setItem('keel.theme', 'dark')
  expect(loadRecords(storage)).toEqual({ records: [], unreadable: 1 })
  expect(storage.getItem('keel.theme')).toBe('dark')
})

test('storage that is blocked keeps nothing and breaks nothing', () => {
  const blocked = new Proxy(memoryStorage(), {
    get() {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  expect(saveRecord(blocked, record)).toBe(false)
  expect(loadRecords(blocked)).toEqual({ records: [], unreadable: 0 })
  removeRecord(blocked, 'one')
})

test('amounts are stored as decimal strings', () => {
  expect(toJson({ amount: 10n ** 30n, list: [1n] })).toEqual({
    amount: `1${'0'.repeat(30)}`,
    list: ['1'],
  })
})
