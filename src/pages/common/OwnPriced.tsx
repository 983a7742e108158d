import type { ReactNode } from 'react'
import { isOwnPrice } from '../../data/ownPrices.ts'
import { useAssumptions } from '../../data/useAssumptions.ts'
import type { Network, Token } from '../../protocol/network/types.ts'
import { formatList } from '../../ui/format/formatList.ts'
import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Provenance } from '../../ui/Provenance.tsx'
import en from './ownPriced.en.ts'

const messages = defineMessages(en, () => import('./ownPriced.zh.ts'))

type Tokens = readonly (Token | null | undefined)[]

const ownSymbols = (tokens: Tokens) => [
  ...new Set(tokens.flatMap((token) => (token && isOwnPrice(token) ? [token.symbol] : []))),
]

/**
 * A value that takes in tokens at a price of the reader's own, marked as theirs.
 *
 * @param otherwise what the value is shown as where it takes in none; itself by default
 */
export function OwnPriced({
  tokens,
  children,
  otherwise = children,
}: {
  readonly tokens: Tokens
  readonly children: ReactNode
  readonly otherwise?: ReactNode
}) {
  const t = useT(messages)
  const own = ownSymbols(tokens)
  if (own.length === 0) return otherwise
  return (
    <Provenance kind="user" source={t('source', { tokens: formatList(own, t.locale) })}>
      {children}
    </Provenance>
  )
}

/** Says of a list of values which tokens count at a price of the reader's own; nothing where none does. */
export function OwnPricesNote({ tokens }: { readonly tokens: Tokens }) {
  const t = useT(messages)
  const own = ownSymbols(tokens)
  if (own.length === 0) return null
  return <p className="muted small">{t('note', { tokens: formatList(own, t.locale) })}</p>
}

/** Says that the reader's own prices are not those of the past; nothing where there are none. */
export function OwnPricesPast() {
  const t = useT(messages)
  const { prices } = useAssumptions()
  return Object.keys(prices).length === 0 ? null : <p className="muted small">{t('past')}</p>
}

/** Tokens of all strategies. */
export const strategyTokens = (network: Network): Tokens =>
  Object.values(network.strategies).map(({ token }) => token)
