import type { Address, Network, Operator, OperatorSetKey } from '../protocol/network/types.ts'
import { WAD } from '../protocol/network/types.ts'
import { thetas } from '../risk/attackGuess.ts'
import {
  type Coalition,
  coalitionOf,
  leakedKeysLoss,
  noShock,
  type Shock,
} from '../risk/scenarios.ts'
import { slashSequence } from '../risk/slashing.ts'
import { type SetFacts, slashableShares } from './avsFacts.ts'
import type { Settled } from './scenarioSettle.ts'
import { isLive } from './scenarioSubject.ts'
import { valueInEth } from './totals.ts'

/** ETH staked on Ethereum that a leak is measured against: an assumption, no contract tells it. */
export const STAKED_ETH = 35_000_000

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
