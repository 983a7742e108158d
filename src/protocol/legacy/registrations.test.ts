import { encodeAbiParameters, type Log, pad, toEventSelector } from 'viem'
import { expect, test } from 'vitest'
import { decodeRegistration, registrationsOf } from './registrations.ts'

const selector = toEventSelector(
  'OperatorAVSRegistrationStatusUpdated(address indexed operator, address indexed avs, uint8 status)',
)
const operator = '0x00000000000000000000000000000000000000aA'
const avs = '0x00000000000000000000000000000000000000bB'

const log = (block: bigint, status: number, change: Partial<Log> = {}) =>
  ({
    blockNumber: block,
    logIndex: 0,
    topics: [selector, pad(operator), pad(avs)],
    data: encodeAbiParameters([{ type: 'uint8' }], [status]),
    ...change,
  }) as Log

test('the directory’s topic is the one of the release', () => {
  expect(selector).toBe('0xf0952b1c65271d819d39983d2abb044b9cace59bcc4d4dd389f586ebdcb15b41')
})

test('a log is read, one that is not what it promises is left out', () => {
  expect(decodeRegistration(log(7n, 1))).toEqual({
    b: 7,
    i: 0,
    operator: operator.toLowerCase(),
    avs: avs.toLowerCase(),
    registered: true,
  })
  expect(decodeRegistration(log(7n, 0))?.registered).toBe(false)
  expect(decodeRegistration(log(7n, 1, { data: '0x' }))).toBeNull()
  expect(decodeRegistration(log(7n, 1, { topics: [selector] }))).toBeNull()
  expect(decodeRegistration(log(7n, 1, { blockNumber: null }))).toBeNull()
})

test('what was left is over, what was joined again stands', () => {
  const rows = [log(1n, 1), log(2n, 0)].flatMap((one) => decodeRegistration(one) ?? [])
  expect(registrationsOf(rows)).toEqual([])
  const again = [...rows, ...[log(3n, 1)].flatMap((one) => decodeRegistration(one) ?? [])]
  expect(registrationsOf(again)).toEqual([
    { operator: operator.toLowerCase(), avs: avs.toLowerCase(), block: 3 },
  ])
})
