import { zeroHash } from 'viem'
import { expect, test } from 'vitest'
import type { ClaimRow } from '../../protocol/rewards/claimHistory.ts'
import type { EarnedPoint } from '../../protocol/rewards/earnedHistory.ts'
import { pointsOf } from './sumPoints.ts'

const token = '0x00000000000000000000000000000000000000a1'
const other = '0x00000000000000000000000000000000000000b2'
const earned = (index: number, at: number, amount: bigint | null): EarnedPoint => ({
  root: {
    index,
    root: zeroHash,
    rewardsCalculationEndTimestamp: at,
    activatedAt: at + 50,
    disabled: false,
  },
  amounts: amount === null ? null : { [token]: amount },
})
const claim = (b: number, amount: bigint, of: typeof token | typeof other = token): ClaimRow => ({
  b,
  i: 0,
  h: zeroHash,
  earner: token,
  claimer: token,
  recipient: token,
  token: of,
  amount,
})
const timeOf = ({ b }: ClaimRow) => b

test('sums grow in order of time; what is not active yet is pending', () => {
  const {
    earned: line,
    claimed,
    events,
  } = pointsOf({
    token,
    earned: [earned(0, 100, 0n), earned(1, 200, 0n), earned(2, 300, 7n), earned(3, 400, 9n)],
    claims: [claim(360, 5n), claim(370, 4n, other), claim(380, 2n)],
    now: 420,
    timeOf,
  })
  expect(line).toEqual([
    { at: 200, amount: 0n },
    { at: 300, amount: 7n },
    { at: 400, amount: 9n, pending: true },
  ])
  expect(claimed).toEqual([
    { at: 360, amount: 5n },
    { at: 380, amount: 7n },
  ])
  expect(events.map(({ at, root, earned: sum, claimed: paid }) => [at, root, sum, paid])).toEqual([
    [200, 1, 0n, 0n],
    [300, 2, 7n, 0n],
    [360, null, 7n, 5n],
    [380, null, 7n, 7n],
    [400, 3, 9n, 7n],
  ])
})

test('roots that prove nothing are left out; without any, earned sums are unknown and not zero', () => {
  expect(
    pointsOf({
      token,
      earned: [earned(0, 100, 3n), earned(1, 200, null)],
      claims: [],
      now: 500,
      timeOf,
    }).earned,
  ).toEqual([{ at: 100, amount: 3n }])
  const without = pointsOf({ token, earned: null, claims: [claim(9, 5n)], now: 500, timeOf })
  expect(without.earned).toEqual([])
  expect(without.events).toMatchObject([{ earned: null, claimed: 5n }])
})
