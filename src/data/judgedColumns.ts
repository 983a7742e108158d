import type { Address } from '../protocol/network/types.ts'
import type { Exposure } from '../risk/exposure.ts'
import { breakEven } from '../risk/score.ts'
import type { PositionApr } from '../yield/position.ts'
import type { Assessment, Assessor } from './assessment.ts'
import type { Gap, Stake } from './basis.ts'

/** Numbers by operator, in the order of the network's; NaN where there is none. */
export type Column = Float64Array<ArrayBuffer>

/** What a stake would earn with every operator. Fractions; what is the same with all stands once. */
export type AprColumns = Pick<
  PositionApr,
  'base' | 'valueEth' | 'days' | 'weights' | 'incomplete'
> & {
  apr: Column
  rewardsApr: Column
  splitTaken: Column
  priced: Column
  total: Column
  gap: Gap | null
}

/** What a stake would risk with every operator. Fractions. */
export type ExposureColumns = {
  exposure: Column
  /** The same under the trusting and the cautious preset. */
  trusting: Column
  cautious: Column
  el: Column
  maxSlashable: Column
  maxLatent: Column
  /** Σ weight·f·w. */
  lossGivenSlash: Column
  /** 1 where no AVS that can slash has ever slashed. */
  onDefault: Uint8Array<ArrayBuffer>
  contractFailure: Exposure['contractFailure']
  /** Why there is no exposure, where there is none. */
  gap: Gap | null
}

/** One stake judged with every operator: numbers in columns, which travel between threads in no time. */
export type JudgedColumns = {
  stake: Stake
  apr: AprColumns
  exposure: ExposureColumns
  exposureLeftOut: boolean
}

/**
 * The columns as assessments by operator. What no list shows (rewards line by line, the exposure's parts) is worked
 * out with the assessor when somebody looks at it.
 *
 * @param assessor of the reading and the assumptions that were judged
 */
export function assessmentsOf(
  columns: JudgedColumns,
  assessor: Assessor,
): ReadonlyMap<Address, Assessment> {
  const { stake, apr, exposure: risk, exposureLeftOut } = columns
  return new Map(
    assessor.network.operators.map(({ address: operator }, i): [Address, Assessment] => {
      const exposure = exposureAt(i, operator)
      const rewardsApr = known(apr.rewardsApr[i])
      return [
        operator,
        {
          stake,
          operator,
          apr: aprAt(i, operator),
          aprGap: apr.gap,
          exposure,
          exposureGap: exposure ? null : risk.gap,
          exposureLeftOut,
          onDefault: risk.onDefault[i] === 1,
          breakEven: exposure && rewardsApr !== null ? exposure.breakEven(rewardsApr) : null,
        },
      ]
    }),
  )

  function aprAt(i: number, operator: Address): PositionApr {
    const { base, valueEth, days, weights, incomplete } = apr
    let lines: PositionApr['rewards'] | null = null
    return {
      apr: known(apr.apr[i]),
      base,
      rewardsApr: known(apr.rewardsApr[i]),
      get rewards() {
        lines ??= assessor.aprOf(stake, operator, true).apr.rewards
        return lines
      },
      splitTaken: known(apr.splitTaken[i]),
      priced: apr.priced[i] ?? 0,
      total: apr.total[i] ?? 0,
      valueEth,
      days,
      weights,
      incomplete,
    }
  }

  function exposureAt(i: number, operator: Address): Exposure | null {
    const value = known(risk.exposure[i])
    if (value === null) return null
    const at = (column: Column) => column[i] as number
    let all: Exposure | null = null
    const whole = () => {
      all ??= assessor.exposureWith(stake, operator)
      if (!all) throw new Error('An operator that was judged cannot be judged again.')
      return all
    }
    return {
      exposure: value,
      range: [Math.min(at(risk.trusting), value), Math.max(at(risk.cautious), value)],
      el: at(risk.el),
      contractFailure: risk.contractFailure,
      maxSlashable: at(risk.maxSlashable),
      maxLatent: at(risk.maxLatent),
      breakEven: (premiumApr) => breakEven(premiumApr, at(risk.lossGivenSlash)),
      get attribution() {
        return whole().attribution
      },
      get pairs() {
        return whole().pairs
      },
      get method() {
        return whole().method
      },
      allIn: () => whole().allIn(),
    }
  }
}

const known = (value: number | undefined) =>
  value === undefined || Number.isNaN(value) ? null : value
