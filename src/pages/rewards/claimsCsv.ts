import { getAddress } from 'viem'
import type { ValuedClaim } from '../../protocol/rewards/claimValues.ts'
import { toCsv } from '../../ui/csv.ts'
import { plainAmount } from '../../ui/format/formatAmount.ts'
import type en from './messages.en.ts'

/** Columns are named in English in every language: spreadsheets and tax programs look them up. */
const HEADER = [
  'date',
  'token',
  'token_address',
  'amount',
  'value_eth',
  'value_usd',
  'value_note',
  'earner',
  'claimer',
  'recipient',
  'transaction',
  'block',
] as const

/**
 * Claims as CSV, oldest first. Dates are the blocks' in ISO 8601 (UTC), amounts exact and in whole tokens. A value that
 * is not known is left empty, and the note says why.
 */
export function claimsCsv(
  claims: readonly ValuedClaim[],
  t: (key: keyof typeof en & `csv.${string}`) => string,
): string {
  return toCsv(
    HEADER,
    claims.map(({ row, timestamp, symbol, decimals, valueEth, valueUsd, gap, stale }) => [
      timestamp === null ? '' : new Date(timestamp * 1_000).toISOString(),
      symbol,
      getAddress(row.token),
      decimals === null ? row.amount : plainAmount(row.amount, decimals),
      valueEth === null ? '' : decimal(valueEth, 8),
      valueUsd === null ? '' : decimal(valueUsd, 2),
      [
        timestamp === null ? t('csv.noTime') : null,
        decimals === null ? t('csv.noDecimals') : null,
        gap === null ? null : t(`csv.${gap}`),
        valueEth !== null && stale ? t('csv.stale') : null,
      ]
        .filter((note) => note !== null)
        .join('; '),
      getAddress(row.earner),
      getAddress(row.claimer),
      getAddress(row.recipient),
      row.h,
      row.b,
    ]),
  )
}

/** Plain digits whatever the size; `toFixed` alone turns to exponents from 1e21 on. */
function decimal(value: number, digits: number): string {
  return value < 1e21 ? value.toFixed(digits) : BigInt(Math.round(value)).toString()
}
