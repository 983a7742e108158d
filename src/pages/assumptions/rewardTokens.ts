import type { Network, Token } from '../../protocol/network/types.ts'
import { PRICE_BOUNDS } from '../../risk/assumptions.ts'

/** Every token that a reward submission pays in, as far as it could be read; those without a price first. */
export function rewardTokens(network: Pick<Network, 'submissions' | 'tokens'>): Token[] {
  const addresses = new Set(network.submissions.map(({ token }) => token))
  return [...addresses]
    .flatMap((address) => network.tokens[address] ?? [])
    .sort(
      (a, b) =>
        Number(a.priceEth !== null) - Number(b.priceEth !== null) ||
        a.symbol.localeCompare(b.symbol),
    )
}

/** A price as typed, in ETH for a whole token; `null` where it is none within the bounds. */
export function parsePrice(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  if (!/^(\d+\.?\d*|\.\d+)(e-?\d{1,2})?$/i.test(plain)) return null
  const value = Number(plain)
  return value >= PRICE_BOUNDS.min && value <= PRICE_BOUNDS.max ? value : null
}
