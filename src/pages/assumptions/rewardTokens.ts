import type { Network, Token } from '../../protocol/network/types.ts'

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
