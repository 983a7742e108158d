import { shortAddress } from '../ui/AddressLabel.tsx'
import { formatAmount } from '../ui/format/formatAmount.ts'
import type { PlainValue } from '../ui/i18n/formatMessage.ts'
import type { MessageRef, MessageValue } from './types.ts'

/** A value of a plan's sentence as text in a locale. */
export function sayValue(value: MessageValue, locale: string): PlainValue {
  if (typeof value !== 'object') return value
  if ('address' in value) return shortAddress(value.address)
  return `${formatAmount(value.amount, value.decimals, { locale })} ${value.unit}`
}

/** A plan's sentence in the language of a translator. */
export function sayRef(t: { readonly locale: string }, ref: MessageRef): string {
  const values = Object.fromEntries(
    Object.entries(ref.values ?? {}).map(([name, value]) => [name, sayValue(value, t.locale)]),
  )
  // Keys of plans come from their definitions; a test checks that each is in the catalogue.
  return (t as unknown as (key: string, values: Record<string, PlainValue>) => string)(
    ref.key,
    values,
  )
}
