import { useMemo } from 'react'
import type { Assessor } from '../../data/assessment.ts'
import type { Stake } from '../../data/basis.ts'
import { sharesFor } from '../../data/useJudged.ts'
import type { Address, Network } from '../../protocol/network/types.ts'
import { plainAmount } from '../../ui/format/formatAmount.ts'
import { parseLimit } from './filters.ts'

/** The position that all operators are judged by. */
export interface ReferencePosition {
  readonly strategy: Address
  readonly symbol: string
  readonly decimals: number
  /** As it is typed and stands in the address. */
  readonly amount: string
  readonly stake: Stake
}

/** Assets that a reference position can be of, by symbol. */
export function referenceAssets(
  network: Network,
): { strategy: Address; symbol: string; decimals: number }[] {
  return Object.values(network.strategies)
    .flatMap(({ address, kind, token, rate }) => {
      if (rate === null) return []
      if (kind === 'beaconChainETH') return [{ strategy: address, symbol: 'ETH', decimals: 18 }]
      return token ? [{ strategy: address, symbol: token.symbol, decimals: token.decimals }] : []
    })
    .sort((a, b) => a.symbol.localeCompare(b.symbol, 'en'))
}

/**
 * The reference position of an address: `1` of what the chain's reference is, unless it says otherwise.
 *
 * @param asset a strategy's address, `''` for the usual one
 * @param amount whole tokens in decimal digits, `''` for one
 * @returns `null` where nothing can be referred to
 */
export function referenceOf(
  assessor: Assessor,
  asset: string,
  amount: string,
): ReferencePosition | null {
  const { network, referenceStrategy } = assessor
  const assets = referenceAssets(network)
  const chosen =
    assets.find(({ strategy }) => strategy === asset.toLowerCase()) ??
    assets.find(({ strategy }) => strategy === referenceStrategy)
  if (!chosen) return null
  const wanted = parseLimit(amount)
  const units =
    wanted === null || wanted === 0
      ? 10n ** BigInt(chosen.decimals)
      : unitsOf(amount, chosen.decimals)
  const shares = sharesFor(network.strategies[chosen.strategy], units)
  if (shares === null) return null
  return {
    ...chosen,
    amount: plainAmount(units, chosen.decimals),
    stake: { [chosen.strategy]: shares },
  }
}

/** Decimal digits, as {@link parseLimit} takes them, in the smallest unit; what is finer is cut off. */
function unitsOf(text: string, decimals: number): bigint {
  const [whole = '0', fraction = ''] = text.trim().replace(',', '.').split('.')
  return BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
}

/** {@link referenceOf}, the same object as long as it is of the same reading and the same words. */
export function useReferencePosition(
  assessor: Assessor,
  asset: string,
  amount: string,
): ReferencePosition | null {
  return useMemo(() => referenceOf(assessor, asset, amount), [assessor, asset, amount])
}
