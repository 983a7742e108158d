import { expect, test } from 'vitest'
import { createAssessor } from '../../data/assessment.ts'
import { poolExposure, poolHolds } from '../../data/poolExposure.ts'
import type { PoolPart } from '../../protocol/etherfi/readThrough.ts'
import type {
  Address,
  Network,
  Operator,
  Position,
  Strategy,
} from '../../protocol/network/types.ts'
import { beaconChainETHStrategy, WAD } from '../../protocol/network/types.ts'
import { defaultAssumptions } from '../../risk/assumptions.ts'
import { type Asset, ethLimits, inStrategyToken, isOver, limitsOf } from './assets.ts'
import { compareWays, daysToPay } from './compareWays.ts'
import { GAS } from './gas.ts'
import type { WaysState } from './readWays.ts'

const stEthStrategy: Address = '0x00000000000000000000000000000000000000e1'
const stEth: Address = '0x00000000000000000000000000000000000000c1'
const operator: Address = '0x00000000000000000000000000000000000000b1'
const avs: Address = '0x00000000000000000000000000000000000000a1'

const strategy: Strategy = {
  address: stEthStrategy,
  kind: 'erc20',
  token: {
    address: stEth,
    symbol: 'stETH',
    decimals: 18,
    priceEth: 1,
    priceSource: { kind: 'redemption' },
    market: null,
  },
  totalShares: WAD,
  rate: WAD,
  whitelisted: true,
  isStEth: true,
}

const operators = (allocations: Operator['allocations']) =>
  [
    {
      address: operator,
      allocations,
      maxMagnitudes: {},
      shares: { [stEthStrategy]: WAD },
      splits: {},
      registeredSets: [],
    },
  ] as unknown as Operator[]

const allocated = [
  {
    set: `${avs}-0` as const,
    strategy: stEthStrategy,
    currentMagnitude: WAD / 2n,
    pendingDiff: 0n,
    effectBlock: 0,
    inSet: true,
    slashable: true,
  },
]

const network = (allocations: Operator['allocations'] = allocated) =>
  ({
    chainId: 31337,
    block: { number: 100n, hash: '0x', timestamp: 1_000_000n },
    strategies: { [stEthStrategy]: strategy },
    tokens: {},
    operators: operators(allocations),
    avss: [{ address: avs, sets: [`${avs}-0`], metadataUri: null, createdAtBlock: 0n }],
    operatorSets: {},
    submissions: [],
    rebases: [],
    slashes: [],
    changes: [],
    clock: [],
    ethUsd: null,
    parameters: { minWithdrawalDelayBlocks: 50, defaultOperatorSplitBips: 1_000 },
  }) as unknown as Network

const part = (share: number): PoolPart => ({
  restaker: '0x00000000000000000000000000000000000000d1',
  operator,
  strategy: stEthStrategy,
  valueEth: share,
  share,
})

test('the pool is exposed by its share with the operator, as a liquid restaking token', () => {
  const assessor = createAssessor(network(), defaultAssumptions)
  const none = poolExposure(assessor, [])
  const half = poolExposure(assessor, [part(0.5)])
  const split = poolExposure(assessor, [part(0.2), part(0.3)])
  expect(none?.maxSlashable).toBe(0)
  expect(half?.maxSlashable).toBeCloseTo(0.25, 12)
  // Two restakers with one operator are one stake.
  expect(split?.maxSlashable).toBeCloseTo(0.25, 12)
  expect(split?.exposure).toBeCloseTo(half?.exposure ?? 0, 9)
  expect(half?.exposure).toBeGreaterThan(none?.exposure ?? 1)
  // The token's own contracts stand on top of EigenLayer's.
  const staked = assessor.assess({ [stEthStrategy]: WAD }, null).exposure
  expect(none?.contractFailure.p).toBeGreaterThan(staked?.contractFailure.p ?? 1)
})

test('a pool stands on Lido and on EigenLayer only with what it holds there', () => {
  const assessor = createAssessor(network(), defaultAssumptions)
  const { lidoP, coreP, lrtP, lidoSeverity, coreSeverity, lrtSeverity } = defaultAssumptions
  const native = { ...part(0.4), strategy: beaconChainETHStrategy, operator: null }
  const any = (...chances: number[]) => 1 - chances.reduce((all, chance) => all * (1 - chance), 1)
  expect(poolHolds(assessor, [part(0.3), native])).toEqual({ stETH: 0.3, restaked: 0.7 })
  expect(poolExposure(assessor, [])?.contractFailure.p).toBeCloseTo(lrtP, 12)
  expect(poolExposure(assessor, [native])?.contractFailure.p).toBeCloseTo(any(coreP, lrtP), 12)
  expect(poolExposure(assessor, [part(0.3)])?.contractFailure.p).toBeCloseTo(
    any(lidoP, coreP, lrtP),
    12,
  )
  // One failure at a time, to first order: each takes the part that stands on it.
  const el = poolExposure(assessor, [part(0.3), native])?.contractFailure.el ?? 0
  const sum = lidoP * lidoSeverity * 0.3 + coreP * coreSeverity * 0.7 + lrtP * lrtSeverity
  expect(Math.abs(el / sum - 1)).toBeLessThan(0.02)
})

test('an operator that could not be read makes the exposure of the pool unknown', () => {
  expect(poolExposure(createAssessor(network(null), defaultAssumptions), [part(1)])).toBeNull()
})

const restaker = {
  staker: part(0).restaker,
  delegatedTo: operator,
  holdings: [
    { strategy: stEthStrategy, withdrawableShares: 4n, depositShares: 4n, underlying: 60n * WAD },
  ],
} as unknown as Position

