import type { Assessment } from '../../data/assessment.ts'
import { type OperatorFacts, operatorFacts } from '../../data/operatorFacts.ts'
import { type OperatorRow, operatorRows } from '../../data/operatorRows.ts'
import type { Judged } from '../../data/useJudged.ts'
import type { Profile } from '../../data/useNames.ts'
import type { Address } from '../../protocol/network/types.ts'
import type { FilterableRow } from './filters.ts'

/** An operator in the table: what it is, and what the reference position earns and risks with it. */
export type ExploreRow = OperatorRow &
  OperatorFacts &
  FilterableRow & {
    /** No AVS behind its exposure has ever slashed: the probabilities are the prior alone. */
    readonly defaultP: boolean
    /** APR of the last 7 days, where it was asked for. */
    readonly apr7: number | null
  }

const unread: OperatorFacts = {
  parts: null,
  tiedTo: null,
  pending: false,
  slashes: 0,
  lastChange: null,
  leastMagnitude: null,
}

/** Rows of all operators without their names, best paid first, so that equals keep that order under any other. */
export function exploreRows(
  judged: Judged,
  week: ReadonlyMap<Address, Assessment> | null,
): ExploreRow[] {
  const facts = operatorFacts(judged.assessor.network)
  return operatorRows(judged)
    .map((row): ExploreRow => {
      const { address } = row.operator
      return {
        ...row,
        ...(facts.get(address) ?? unread),
        address,
        name: null,
        stakeWei: row.stake?.wei ?? null,
        exposure: row.reference?.exposure?.exposure ?? null,
        apr: row.reference?.apr.apr ?? null,
        apr7: week?.get(address)?.apr.apr ?? null,
        defaultP: row.reference?.onDefault ?? false,
      }
    })
    .sort((a, b) => (b.apr ?? -1) - (a.apr ?? -1))
}

/** The same rows with the names known so far; they come one by one, long after the rest. */
export function named(
  rows: readonly ExploreRow[],
  names: ReadonlyMap<string, Profile>,
): readonly ExploreRow[] {
  return rows.map((row) => {
    const name = names.get(row.address)?.name ?? null
    return name === null ? row : { ...row, name }
  })
}
