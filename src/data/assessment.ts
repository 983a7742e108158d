import type { Address, Network, Operator } from '../protocol/network/types.ts'
import { zeroAddress } from '../protocol/network/types.ts'
import type { Assumptions } from '../risk/assumptions.ts'
import { createExposureMemo, type Exposure } from '../risk/exposure.ts'
import type { PositionApr } from '../yield/position.ts'
import { createBasis, type Gap, restsOnDefault, type Stake } from './basis.ts'
import { ownUnder } from './own.ts'

/** APR and exposure of one stake with one operator, at the network's block. */
export type Assessment = {
  stake: Stake
  /** `null` when not delegated. */
  operator: Address | null
  apr: PositionApr
  aprGap: Gap | null
  exposure: Exposure | null
  exposureGap: Gap | null
  /** A token is held whose own validator and market risk nothing is known of: the exposure is without them. */
  exposureLeftOut: boolean
  /** No AVS that can slash this stake has ever slashed anyone: the probabilities are the prior alone. */
  onDefault: boolean
  /** Premium over the base APR divided by the loss a slash brings: chance a year at which it is eaten up. */
  breakEven: number | null
}

/** Shared by all readings: most operators do not change from one to the next. */
const exposureOf = createExposureMemo()

/**
 * Judges stakes against one reading of the network under one set of assumptions.
 *
 * @param present whose stake tells what counted attacks cost; another network where `network` is one of the past
 */
export function createAssessor(
  network: Network,
  assumptions: Assumptions,
  windowDays = 30,
  present = network,
) {
  const basis = createBasis(
    network,
    assumptions,
    windowDays,
    ownUnder(network, assumptions, present),
  )
  const { aprOf, inputOf, leavesOut, referenceStake } = basis

  /** What a stake risks with an operator. */
  function exposureWith(stake: Stake, operatorAddress: Address | null): Exposure | null {
    const { input } = inputOf(stake, operatorAddress)
    return input && exposureOf(input, assumptions)
  }

  /**
   * A stake with an operator.
   *
   * @param additional the stake is not with this operator yet, so it thins out the operator's pools
   * @param altered the operator as it may become: its exposure then; the APR stays that of the past
   */
  function assess(
    stake: Stake,
    operatorAddress: Address | null,
    additional = false,
    altered?: Operator,
  ): Assessment {
    const { apr, aprGap } = aprOf(stake, operatorAddress, additional)
    const { input, gap: exposureGap } = inputOf(stake, operatorAddress, altered)
    const exposure = input && exposureOf(input, assumptions)
    return {
      stake,
      operator: operatorAddress === zeroAddress ? null : operatorAddress,
      apr,
      aprGap,
      exposure,
      exposureGap,
      exposureLeftOut: leavesOut(stake),
      onDefault: input !== null && restsOnDefault(input.pairs),
      breakEven: exposure && apr.rewardsApr !== null ? exposure.breakEven(apr.rewardsApr) : null,
    }
  }

  return {
    ...basis,
    assess,
    exposureWith,
    /** "1 stETH delegated here": an operator has no position of its own. `null` on a chain without stETH. */
    reference(operator: Address): Assessment | null {
      return referenceStake && assess(referenceStake, operator, true)
    },
  }
}

export type Assessor = ReturnType<typeof createAssessor>
