import { getAddress } from 'viem'
import type { ValuedEntry } from '../../protocol/history/values.ts'
import type { Address } from '../../protocol/network/types.ts'
import { toCsv } from '../../ui/csv.ts'
import { plainAmount } from '../../ui/format/formatAmount.ts'
import type en from './history.en.ts'

/** Columns are named in English in every language: spreadsheets and tax programs look them up. */
const HEADER = [
  'date',
  'event',
  'token',
  'token_address',
  'amount',
  'value_eth',
  'value_usd',
  'value_note',
  'account',
  'strategy',
  'operator',
  'operator_set',
  'recipient',
  'transaction',
  'block',
] as const

/**
 * A history as CSV, oldest first. Dates are the blocks' in ISO 8601 (UTC); amounts are exact and in whole tokens,
 * negative for what was lost or left the stake. What is not known is left empty, and the note says why.
 */
export function historyCsv(
  rows: readonly { staker: Address; valued: ValuedEntry }[],
  t: (key: (keyof typeof en & `${'csv' | 'gap' | 'amountGap'}.${string}`) | 'stale') => string,
): string {
  const checked = (address: Address | null) => (address === null ? '' : getAddress(address))
  return toCsv(
    HEADER,
    rows.map(({ staker, valued }) => {
      const { entry, timestamp, token, amount, amountGap, valueEth, valueUsd, gap, stale } = valued
      return [
        timestamp === null ? '' : new Date(timestamp * 1_000).toISOString(),
        entry.what,
        token?.symbol ?? '',
        checked(token?.address ?? entry.token),
        amount === null ? '' : token === null ? amount : plainAmount(amount, token.decimals),
        valueEth === null ? '' : decimal(valueEth, 8),
        valueUsd === null ? '' : decimal(valueUsd, 2),
        [
          timestamp === null ? t('csv.noTime') : null,
          amount !== null && token === null ? t('csv.noDecimals') : null,
          amountGap === null ? null : t(`amountGap.${amountGap}`),
          gap === null || amountGap !== null ? null : t(`gap.${gap}`),
          valueEth !== null && stale ? t('stale') : null,
        ]
          .filter((note) => note !== null)
          .join('; '),
        getAddress(staker),
        checked(entry.strategy),
        checked(entry.operator),
        entry.set ?? '',
        checked(entry.recipient),
        entry.hash ?? '',
        entry.block,
      ]
    }),
  )
}

/** Plain digits whatever the size; `toFixed` alone turns to exponents from 1e21 on. */
function decimal(value: number, digits: number): string {
  return Math.abs(value) < 1e21 ? value.toFixed(digits) : BigInt(Math.round(value)).toString()
}
