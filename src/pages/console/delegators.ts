import { valueInEth } from '../../data/totals.ts'
import type {
  Delegator,
  DelegatorReading,
  Movement,
} from '../../protocol/console/readDelegators.ts'
import { timestampAt } from '../../protocol/network/blockClock.ts'
import type { Address, Network } from '../../protocol/network/types.ts'
import type { CsvCell } from '../../ui/csv.ts'
import { plainAmount } from '../../ui/format/formatAmount.ts'
import { decimalsOf, symbolOf, tokensFor } from './parts.ts'

/** A restaker with what its stake is worth. */
export type DelegatorRow = Delegator & {
  /** Wei of ETH of what has a price; `null` where nothing has one, or the stake was not read. */
  worth: bigint | null
  /** Of all the operator's priced stake, 0 to 1. */
  share: number | null
  since: number
  /** Last block in which any of its queued stake may be slashed. */
  slashableUntil: number | null
}

/** Rows by what they hold, largest first. */
export function rowsOf(network: Network, reading: DelegatorReading): DelegatorRow[] {
  const worthOf = (shares: Readonly<Record<Address, bigint>> | null) => {
    if (shares === null) return null
    let sum: bigint | null = null
    for (const [strategy, amount] of Object.entries(shares) as [Address, bigint][]) {
      const value = valueInEth(network.strategies[strategy], amount)
      if (value !== null) sum = (sum ?? 0n) + value
    }
    return sum ?? (Object.keys(shares).length === 0 ? 0n : null)
  }
  const total = worthOf(reading.operatorShares) ?? 0n
  return reading.delegators
    .map((delegator) => {
      const worth = worthOf(delegator.shares)
      return {
        ...delegator,
        worth,
        share: worth === null || total === 0n ? null : Number(worth) / Number(total),
        since: timestampAt(network.clock, delegator.sinceBlock),
        slashableUntil:
          delegator.leaving === null || delegator.leaving.length === 0
            ? null
            : Math.max(...delegator.leaving.map((part) => part.slashableUntil)),
      }
    })
    .sort((a, b) => ((a.worth ?? -1n) < (b.worth ?? -1n) ? 1 : -1))
}

/** What part of the stake the largest so many hold together; `null` where a share is not known. */
export function concentration(rows: readonly DelegatorRow[], most: number): number | null {
  const staying = rows.filter(({ left }) => !left)
  if (staying.some(({ share }) => share === null)) return null
  return staying
    .map(({ share }) => share ?? 0)
    .sort((a, b) => b - a)
    .slice(0, most)
    .reduce((sum, share) => sum + share, 0)
}

/** Restakers after each block in which their number changed, as [block, count]. */
export function countByBlock(
  movements: readonly Movement[],
): readonly (readonly [number, number])[] {
  return [...new Map(movements.map(({ block, count }) => [block, count]))]
}

/** Rows whose address contains the text, in either spelling of case. */
export function searchRows<Row extends Pick<DelegatorRow, 'staker'>>(
  rows: readonly Row[],
  text: string,
): readonly Row[] {
  const wanted = text.trim().toLowerCase()
  return wanted === '' ? rows : rows.filter(({ staker }) => staker.includes(wanted))
}

export const csvHeader = [
  'restaker',
  'status',
  'since',
  'since_block',
  'strategy',
  'token',
  'withdrawable_shares',
  'amount',
  'value_eth',
  'queued_shares',
  'slashable_until_block',
  'block',
] as const

/** One line a restaker and strategy; `withdrawable_shares` add up to the operator's, but for rounding. */
export function csvRows(
  network: Network,
  reading: DelegatorReading,
  rows: readonly DelegatorRow[],
): CsvCell[][] {
  return rows.flatMap(({ staker, left, sinceBlock, since, shares, leaving }) => {
    const strategies = new Set<Address>([
      ...(Object.keys(shares ?? {}) as Address[]),
      ...(leaving ?? []).map(({ strategy }) => strategy),
    ])
    return [...strategies].map((strategy): CsvCell[] => {
      const held = shares === null ? null : (shares[strategy] ?? 0n)
      const tokens = held === null ? null : tokensFor(network, strategy, held)
      const value = held === null ? null : valueInEth(network.strategies[strategy], held)
      const queue = (leaving ?? []).filter((part) => part.strategy === strategy)
      return [
        staker,
        left ? 'left' : 'delegated',
        new Date(since * 1_000).toISOString(),
        sinceBlock,
        strategy,
        symbolOf(network, strategy),
        held ?? '',
        tokens === null ? '' : plainAmount(tokens, decimalsOf(network, strategy)),
        value === null ? '' : plainAmount(value, 18),
        leaving === null ? '' : queue.reduce((sum, part) => sum + part.shares, 0n),
        queue.length === 0 ? '' : Math.max(...queue.map((part) => part.slashableUntil)),
        reading.block.number,
      ]
    })
  })
}
