import { type Abi, encodeErrorResult, type Hex, keccak256, toHex } from 'viem'
import { describe, expect, test } from 'vitest'
import { errorsAbi } from '../protocol/errors/abi.ts'
import { decodeRevert, knownPanics } from '../protocol/errors/decode.ts'
import type { FailureKind } from '../protocol/errors/failure.ts'
import { revertStringNames } from '../protocol/errors/strings.ts'
import { formatMessage } from '../ui/i18n/formatMessage.ts'
import { describeFailure } from './describeFailure.ts'
import errorsEn from './errors.en.ts'
import errorsZh from './errors.zh.ts'

const zeroOf = (type: string): unknown =>
  type === 'address' ? `0x${'11'.repeat(20)}` : type === 'string' ? 'too long' : 1n

/** What a person reads, in both languages; throws when a key or a value is missing. */
function read(failure: Parameters<typeof describeFailure>[0]) {
  const words = describeFailure(failure)
  return (['en', 'zh'] as const).map((language) => {
    const catalogue = language === 'en' ? errorsEn : errorsZh
    const sentence = formatMessage(catalogue[words.sentence], words.values, language)
    const next = formatMessage(catalogue[words.next], words.values, language)
    expect(sentence).not.toMatch(/[{}]/)
    expect(sentence.length).toBeGreaterThan(3)
    expect(next.length).toBeGreaterThan(3)
    return { sentence, next }
  })
}

describe('every error of the contracts that Keel calls has a sentence and a next step', () => {
  test.each(errorsAbi.map((item) => [item.name, item] as const))('%s', (name, item) => {
    const data = encodeErrorResult({
      abi: [item] as Abi,
      errorName: name,
      args: item.inputs.map((input) => zeroOf(input.type)),
    })
    const failure = decodeRevert(data, 'execution reverted')
    expect(failure).toMatchObject({ kind: 'revert', errorName: name })
    expect(describeFailure(failure).sentence).toBe(`error.${name}`)
    expect(describeFailure(failure).next).not.toBe('next.unknownError')
    const [en, zh] = read(failure)
    expect(en?.sentence).not.toBe(zh?.sentence)
  })

  test.each(revertStringNames.map((name) => [name]))('revert string %s', (name) => {
    const failure = { kind: 'revert', errorName: name, args: [name], message: name } as const
    expect(describeFailure(failure).sentence).toBe(`error.${name}`)
    expect(describeFailure(failure).next).not.toBe('next.unknownError')
    read(failure)
  })

  test.each(knownPanics.map((code) => [code]))('Panic %s', (code) => {
    const data = encodeErrorResult({
      abi: [{ type: 'error', name: 'Panic', inputs: [{ name: 'code', type: 'uint256' }] }],
      errorName: 'Panic',
      args: [BigInt(code)],
    })
    const failure = decodeRevert(data, '')
    expect(failure.args).toEqual([code])
    read(failure)
  })
})

const kinds = {
  userRejected: 'declined',
  wrongChain: 'another network',
  wrongAccount: 'belongs to the account 0xabc',
  insufficientFunds: 'cannot pay',
  rpcDown: 'cannot be reached',
  rateLimited: 'fewer requests',
  timeout: 'in time',
  nonceStale: 'local chain is restarted',
  replaced: "took this one's place",
  cancelled: 'cancelled',
  noWallet: 'No wallet',
  unknown: 'the technical words',
} satisfies Record<Exclude<FailureKind, 'revert' | 'refused'>, string>

test.each(Object.entries(kinds))('%s is said in words', (kind, words) => {
  const [en] = read({
    kind: kind as FailureKind,
    message: 'the technical words',
    ...(kind === 'wrongAccount' ? { args: ['0xabc'] } : {}),
  })
  expect(en?.sentence).toContain(words)
})

test.each([
  ['ApproverRequired'],
  ['NotAnOperator'],
  ['DelegatedElsewhere'],
  ['StakerNotHere'],
  ['AmountOverBalance'],
  ['NoLido'],
  ['NothingReceived'],
])('the refusal %s of Keel itself is said in words', (errorName) => {
  const failure = { kind: 'refused', errorName, args: ['0xabc'], message: '' } as const
  expect(describeFailure(failure).sentence).toBe(`error.${errorName}`)
  read(failure)
})

test('an error that Keel does not know shows its selector', () => {
  const selector = keccak256(toHex('SomebodyElsesError()')).slice(0, 10) as Hex
  const failure = decodeRevert(selector, 'execution reverted')
  expect(failure.errorName).toBeUndefined()
  const [en, zh] = read(failure)
  expect(en?.sentence).toContain(selector)
  expect(zh?.sentence).toContain(selector)
})

test('empty revert data is named as such', () => {
  expect(read(decodeRevert('0x', ''))[0]?.sentence).toBe(
    'The contract refused without giving a reason.',
  )
})

test('a text that is no known revert string is quoted', () => {
  const data = encodeErrorResult({
    abi: [{ type: 'error', name: 'Error', inputs: [{ name: 'message', type: 'string' }] }],
    errorName: 'Error',
    args: ['the moon is wrong'],
  })
  expect(read(decodeRevert(data, ''))[0]?.sentence).toBe('The contract refused: the moon is wrong')
})

test('every key of the catalogue is used and the languages have the same keys', () => {
  expect(Object.keys(errorsZh).sort()).toEqual(Object.keys(errorsEn).sort())
  const named = new Set([
    ...errorsAbi.map((item) => item.name),
    ...revertStringNames,
    ...Object.keys(kinds),
    'OutOfGas',
    'NoReason',
    'Error',
    'Panic',
    'Panic.0x11',
    'Panic.0x12',
    'Unknown',
    'ApproverRequired',
    'NotAnOperator',
    'DelegatedElsewhere',
    'StakerNotHere',
    'AmountOverBalance',
    'NoLido',
    'NoEtherFi',
    'NoPermissionController',
    'NoEtherFiPool',
    'DepositForAnotherPod',
    'NothingReceived',
    'BatchNotSent',
    'BatchReverted',
    'BatchPartly',
    'BatchRefused',
    'SignatureOfAnother',
    'SafeExecutionFailed',
    'ClaimerIsSet',
    'NoClaimSource',
    'NoProof',
    'WrongProof',
  ])
  const sentences = Object.keys(errorsEn).filter((key) => key.startsWith('error.'))
  expect(sentences.map((key) => key.slice('error.'.length)).sort()).toEqual([...named].sort())
})
