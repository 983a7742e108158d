import {
  BaseError,
  ContractFunctionRevertedError,
  encodeErrorResult,
  HttpRequestError,
  InsufficientFundsError,
  NonceTooLowError,
  RawContractError,
  TimeoutError,
  UserRejectedRequestError,
} from 'viem'
import { describe, expect, test } from 'vitest'
import { errorsAbi } from './abi.ts'
import { findRevertData } from './classify.ts'
import { decodeFailure } from './decodeFailure.ts'
import { FailureError } from './failure.ts'

const slashed = encodeErrorResult({ abi: errorsAbi, errorName: 'FullySlashed' })
const limit = encodeErrorResult({
  abi: [{ type: 'error', name: 'Error', inputs: [{ name: 'message', type: 'string' }] }],
  errorName: 'Error',
  args: ['STAKE_LIMIT'],
})

describe('kinds', () => {
  const http = (status: number) =>
    new HttpRequestError({ url: 'http://node.test', status, details: 'no' })
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['EIP-1193 rejection', { code: 4001, message: 'User rejected the request.' }, 'userRejected'],
    ['viem rejection', new UserRejectedRequestError(new Error('no')), 'userRejected'],
    ['ethers style rejection', { code: 'ACTION_REJECTED', message: 'x' }, 'userRejected'],
    [
      'rejection as an internal error',
      { code: -32603, message: 'MetaMask Tx Signature: User denied transaction signature.' },
      'userRejected',
    ],
    ['unauthorised', { code: 4100, message: 'not authorised' }, 'noWallet'],
    ['disconnected', { code: 4900, message: 'disconnected' }, 'noWallet'],
    ['unknown chain', { code: 4902, message: 'Unrecognized chain ID' }, 'wrongChain'],
    ['nonce', { code: -32000, message: 'nonce too low: next nonce 5, tx nonce 3' }, 'nonceStale'],
    ['viem nonce', new NonceTooLowError(), 'nonceStale'],
    [
      'funds',
      { code: -32000, message: 'insufficient funds for gas * price + value' },
      'insufficientFunds',
    ],
    ['viem funds', new InsufficientFundsError(), 'insufficientFunds'],
    ['429', http(429), 'rateLimited'],
    ['503', http(503), 'rpcDown'],
    ['limit exceeded', { code: -32005, message: 'daily request count exceeded' }, 'rateLimited'],
    ['timeout', new TimeoutError({ body: {}, url: 'http://node.test' }), 'timeout'],
    ['no network', new TypeError('Failed to fetch'), 'rpcDown'],
    ['anything else', new Error('the sky fell'), 'unknown'],
    ['no error at all', undefined, 'unknown'],
  ]
  test.each(cases)('%s', async (_name, error, kind) => {
    expect((await decodeFailure(error)).kind).toBe(kind)
  })

  test('is found under any number of causes', async () => {
    const error = new BaseError('outer', {
      cause: new BaseError('middle', { cause: Object.assign(new Error('no'), { code: 4001 }) }),
    })
    expect((await decodeFailure(error)).kind).toBe('userRejected')
  })

  test('a failure thrown on purpose comes back as it is', async () => {
    const failure = { kind: 'refused', errorName: 'NoLido', message: 'x' } as const
    expect(await decodeFailure(new FailureError(failure))).toEqual(failure)
  })
})

describe('revert data is found wherever it is put', () => {
  const shapes: readonly (readonly [string, unknown])[] = [
    ['data of the error', { code: 3, message: 'execution reverted', data: slashed }],
    ['data of the cause', new BaseError('x', { cause: new RawContractError({ data: slashed }) })],
    ['data in data', { code: -32603, message: 'Internal', data: { data: slashed, message: 'x' } }],
    ['originalError', { code: -32603, data: { originalError: { code: 3, data: slashed } } }],
    ['error in error', { error: { error: { data: slashed } } }],
    [
      'with a prefix',
      { code: -32015, message: 'VM execution error.', data: `Reverted ${slashed}` },
    ],
    ['text only', { code: -32603, message: `execution reverted: custom error ${slashed}` }],
    [
      'a viem contract error of another ABI',
      new ContractFunctionRevertedError({ abi: [], data: slashed, functionName: 'delegateTo' }),
    ],
  ]
  test.each(shapes)('%s', async (_name, error) => {
    expect(await decodeFailure(error)).toMatchObject({ kind: 'revert', errorName: 'FullySlashed' })
  })

  test('Lido strings get their name', async () => {
    expect(await decodeFailure({ code: 3, message: 'reverted', data: limit })).toMatchObject({
      errorName: 'STAKE_LIMIT',
      args: ['STAKE_LIMIT'],
    })
  })

  test('a node that gives the reason as text only', async () => {
    expect(
      await decodeFailure({ code: 3, message: 'execution reverted: ALLOWANCE_EXCEEDED' }),
    ).toMatchObject({ kind: 'revert', errorName: 'ALLOWANCE_EXCEEDED' })
  })

  test('a transaction hash is not taken for revert data', () => {
    expect(findRevertData({ message: 'x', data: `0x${'ab'.repeat(32)}` })).toBeUndefined()
  })
})
