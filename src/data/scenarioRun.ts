import type { PoolPart } from '../protocol/etherfi/readThrough.ts'
import type { Address, Network, Operator, OperatorSetKey } from '../protocol/network/types.ts'
import { beaconChainETHStrategy, WAD } from '../protocol/network/types.ts'
import type { Assumptions } from '../risk/assumptions.ts'
import { thetas } from '../risk/attackGuess.ts'
import {
  createExposureMemo,
  type Exposure,
  type ExposureInput,
  type ExposurePair,
} from '../risk/exposure.ts'
import {
  type Coalition,
  coalitionOf,
  leakedKeysLoss,
  noShock,
  type ScenarioLoss,
  type ScenarioPart,
  type Shock,
  scenarioLoss,
} from '../risk/scenarios.ts'
import { slashSequence } from '../risk/slashing.ts'
import type { Assessor } from './assessment.ts'
import { type SetFacts, slashableShares } from './avsFacts.ts'
import { type Stake, sharePriceEth } from './basis.ts'
import type { Scenario } from './scenario.ts'
import { valueInEth } from './totals.ts'

/** ETH staked on Ethereum that a leak is measured against: an assumption, no contract tells it. */
export const STAKED_ETH = 35_000_000

/** A position as scenarios take it: stake with operators, or a liquid restaking token. */
export type Subject = {
  parts: readonly ScenarioPart[]
  product: ExposureInput['product']
  wrapped: boolean
  /** `null` when a token has no price. */
  valueEth: number | null
}

/** What everything in a scenario is, after defaults. */
export type Settled = {
  scenario: Scenario
  avs: Address | null
  set: OperatorSetKey | null
  operator: Address | null
  severity: number
  validators: number
  discount: number
  exitShare: number
  leaving: number
}

/** A set that slashes an operator. */
export type Hit = {
  operator: Address
  set: OperatorSetKey
  /** Share of the allocation that it takes. */
  severity: number
  /** What of all stake is lost by it, in wei; what has no price is left out. */
  lostWei: bigint
  complete: boolean
}

export type ScenarioResult = {
  loss: ScenarioLoss
  hits: readonly Hit[]
  lostWei: bigint
  complete: boolean
  /** Who colludes. */
  coalition: Coalition | null
  /** Share that validators of the operator lose. */
  beacon: number
  before: Exposure
  /** With the magnitudes and the slash record that the scenario leaves behind. */
  after: Exposure
}

const exposureOf = createExposureMemo(256)

/** Stake with one operator, or none; `null` where one of several tokens has no price or the operator was not read. */
export function subjectOf(
  assessor: Assessor,
  stake: Stake,
  operator: Address | null,
): Subject | null {
  const { network } = assessor
  const held = (Object.entries(stake) as [Address, bigint][]).filter(([, shares]) => shares > 0n)
  if (held.length === 0) return null
  const values = held.map(([strategy, shares]) => {
    const price = sharePriceEth(
      network.strategies[strategy] ??
        (strategy === beaconChainETHStrategy ? nativeStrategy : undefined),
      assessor.assumptions.prices,
    )
    return price === null ? null : (Number(shares) / 1e18) * price
  })
  const total = values.reduce<number | null>(
    (sum, value) => (sum === null || value === null ? null : sum + value),
    0,
  )
  if (held.length > 1 && !total) return null
  const known = operator === null ? undefined : assessor.operatorOf(operator)
  if (operator !== null && (!known || known.allocations === null || known.maxMagnitudes === null))
    return null
  const parts = held.map(
    ([strategy], i): ScenarioPart => ({
      operator,
      strategy,
      kind: kindOf(network, strategy),
      restaked: true,
      weight: held.length === 1 ? 1 : (values[i] as number) / (total as number),
      allocations: known ? allocationsOf(known, strategy) : [],
    }),
  )
  const largest = parts.reduce((a, b) => (b.weight > a.weight ? b : a))
  return { parts, product: largest.kind, wrapped: false, valueEth: total }
}

