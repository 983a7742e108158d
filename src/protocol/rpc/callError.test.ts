import { encodeErrorResult, parseAbi, RawContractError, RpcRequestError } from 'viem'
import { expect, test } from 'vitest'
import { classify } from '../errors/classify.ts'
import { CallError, refused, reverted } from './callError.ts'

const reason = encodeErrorResult({
  abi: parseAbi(['error Error(string)']),
  args: ['Pausable: paused'],
})

test('a revert says its reason, else its selector, else nothing', () => {
  const texts = [reason, '0x08c379a0', '0x77a22204', '0x'] as const
  expect(texts.map((data) => reverted('observe', data).shortMessage)).toEqual([
    'The contract function "observe" reverted with the following reason:\nPausable: paused',
    'The contract function "observe" reverted with the following signature:\n0x08c379a0',
    'The contract function "observe" reverted with the following signature:\n0x77a22204',
    'The contract function "observe" reverted.',
  ])
})

test('the data of a revert is found wherever a node put it, and names the error for everybody', () => {
  const answer = (data: unknown) =>
    new RpcRequestError({
      body: {},
      error: { code: 3, message: 'execution reverted', data },
      url: 'http://node.test',
    })
  for (const cause of [
    answer('0x77a22204'),
    answer({ data: '0x77a22204' }),
    new Error('outer', { cause: new RawContractError({ data: '0x77a22204' }) }),
  ]) {
    const error = refused('getSlasher', cause)
    expect(error).toBeInstanceOf(CallError)
    expect(error.data).toBe('0x77a22204')
    expect(classify(error)).toMatchObject({ kind: 'revert', data: '0x77a22204' })
  }
})

test("without data the node's own words stay", () => {
  const error = refused(
    'getSlasher',
    new RpcRequestError({
      body: {},
      error: { code: -32_000, message: 'out of gas' },
      url: 'http://node.test',
    }),
  )
  expect(error.data).toBeUndefined()
  expect(error.shortMessage).toBe('The contract function "getSlasher" failed: out of gas')
})
