import { expect, test } from 'vitest'
import type { Address, Strategy } from '../network/types.ts'
import { beaconChainETHStrategy, WAD } from '../network/types.ts'
import { historyEntries } from './entries.ts'
import type { HistoryRow } from './rows.ts'

const strategy: Address = '0x00000000000000000000000000000000000000a1'
const operator: Address = '0x00000000000000000000000000000000000000b1'
const other: Address = '0x00000000000000000000000000000000000000b2'
const set = `${other}-1` as const
const ether = WAD

const at = (b: number, i: number) => ({ b, i, h: `0x${b}` as const, t: b * 86_400 })
const queued = (
  b: number,
  root: `0x${string}`,
  fields: { strategy?: Address; scaled: bigint; shares: bigint },
): HistoryRow => ({
  ...at(b, 0),
  e: 'SlashingWithdrawalQueued',
  root,
  operator,
  startBlock: b,
  strategies: [fields.strategy ?? strategy],
  scaledShares: [fields.scaled],
  shares: [fields.shares],
})
const slashRows = (b: number, magnitude: bigint, i = 0): HistoryRow[] => [
  { ...at(b, i), e: 'MaxMagnitudeUpdated', operator, strategy, magnitude },
  {
    ...at(b, i + 1),
    e: 'OperatorSlashed',
    operator,
    set,
    strategies: [strategy],
    wadSlashed: [1n],
  },
]
const entriesOf = (rows: HistoryRow[], held: bigint | null = 0n, isStEth = false) =>
  historyEntries({
    rows,
    position: {
      holdings:
        held === null
          ? null
          : [{ strategy, withdrawableShares: held, depositShares: held, underlying: held }],
    },
    strategies: {
      [strategy]: { address: strategy, isStEth, rate: WAD, token: null } as Strategy,
    },
    withdrawalDelay: 10,
    timeOf: ({ b, t }) => t ?? b,
  })

test('shares that a completion returns are no second deposit', () => {
  const entries = entriesOf([
    { ...at(1, 0), e: 'Deposit', strategy, shares: 10n * ether },
    queued(2, '0x01', { scaled: 4n * ether, shares: 4n * ether }),
    { ...at(20, 3), e: 'SlashingWithdrawalCompleted', root: '0x01' },
    { ...at(20, 4), e: 'Deposit', strategy, shares: 4n * ether },
  ])
  expect(entries.map(({ what, shares }) => [what, shares])).toEqual([
    ['deposited', 10n * ether],
    ['queued', -4n * ether],
    ['completedAsShares', 4n * ether],
  ])
})

test('tokens paid and deposited anew in one transaction are both told', () => {
  const entries = entriesOf([
    queued(2, '0x01', { scaled: 4n * ether, shares: 4n * ether }),
    { ...at(20, 3), e: 'SlashingWithdrawalCompleted', root: '0x01' },
    { ...at(20, 7), e: 'Deposit', strategy, shares: 4n * ether },
  ])
  expect(entries.map(({ what }) => what)).toEqual(['queued', 'completedAsTokens', 'deposited'])
})

test('a slash reaches what is held and what is queued, until the delay has passed', () => {
  const entries = entriesOf(
    [
      { ...at(1, 0), e: 'Deposit', strategy, shares: 10n * ether },
      { ...at(1, 1), e: 'StakerDelegated', operator },
      queued(2, '0x01', { scaled: 4n * ether, shares: 4n * ether }),
      ...slashRows(12, (WAD * 9n) / 10n),
      ...slashRows(13, (WAD * 45n) / 100n),
      { ...at(30, 0), e: 'SlashingWithdrawalCompleted', root: '0x01' },
    ],
    (6n * ether * 45n) / 100n,
  )
  const [first, second] = entries.filter(({ what }) => what === 'slashed')
  expect(first!.shares).toBe(-ether)
  expect(first!.slash!.queued).toBe((ether * 4n) / 10n)
  expect(second!.shares).toBe((-27n * ether) / 10n)
  expect(second!.slash!.queued).toBe(0n)
  expect(entries.at(-1)).toMatchObject({
    what: 'completedAsTokens',
    shares: (36n * ether) / 10n,
  })
})

