import type { Address } from 'viem'
import type { Creation } from './deployer.ts'

/** Where the local chain's market for stETH and its lending market stand. */
export interface MarketAddresses {
  /** Ether against stETH. */
  stableSwapPool: Address
  weth: Address
  lendingPool: Address
  dataProvider: Address
  oracle: Address
}

export interface MarketParameters {
  stETH: Address
  wstETH: Address
  /** Feed of ETH / USD with eight decimals. */
  ethUsd: Address
}

/** Amplification of the pool, as Curve's `A()` gives it. */
const AMPLIFICATION = 50n
/** 0.04 %, in parts of 1e10. */
const POOL_FEE = 4_000_000n
/** 2.4 % a year in rays: what borrowers of ether pay. */
const BORROW_RATE = 24n * 10n ** 24n

/**
 * What creates the pool and the lending market, in order, and where the contracts will stand. The
 * terms of wstETH are those of mainnet's category for ether and its derivatives: 93 % may be
 * borrowed, liquidation from 95 %, a bonus of 1 %.
 *
 * @param at address of the deployer's n-th contract from now
 */
export async function marketCreations(
  at: (n: number) => Promise<Address>,
  { stETH, wstETH, ethUsd }: MarketParameters,
): Promise<{ creations: readonly Creation[]; addresses: MarketAddresses }> {
  const [stableSwapPool, weth, oracle, lendingPool, dataProvider] = await Promise.all([
    at(0),
    at(1),
    at(2),
    at(3),
    at(4),
  ])
  const listings = [
    {
      asset: weth,
      ltv: 8_050,
      liquidationThreshold: 8_300,
      liquidationBonus: 10_500,
      borrowingEnabled: true,
      borrowRate: BORROW_RATE,
    },
    {
      asset: wstETH,
      ltv: 9_300,
      liquidationThreshold: 9_500,
      liquidationBonus: 10_100,
      borrowingEnabled: false,
      borrowRate: 0n,
    },
  ]
  return {
    creations: [
      { name: 'StableSwapPool', args: [stETH, AMPLIFICATION, POOL_FEE] },
      { name: 'WrappedEther' },
      { name: 'LendingOracle', args: [weth, wstETH, ethUsd] },
      { name: 'LendingPool', args: [oracle, listings] },
      { name: 'LendingDataProvider', args: [lendingPool] },
    ],
    addresses: { stableSwapPool, weth, lendingPool, dataProvider, oracle },
  }
}