/** One ETH of a liquid restaking token, read through to where its pool has restaked. */
export function poolSubject(assessor: Assessor, pool: readonly PoolPart[]): Subject | null {
  const parts: ScenarioPart[] = []
  for (const { operator, strategy, share } of pool) {
    const known = operator === null ? undefined : assessor.operatorOf(operator)
    if (operator !== null && (!known || known.allocations === null || known.maxMagnitudes === null))
      return null
    parts.push({
      operator,
      strategy,
      kind: kindOf(assessor.network, strategy),
      restaked: true,
      weight: share,
      allocations: known ? allocationsOf(known, strategy) : [],
    })
  }
  const rest = 1 - parts.reduce((sum, { weight }) => sum + weight, 0)
  if (rest > 1e-9)
    parts.push({
      operator: null,
      strategy: beaconChainETHStrategy,
      kind: 'native',
      restaked: false,
      weight: rest,
      allocations: [],
    })
  return { parts, product: 'LRT', wrapped: true, valueEth: 1 }
}

const nativeStrategy = {
  address: beaconChainETHStrategy,
  kind: 'beaconChainETH',
  token: null,
  totalShares: null,
  rate: WAD,
  whitelisted: null,
  isStEth: false,
} as const

function kindOf(network: Network, strategy: Address): ScenarioPart['kind'] {
  const known = network.strategies[strategy]
  if (strategy === beaconChainETHStrategy || known?.kind === 'beaconChainETH') return 'native'
  return known?.isStEth ? 'stETH' : 'token'
}

function allocationsOf(operator: Operator, strategy: Address): ScenarioPart['allocations'] {
  const max = operator.maxMagnitudes?.[strategy] ?? WAD
  return (operator.allocations ?? [])
    .filter((one) => one.strategy === strategy && isLive(one) && one.currentMagnitude > 0n)
    .map(({ set, currentMagnitude }) => ({
      set,
      f: max === 0n ? 0 : Number(currentMagnitude) / Number(max),
    }))
}

const isLive = (allocation: { inSet: boolean; slashable: boolean | null }) =>
  allocation.inSet && allocation.slashable === true

/** Fills in what the reader left open: what can hurt this position most, and the assumptions. */
export function settle(
  scenario: Scenario,
  {
    network,
    assumptions,
    subject,
    facts,
  }: {
    network: Network
    assumptions: Assumptions
    subject: Subject | null
    facts: ReadonlyMap<OperatorSetKey, SetFacts>
  },
): Settled {
  const { kind } = scenario
  const bySet = new Map<OperatorSetKey, number>()
  const byOperator = new Map<Address, number>()
  for (const { operator, weight, allocations } of subject?.parts ?? []) {
    if (operator !== null)
      byOperator.set(operator as Address, (byOperator.get(operator as Address) ?? 0) + weight)
    for (const { set, f } of allocations)
      bySet.set(set as OperatorSetKey, (bySet.get(set as OperatorSetKey) ?? 0) + weight * f)
  }
  const sets = network.operatorSets
  const richest = [...facts.values()].sort((a, b) => (a.slashableWei < b.slashableWei ? 1 : -1))[0]
  const worst = largestOf(bySet) ?? richest?.set.key ?? null
  const avs = network.avss.find(({ address }) => address === scenario.avs)
  const named = avs?.sets.find((key) => key === `${avs.address}-${scenario.set}`)
  const set = named ?? avs?.sets[0] ?? worst
  const operator = network.operators.some(({ address }) => address === scenario.operator)
    ? scenario.operator
    : (largestOf(byOperator) ?? network.operators[0]?.address ?? null)
  const a = assumptions
  return {
    scenario,
    avs: avs?.address ?? (worst && (sets[worst]?.avs ?? null)),
    set,
    operator,
    severity: scenario.severity ?? (kind === 'coreExploit' ? a.coreSeverity : a.severity),
    validators: scenario.validators ?? 1_000,
    discount: scenario.discount ?? a.marketSevereDiscount,
    exitShare: scenario.exitShare ?? exitShareOf(subject, a),
    leaving: scenario.leaving ?? 0.5,
  }
}

