import { expect, test } from 'vitest'
import type { Delegator, DelegatorReading } from '../../protocol/console/readDelegators.ts'
import { foldDelegations, reconcile } from '../../protocol/console/readDelegators.ts'
import type { Address, Network } from '../../protocol/network/types.ts'
import {
  concentration,
  countByBlock,
  csvHeader,
  csvRows,
  rowsOf,
  searchRows,
} from './delegators.ts'

const WAD = 10n ** 18n
const address = (digit: number) => `0x${String(digit).repeat(40)}` as Address
const [beacon, other] = [address(7), address(8)]

const network = {
  block: { number: 1_000n, timestamp: 10_000n, hash: '0x' },
  clock: [
    [0, 0],
    [1_000, 10_000],
  ],
  strategies: {
    [beacon]: { address: beacon, kind: 'beaconChainETH', rate: WAD, token: null },
    // Nobody prices this one.
    [other]: {
      address: other,
      kind: 'erc20',
      rate: WAD,
      token: { symbol: 'X', decimals: 18, priceEth: null },
    },
  },
} as unknown as Network

const delegator = (digit: number, eth: bigint, part: Partial<Delegator> = {}): Delegator => ({
  staker: address(digit),
  sinceBlock: digit * 100,
  left: false,
  shares: { [beacon]: eth * WAD },
  leaving: [],
  ...part,
})

const reading: DelegatorReading = {
  operator: address(9),
  block: network.block,
  delegators: [
    delegator(1, 10n),
    delegator(2, 70n, {
      leaving: [{ strategy: other, shares: 5n * WAD, slashableUntil: 1_040 }],
    }),
    delegator(3, 20n),
    delegator(4, 0n, {
      left: true,
      shares: {},
      leaving: [{ strategy: beacon, shares: WAD, slashableUntil: 1_010 }],
    }),
  ],
  operatorShares: { [beacon]: 100n * WAD + 3n },
  failures: [],
}

test('the largest come first, with their share of the whole', () => {
  const rows = rowsOf(network, reading)
  expect(rows.map(({ staker, share }) => [staker, share && Math.round(share * 100)])).toEqual([
    [address(2), 70],
    [address(3), 20],
    [address(1), 10],
    [address(4), 0],
  ])
  expect(rows[0]).toMatchObject({ since: 2_000, slashableUntil: 1_040 })
  expect(concentration(rows, 2)).toBeCloseTo(0.9, 12)
  expect(concentration(rows, 10)).toBeCloseTo(1, 12)
})

test('what cannot be valued is not known, and neither is the concentration', () => {
  const rows = rowsOf(network, {
    ...reading,
    delegators: [delegator(1, 10n), delegator(2, 0n, { shares: null })],
  })
  expect(rows.map(({ worth }) => worth)).toEqual([10n * WAD, null])
  expect(concentration(rows, 10)).toBeNull()
})

test('the page says by how much the sum is off, and knows when it cannot', () => {
  expect(reconcile(reading)).toEqual({ sums: { [beacon]: 100n * WAD }, off: { [beacon]: 3n } })
  expect(reconcile({ ...reading, operatorShares: null }).off).toBeNull()
  expect(reconcile({ ...reading, delegators: [delegator(1, 1n, { shares: null })] }).off).toBeNull()
})

test('the file has a line for each restaker and strategy, and adds up to the same', () => {
  const rows = csvRows(network, reading, rowsOf(network, reading))
  const at = (name: (typeof csvHeader)[number]) => csvHeader.indexOf(name)
  expect(rows.every((row) => row.length === csvHeader.length)).toBe(true)
  expect(rows.reduce((sum, row) => sum + BigInt(row[at('withdrawable_shares')] ?? 0), 0n)).toBe(
    100n * WAD,
  )
  expect(rows.filter((row) => row[at('strategy')] === other)).toEqual([
    expect.arrayContaining([address(2), 'X', 5n * WAD, 1_040]),
  ])
})

test('who joins, leaves and comes back is counted once, and since the last time', () => {
  const step = (b: number, staker: Address, joined: boolean) => ({
    b,
    i: 0,
    e: joined ? 'StakerDelegated' : 'StakerUndelegated',
    a: { staker },
  })
  const { now, left, movements } = foldDelegations([
    step(1, address(1), true),
    step(2, address(2), true),
    step(3, address(1), false),
    step(4, address(2), false),
    step(5, address(1), true),
  ])
  expect([...now]).toEqual([[address(1), 5]])
  expect([...left]).toEqual([[address(2), 4]])
  expect(movements.map(({ count }) => count)).toEqual([1, 2, 1, 0, 1])
})

test('many movements in a block are one point, and an address is found in either case', () => {
  const movement = (block: number, digit: number, joined: boolean, count: number) => ({
    block,
    staker: address(digit),
    joined,
    count,
  })
  const movements = [
    movement(5, 1, true, 1),
    movement(5, 2, true, 2),
    movement(9, 1, false, 1),
    movement(9, 3, true, 2),
    movement(9, 4, true, 3),
  ]
  expect(countByBlock(movements)).toEqual([
    [5, 2],
    [9, 3],
  ])
  const rows = [{ staker: `0x${'ab'.repeat(20)}` as Address }, { staker: address(2) }]
  expect(searchRows(rows, ' 0xABab ')).toEqual([rows[0]])
  expect(searchRows(rows, '')).toBe(rows)
  expect(searchRows(rows, 'nobody')).toEqual([])
})
