import type { Address, Network, Position } from '../network/types.ts'
import { zeroAddress } from '../network/types.ts'

/** What one restaker of the pool has in one strategy. */
export type PoolPart = {
  restaker: Address
  /** `null` when not delegated. */
  operator: Address | null
  strategy: Address
  valueEth: number
  /** Of all ETH in the pool: 0 to 1. */
  share: number
}

/**
 * Where the pool's ETH is restaked, as shares of the whole pool; the rest is not restaked. `null` when a holding or its
 * price could not be read, so that nothing is left out unnoticed.
 */
export function readThrough(
  network: Pick<Network, 'strategies'>,
  restakers: readonly Position[],
  totalPooledEther: bigint,
): PoolPart[] | null {
  const total = Number(totalPooledEther) / 1e18
  if (total === 0) return []
  const parts: PoolPart[] = []
  for (const { staker, holdings, delegatedTo } of restakers) {
    if (holdings === null || delegatedTo === null) return null
    for (const { strategy, underlying, withdrawableShares } of holdings) {
      if (withdrawableShares === 0n) continue
      const known = network.strategies[strategy]
      const price =
        known?.kind === 'beaconChainETH' ? 1 : known?.token ? known.token.priceEth : null
      if (underlying === null || price === null) return null
      const valueEth = (Number(underlying) / 10 ** (known?.token?.decimals ?? 18)) * price
      parts.push({
        restaker: staker,
        operator: delegatedTo === zeroAddress ? null : delegatedTo,
        strategy,
        valueEth,
        share: valueEth / total,
      })
    }
  }
  // Between two reports the stakes may be worth more than the pool says it has.
  const sum = parts.reduce((all, { share }) => all + share, 0)
  return sum > 1 ? parts.map((part) => ({ ...part, share: part.share / sum })) : parts
}
