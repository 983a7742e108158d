import type { Address } from 'viem'
import { DAY, DAYS } from './calendar.ts'
import type { Random } from './random.ts'

/** What the feeds say on one day. */
export interface Prices {
  /** US dollars for one ETH. */
  ethUsd: number
  /** ETH for one stETH on the market. */
  stEthEth: number
  /** ETH for one Test LST. */
  tLstEth: number
  /** US dollars for one reward token A. */
  rewardUsd: number
  /** ETH for one reward token C in its pool. */
  rewardCEth: number
}

/** The day of the one negative rebase: slashed validators cost more than the others earned. */
export const NEGATIVE_REBASE_DAY = 53

/** ETH for one reward token C when its pool opens. */
export const OPENING_PRICE = 0.0012

/**
 * Prices for each day of the history, 0 to {@link DAYS}.
 *
 * @param apart numbers for the pool alone: what others draw does not depend on it
 */
export function prices(random: Random, apart: Random): Prices[] {
  const days: Prices[] = []
  let ethUsd = 2_780
  let rewardUsd = 0.82
  let rewardCEth = OPENING_PRICE
  for (let day = 0; day <= DAYS; day++) {
    ethUsd = clamp(ethUsd * (1 + random.normal(0.0006, 0.017)), 2_500, 3_200)
    rewardUsd = clamp(rewardUsd * (1 + random.normal(-0.001, 0.035)), 0.55, 1.1)
    rewardCEth = clamp(rewardCEth * (1 + apart.normal(0, 0.03)), 0.0008, 0.0018)
    days.push({
      ethUsd,
      rewardUsd,
      rewardCEth,
      stEthEth: clamp(random.normal(0.9996, 0.0003), 0.999, 1.0002),
      // An LST whose price grows with its yield, 2.9 % a year.
      tLstEth: 1.062 * (1 + 0.029 * (day / 365)) * (1 + random.normal(0, 0.0002)),
    })
  }
  return days
}

/**
 * What the validators behind Lido earned in a day, in wei, before Lido's fee of 10 %, so that holders
 * see 2.8 to 3.3 % a year.
 *
 * @param pooledEther total pooled ether before the report, in wei
 */
export function validatorRewards(random: Random, day: number, pooledEther: bigint): bigint {
  const apr = clamp(random.normal(0.0305, 0.0009), 0.0282, 0.0328)
  const perDay = day === NEGATIVE_REBASE_DAY ? -0.000_031 : apr / 0.9 / 365
  return (pooledEther * BigInt(Math.round(perDay * 1e12))) / 10n ** 12n
}

/** Seconds between two Lido reports. */
export const REPORT_INTERVAL = DAY

/** A price as the integer of a feed with that many decimals. */
export function feedAnswer(price: number, decimals: number): bigint {
  // Nine digits are what such a price has; more would be noise of the floating point.
  return (BigInt(Math.round(price * 1e9)) * 10n ** BigInt(decimals)) / 10n ** 9n
}

/**
 * The tick of a pool at a price: 1.0001^tick of the second coin for one of the first.
 *
 * @param price of the token in the other coin, both with 18 decimals
 */
export function tickAt(price: number, token: Address, other: Address): number {
  const tick = Math.round(Math.log(price) / Math.log(1.0001))
  return token.toLowerCase() < other.toLowerCase() ? tick : -tick
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
