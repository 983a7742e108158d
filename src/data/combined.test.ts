import { expect, test } from 'vitest'
import type { Address, Position } from '../protocol/network/types.ts'
import type { Assessment } from './assessment.ts'
import type { Stake } from './basis.ts'
import { combine, sumOfStakes } from './combined.ts'

const strategy: Address = '0x00000000000000000000000000000000000000a1'
const [one, two]: Address[] = [
  '0x00000000000000000000000000000000000000b1',
  '0x00000000000000000000000000000000000000b2',
]

const position = (operator: Address | null, shares: bigint | null) =>
  ({
    delegatedTo: operator,
    holdings: shares === null ? null : [{ strategy, withdrawableShares: shares }],
  }) as unknown as Position

/** Operator `one` pays 4 % at 10 %, any other 8 % at 30 %; one share is worth one ETH. */
const assess = (stake: Stake, operator: Address | null) => {
  const value = Number(stake[strategy] ?? 0n)
  return {
    stake,
    operator,
    aprGap: value === 0 ? 'nothingStaked' : null,
    apr: { apr: operator === one ? 0.04 : 0.08, valueEth: value, priced: 1, total: 1 },
    exposure: {
      exposure: operator === one ? 0.1 : 0.3,
      range: [0.05, operator === one ? 0.2 : 0.6],
    },
  } as unknown as Assessment
}

test('different operators: both figures weighted by value', () => {
  const sum = combine({ assess }, [position(one!, 30n), position(two!, 10n)])
  expect(sum.whole).toBeNull()
  expect(sum.valueEth).toBe(40)
  expect(sum.apr!.value).toBeCloseTo(0.05)
  expect(sum.exposure!.value).toBeCloseTo(0.15)
  expect(sum.exposure!.low).toBeCloseTo(0.05)
  expect(sum.exposure!.high).toBeCloseTo(0.3)
})

test('one operator: the summed stake is assessed, and who holds nothing changes nothing', () => {
  const sum = combine({ assess }, [position(one!, 30n), position(one!, 12n), position(two!, 0n)])
  expect(sum.whole!.stake).toEqual({ [strategy]: 42n })
  expect(sum.whole!.operator).toBe(one)
})

test('a part that could not be read leaves no sum', () => {
  const sum = combine({ assess }, [position(one!, 30n), position(one!, null)])
  expect(sum).toMatchObject({ valueEth: null, whole: null, apr: null, exposure: null })
})

test('stakes are added up by strategy', () => {
  expect(sumOfStakes([{ [strategy]: 1n }, { [strategy]: 2n, [one!]: 5n }])).toEqual({
    [strategy]: 3n,
    [one!]: 5n,
  })
})
