import { timestampAt } from '../network/blockClock.ts'
import { createHistory } from '../network/history.ts'
import type {
  Address,
  Allocation,
  BlockRef,
  Network,
  Operator,
  OperatorSetKey,
  Token,
} from '../network/types.ts'

/** What only calls can tell of a past block. */
export type PastReads = {
  block: BlockRef
  /** `sharesToUnderlyingView(1e18)` by strategy, as far as it was asked. */
  rates: Readonly<Record<Address, bigint>>
  /** Tokens with the prices of that block. */
  tokens: Readonly<Record<Address, Token>>
  ethUsd: Network['ethUsd']
}

/**
 * The network as it was known at past blocks, from the present reading's log and what was read at each.
 *
 * Shares, magnitudes, memberships and splits are those of {@link createHistory}; nothing that came later is in it. Only
 * the operators in `of` get their allocations: those are what an exposure needs.
 */
export function createPastNetworks(network: Network): {
  at(past: PastReads, of: readonly Address[]): Network
} {
  const history = createHistory(network)
  const pairs = new Map<Address, Map<string, { set: OperatorSetKey; strategy: Address }>>()
  for (const change of network.changes) {
    if (change.type !== 'allocation') continue
    const own = pairs.get(change.operator) ?? new Map()
    own.set(`${change.set}|${change.strategy}`, { set: change.set, strategy: change.strategy })
    pairs.set(change.operator, own)
  }

  return {
    at(past, of) {
      const { number, timestamp } = past.block
      const t = Number(timestamp)
      const until = <entry extends { block: bigint }>(list: readonly entry[]) =>
        list.filter(({ block }) => block <= number)
      const later = new Set(
        network.notices.flatMap((notice) =>
          notice.type === 'strategyAdded' && notice.block > number
            ? [`${notice.set}|${notice.strategy}`]
            : [],
        ),
      )
      const tail = network.parameters.deallocationDelay ?? 0
      const before = timestampAt(network.clock, Number(number) - tail)

      const allocationsOf = (operator: Address): Allocation[] =>
        [...(pairs.get(operator)?.values() ?? [])].flatMap(({ set, strategy }) => {
          const currentMagnitude = history.magnitude(operator, set, strategy, t)
          if (currentMagnitude === 0n) return []
          return [
            {
              set,
              strategy,
              currentMagnitude,
              pendingDiff: 0n,
              effectBlock: 0,
              inSet:
                (network.operatorSets[set]?.strategies?.includes(strategy) ?? false) &&
                !later.has(`${set}|${strategy}`),
              // Who has left a set stays within its reach for the deallocation delay.
              slashable:
                history.isMember(operator, set, t) || history.isMember(operator, set, before),
            },
          ]
        })
      const strategies = Object.keys(network.strategies) as Address[]
      const operators = network.operators
        .filter(({ registeredAtBlock }) => registeredAtBlock <= number)
        .map((operator): Operator => {
          const shares: Record<Address, bigint> = {}
          let unread = false
          for (const strategy of strategies) {
            const value = history.shares(operator.address, strategy, t)
            if (value === null) unread = true
            else if (value > 0n) shares[strategy] = value
          }
          const max: Record<Address, bigint> = {}
          for (const strategy of strategies)
            max[strategy] = history.maxMagnitude(operator.address, strategy, t)
          return {
            ...operator,
            shares: unread ? null : shares,
            maxMagnitudes: max,
            allocations: of.includes(operator.address) ? allocationsOf(operator.address) : [],
          }
        })
      return {
        ...network,
        block: past.block,
        strategies: Object.fromEntries(
          Object.entries(network.strategies).map(([address, strategy]) => [
            address,
            {
              ...strategy,
              rate:
                strategy.kind === 'beaconChainETH'
                  ? strategy.rate
                  : (past.rates[address as Address] ?? null),
              token: strategy.token && (past.tokens[strategy.token.address] ?? null),
            },
          ]),
        ),
        tokens: { ...past.tokens },
        operators,
        operatorSets: network.operatorSets,
        submissions: until(network.submissions),
        rebases: network.rebases.filter(({ reportTimestamp }) => reportTimestamp <= timestamp),
        slashes: until(network.slashes),
        changes: until(network.changes),
        notices: until(network.notices),
        clock: network.clock.filter(([block]) => block <= Number(number)),
        ethUsd: past.ethUsd,
        failures: [],
      }
    },
  }
}
