import type { Address, Delegation, Network, Operator } from '../../protocol/network/types.ts'
import { logPartNames } from './logParts.ts'

/** Lists of the log, which grow at their end. */
const lists = [
  'submissions',
  'rebases',
  'slashes',
  'changes',
  'notices',
] as const satisfies readonly (keyof Network)[]

/** What a reading shares with the one before, by name or place in it. */
export type Shared = {
  /** Parts that are the very same. */
  same: readonly (typeof logPartNames)[number][]
  /** Entries kept of each list; the reading has only what follows them. */
  kept: Partial<Record<(typeof lists)[number], number>>
  /** Delegations that came or changed, and restakers that left; `null` where all are in the reading. */
  delegations: { changed: readonly [Address, Delegation][]; gone: readonly Address[] } | null
  /** In the order of the operators: place in the reading before, or the operator; `null` as above. */
  operators: readonly (number | Operator)[] | null
}

/** Takes out of a reading what a side that has `before` can put back. */
export function withoutShared(
  network: Network,
  before: Network | null,
): { rest: Partial<Network>; shared: Shared } {
  if (!before)
    return { rest: network, shared: { same: [], kept: {}, delegations: null, operators: null } }
  const same = logPartNames.filter((name) => before[name] === network[name])
  const rest: Partial<Network> = { ...network }
  for (const name of same) delete rest[name]
  const kept: Shared['kept'] = {}
  for (const name of lists) {
    if (same.includes(name)) continue
    const count = commonStart(before[name], network[name])
    kept[name] = count
    Object.assign(rest, { [name]: network[name].slice(count) })
  }
  delete rest.delegations
  const places = new Map(before.operators.map((operator, place) => [operator, place]))
  delete rest.operators
  return {
    rest,
    shared: {
      same,
      kept,
      delegations: same.includes('delegations')
        ? { changed: [], gone: [] }
        : changesOf(before.delegations, network.delegations),
      operators: network.operators.map((operator) => places.get(operator) ?? operator),
    },
  }
}

/** Puts back what {@link withoutShared} took out. */
export function withShared(
  rest: Partial<Network>,
  shared: Shared,
  before: Network | null,
): Network {
  const whole = { ...rest } as Network
  if (!before) return whole
  for (const name of shared.same) Object.assign(whole, { [name]: before[name] })
  for (const name of lists) {
    const count = shared.kept[name]
    if (count === undefined) continue
    Object.assign(whole, { [name]: [...before[name].slice(0, count), ...(rest[name] ?? [])] })
  }
  const { delegations, operators } = shared
  if (delegations && !shared.same.includes('delegations')) {
    const all = new Map(before.delegations)
    for (const staker of delegations.gone) all.delete(staker)
    for (const [staker, delegation] of delegations.changed) all.set(staker, delegation)
    whole.delegations = all
  }
  if (operators)
    whole.operators = operators.map((operator) =>
      typeof operator === 'number' ? (before.operators[operator] as Operator) : operator,
    )
  return whole
}

function changesOf(
  before: Network['delegations'],
  now: Network['delegations'],
): NonNullable<Shared['delegations']> {
  const changed = [...now].filter(([staker, delegation]) => !alike(before.get(staker), delegation))
  const gone = [...before.keys()].filter((staker) => !now.has(staker))
  return { changed, gone }
}

/** How many entries two lists have in common from the start. */
function commonStart(before: readonly unknown[], now: readonly unknown[]): number {
  let count = 0
  while (count < before.length && count < now.length && alike(before[count], now[count])) count++
  return count
}

/** Whether two pieces of plain data say the same. */
function alike(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
  for (const key in left) if (!alike(left[key], right[key])) return false
  for (const key in right) if (!(key in left)) return false
  return true
}
