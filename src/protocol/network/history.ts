import { blockAt } from './blockClock.ts'
import type { Address, Network, OperatorSetKey } from './types.ts'
import { WAD } from './types.ts'

type Timeline<value> = { at: number[]; value: value[] }

type AllocationEvent = { block: number; effectBlock: number; magnitude: bigint }

/**
 * What operators had at any moment of the log's span.
 *
 * Shares are walked back from the present reading, so no log from before the window is needed; magnitudes, members
 * and splits are replayed from their events.
 */
export function createHistory(network: Network) {
  const shareDeltas = new Map<string, { at: number; delta: bigint }[]>()
  const allocations = new Map<string, AllocationEvent[]>()
  const maxMagnitudes = new Map<string, Timeline<bigint>>()
  const members = new Map<string, Timeline<boolean>>()
  const splits = new Map<
    string,
    { at: number; activatedAt: number; oldBips: number; newBips: number }[]
  >()

  for (const change of network.changes) {
    const at = Number(change.timestamp)
    switch (change.type) {
      case 'shares':
        append(shareDeltas, `${change.operator}|${change.strategy}`, { at, delta: change.delta })
        break
      case 'allocation':
        append(allocations, `${change.operator}|${change.set}|${change.strategy}`, {
          block: Number(change.block),
          effectBlock: change.effectBlock,
          magnitude: change.magnitude,
        })
        break
      case 'maxMagnitude':
        mark(maxMagnitudes, `${change.operator}|${change.strategy}`, at, change.magnitude)
        break
      case 'registration':
        mark(members, `${change.operator}|${change.set}`, at, change.registered)
        break
      case 'split':
        append(splits, `${change.operator}|${change.scope ?? 'pi'}`, {
          at,
          activatedAt: change.activatedAt,
          oldBips: change.oldBips,
          newBips: change.newBips,
        })
        break
    }
  }
  const present = new Map(network.operators.map((operator) => [operator.address, operator]))

  return {
    /** Delegated shares at a time in seconds; `null` when the present ones could not be read. */
    shares(operator: Address, strategy: Address, timestamp: number): bigint | null {
      const shares = present.get(operator)?.shares
      if (!shares) return null
      let value = shares[strategy] ?? 0n
      const deltas = shareDeltas.get(`${operator}|${strategy}`) ?? []
      for (let k = deltas.length - 1; k >= 0; k--) {
        const change = deltas[k] as { at: number; delta: bigint }
        if (change.at <= timestamp) break
        value -= change.delta
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
      return lookup(maxMagnitudes.get(`${operator}|${strategy}`), timestamp) ?? WAD
    },
    isMember(operator: Address, set: OperatorSetKey, timestamp: number): boolean {
      return lookup(members.get(`${operator}|${set}`), timestamp) ?? false
    },
    /** Split in bips at a time; `scope` is an operator set, an AVS, or `null` for programmatic incentives. */
    split(operator: Address, scope: OperatorSetKey | Address | null, timestamp: number): number {
      const changes = splits.get(`${operator}|${scope ?? 'pi'}`)
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

function append<value>(map: Map<string, value[]>, key: string, value: value) {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

function mark<value>(map: Map<string, Timeline<value>>, key: string, at: number, value: value) {
  const known = map.get(key) ?? { at: [], value: [] }
  known.at.push(at)
  known.value.push(value)
  map.set(key, known)
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
