import { fewestToReach } from './concentration.ts'
import { minimumCover } from './cover.ts'

export interface AvsEconomicsParameters {
  /** Operators of the set (one for each legal entity): voting weight and slashable stake. */
  members: readonly { weight: number; slashable: number }[]
  /** Profit from corrupting the AVS, in the unit of the stake. */
  profit?: number | undefined
  /** Shares of the voting weight that corrupt the set, by name. */
  thetas: Readonly<Record<string, number>>
}

export interface AvsThreshold {
  /** Cheapest slashable stake of operators that together hold θ of the votes; break-even profit. */
  cost: number
  /** Certified lower bound of `cost`; equal or below it. */
  lower: number
  /** Fewest operators that hold θ of the votes. */
  minOperators: number
  /** cost/profit − 1; null without votes or profit. */
  gamma: number | null
  /** `cost` is proven to be the minimum. */
  exact: boolean
}

/** What corrupting one operator set costs: votes may weigh all stake, slashing only the allocated. */
export function avsEconomics(parameters: AvsEconomicsParameters): Record<string, AvsThreshold> {
  const { members, profit, thetas } = parameters
  const weights = members.map((member) => member.weight)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const items = members.map(({ weight, slashable }) => ({ weight, cost: slashable }))
  const result: Record<string, AvsThreshold> = {}
  for (const [name, theta] of Object.entries(thetas)) {
    if (!(total > 0)) {
      result[name] = { cost: 0, lower: 0, minOperators: 0, gamma: null, exact: true }
      continue
    }
    const cover = minimumCover(items, theta * total)
    result[name] = {
      ...cover,
      minOperators: fewestToReach(weights, theta),
      gamma:
        profit !== undefined && profit > 0 && Number.isFinite(cover.cost)
          ? cover.cost / profit - 1
          : null,
    }
  }
  return result
}

export interface UniqueStakeSetsParameters {
  /** Operator sets whose stake is slashable by each alone, as unique stake is. */
  sets: readonly {
    members: AvsEconomicsParameters['members']
    /** Gain from corrupting it, in the unit of the stake. */
    profit: number
    /** Share of the votes that corrupts it. */
    theta: number
  }[]
}

export interface UniqueStakeSets {
  /** min over the sets of cost/profit − 1; null without any profit. */
  gamma: number | null
  /** Σ max(0, profit − cost): what an attacker of all sets at once would gain. */
  attackerGain: number
  /** Cost of corruption by set. */
  costs: number[]
}

/**
 * Security of sets that share no stake: one unit of magnitude is slashable by one set only
 * (ELIP-002), so attacks do not share their cost and the problem falls apart by set.
 */
export function uniqueStakeSets({ sets }: UniqueStakeSetsParameters): UniqueStakeSets {
  let worst = Number.POSITIVE_INFINITY
  let attackerGain = 0
  const costs = sets.map(({ members, profit, theta }) => {
    const { set } = avsEconomics({ members, thetas: { set: theta } })
    const { cost } = set!
    if (profit > 0) worst = Math.min(worst, cost / profit - 1)
    attackerGain += Math.max(0, profit - cost)
    return cost
  })
  return { gamma: Number.isFinite(worst) ? worst : null, attackerGain, costs }
}

export interface AttackHazardParameters {
  profit: number
  /** Cost of corruption. */
  cost: number
  /** Overcollateralisation at which nobody attacks. */
  gammaSafe: number
  /** Hazard per year once an attack pays. */
  hazardMax: number
  /** Share of the stake an attack needs. */
  theta: number
}

export interface AttackHazard {
  /** null if there is neither profit nor cost. */
  profitToCost: number | null
  hazard: number
  /** Probability a year that a random staked unit is slashed for taking part. */
  stakerHitProb: number
}

/**
 * From profit to probability, an assumption: the hazard rises from 0 at r0 = 1/(1+γ_safe) to its
 * maximum at r = 1, where profit meets cost.
 */
export function attackHazard(parameters: AttackHazardParameters): AttackHazard {
  const { profit, cost, gammaSafe, hazardMax, theta } = parameters
  const r = profit === 0 && cost === 0 ? null : profit / cost
  const r0 = 1 / (1 + gammaSafe)
  let share = 0
  if (r !== null) share = r0 < 1 ? Math.min(1, Math.max(0, (r - r0) / (1 - r0))) : r > 1 ? 1 : 0
  const hazard = hazardMax * share
  return { profitToCost: r, hazard, stakerHitProb: -Math.expm1(-hazard) * theta }
}
