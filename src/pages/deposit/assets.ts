import type { Position, Strategy } from '../../protocol/network/types.ts'
import { WAD } from '../../protocol/network/types.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { GAS } from './gas.ts'
import type { WrappedStEth } from './readWays.ts'

/** What can be deposited into a strategy: ETH through Lido, stETH, wstETH, or a strategy's own token. */
export type Asset = {
  id: string
  kind: 'eth' | 'stEth' | 'wstEth' | 'token'
  symbol: string
  decimals: number
  strategy: Strategy
}

/** ETH first, then stETH and wstETH, then the tokens of the other strategies. */
export function assetsOf({
  network,
  connection,
}: Pick<Reading, 'network' | 'connection'>): Asset[] {
  const open = Object.values(network.strategies).filter(
    (strategy) => strategy.whitelisted === true && strategy.token !== null,
  )
  const stEth = open.find((strategy) => strategy.isStEth)
  const throughLido = connection.chain.lido?.stETHStrategy !== undefined && stEth !== undefined
  const others = open
    .filter((strategy) => strategy !== stEth || !throughLido)
    .map(
      (strategy): Asset => ({
        id: strategy.address,
        kind: 'token',
        symbol: strategy.token?.symbol ?? '',
        decimals: strategy.token?.decimals ?? 18,
        strategy,
      }),
    )
  if (!throughLido) return others
  const lido = (id: string, kind: Asset['kind'], symbol: string): Asset => ({
    id,
    kind,
    symbol,
    decimals: 18,
    strategy: stEth,
  })
  return [
    lido('eth', 'eth', 'ETH'),
    lido('steth', 'stEth', stEth.token?.symbol ?? 'stETH'),
    lido('wsteth', 'wstEth', 'wstETH'),
    ...others,
  ]
}

/** An amount of an asset in the token of its strategy; `null` while the rate is not known. */
export function inStrategyToken(
  asset: Asset,
  amount: bigint,
  wrapped: WrappedStEth | null,
): bigint | null {
  if (asset.kind !== 'wstEth') return amount
  const rate = wrapped?.stEthPerToken ?? null
  return rate === null ? null : (amount * rate) / WAD
}

export type Limits = {
  balance: bigint | null
  /** What Max fills in. */
  max: bigint | null
  /** ETH kept back for fees. */
  reserve: bigint
  lidoLimit: bigint | null
}

const unknown: Limits = { balance: null, max: null, reserve: 0n, lidoLimit: null }

/** Twice the gas of all transactions of a way at the present price: it may rise before the last one. */
export const reserveFor = (gas: bigint, gasPrice: bigint | null): bigint =>
  (gasPrice ?? 0n) * gas * 2n

/** ETH that can be spent, with what is kept back for fees. */
export function ethLimits(position: Position | null, gas: bigint): Limits {
  if (position === null) return unknown
  const balance = position.ethBalance
  const reserve = reserveFor(gas, position.gasPrice)
  const max = balance === null ? null : balance > reserve ? balance - reserve : 0n
  return { balance, max, reserve, lidoLimit: null }
}

/** What the account can deposit of an asset. */
export function limitsOf(
  asset: Asset,
  position: Position | null,
  wrapped: WrappedStEth | null,
): Limits {
  if (position === null) return unknown
  if (asset.kind === 'eth')
    return { ...ethLimits(position, GAS.lst), lidoLimit: position.stEth?.stakeLimit ?? null }
  const token = asset.strategy.token?.address
  const balance =
    asset.kind === 'stEth'
      ? (position.stEth?.balance ?? null)
      : asset.kind === 'wstEth'
        ? (wrapped?.balance ?? null)
        : ((token && position.tokenBalances?.[token]) ?? null)
  return { balance, max: balance, reserve: 0n, lidoLimit: null }
}

/** Wei that stETH may fall short of what was named, because its transfers round down. */
const ROUNDING = 2n

/** More is asked for than there is; a wei or two of stETH is not more, but all of it. */
export function isOver(asset: Asset, amount: bigint, balance: bigint): boolean {
  return amount > balance + (asset.kind === 'stEth' ? ROUNDING : 0n)
}
