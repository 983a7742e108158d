import { expect, test } from 'vitest'
import type { Address, Network, Position } from '../network/types.ts'
import { poolApr } from './poolApr.ts'
import { firstBlockOf } from './readEtherFi.ts'
import { readThrough } from './readThrough.ts'

const day = 86_400
const ether = 10n ** 18n

test('APR is the growth of the rate over the window, from the report before it', () => {
  const rebases = Array.from({ length: 20 }, (_, index) => ({
    timestamp: index * day,
    totalEthLocked: 1_000n * ether + BigInt(index) * (ether / 10n),
    totalEEthShares: 1_000n * ether,
  }))
  const result = poolApr(rebases, 19 * day + 3_600)
  // From day 12 to day 19: 1.0012 to 1.0019.
  expect(result?.days).toBe(7)
  expect(result?.apr).toBeCloseTo(((1.0019 / 1.0012 - 1) * 365) / 7, 9)
})

test('APR is negative after a loss, and unknown with fewer than two reports', () => {
  const at = (timestamp: number, eth: bigint) => ({
    timestamp,
    totalEthLocked: eth,
    totalEEthShares: 1_000n,
  })
  expect(poolApr([at(0, 1_000n), at(day, 990n)], day)?.apr).toBeCloseTo(-3.65, 9)
  expect(poolApr([at(0, 1_000n)], day)).toBeNull()
  expect(poolApr([], day)).toBeNull()
  // A report that is not in the block yet does not count.
  expect(poolApr([at(0, 1_000n), at(2 * day, 1_001n)], day)).toBeNull()
})

test('the log is read from the block that the clock gives, or from a guess within the chain', () => {
  const block = { number: 1_000_000n, hash: '0x' as const, timestamp: BigInt(100 * day) }
  const chain = { startBlock: 500, blockTime: 12 }
  expect(firstBlockOf(chain, block, [])).toBe(1_000_000 - (10 * day) / 12)
  const clock = [
    [600, 80 * day],
    [700, 89 * day],
    [800, 99 * day],
  ] as const
  expect(firstBlockOf(chain, block, clock)).toBe(700)
  expect(firstBlockOf({ startBlock: 950_000, blockTime: 12 }, block, [])).toBe(950_000)
})

const strategy: Address = '0x00000000000000000000000000000000000000e1'
const network = (priceEth: number | null) =>
  ({
    strategies: { [strategy]: { kind: 'erc20', token: { decimals: 18, priceEth } } },
  }) as unknown as Network
const restaker = (parts: Partial<Position>): Position =>
  ({ staker: '0xa1', delegatedTo: '0xb1', holdings: [], ...parts }) as unknown as Position
const holding = (underlying: bigint | null) => ({
  strategy,
  withdrawableShares: 1n,
  depositShares: 1n,
  underlying,
})

test('shares of the pool are values over the whole pool, and never add up to more than it', () => {
  const parts = readThrough(
    network(0.5),
    [
      restaker({ holdings: [holding(40n * ether)] }),
      restaker({
        delegatedTo: '0x0000000000000000000000000000000000000000',
        holdings: [holding(20n * ether)],
      }),
    ],
    100n * ether,
  )
  expect(parts?.map(({ share, operator, valueEth }) => [share, operator, valueEth])).toEqual([
    [0.2, '0xb1', 20],
    [0.1, null, 10],
  ])
  const over = readThrough(
    network(1),
    [restaker({ holdings: [holding(200n * ether)] })],
    100n * ether,
  )
  expect(over?.[0]?.share).toBe(1)
})

test('what could not be read makes the whole unknown', () => {
  const held = (underlying: bigint | null) => [restaker({ holdings: [holding(underlying)] })]
  expect(readThrough(network(1), held(null), ether)).toBeNull()
  expect(readThrough(network(null), held(ether), ether)).toBeNull()
  expect(readThrough(network(1), [restaker({ holdings: null })], ether)).toBeNull()
  expect(readThrough(network(1), [restaker({ delegatedTo: null })], ether)).toBeNull()
})
