import type { Address, Hex } from 'viem'
import { expect, test } from 'vitest'
import { checkDeposits, pubkeyHash } from './checkDeposits.ts'
import { MAX_FILE_BYTES, parseDepositFile } from './depositFile.ts'
import { genesisForkVersionOf } from './forkVersion.ts'
import { makeDeposit } from './testing/makeDeposit.ts'

const pod: Address = '0x1234567890abcdef1234567890abcdef12345678'
const other: Address = '0x00000000000000000000000000000000000000aa'
const forkVersion: Hex = '0x00007a69'

const make = (name: string, options: Partial<Parameters<typeof makeDeposit>[0]> = {}) =>
  makeDeposit({ name, pod, forkVersion, ...options })

async function problemsOf(...entries: unknown[]) {
  const checked = await checkDeposits({ entries, pod, forkVersion, deposited: new Set() })
  return checked.map(({ problems }) => problems)
}

test('deposits that were signed for the pod pass, also with 0x and in capitals', async () => {
  const [first, second] = [make('one'), make('two')]
  const capitals = { ...second, pubkey: `0x${second.pubkey.toUpperCase()}` }
  expect(await problemsOf(first, capitals)).toEqual([[], []])
})

test('the same deposit for mainnet verifies under its fork version and not under another', async () => {
  const entry = make('one', { forkVersion: '0x00000000' })
  const options = { entries: [entry], pod, deposited: null }
  const mainnet = await checkDeposits({ ...options, forkVersion: '0x00000000' })
  expect(mainnet[0]?.problems).toEqual([])
  const hoodi = await checkDeposits({ ...options, forkVersion: '0x10000910' })
  expect(hoodi[0]?.problems).toEqual([{ kind: 'fork', given: '0x00000000', wanted: '0x10000910' }])
  // A version that was written over is not what was signed.
  const forged = { ...entry, fork_version: '10000910' }
  const again = await checkDeposits({ ...options, entries: [forged], forkVersion: '0x10000910' })
  expect(again[0]?.problems).toEqual([{ kind: 'signature' }])
})

test('a real signature over something else is refused, and one that is no point of the curve', async () => {
  const wrong = make('one', { signs: `0x${'11'.repeat(32)}` })
  const noPoint = { ...make('two'), signature: 'ff'.repeat(96) }
  const [first, second] = await problemsOf(wrong, noPoint)
  expect(first).toEqual([{ kind: 'signature' }])
  expect(second).toContainEqual({ kind: 'signature' })
})

test('the signature of another entry is refused although its roots fit', async () => {
  const [one, two] = [make('one'), make('two')]
  const [problems] = await problemsOf({ ...one, signature: two.signature })
  expect(problems).toEqual([{ kind: 'dataRoot' }, { kind: 'signature' }])
})

test('public keys that are no keys are refused', async () => {
  const infinity = { ...make('one'), pubkey: `c0${'00'.repeat(47)}` }
  const noPoint = { ...make('one'), pubkey: 'ab'.repeat(48) }
  for (const problems of await problemsOf(infinity, noPoint))
    expect(problems).toContainEqual({ kind: 'pubkey' })
})

test('credentials of another pod, a BLS key, and 0x02 are told apart', async () => {
  const bls = { ...make('one'), withdrawal_credentials: `00${'ab'.repeat(31)}` }
  const strange = { ...make('one'), withdrawal_credentials: `05${'ab'.repeat(31)}` }
  const results = await problemsOf(
    make('two', { pod: other }),
    bls,
    strange,
    make('three', { prefix: '0x02' }),
    make('four', { prefix: '0x02', pod: other }),
  )
  expect(results[0]).toEqual([{ kind: 'otherPod', address: other }])
  expect(results[1]).toContainEqual({ kind: 'blsCredentials' })
  expect(results[2]).toContainEqual({ kind: 'unknownCredentials' })
  expect(results[3]).toEqual([{ kind: 'compounding' }])
  expect(results[4]).toEqual([{ kind: 'otherPod', address: other }])
})

test('amounts other than 32 ETH, changed roots, repeats and known keys are named', async () => {
  const entry = make('one')
  const known = make('known')
  const checked = await checkDeposits({
    entries: [
      entry,
      make('two', { amountGwei: 1_000_000_000n }),
      { ...make('three'), deposit_message_root: '00'.repeat(32) },
      { ...make('four'), deposit_data_root: '00'.repeat(32) },
      entry,
      known,
    ],
    pod,
    forkVersion,
    deposited: new Set([pubkeyHash(`0x${known.pubkey}`)]),
  })
  expect(checked.map(({ problems }) => problems)).toEqual([
    [],
    [{ kind: 'amount', gwei: 1_000_000_000n }],
    [{ kind: 'messageRoot' }],
    [{ kind: 'dataRoot' }],
    [{ kind: 'duplicate', first: 1 }],
    [{ kind: 'deposited' }],
  ])
})

test('fields that are missing or misshapen are named, whatever stands in their place', async () => {
  const { signature: _, ...without } = make('one')
  const results = await problemsOf(
    without,
    { ...make('one'), pubkey: 'abcd', amount: '32' },
    { ...make('one'), fork_version: 5, amount: 1.5 },
    null,
    [[]],
    'text',
  )
  expect(results[0]).toEqual([{ kind: 'field', field: 'signature' }])
  expect(results[1]).toEqual([
    { kind: 'field', field: 'pubkey' },
    { kind: 'field', field: 'amount' },
  ])
  expect(results[2]).toEqual([
    { kind: 'field', field: 'fork_version' },
    { kind: 'field', field: 'amount' },
  ])
  for (const problems of results.slice(3)) expect(problems).toHaveLength(7)
})

test('checking ends when it is aborted', async () => {
  const own = new AbortController()
  own.abort()
  const checking = checkDeposits({
    entries: [make('one')],
    pod,
    forkVersion,
    deposited: null,
    signal: own.signal,
  })
  await expect(checking).rejects.toThrow()
})

test.each([
  ['', 'empty'],
  [' \n', 'empty'],
  ['<!doctype html><title>404</title>', 'html'],
  ['{"crypto": {}, "pubkey": "ab"}', 'keystore'],
  ['[{"crypto": {}}]', 'keystore'],
  ['{"deposits": []}', 'notList'],
  ['"text"', 'notList'],
  ['null', 'notList'],
  ['[]', 'noEntries'],
  ['[{', 'notJson'],
  ['PK\u0003\u0004', 'notJson'],
  [`[${'1,'.repeat(200)}1]`, 'tooMany'],
  ['['.repeat(100_000), 'notJson'],
  [`[${'['.repeat(5_000)}${']'.repeat(5_000)}]`, null],
  [' '.repeat(MAX_FILE_BYTES + 1), 'tooLarge'],
])('a file that is none is refused with its reason (%#)', (text, fault) => {
  const file = parseDepositFile(text)
  expect(file.ok ? null : file.fault).toBe(fault)
})

test('a known chain keeps its fork version whatever the deployment says', () => {
  const mine: Hex = '0x11111111'
  expect(genesisForkVersionOf({ chainId: 1, genesisForkVersion: mine })).toBe('0x00000000')
  expect(genesisForkVersionOf({ chainId: 560048 })).toBe('0x10000910')
  expect(genesisForkVersionOf({ chainId: 31337, genesisForkVersion: mine })).toBe(mine)
  expect(genesisForkVersionOf({ chainId: 31337 })).toBeNull()
})
