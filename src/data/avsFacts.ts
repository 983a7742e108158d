import type {
  Address,
  Avs,
  Network,
  Operator,
  OperatorSet,
  OperatorSetKey,
} from '../protocol/network/types.ts'
import { WAD } from '../protocol/network/types.ts'
import { type AvsThreshold, avsEconomics } from '../risk/attack.ts'
import { type Theta, thetas, type VoteBasis } from '../risk/attackGuess.ts'
import { fewestToReach } from '../risk/concentration.ts'
import { fractionalCover } from '../risk/cover.ts'
import { valueInEth } from './totals.ts'

/** One operator of a set: all of its stake in the set's strategies, and what of it the set may slash. */
export type SetMember = {
  operator: Address
  /** `false` for one that left and can still be slashed: it has no vote. */
  registered: boolean
  /** Wei of ETH, in the set's strategies, as far as there are prices. */
  delegatedWei: bigint
  slashableWei: bigint
}

/** What stands behind an operator set. */
export type SetFacts = {
  set: OperatorSet
  members: SetMember[]
  /** In the set's order; shares, and their value where there is a price. */
  stakes: {
    strategy: Address
    delegated: bigint
    slashable: bigint
    delegatedWei: bigint | null
    slashableWei: bigint | null
  }[]
  delegatedWei: bigint
  slashableWei: bigint
  /** All stakes were read and have a price. */
  complete: boolean
}

/**
 * What an operator set may slash of an operator's shares, rounded as `AllocationManager.getAllocatedStake` does:
 * ⌊shares·⌊magnitude·1e18/max⌋/1e18⌋.
 */
export function slashableShares(shares: bigint, magnitude: bigint, max: bigint): bigint {
  if (max === 0n) return 0n
  return (shares * ((magnitude * WAD) / max)) / WAD
}

/** {@link SetFacts} of every operator set, in one pass over the operators. */
export function setFacts(network: Network): ReadonlyMap<OperatorSetKey, SetFacts> {
  const facts = new Map<OperatorSetKey, SetFacts>()
  for (const set of Object.values(network.operatorSets))
    facts.set(set.key, {
      set,
      members: [],
      stakes: (set.strategies ?? []).map((strategy) => ({
        strategy,
        delegated: 0n,
        slashable: 0n,
        delegatedWei: 0n,
        slashableWei: 0n,
      })),
      delegatedWei: 0n,
      slashableWei: 0n,
      complete: set.strategies !== null,
    })
  for (const operator of network.operators) addOperator(network, facts, operator)
  for (const fact of facts.values()) {
    for (const stake of fact.stakes) {
      const strategy = network.strategies[stake.strategy]
      stake.delegatedWei = valueInEth(strategy, stake.delegated)
      stake.slashableWei = valueInEth(strategy, stake.slashable)
      if (stake.delegatedWei === null) {
        // Nothing of it is delegated: then no price is missed.
        if (stake.delegated > 0n) fact.complete = false
      } else fact.delegatedWei += stake.delegatedWei
      fact.slashableWei += stake.slashableWei ?? 0n
    }
    fact.members.sort((a, b) => (a.delegatedWei < b.delegatedWei ? 1 : -1))
  }
  return facts
}

function addOperator(
  network: Network,
  facts: ReadonlyMap<OperatorSetKey, SetFacts>,
  operator: Operator,
) {
  const { address, registeredSets, allocations, shares, maxMagnitudes } = operator
  const registered = new Set(registeredSets ?? [])
  const reachable = new Set(
    (allocations ?? []).flatMap(({ set, slashable }) => (slashable === true ? [set] : [])),
  )
  for (const key of new Set([...registered, ...reachable])) {
    const fact = facts.get(key)
    if (!fact) continue
    if (shares === null || allocations === null || maxMagnitudes === null) fact.complete = false
    const member: SetMember = {
      operator: address,
      registered: registered.has(key),
      delegatedWei: 0n,
      slashableWei: 0n,
    }
    for (const stake of fact.stakes) {
      const held = shares?.[stake.strategy] ?? 0n
      const allocation = allocations?.find(
        (one) => one.set === key && one.strategy === stake.strategy && one.slashable === true,
      )
      const slashable = allocation
        ? slashableShares(held, allocation.currentMagnitude, maxMagnitudes?.[stake.strategy] ?? WAD)
        : 0n
      const strategy = network.strategies[stake.strategy]
      if (member.registered) {
        stake.delegated += held
        member.delegatedWei += valueInEth(strategy, held) ?? 0n
      }
      stake.slashable += slashable
      member.slashableWei += valueInEth(strategy, slashable) ?? 0n
    }
    fact.members.push(member)
  }
}

/** What a share of the votes costs, in ETH; `votes` is the stake that casts them. */
export type Cost = AvsThreshold & { votes: number }

/** Up to so many operators every coalition is weighed; beyond, the cost is certified from both sides. */
const weighedExactly = 20

