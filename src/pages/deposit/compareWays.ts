import type { Assessment, Assessor } from '../../data/assessment.ts'
import { sharePriceEth } from '../../data/basis.ts'
import { poolExposure } from '../../data/poolExposure.ts'
import { type PoolPart, readThrough } from '../../protocol/etherfi/readThrough.ts'
import type { Address } from '../../protocol/network/types.ts'
import { beaconChainETHStrategy, zeroAddress } from '../../protocol/network/types.ts'
import type { Exposure } from '../../risk/exposure.ts'
import { GAS, type Way } from './gas.ts'
import type { WaysState } from './readWays.ts'

/** Why a figure of a way is missing, for words. */
export type WayGap =
  | 'noLido'
  | 'noEtherFi'
  | 'noReports'
  | 'noRestakers'
  | 'restakersUnread'
  | 'reading'

/** Parts of an APR or of an exposure, as fractions. */
export type AprParts = { base: number | null; rewards: number | null }
export type ExposureSum = { slashing: number; validators: number; market: number }

/** One way in for one amount: what can be told before choosing. */
export type WayFacts = {
  way: Way
  /** Of a stake in EigenLayer; `null` for a pool, which has its own figures. */
  assessment: Assessment | null
  apr: number | null
  aprParts: AprParts
  exposure: Exposure | null
  exposureParts: ExposureSum | null
  gap: { apr: WayGap | null; exposure: WayGap | null }
  /** Wei of all transactions at the present gas price; `null` before that is read. */
  fee: bigint | null
  /** Days after which the yield has paid the fee; `null` when it cannot be known or never does. */
  paidBackDays: number | null
  /** Where the pool's ETH is restaked; only of ether.fi, `null` where it cannot be read through. */
  poolParts: readonly PoolPart[] | null
}

function sumOf(exposure: Exposure | null): ExposureSum | null {
  if (exposure === null) return null
  const sum: ExposureSum = { slashing: 0, validators: 0, market: 0 }
  for (const { kind, value } of exposure.attribution) {
    if (kind === 'set' || kind === 'attack') sum.slashing += value
    else if (kind === 'beacon') sum.validators += value
    else sum.market += value
  }
  return sum
}

/** Days in which an APR on an amount brings a fee; both in wei. */
export function daysToPay(fee: bigint | null, amount: bigint, apr: number | null): number | null {
  if (fee === null || apr === null || apr <= 0 || amount === 0n) return null
  return Number(fee) / ((Number(amount) * apr) / 365)
}

/** The three ways for one amount (wei of ETH) with the account's operator, or none. */
export function compareWays(
  assessor: Assessor,
  ways: WaysState | null,
  parameters: { amount: bigint; operator: Address | null; hasEtherFi: boolean },
): WayFacts[] {
  const { amount, hasEtherFi } = parameters
  const operator = parameters.operator === zeroAddress ? null : parameters.operator
  const { network } = assessor
  const feeOf = (way: Way) => (ways === null ? null : ways.gasPrice * GAS[way])

  function stake(way: Way, strategy: Address, gap: WayFacts['gap']): WayFacts {
    const price = sharePriceEth(network.strategies[strategy])
    const shares = price ? BigInt(Math.round(Number(amount) / price)) : amount
    const assessment = assessor.assess({ [strategy]: shares }, operator, operator !== null)
    const { apr, exposure } = assessment
    const fee = feeOf(way)
    return {
      way,
      assessment,
      apr: apr.apr,
      aprParts: { base: apr.base, rewards: apr.rewardsApr },
      exposure,
      exposureParts: sumOf(exposure),
      gap,
      fee,
      paidBackDays: daysToPay(fee, amount, apr.apr),
      poolParts: null,
    }
  }

  const none = (way: Way, gap: WayGap): WayFacts => ({
    way,
    assessment: null,
    apr: null,
    aprParts: { base: null, rewards: null },
    exposure: null,
    exposureParts: null,
    gap: { apr: gap, exposure: gap },
    fee: null,
    paidBackDays: null,
    poolParts: null,
  })

  // Without stETH the reference position of the chain stands for its tokens.
  const reference = assessor.referenceStrategy
  const lst =
    reference === null
      ? none('lst', 'noLido')
      : stake('lst', reference, { apr: null, exposure: null })
  const native = stake('native', beaconChainETHStrategy, { apr: null, exposure: null })
  return [lst, native, hasEtherFi ? etherFi() : none('etherFi', 'noEtherFi')]

  function etherFi(): WayFacts {
    const pool = ways?.etherFi ?? null
    if (pool === null) return none('etherFi', 'reading')
    const through =
      pool.restakers === null || pool.totalPooledEther === null
        ? null
        : readThrough(network, pool.restakers, pool.totalPooledEther)
    const exposure = through === null ? null : poolExposure(assessor, through)
    const apr = pool.apr?.apr ?? null
    const fee = feeOf('etherFi')
    return {
      ...none('etherFi', 'reading'),
      apr,
      aprParts: { base: apr, rewards: null },
      exposure,
      exposureParts: sumOf(exposure),
      gap: {
        apr: apr === null ? 'noReports' : null,
        exposure:
          pool.restakers === null ? 'noRestakers' : exposure === null ? 'restakersUnread' : null,
      },
      fee,
      paidBackDays: daysToPay(fee, amount, apr),
      poolParts: through,
    }
  }
}
