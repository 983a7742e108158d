import type { Address, Network, Operator } from '../protocol/network/types.ts'
import { WAD } from '../protocol/network/types.ts'
import { valueInEth } from './totals.ts'

/** Stake of one kind that is delegated to an operator. */
export type StakePart = { strategy: Address; shares: bigint; wei: bigint | null }

/** What the log and the allocations tell of an operator, beside its row. */
export type OperatorFacts = {
  /** Largest value first; what has no price comes last. */
  parts: StakePart[] | null
  /** AVSs that it is registered with or has stake allocated to, now or pending; `null` when not read. */
  tiedTo: ReadonlySet<Address> | null
  /** Allocations or splits that are to change. */
  pending: boolean
  slashes: number
  /** The last change of its allocations, memberships, splits, approver or metadata, or a slash. */
  lastChange: { block: bigint; timestamp: bigint } | null
  /** Its smallest max magnitude, 1e18 unless it was slashed; `null` when not read. */
  leastMagnitude: bigint | null
}

/** {@link OperatorFacts} of every operator, in one pass over the history. */
export function operatorFacts(network: Network): ReadonlyMap<Address, OperatorFacts> {
  const now = Number(network.block.timestamp)
  const last = new Map<Address, { block: bigint; timestamp: bigint }>()
  const splitPending = new Set<Address>()
  const mark = (operator: Address, block: bigint, timestamp: bigint) => {
    const known = last.get(operator)
    if (!known || known.block < block) last.set(operator, { block, timestamp })
  }
  for (const change of network.changes) {
    // Restakers come and go; that is no act of the operator's.
    if (change.type === 'shares') continue
    mark(change.operator, change.block, change.timestamp)
    if (change.type === 'split' && change.activatedAt > now) splitPending.add(change.operator)
  }
  for (const notice of network.notices)
    if (notice.type === 'metadata' || notice.type === 'approver')
      mark(notice.operator, notice.block, notice.timestamp)
  const slashes = new Map<Address, number>()
  for (const slash of network.slashes) {
    slashes.set(slash.operator, (slashes.get(slash.operator) ?? 0) + 1)
    mark(slash.operator, slash.block, slash.timestamp)
  }
  return new Map(
    network.operators.map((operator) => [
      operator.address,
      {
        parts: stakeParts(network, operator),
        tiedTo: tiesOf(operator),
        pending:
          splitPending.has(operator.address) ||
          (operator.allocations?.some(({ pendingDiff }) => pendingDiff !== 0n) ?? false),
        slashes: slashes.get(operator.address) ?? 0,
        lastChange: last.get(operator.address) ?? null,
        leastMagnitude: operator.maxMagnitudes && leastOf(Object.values(operator.maxMagnitudes)),
      },
    ]),
  )
}

function leastOf(magnitudes: readonly bigint[]): bigint {
  let least = WAD
  for (const magnitude of magnitudes) if (magnitude < least) least = magnitude
  return least
}

function stakeParts(network: Network, operator: Operator): StakePart[] | null {
  if (operator.shares === null) return null
  return (Object.entries(operator.shares) as [Address, bigint][])
    .map(([strategy, shares]) => ({
      strategy,
      shares,
      wei: valueInEth(network.strategies[strategy], shares),
    }))
    .sort((a, b) => {
      const [x, y] = [a.wei ?? -1n, b.wei ?? -1n]
      return x < y ? 1 : x > y ? -1 : 0
    })
}

/** Whom an operator can be slashed by, now or after what is pending or a registration. */
export function tiesOf(operator: Operator): ReadonlySet<Address> | null {
  if (operator.registeredSets === null || operator.allocations === null) return null
  return new Set([
    ...operator.registeredSets.map((set) => set.slice(0, 42) as Address),
    ...operator.allocations.map(({ set }) => set.slice(0, 42) as Address),
  ])
}