function exitShareOf(subject: Subject | null, a: Assumptions): number {
  if (subject?.product === 'LRT') return a.exitShareLrt
  if (subject?.product === 'native') return a.exitShareNative
  if (subject?.product === 'token') return a.exitShareToken
  return a.exitShareStEth
}

function largestOf<key>(values: ReadonlyMap<key, number>): key | null {
  let found: [key, number] | null = null
  for (const entry of values) if (found === null || entry[1] > found[1]) found = entry
  return found?.[0] ?? null
}

/** The shock that a scenario is, and the coalition behind it. */
export function shockOf(
  settled: Settled,
  facts: ReadonlyMap<OperatorSetKey, SetFacts>,
): { shock: Shock; coalition: Coalition | null } {
  const { scenario, severity, discount, exitShare } = settled
  const none = { coalition: null }
  switch (scenario.kind) {
    case 'avsBug':
      return {
        ...none,
        shock: {
          ...noShock,
          slash: (_, set) => (settled.avs !== null && set.startsWith(settled.avs) ? severity : 0),
        },
      }
    case 'keyLeak': {
      const beacon = leakedKeysLoss(settled.validators, STAKED_ETH)
      return {
        ...none,
        shock: {
          ...noShock,
          slash: (operator) => (operator === settled.operator ? severity : 0),
          beacon: (operator) =>
            operator === settled.operator && settled.validators > 0 ? beacon : 0,
        },
      }
    }
    case 'lstDepeg':
      return { ...none, shock: { ...noShock, discount: { stEth: discount, lrt: 0 }, exitShare } }
    case 'lrtDepeg':
      return { ...none, shock: { ...noShock, discount: { stEth: 0, lrt: discount }, exitShare } }
    case 'massExit':
      return {
        ...none,
        shock: { ...noShock, discount: { stEth: discount, lrt: discount }, exitShare },
      }
    case 'coreExploit':
      return { ...none, shock: { ...noShock, layers: { ...noShock.layers, core: severity } } }
    case 'collusion': {
      const fact = settled.set === null ? undefined : facts.get(settled.set)
      const coalition =
        fact === undefined
          ? null
          : coalitionOf(
              fact.members
                .filter(({ registered }) => registered)
                .map(({ operator, delegatedWei, slashableWei }) => ({
                  operator,
                  votes: Number(delegatedWei) / 1e18,
                  slashable: Number(slashableWei) / 1e18,
                })),
              thetas[scenario.theta],
              scenario.by,
            )
      const members = new Set(coalition?.operators)
      return {
        coalition,
        shock: {
          ...noShock,
          slash: (operator, set) => (set === settled.set && members.has(operator) ? 1 : 0),
        },
      }
    }
  }
}

/** Everything that the sets slash in a shock, the largest loss first. */
export function hitsOf(network: Network, shock: Shock): Hit[] {
  const hits = new Map<string, Hit>()
  for (const { address, allocations, maxMagnitudes, shares } of network.operators)
    for (const { set, strategy, currentMagnitude, ...allocation } of allocations ?? []) {
      if (!isLive(allocation) || currentMagnitude === 0n) continue
      const severity = shock.slash(address, set)
      if (severity === 0) continue
      const key = `${address}|${set}`
      const hit = hits.get(key) ?? {
        operator: address,
        set,
        severity,
        lostWei: 0n,
        complete: true,
      }
      const held = slashableShares(
        shares?.[strategy] ?? 0n,
        currentMagnitude,
        maxMagnitudes?.[strategy] ?? WAD,
      )
      const wei = valueInEth(network.strategies[strategy], (held * wadOf(severity)) / WAD)
      if (shares === null || (wei === null && held > 0n)) hit.complete = false
      hit.lostWei += wei ?? 0n
      hits.set(key, hit)
    }
  return [...hits.values()].sort((a, b) =>
    a.lostWei < b.lostWei ? 1 : a.lostWei > b.lostWei ? -1 : 0,
  )
}

const wadOf = (share: number) => BigInt(Math.round(share * 1e6)) * 1_000_000_000_000n

