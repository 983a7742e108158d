import type { StakeHistory } from './submissions.ts'

/** What one operator had on one day, as plain rows. */
export interface OperatorSnapshot {
  operator: string
  /** Delegated shares by strategy. */
  shares: Readonly<Record<string, bigint>>
  /** By strategy; absent = 1e18, never slashed. */
  maxMagnitude?: Readonly<Record<string, bigint>>
  /** Sets it is registered in, with the magnitude allocated by strategy. */
  sets: Readonly<Record<string, Readonly<Record<string, bigint>>>>
}

export interface DailySnapshot {
  /** Seconds, 00:00 UTC; the row counts until the next one. */
  day: number
  operators: readonly OperatorSnapshot[]
}

export interface SplitRow {
  operator: string
  /** An operator set, an AVS, or null for programmatic incentives. */
  scope: string | null
  bips: number
  /** Seconds from which it counts. */
  activatedAt: number
}

export interface SnapshotParameters {
  /** In rising order of days. One snapshot alone is taken for all days: weights 'current'. */
  snapshots: readonly DailySnapshot[]
  splits?: readonly SplitRow[]
  /** Default split over time; 1000 before the first row. */
  defaultSplits?: readonly { bips: number; activatedAt: number }[]
}

const WAD = 10n ** 18n

/** A {@link StakeHistory} from plain daily rows; days before the first row use the first row. */
export function historyFromSnapshots(parameters: SnapshotParameters): StakeHistory {
  const { splits = [], defaultSplits = [] } = parameters
  const snapshots = parameters.snapshots.map(({ day, operators }) => ({
    day,
    operators: new Map(operators.map((row) => [row.operator, row])),
  }))
  const rowAt = (operator: string, timestamp: number) => {
    let found = snapshots[0]
    for (const snapshot of snapshots) {
      if (snapshot.day > timestamp) break
      found = snapshot
    }
    return found?.operators.get(operator)
  }
  return {
    weights: snapshots.length > 1 ? 'historical' : 'current',
    shares: (operator, strategy, at) => rowAt(operator, at)?.shares[strategy] ?? 0n,
    magnitude: (operator, set, strategy, at) => rowAt(operator, at)?.sets[set]?.[strategy] ?? 0n,
    maxMagnitude: (operator, strategy, at) => rowAt(operator, at)?.maxMagnitude?.[strategy] ?? WAD,
    isMember: (operator, set, at) => rowAt(operator, at)?.sets[set] !== undefined,
    split(operator, scope, at) {
      const own = splits.filter((row) => row.operator === operator && row.scope === scope)
      return (latest(own, at) ?? latest(defaultSplits, at))?.bips ?? 1000
    },
  }
}

function latest<Row extends { activatedAt: number }>(
  rows: readonly Row[],
  timestamp: number,
): Row | undefined {
  let found: Row | undefined
  for (const row of rows) {
    if (row.activatedAt > timestamp) continue
    if (!found || row.activatedAt >= found.activatedAt) found = row
  }
  return found
}
