import { describe, expect, test } from 'vitest'
import type { Address, Allocation, Network, OperatorSetKey } from '../protocol/network/types.ts'
import { beaconChainETHStrategy } from '../protocol/network/types.ts'
import { defaultAssumptions } from '../risk/assumptions.ts'
import { createAssessor } from './assessment.ts'
import { setFacts } from './avsFacts.ts'
import type { ExitMarket } from './exitPrice.ts'
import { plainScenario, type Scenario, type ScenarioKind } from './scenario.ts'
import { runScenario } from './scenarioRun.ts'
import { settle } from './scenarioSettle.ts'
import { poolSubject, type Subject, subjectOf } from './scenarioSubject.ts'

const ETH = 10n ** 18n
const at = (n: number) => `0x${n.toString(16).padStart(40, '0')}` as Address
const stEth = at(0x51)
const [a, b] = [at(0xa), at(0xb)]
const [first, second] = [at(1), at(2)]

const allocation = (avs: Address, id: number, percent: number, strategy = stEth): Allocation => ({
  set: `${avs}-${id}` as OperatorSetKey,
  strategy,
  currentMagnitude: BigInt(percent) * 10n ** 16n,
  pendingDiff: 0n,
  effectBlock: 0,
  inSet: true,
  slashable: true,
})

const set = (avs: Address, id: number) => ({
  key: `${avs}-${id}`,
  avs,
  id,
  strategies: [stEth, beaconChainETHStrategy],
  slashCount: 0,
  pendingSlasher: 'none',
  redistributionRecipient: 'none',
})

/** Two operators: 40 % + 20 % with one AVS and 10 % with another; 50 % with the first one alone. */
const network = {
  block: { number: 100n, timestamp: 8_000_000n, hash: '0x' },
  coverage: { complete: true, gaps: [] },
  strategies: {
    [stEth]: {
      address: stEth,
      kind: 'erc20',
      rate: ETH,
      isStEth: true,
      token: { address: at(0x99), symbol: 'stETH', decimals: 18, priceEth: 1 },
    },
    [beaconChainETHStrategy]: {
      address: beaconChainETHStrategy,
      kind: 'beaconChainETH',
      rate: ETH,
      isStEth: false,
      token: null,
    },
  },
  operatorSets: Object.fromEntries([set(a, 0), set(a, 1), set(b, 0)].map((one) => [one.key, one])),
  avss: [
    { address: a, sets: [`${a}-0`, `${a}-1`] },
    { address: b, sets: [`${b}-0`] },
  ],
  operators: [
    {
      address: first,
      shares: { [stEth]: 100n * ETH, [beaconChainETHStrategy]: 32n * ETH },
      maxMagnitudes: {},
      registeredSets: [`${a}-0`, `${a}-1`, `${b}-0`],
      allocations: [
        allocation(a, 0, 40),
        allocation(a, 1, 20),
        allocation(b, 0, 10),
        allocation(a, 0, 50, beaconChainETHStrategy),
      ],
    },
    {
      address: second,
      shares: { [stEth]: 300n * ETH },
      maxMagnitudes: {},
      registeredSets: [`${a}-0`],
      allocations: [allocation(a, 0, 50)],
    },
  ],
  submissions: [],
  rebases: [],
  slashes: [],
  changes: [],
  clock: [],
  tokens: {},
} as unknown as Network

const assessor = createAssessor(network, defaultAssumptions)
const facts = setFacts(network)

function play(kind: ScenarioKind, change: Partial<Scenario>, subject: Subject | null) {
  if (!subject) throw new Error('no position')
  const scenario = { ...plainScenario(kind), ...change }
  const settled = settle(scenario, { network, assumptions: defaultAssumptions, subject, facts })
  return { settled, ...runScenario(assessor, subject, settled, facts) }
}

const own = subjectOf(assessor, { [stEth]: 10n * ETH }, first)

