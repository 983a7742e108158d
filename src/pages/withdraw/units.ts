import type { Address, Network } from '../../protocol/network/types.ts'

/** The name and decimals of what a strategy holds; `null` when its token could not be read. */
export function unitOf(
  network: Network,
  strategy: Address,
): { symbol: string; decimals: number } | null {
  const known = network.strategies[strategy]
  if (known?.kind === 'beaconChainETH') return { symbol: 'ETH', decimals: 18 }
  return known?.token ?? null
}
