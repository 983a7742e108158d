import { blockAt } from './blockClock.ts'
import type { Address, Network, OperatorSetKey } from './types.ts'
import { WAD } from './types.ts'

type Timeline<value> = { at: number[]; value: value[] }

type AllocationEvent = { block: number; effectBlock: number; magnitude: bigint }

type SplitEvent = { at: number; activatedAt: number; oldBips: number; newBips: number }

/** Changes of shares of one operator in one strategy: when, and the sum of all before each. */
type ShareDeltas = { at: number[]; before: bigint[]; total: bigint }

/** By operator, then by what of it changed: names are looked up as they are, none is put together. */
type ByOperator<key, value> = Map<Address, Map<key, value>>

/** The changes of the log, laid out to be looked up. */
type ChangeIndex = {
  shares: ByOperator<Address, ShareDeltas>
  /** By operator, set and strategy in one. */
  allocations: Map<string, AllocationEvent[]>
  maxMagnitudes: ByOperator<Address, Timeline<bigint>>
  members: ByOperator<OperatorSetKey, Timeline<boolean>>
  splits: ByOperator<Address | OperatorSetKey | 'pi', SplitEvent[]>
}

/** Readings with the same log share it. */
const indexed = new WeakMap<Network['changes'], ChangeIndex>()

function indexOf(changes: Network['changes']): ChangeIndex {
  const known = indexed.get(changes)
  if (known) return known
  const index: ChangeIndex = {
    shares: new Map(),
    allocations: new Map(),
    maxMagnitudes: new Map(),
    members: new Map(),
    splits: new Map(),
  }
  for (const change of changes) {
    const { operator } = change
    const at = Number(change.timestamp)
    switch (change.type) {
      case 'shares': {
        const deltas = of(index.shares, operator, change.strategy, noDeltas)
        deltas.at.push(at)
        deltas.before.push(deltas.total)
        deltas.total += change.delta
        break
      }
      case 'allocation': {
        const key = `${operator}|${change.set}|${change.strategy}`
        const { magnitude, effectBlock } = change
        const event = { block: Number(change.block), effectBlock, magnitude }
        const events = index.allocations.get(key)
        if (events) events.push(event)
        else index.allocations.set(key, [event])
        break
      }
      case 'maxMagnitude':
        mark(of(index.maxMagnitudes, operator, change.strategy, noTimeline), at, change.magnitude)
        break
      case 'registration':
        mark(of(index.members, operator, change.set, noTimeline), at, change.registered)
        break
      case 'split': {
        const { activatedAt, oldBips, newBips } = change
        const events = of(index.splits, operator, change.scope ?? 'pi', noEvents)
        events.push({ at, activatedAt, oldBips, newBips })
        break
      }
    }
  }
  indexed.set(changes, index)
  return index
}

const noDeltas = (): ShareDeltas => ({ at: [], before: [], total: 0n })
const noTimeline = <value>(): Timeline<value> => ({ at: [], value: [] })
const noEvents = (): SplitEvent[] => []

function of<key, value>(
  map: ByOperator<key, value>,
  operator: Address,
  key: key,
  fresh: () => value,
): value {
  let own = map.get(operator)
  if (!own) {
    own = new Map()
    map.set(operator, own)
  }
  let found = own.get(key)
  if (found === undefined) {
    found = fresh()
    own.set(key, found)
  }
  return found
}

/**
 * What operators had at any moment of the log's span.
 *
 * Shares are walked back from the present reading, so no log from before the window is needed; magnitudes, members
 * and splits are replayed from their events.
 */
export function createHistory(network: Network) {
  const { shares, allocations, maxMagnitudes, members, splits } = indexOf(network.changes)
  const present = new Map(network.operators.map((operator) => [operator.address, operator]))

  return {
    /** Delegated shares at a time in seconds; `null` when the present ones could not be read. */
    shares(operator: Address, strategy: Address, timestamp: number): bigint | null {
      const now = present.get(operator)?.shares
      if (!now) return null
      let value = now[strategy] ?? 0n
      const deltas = shares.get(operator)?.get(strategy)
      if (deltas) {
        const later = firstAfter(deltas.at, timestamp)
        value -= deltas.total - (deltas.before[later] ?? deltas.total)
      }
      return value < 0n ? 0n : value
    },
    /** Magnitude that counted at a time (pending changes count from their effect block). */
    magnitude(
      operator: Address,
      set: OperatorSetKey,
      strategy: Address,
      timestamp: number,
    ): bigint {
      const block = blockAt(network.clock, timestamp)
      let current = 0n
      let pending: AllocationEvent | null = null
      for (const event of allocations.get(`${operator}|${set}|${strategy}`) ?? []) {
        if (event.block > block) break
        if (pending && pending.effectBlock <= event.block) {
          current = pending.magnitude
          pending = null
        }
        // A slash states the new current magnitude at once and leaves a pending change to an event of its own.
        if (event.effectBlock <= event.block) current = event.magnitude
        else pending = event
      }
      return pending && pending.effectBlock <= block ? pending.magnitude : current
    },
    maxMagnitude(operator: Address, strategy: Address, timestamp: number): bigint {
      return lookup(maxMagnitudes.get(operator)?.get(strategy), timestamp) ?? WAD
    },
    isMember(operator: Address, set: OperatorSetKey, timestamp: number): boolean {
      return lookup(members.get(operator)?.get(set), timestamp) ?? false
    },
    /** Every operator set that it has ever joined, in the order of joining. */
    setsOf: (operator: Address): Iterable<OperatorSetKey> => members.get(operator)?.keys() ?? [],
    /** Split in bips at a time; `scope` is an operator set, an AVS, or `null` for programmatic incentives. */
    split(operator: Address, scope: OperatorSetKey | Address | null, timestamp: number): number {
      const changes = splits.get(operator)?.get(scope ?? 'pi')
      const fallback = network.parameters.defaultOperatorSplitBips ?? 1000
      if (!changes) return fallback
      let bips: number | null = null
      for (const change of changes) {
        if (change.at > timestamp) break
        bips = change.activatedAt <= timestamp ? change.newBips : unset(change.oldBips, fallback)
      }
      return bips ?? fallback
    },
  }
}

/** The contract stores "never set" as the largest uint16. */
const unset = (bips: number, fallback: number) => (bips === 65_535 ? fallback : bips)

/** Index of the first of ascending times after `timestamp`; their number where none is. */
function firstAfter(times: readonly number[], timestamp: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] as number) > timestamp) high = middle
    else low = middle + 1
  }
  return low
}

function mark<value>(timeline: Timeline<value>, at: number, value: value) {
  timeline.at.push(at)
  timeline.value.push(value)
}

function lookup<value>(
  timeline: Timeline<value> | undefined,
  timestamp: number,
): value | undefined {
  if (!timeline) return undefined
  let found: value | undefined
  for (let k = 0; k < timeline.at.length; k++) {
    if ((timeline.at[k] as number) > timestamp) break
    found = timeline.value[k]
  }
  return found
}