const ways = (pool: object): WaysState => ({
  account: null,
  gasPrice: 1_000_000_000n,
  pace: 2,
  wrapped: null,
  etherFi: {
    totalPooledEther: 100n * WAD,
    restakers: [restaker],
    apr: { apr: 0.0365, days: 7 },
    ...pool,
  } as unknown as WaysState['etherFi'],
  pod: null,
  failures: [],
})
const wanted = { amount: 10n * WAD, operator: null, hasEtherFi: true }

test('the pool has figures of its own, with fee and days to earn it back', () => {
  const assessor = createAssessor(network(), defaultAssumptions)
  const pool = compareWays(assessor, ways({}), wanted)[2]
  expect(pool?.poolParts?.map(({ share }) => share)).toEqual([0.6])
  expect(pool?.exposure?.maxSlashable).toBeCloseTo(0.3, 12)
  expect(pool?.fee).toBe(GAS.etherFi * 1_000_000_000n)
  // 10 ETH at 3.65 % bring 0.001 ETH a day.
  expect(pool?.paidBackDays).toBeCloseTo(Number(GAS.etherFi) / 1e6, 6)
  const { slashing = 0, validators = 0, market = 0 } = pool?.exposureParts ?? {}
  expect(slashing + validators + market).toBeCloseTo(pool?.exposure?.exposure ?? 0, 9)
})

test('what is missing has its reason, and never reads as zero', () => {
  const assessor = createAssessor(network(), defaultAssumptions)
  const of = (state: WaysState | null, hasEtherFi = true) =>
    compareWays(assessor, state, { ...wanted, hasEtherFi })[2]
  expect(of(ways({ restakers: null }))).toMatchObject({
    exposure: null,
    poolParts: null,
    gap: { apr: null, exposure: 'noRestakers' },
  })
  expect(of(ways({ apr: null }))).toMatchObject({
    apr: null,
    paidBackDays: null,
    gap: { apr: 'noReports' },
  })
  expect(of(ways({ totalPooledEther: null }))?.gap.exposure).toBe('restakersUnread')
  expect(of(null)).toMatchObject({ fee: null, gap: { apr: 'reading' } })
  expect(of(ways({}), false)?.gap).toEqual({ apr: 'noEtherFi', exposure: 'noEtherFi' })
  const native = compareWays(assessor, ways({}), wanted)[1]
  // What validators earn is assumed, and says so where it is shown.
  expect(native).toMatchObject({ apr: defaultAssumptions.nativeBaseApr, gap: { apr: null } })
  expect(native?.exposure?.exposure).toBeGreaterThan(0)
})

test('an operator adds what it may be slashed for to both stakes of its own', () => {
  const assessor = createAssessor(network(), defaultAssumptions)
  const [alone] = compareWays(assessor, ways({}), wanted)
  const [withOperator] = compareWays(assessor, ways({}), { ...wanted, operator })
  expect(alone?.exposureParts?.slashing).toBe(0)
  expect(withOperator?.exposureParts?.slashing).toBeGreaterThan(0)
})

test('a fee is paid back in days, or never', () => {
  expect(daysToPay(WAD, 365n * WAD, 1)).toBeCloseTo(1, 12)
  expect(daysToPay(WAD, WAD, 0)).toBeNull()
  expect(daysToPay(WAD, WAD, -0.1)).toBeNull()
  expect(daysToPay(null, WAD, 0.1)).toBeNull()
  expect(daysToPay(WAD, 0n, 0.1)).toBeNull()
})

const asset = (kind: Asset['kind']): Asset => ({
  id: kind,
  kind,
  symbol: 'X',
  decimals: 18,
  strategy,
})
const position = {
  ethBalance: WAD,
  gasPrice: 10n ** 9n,
  stEth: { balance: 7n, shares: 6n, allowance: 0n, stakeLimit: 5n },
  tokenBalances: { [stEth]: 9n },
} as unknown as Position

test('limits of each asset come from its own balance', () => {
  const wrapped = { stEthPerToken: (WAD * 12n) / 10n, balance: 8n }
  expect(limitsOf(asset('stEth'), position, null).max).toBe(7n)
  expect(limitsOf(asset('wstEth'), position, wrapped).max).toBe(8n)
  expect(limitsOf(asset('wstEth'), position, null).balance).toBeNull()
  expect(limitsOf(asset('token'), position, null).max).toBe(9n)
  expect(limitsOf(asset('eth'), position, null)).toEqual({
    balance: WAD,
    max: WAD - 2n * GAS.lst * 10n ** 9n,
    reserve: 2n * GAS.lst * 10n ** 9n,
    lidoLimit: 5n,
  })
  expect(limitsOf(asset('eth'), null, null).balance).toBeNull()
  const poor = { ...position, ethBalance: 5n } as Position
  expect(ethLimits(poor, GAS.etherFi).max).toBe(0n)
})

test('stETH that is a wei or two short is all of it; any other asset is too little', () => {
  expect(isOver(asset('stEth'), 9n, 7n)).toBe(false)
  expect(isOver(asset('stEth'), 10n, 7n)).toBe(true)
  expect(isOver(asset('token'), 8n, 7n)).toBe(true)
})

test('wstETH counts by its rate, and not at all before that is known', () => {
  const wrapped = { stEthPerToken: (WAD * 12n) / 10n, balance: null }
  expect(inStrategyToken(asset('wstEth'), 10n * WAD, wrapped)).toBe(12n * WAD)
  expect(inStrategyToken(asset('wstEth'), WAD, null)).toBeNull()
  expect(inStrategyToken(asset('stEth'), WAD, null)).toBe(WAD)
})