test('a slash of somebody else’s operator, or after leaving it, touches nobody', () => {
  const entries = entriesOf([
    { ...at(1, 0), e: 'StakerDelegated', operator },
    { ...at(2, 0), e: 'StakerForceUndelegated', operator },
    { ...at(2, 1), e: 'StakerUndelegated', operator },
    ...slashRows(3, WAD / 2n).map((row) => ({ ...row, h: '0x2' as const })),
  ])
  expect(entries.map(({ what }) => what)).toEqual(['delegated', 'forceUndelegated'])
})

test('two slashes in one block are told apart', () => {
  const entries = entriesOf(
    [
      { ...at(1, 0), e: 'StakerDelegated', operator },
      ...slashRows(3, WAD / 2n),
      ...slashRows(3, WAD / 4n, 5),
    ],
    ether,
  )
  expect(entries.flatMap(({ slash }) => (slash ? [[slash.before, slash.after]] : []))).toEqual([
    [WAD, WAD / 2n],
    [WAD / 2n, WAD / 4n],
  ])
  expect(entries.slice(1).map(({ shares }) => shares)).toEqual([-2n * ether, -ether])
})

test('native stake: pod shares come in, and the beacon chain takes', () => {
  const [, penalty] = historyEntries({
    rows: [
      { ...at(1, 0), e: 'PodSharesUpdated', shares: 32n * ether },
      {
        ...at(5, 0),
        e: 'BeaconChainSlashingFactorDecreased',
        before: WAD,
        after: (WAD * 3n) / 4n,
      },
    ],
    position: {
      holdings: [
        {
          strategy: beaconChainETHStrategy,
          withdrawableShares: 24n * ether,
          depositShares: 32n * ether,
          underlying: null,
        },
      ],
    },
    strategies: {},
    withdrawalDelay: 10,
    timeOf: ({ b }) => b,
  })
  expect(penalty).toMatchObject({ what: 'penalised', shares: -8n * ether })
})

const rebase = (b: number, up: bigint): HistoryRow => ({
  ...at(b, 0),
  e: 'TokenRebased',
  preShares: ether,
  preEther: 1_000n,
  postShares: ether,
  postEther: 1_000n + up,
})

test('a rebase pays on what was held then, down as well as up', () => {
  const entries = entriesOf(
    [
      rebase(1, 1n),
      { ...at(2, 0), e: 'Deposit', strategy, shares: 1_000n * ether },
      rebase(3, -500n),
      { ...at(4, 0), e: 'Deposit', strategy, shares: 1_000n * ether },
    ],
    2_000n * ether,
    true,
  )
  expect(entries.filter(({ kind }) => kind === 'rebase')).toMatchObject([
    { block: 3, amount: -1_000n * ether },
  ])
})

test('many rebases are told by the week and lose nothing', () => {
  const rows = Array.from({ length: 40 }, (_, n) => rebase(n + 1, 1n))
  const weekly = entriesOf(rows, 1_000n * ether, true)
  expect(weekly.length).toBeLessThan(10)
  const sum = weekly.reduce((total, { amount }) => total + amount!, 0n)
  const first = (1_000n * ether * 1_000n ** 40n) / 1_001n ** 40n
  expect(Math.abs(Number(sum - (1_000n * ether - first)))).toBeLessThan(100)
  expect(weekly.reduce((total, { rebases }) => total + rebases!.count, 0)).toBe(40)
})

test('without the present holdings nothing is made up', () => {
  const entries = entriesOf(
    [{ ...at(1, 0), e: 'StakerDelegated', operator }, ...slashRows(3, WAD / 2n), rebase(4, 1n)],
    null,
    true,
  )
  expect(entries.map(({ what, shares, amount }) => [what, shares, amount])).toEqual([
    ['delegated', null, null],
    ['slashed', null, null],
    ['rebased', null, null],
  ])
})
