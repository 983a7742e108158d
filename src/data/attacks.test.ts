import { describe, expect, test } from 'vitest'
import type { Address, Network, Operator, OperatorSetKey } from '../protocol/network/types.ts'
import { boundedAssumptions, defaultAssumptions } from '../risk/assumptions.ts'
import { attackEntries } from '../risk/attackGuess.ts'
import { createAssessor } from './assessment.ts'
import { attackOn, attacksUnder } from './attacks.ts'
import { setFacts } from './avsFacts.ts'

const ETH = 10n ** 18n
const at = (n: number) => `0x${n.toString(16).padStart(40, '0')}` as Address
const key = `${at(0xa)}-0` as OperatorSetKey
const other = `${at(0xb)}-0` as OperatorSetKey
const stEth = at(0x51)
const guess = { profit: 30, theta: 'half', votes: 'delegated' } as const

const operator = (n: number, shares: bigint, part: bigint, more: Partial<Operator> = {}) =>
  ({
    address: at(n),
    shares: { [stEth]: shares * ETH },
    maxMagnitudes: { [stEth]: ETH },
    registeredSets: [key],
    allocations: [
      {
        set: key,
        strategy: stEth,
        currentMagnitude: (ETH * part) / 100n,
        pendingDiff: 0n,
        effectBlock: 0,
        inSet: true,
        slashable: true,
      },
    ],
    ...more,
  }) as unknown as Operator

/** Delegated 100, 60 and 40, of which 25, 30 and 4 can be slashed: half of the votes cost at least 25. */
const operators = [operator(1, 100n, 25n), operator(2, 60n, 50n), operator(3, 40n, 10n)]

function network(of: readonly Operator[]): Network {
  const set = (one: OperatorSetKey) => ({ key: one, strategies: [stEth], slashCount: 0 })
  return {
    block: { number: 100n, timestamp: 8_000_000n, hash: '0x' },
    clock: [],
    strategies: {
      [stEth]: {
        address: stEth,
        kind: 'erc20',
        isStEth: true,
        rate: ETH,
        token: { address: at(0x99), symbol: 'stETH', decimals: 18, priceEth: 1 },
      },
    },
    operatorSets: { [key]: set(key), [other]: set(other) },
    avss: [{ address: at(0xa), sets: [key] }],
    operators: of,
    changes: [],
    slashes: [],
    rebases: [],
    submissions: [],
    tokens: {},
    coverage: { complete: true, gaps: [] },
  } as unknown as Network
}

const counting = boundedAssumptions(attackEntries({ [key]: guess }))

describe('counted attacks', () => {
  test('cost what the cheapest half of the votes would lose by the stake that is there', () => {
    const facts = setFacts(network(operators)).get(key)!
    expect(attackOn(facts, guess)).toEqual({ profit: 30, cost: 25, theta: 0.5 })
    expect(attackOn(facts, { ...guess, theta: 'third' })?.theta).toBeCloseTo(1 / 3, 12)
    expect(attackOn(setFacts(network([])).get(key)!, guess)).toBeNull()
  })

  test('cost the lower of two bounds where the cheapest coalition is not known', () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      operator(i + 1, BigInt(7 + ((i * 13) % 40)), BigInt(5 + ((i * 29) % 60))),
    )
    const facts = setFacts(network(many)).get(key)!
    const half = attackOn(facts, guess)!
    const whole = facts.members.reduce((total, { slashableWei }) => total + slashableWei, 0n)
    expect(half.cost).toBeGreaterThan(0)
    expect(half.cost).toBeLessThan(Number(whole) / 1e18)
  })

  test('are only those on sets of this network', () => {
    const attacks = { [key]: guess, [`${at(0xcc)}-0`]: guess }
    expect([...attacksUnder(network(operators), attacks).keys()]).toEqual([key])
    expect(attacksUnder(network(operators), undefined).size).toBe(0)
  })

  test('raise the exposure of members and of nobody else', () => {
    const outside = operator(4, 50n, 50n, {
      registeredSets: [other],
      allocations: [{ ...operators[0]!.allocations![0]!, set: other }],
    })
    // Left the set and can still be slashed: no vote, no part in a coalition.
    const left = operator(5, 50n, 50n, { registeredSets: [] })
    const all = network([...operators, outside, left])
    const plain = createAssessor(all, defaultAssumptions)
    const counted = createAssessor(all, counting)
    const exposure = (assessor: typeof plain, n: number) =>
      assessor.reference(at(n))!.exposure!.exposure
    for (const n of [1, 2, 3]) expect(exposure(counted, n)).toBeGreaterThan(exposure(plain, n))
    for (const n of [4, 5]) expect(exposure(counted, n)).toBe(exposure(plain, n))
  })

  test('cost what the present stake makes them cost where the past is judged', () => {
    const then = network([operators[0]!])
    const [pair] = createAssessor(then, counting, 30, network(operators)).inputOf(
      { [stEth]: ETH },
      at(1),
    ).input!.pairs
    expect(pair?.attack?.cost).toBe(25)
  })
})
