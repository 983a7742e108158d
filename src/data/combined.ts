import type { Address, Position } from '../protocol/network/types.ts'
import { zeroAddress } from '../protocol/network/types.ts'
import type { Assessment, Assessor } from './assessment.ts'
import type { Stake } from './basis.ts'
import { stakeOf } from './basis.ts'

/** Several positions as one. */
export type Combined = {
  parts: readonly { position: Position; assessment: Assessment | null }[]
  /** Value in ETH of all; `null` when one could not be read or priced. */
  valueEth: number | null
  /** All with one operator, or all with none: then it is assessed as one stake. */
  whole: Assessment | null
  /** Weighted by value. `null` when one part's is not known. */
  apr: { value: number; priced: number; total: number } | null
  /**
   * Weighted by value: never less than the exposure of the whole, because the mean of the worst cases is subadditive;
   * different operators seldom have their worst year together. `low` and `high` are the weighted presets.
   */
  exposure: { value: number; low: number; high: number } | null
}

/** Adds up stakes by strategy. */
export function sumOfStakes(stakes: readonly Stake[]): Stake {
  const sum: Record<Address, bigint> = {}
  for (const stake of stakes)
    for (const [strategy, shares] of Object.entries(stake) as [Address, bigint][])
      sum[strategy] = (sum[strategy] ?? 0n) + shares
  return sum
}

/** Judges several positions together. */
export function combine(
  assessor: Pick<Assessor, 'assess'>,
  positions: readonly Position[],
): Combined {
  const parts = positions.map((position) => ({
    position,
    assessment:
      position.holdings === null || position.delegatedTo === null
        ? null
        : assessor.assess(stakeOf(position.holdings), position.delegatedTo),
  }))
  const known = parts.flatMap(({ assessment }) => assessment ?? [])
  const complete = known.length === parts.length
  const staked = known.filter(({ aprGap }) => aprGap !== 'nothingStaked')
  const values = staked.map(({ apr }) => apr.valueEth)
  const valueEth =
    complete && values.every((value) => value !== null)
      ? values.reduce((sum: number, value) => sum + (value ?? 0), 0)
      : null
  const [first] = staked
  const same = first !== undefined && staked.every(({ operator }) => operator === first.operator)
  const whole =
    complete && same
      ? assessor.assess(
          sumOfStakes(staked.map(({ stake }) => stake)),
          first.operator ?? zeroAddress,
        )
      : null
  const weighted = (of: (assessment: Assessment) => number | null): number | null => {
    if (valueEth === null || valueEth === 0) return null
    let sum = 0
    for (const assessment of staked) {
      const figure = of(assessment)
      if (figure === null) return null
      sum += figure * ((assessment.apr.valueEth ?? 0) / valueEth)
    }
    return sum
  }
  const apr = weighted((assessment) => assessment.apr.apr)
  const exposure = weighted((assessment) => assessment.exposure?.exposure ?? null)
  const low = weighted((assessment) => assessment.exposure?.range[0] ?? null)
  const high = weighted((assessment) => assessment.exposure?.range[1] ?? null)
  return {
    parts,
    valueEth,
    whole,
    apr:
      apr === null
        ? null
        : {
            value: apr,
            priced: staked.reduce((sum, assessment) => sum + assessment.apr.priced, 0),
            total: staked.reduce((sum, assessment) => sum + assessment.apr.total, 0),
          },
    exposure:
      exposure === null || low === null || high === null ? null : { value: exposure, low, high },
  }
}
