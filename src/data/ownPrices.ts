import type { Address, Network, Strategy, Token } from '../protocol/network/types.ts'
import type { OwnPrices } from '../risk/assumptions.ts'

/** Whether a token of {@link networkWith} counts with the reader's own entry. */
export function isOwnPrice(token: Token | null | undefined): boolean {
  return token?.priceSource?.kind === 'own'
}

/** A price that the chain gives is never overruled. */
function tokenWith(token: Token, prices: OwnPrices): Token {
  const own = token.priceEth === null ? prices[token.address] : undefined
  return own === undefined ? token : { ...token, priceEth: own, priceSource: { kind: 'own' } }
}

/** Tokens with the reader's own entries where the chain has no price; the same object where none counts. */
export function tokensWith(
  tokens: Readonly<Record<Address, Token>>,
  prices: OwnPrices | undefined,
): Readonly<Record<Address, Token>> {
  if (!prices) return tokens
  const own = Object.values(tokens).flatMap((token) => {
    const next = tokenWith(token, prices)
    return next === token ? [] : [[token.address, next] as const]
  })
  return own.length === 0 ? tokens : { ...tokens, ...Object.fromEntries(own) }
}

/** The last for each reading: prices come as another object with the same content when they travel between threads. */
const priced = new WeakMap<Network, { key: string; network: Network }>()

/**
 * A reading in which tokens that nothing on the chain prices have the reader's own entries, and say so as the source of
 * their price. The same object without any that counts.
 */
export function networkWith(network: Network, prices: OwnPrices | undefined): Network {
  if (!prices) return network
  const key = Object.entries(prices).join()
  const known = priced.get(network)
  if (known?.key === key) return known.network
  const tokens = tokensWith(network.tokens, prices)
  const strategies: Record<Address, Strategy> = {}
  for (const [address, strategy] of Object.entries(network.strategies) as [Address, Strategy][]) {
    const next = strategy.token && tokenWith(strategy.token, prices)
    if (next !== strategy.token) strategies[address] = { ...strategy, token: next }
  }
  const same = tokens === network.tokens && Object.keys(strategies).length === 0
  const found = same
    ? network
    : { ...network, tokens, strategies: { ...network.strategies, ...strategies } }
  priced.set(network, { key, network: found })
  return found
}
