import type { Address, Network, Strategy } from '../protocol/network/types.ts'
import { WAD } from '../protocol/network/types.ts'

/** A sum that says what it could not include. */
export type Total = { wei: bigint; complete: boolean }

const priceScale = 1_000_000_000_000

/** What shares of a strategy are worth in wei of ETH; `null` when the token has no price or the rate was not read. */
export function valueInEth(strategy: Strategy | undefined, shares: bigint): bigint | null {
  if (!strategy) return null
  if (strategy.kind === 'beaconChainETH') return shares
  const { rate, token } = strategy
  if (rate === null || token === null || token.priceEth === null) return null
  const units = (shares * rate) / WAD
  const whole = (units * BigInt(Math.round(token.priceEth * priceScale))) / BigInt(priceScale)
  return token.decimals <= 18
    ? whole * 10n ** BigInt(18 - token.decimals)
    : whole / 10n ** BigInt(token.decimals - 18)
}

/**
 * All that is restaked: every ERC-20 strategy whole, and beacon chain ETH as far as it is delegated (no getter tells
 * the shares of all pods).
 */
export function totalRestaked(network: Network): Total {
  let wei = 0n
  let complete = network.coverage.complete
  for (const strategy of Object.values(network.strategies)) {
    if (strategy.kind === 'beaconChainETH') {
      for (const operator of network.operators) wei += operator.shares?.[strategy.address] ?? 0n
      continue
    }
    if (strategy.totalShares === 0n) continue
    const value = strategy.totalShares === null ? null : valueInEth(strategy, strategy.totalShares)
    if (value === null) complete = false
    else wei += value
  }
  return { wei, complete }
}

/** An operator's delegated stake; incomplete where a token has no price. */
export function delegatedStake(
  network: Network,
  shares: Readonly<Record<Address, bigint>> | null,
): Total | null {
  if (shares === null) return null
  let wei = 0n
  let complete = true
  for (const [address, amount] of Object.entries(shares)) {
    const value = valueInEth(network.strategies[address as Address], amount)
    if (value === null) complete = false
    else wei += value
  }
  return { wei, complete }
}

/** Wei of ETH in dollars. */
export function inUsd(wei: bigint, ethUsd: Network['ethUsd']): number | null {
  return ethUsd === null ? null : (Number(wei) / 1e18) * ethUsd.price
}