/** Costs in ETH of corrupting a set, by share of the votes. `null` where nobody has a vote. */
export function corruptionOf(facts: SetFacts, basis: VoteBasis): Record<Theta, Cost> | null {
  const [third, half, twoThirds] = (['third', 'half', 'twoThirds'] as const).map((theta) =>
    costOf(facts, basis, theta),
  )
  return third && half && twoThirds ? { third, half, twoThirds } : null
}

/** Cost in ETH of corrupting a set with one share of the votes. `null` where nobody has a vote. */
export function costOf(facts: SetFacts, basis: VoteBasis, theta: Theta): Cost | null {
  const members = facts.members
    .filter(({ registered }) => registered)
    .map(({ delegatedWei, slashableWei }) => ({
      weight: eth(basis === 'delegated' ? delegatedWei : slashableWei),
      slashable: eth(slashableWei),
    }))
  const total = members.reduce((sum, { weight }) => sum + weight, 0)
  if (!(total > 0)) return null
  const votes = total * thetas[theta]
  if (members.length <= weighedExactly) {
    const found = avsEconomics({ members, thetas: { [theta]: thetas[theta] } })[theta]
    return found ? { ...found, votes } : null
  }
  const items = members.map(({ weight, slashable }) => ({ weight, cost: slashable }))
  const lower = fractionalCover(items, votes)
  const cost = greedyCost(items, votes)
  return {
    cost,
    lower,
    minOperators: fewestToReach(
      members.map(({ weight }) => weight),
      thetas[theta],
    ),
    gamma: null,
    exact: cost <= lower * (1 + 1e-9),
    votes,
  }
}

/** A coalition that reaches the target: the cheapest votes first. Its cost is an upper bound. */
function greedyCost(items: readonly { weight: number; cost: number }[], target: number): number {
  let missing = target * (1 - 1e-12)
  let cost = 0
  for (const item of items
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => a.cost / a.weight - b.cost / b.weight)) {
    if (missing <= 0) break
    missing -= item.weight
    cost += item.cost
  }
  return cost
}

/** Corrupting half of the votes for less than this part of the stake behind them is next to nothing. */
const NEXT_TO_NOTHING = 0.05

/**
 * What half of the votes cost, as a share of the stake that casts them: with votes by delegated stake and little of it
 * allocated, an AVS is corrupted for next to nothing.
 */
export function cheapness(facts: SetFacts): { share: number; nextToNothing: boolean } | null {
  const half = costOf(facts, 'delegated', 'half')
  return half && { share: half.cost / half.votes, nextToNothing: isNextToNothing(half) }
}

const isNextToNothing = ({ cost, votes }: Cost) => cost / votes < NEXT_TO_NOTHING

/** An AVS in the list. */
export type AvsRow = {
  avs: Avs
  sets: SetFacts[]
  /** Operators that are members of any of its sets. */
  members: number
  /** Stake of those members in the strategies of the sets that they are in, each counted once. */
  delegatedWei: bigint
  /** No unit of stake can be slashed by two sets, so these add up. */
  slashableWei: bigint
  complete: boolean
  /** Cheapest of its sets: half of the votes, by delegated stake, in ETH. */
  cost: number | null
  fewest: number | null
  nextToNothing: boolean
  slashes: number
  pendingSlasher: boolean
  redistributes: boolean
}

/** Rows of every AVS. */
export function avsRows(network: Network): AvsRow[] {
  const facts = setFacts(network)
  const operators = new Map(network.operators.map((operator) => [operator.address, operator]))
  return network.avss.map((avs) => {
    const sets = avs.sets.flatMap((key) => facts.get(key) ?? [])
    const held = new Map<Address, Set<Address>>()
    for (const { members, stakes } of sets)
      for (const { operator, registered } of members) {
        if (!registered) continue
        const known = held.get(operator) ?? new Set()
        for (const { strategy } of stakes) known.add(strategy)
        held.set(operator, known)
      }
    let delegatedWei = 0n
    for (const [address, strategies] of held)
      for (const strategy of strategies)
        delegatedWei +=
          valueInEth(
            network.strategies[strategy],
            operators.get(address)?.shares?.[strategy] ?? 0n,
          ) ?? 0n
    const costs = sets.flatMap((fact) => costOf(fact, 'delegated', 'half') ?? [])
    return {
      avs,
      sets,
      members: held.size,
      delegatedWei,
      slashableWei: sets.reduce((sum, { slashableWei }) => sum + slashableWei, 0n),
      complete: sets.every(({ complete }) => complete),
      cost: costs.length > 0 ? Math.min(...costs.map(({ cost }) => cost)) : null,
      fewest: costs.length > 0 ? Math.min(...costs.map(({ minOperators }) => minOperators)) : null,
      nextToNothing: costs.some(isNextToNothing),
      slashes: sets.reduce((sum, { set }) => sum + set.slashCount, 0),
      pendingSlasher: sets.some(
        ({ set }) => set.pendingSlasher !== null && set.pendingSlasher !== 'none',
      ),
      redistributes: sets.some(
        ({ set }) => set.redistributionRecipient !== null && set.redistributionRecipient !== 'none',
      ),
    }
  })
}

/** Wei of ETH as a float, for maths that is no more exact than its inputs. */
function eth(wei: bigint): number {
  return Number(wei) / 1e18
}
