import type { Token } from '../protocol/network/types.ts'
import type { OwnPrices } from '../risk/assumptions.ts'

/**
 * ETH for one whole token: what the chain says, else the reader's own entry, else `null`. A price that the chain
 * gives is never overruled.
 */
export function priceWith(token: Token, prices: OwnPrices | undefined): number | null {
  return token.priceEth ?? prices?.[token.address] ?? null
}

/** Whether a token counts with the reader's own entry. */
export function ownPriceCounts(token: Token | undefined, prices: OwnPrices | undefined): boolean {
  return token?.priceEth === null && prices?.[token.address] !== undefined
}

/** Tokens with the reader's own entries where the chain has no price; the same object without any. */
export function tokensWith<tokens extends Readonly<Record<string, Token>>>(
  tokens: tokens,
  prices: OwnPrices | undefined,
): tokens {
  if (!prices) return tokens
  const own = Object.values(tokens).filter((token) => ownPriceCounts(token, prices))
  return {
    ...tokens,
    ...Object.fromEntries(
      own.map((token) => [token.address, { ...token, priceEth: priceWith(token, prices) }]),
    ),
  }
}