describe('scenarios against a position', () => {
  test('an AVS bug: both its sets, both operators; the reader sees its own part', () => {
    const result = play('avsBug', { severity: 0.5 }, own)
    // Nothing was chosen: the AVS that can take most of the position.
    expect(result.settled.avs).toBe(a)
    expect(result.loss.loss).toBeCloseTo(0.3, 12)
    // stETH: (40 + 20 + 150)/2; beacon chain ETH: 16/2.
    expect(result.lostWei).toBe(113n * ETH)
    expect(result.hits.map(({ operator, set: key }) => [operator, key])).toEqual([
      [second, `${a}-0`],
      [first, `${a}-0`],
      [first, `${a}-1`],
    ])
  })

  test('the exposure before is the one that all pages show; after it magnitudes and record count', () => {
    const result = play('avsBug', { severity: 1 }, own)
    const shown = assessor.assess({ [stEth]: 10n * ETH }, first)
    expect(result.before.exposure).toBeCloseTo(shown.exposure?.exposure ?? -1, 12)
    // 40 % and 20 % are gone: what is left is 10 of 40.
    expect(result.after.maxSlashable).toBeCloseTo(0.25, 9)
    expect(result.before.maxSlashable).toBeCloseTo(0.7, 9)
    const ofA = result.after.pairs.filter(({ avs }) => avs === a)
    expect(ofA.every(({ pSource }) => pSource === 'posterior')).toBe(true)
    // Three slashes: Gamma(0.5 + 3, 50) has a mean of 7 % a year.
    expect(ofA[0]?.p).toBeCloseTo(3.5 / 50, 9)
    expect(result.after.pairs.find(({ avs }) => avs === b)?.pSource).toBe('default')
  })

  test('a key leak takes validators and every set of that operator', () => {
    const both = subjectOf(
      assessor,
      { [stEth]: 10n * ETH, [beaconChainETHStrategy]: 10n * ETH },
      first,
    )
    const result = play('keyLeak', { severity: 1, validators: 400_000 }, both)
    expect(result.settled.operator).toBe(first)
    expect(result.beacon).toBe(1)
    // Half in stETH loses 70 %, the native half everything.
    expect(result.loss.loss).toBeCloseTo(0.85, 12)
    expect(play('keyLeak', { operator: second }, both).loss.loss).toBe(0)
    expect(play('keyLeak', { severity: 0, validators: 0 }, both).loss.loss).toBe(0)
  })

  test('collusion: the cheapest half of the votes, all of their allocation to that set', () => {
    const result = play('collusion', { avs: a, set: 0 }, own)
    // Votes 132 against 300: no majority without the second operator.
    expect(result.coalition?.operators).toEqual([second])
    expect(result.loss.loss).toBe(0)
    const third = play('collusion', { avs: a, set: 0, theta: 'twoThirds', by: 'fewest' }, own)
    expect(third.coalition?.operators).toEqual([second])
    const inner = play('collusion', { avs: a, set: 1 }, own)
    expect(inner.coalition?.operators).toEqual([first])
    expect(inner.loss.loss).toBeCloseTo(0.2, 12)
  })

  test('core contracts, depegs and exits take the shares they are told, or the assumed ones', () => {
    expect(play('coreExploit', {}, own).loss.loss).toBe(1)
    expect(play('coreExploit', { severity: 0.25 }, own).loss.steps.core).toBe(0.25)
    const depeg = play('lstDepeg', { discount: 0.2 }, own)
    expect(depeg.settled.exitShare).toBe(defaultAssumptions.exitShareStEth)
    expect(depeg.loss.loss).toBeCloseTo(0.05, 12)
    expect(depeg.loss.marked).toBeCloseTo(0.2, 12)
    expect(play('lrtDepeg', { discount: 0.2, exitShare: 1 }, own).loss.marked).toBe(0)
    const exit = play('massExit', { discount: 0.1, exitShare: 1 }, own)
    expect(exit.loss.loss).toBeCloseTo(0.1, 12)
    expect(exit.after.exposure).toBe(exit.before.exposure)
  })

  test('a mass exit takes the price of a pool that is there, else the assumed one, and the reader’s over both', () => {
    const market = {
      block: 100n,
      pool: { tokens: 300n * ETH, ether: 300n * ETH, amplification: 50n },
      lending: null,
      loans: null,
      restaked: 1_000,
    } as unknown as ExitMarket
    const exit = (
      change: Partial<Scenario>,
      subject: Subject | null,
      pool = market as typeof market | null,
    ) =>
      settle(
        { ...plainScenario('massExit'), ...change },
        { network, assumptions: defaultAssumptions, subject, facts, market: pool },
      )
    const fromPool = exit({ leaving: 0.5, exitShare: 0.5 }, own)
    expect(fromPool.discountFrom).toBe('pool')
    expect(fromPool.exit?.sold).toBe(250)
    expect(fromPool.discount).toBe(fromPool.exit?.discount)
    // A tenth of what is restaked, unless the reader says otherwise.
    expect(exit({ exitShare: 1 }, own).exit?.sold).toBe(100)
    const { loss } = runScenario(assessor, own as Subject, fromPool, facts)
    expect(loss.loss).toBeCloseTo(0.5 * fromPool.discount, 12)
    expect(exit({ discount: 0.1 }, own)).toMatchObject({ discountFrom: 'reader', discount: 0.1 })
    const assumed = { discountFrom: 'assumption', exit: null, discount: 0.1 }
    expect(exit({}, own, null)).toMatchObject(assumed)
    // The pool of stETH tells nothing of the price of a token around it.
    const eEth = poolSubject(assessor, [
      { restaker: at(7), operator: first, strategy: stEth, valueEth: 40, share: 0.4 },
    ])
    expect(exit({}, eEth)).toMatchObject(assumed)
  })

  test('a liquid restaking token is hit through what its pool has restaked', () => {
    const eEth = poolSubject(assessor, [
      { restaker: at(7), operator: first, strategy: stEth, valueEth: 40, share: 0.4 },
      { restaker: at(8), operator: null, strategy: stEth, valueEth: 10, share: 0.1 },
    ])
    expect(play('avsBug', { avs: a, severity: 0.5 }, eEth).loss.loss).toBeCloseTo(0.12, 12)
    expect(play('coreExploit', {}, eEth).loss.loss).toBeCloseTo(0.5, 12)
    expect(play('lrtDepeg', { discount: 0.16, exitShare: 0.5 }, eEth).loss.loss).toBeCloseTo(
      0.08,
      12,
    )
  })

  test('what an address names and this chain does not have is left out', () => {
    const result = play('avsBug', { avs: at(0xdead), operator: at(0xdead), set: 9 }, own)
    expect(result.settled.avs).toBe(a)
    expect(result.settled.operator).toBe(first)
  })
})

test('nothing held, or an operator that was not read, is no position', () => {
  expect(subjectOf(assessor, {}, first)).toBeNull()
  expect(subjectOf(assessor, { [stEth]: 1n }, at(0xdead))).toBeNull()
  expect(subjectOf(assessor, { [stEth]: ETH }, null)?.parts[0]).toMatchObject({
    operator: null,
    allocations: [],
  })
})