/**
 * The operator after a shock: magnitudes by the contract's own rounding
 * (`AllocationManager.slashOperator`), one slash a set.
 */
export function slashedOperator(operator: Operator, shock: Shock): Operator {
  if (operator.allocations === null || operator.maxMagnitudes === null) return operator
  const maxMagnitudes = { ...operator.maxMagnitudes }
  let allocations = operator.allocations
  for (const strategy of new Set(allocations.map((one) => one.strategy))) {
    const own = allocations.filter((one) => one.strategy === strategy)
    const events = own
      .filter(isLive)
      .map(({ set }) => ({ set, wad: wadOf(shock.slash(operator.address, set)) }))
      .filter(({ wad }) => wad > 0n)
    if (events.length === 0) continue
    const after = slashSequence({
      maxMagnitude: maxMagnitudes[strategy] ?? WAD,
      allocations: Object.fromEntries(own.map((one) => [one.set, one.currentMagnitude])),
      pendingDiff: Object.fromEntries(own.map((one) => [one.set, one.pendingDiff])),
      operatorShares: operator.shares?.[strategy] ?? 0n,
      events,
    })
    maxMagnitudes[strategy] = after.maxMagnitude
    allocations = allocations.map((one) =>
      one.strategy === strategy
        ? {
            ...one,
            currentMagnitude: after.allocations[one.set] ?? one.currentMagnitude,
            pendingDiff: after.pendingDiff[one.set] ?? one.pendingDiff,
          }
        : one,
    )
  }
  return { ...operator, allocations, maxMagnitudes }
}

/** Plays a scenario against a position. Pure. */
export function runScenario(
  assessor: Assessor,
  subject: Subject,
  settled: Settled,
  facts: ReadonlyMap<OperatorSetKey, SetFacts>,
): ScenarioResult {
  const { network, assumptions } = assessor
  const { shock, coalition } = shockOf(settled, facts)
  const loss = scenarioLoss(subject, shock)
  const hits = hitsOf(network, shock)
  const slashes = new Map<Address, number>()
  for (const { set } of hits) {
    const avs = set.slice(0, 42) as Address
    slashes.set(avs, (slashes.get(avs) ?? 0) + 1)
  }
  const weights = subject.parts.map(({ weight }) => weight)
  const left = subject.parts.map(({ weight }, i) => weight * (loss.kept[i] ?? 0))
  const sum = left.reduce((all, one) => all + one, 0)
  return {
    loss,
    hits,
    lostWei: hits.reduce((all, { lostWei }) => all + lostWei, 0n),
    complete: hits.every(({ complete }) => complete),
    coalition,
    beacon: settled.operator === null ? 0 : shock.beacon(settled.operator),
    before: exposureOf(inputOf(assessor, subject, weights), assumptions),
    after: exposureOf(
      inputOf(assessor, subject, sum > 0 ? left.map((one) => one / sum) : weights, {
        shock,
        slashes,
      }),
      assumptions,
    ),
  }
}

function inputOf(
  assessor: Assessor,
  subject: Subject,
  weights: readonly number[],
  after?: { shock: Shock; slashes: ReadonlyMap<Address, number> },
): ExposureInput {
  const byOperator = new Map<Address, Record<Address, number>>()
  subject.parts.forEach(({ operator, strategy, restaked }, i) => {
    if (operator === null || !restaked) return
    const own = byOperator.get(operator as Address) ?? {}
    own[strategy as Address] = (own[strategy as Address] ?? 0) + (weights[i] ?? 0)
    byOperator.set(operator as Address, own)
  })
  const pairs: ExposurePair[] = []
  for (const [address, own] of byOperator) {
    const known = assessor.operatorOf(address)
    if (!known) continue
    const stake = Object.fromEntries(Object.keys(own).map((strategy) => [strategy, 1n]))
    const operator = after ? slashedOperator(known, after.shock) : known
    for (const pair of assessor.pairsOf(operator, stake, own))
      pairs.push({
        ...pair,
        slashes: pair.slashes + (after?.slashes.get(pair.avs as Address) ?? 0),
      })
  }
  return { pairs, product: subject.product, restaked: true }
}
