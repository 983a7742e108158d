import { beaconSlash } from './beacon.ts'
import { minimumCover } from './cover.ts'
import { waterfall } from './layers.ts'

/** An operator set that may slash a part of a position. */
export interface ScenarioAllocation {
  set: string
  /** Slashable share m/M of the part. */
  f: number
}

/** Stake of one kind with one operator. */
export interface ScenarioPart {
  /** `null` when not delegated. */
  operator: string | null
  strategy: string
  kind: 'stETH' | 'native' | 'token'
  /** Deposited in EigenLayer. */
  restaked: boolean
  /** Share of the position's value. */
  weight: number
  allocations: readonly ScenarioAllocation[]
}

/** A position as a scenario meets it. */
export interface ScenarioPosition {
  parts: readonly ScenarioPart[]
  /** Held through a liquid restaking token: its contract and its price lie around all parts. */
  wrapped: boolean
}

/** What happens, all at once. Shares are fractions from 0 to 1. */
export interface Shock {
  /** Share of an allocation that a set takes from an operator; 0 where it does nothing. */
  slash: (operator: string, set: string) => number
  /** Share that validators of native stake with an operator lose. */
  beacon: (operator: string) => number
  /** Share that a failing contract takes of what reaches it. */
  layers: { lido: number; core: number; lrt: number }
  /** Fall of the market price below the redemption value. */
  discount: { stEth: number; lrt: number }
  /** Share sold in that market before redemption. */
  exitShare: number
}

export const noShock: Readonly<Shock> = {
  slash: () => 0,
  beacon: () => 0,
  layers: { lido: 0, core: 0, lrt: 0 },
  discount: { stEth: 0, lrt: 0 },
  exitShare: 0,
}

export type LossStep = 'beacon' | 'slash' | 'lido' | 'core' | 'lrt' | 'market'

/** From the validators outwards: each takes its share of what the ones before left. */
export const lossSteps: readonly LossStep[] = ['beacon', 'slash', 'lido', 'core', 'lrt', 'market']

export interface ScenarioLoss {
  /** Share of the position's value that is gone. */
  loss: number
  /** What each step takes of the whole position; they add up to `loss`. */
  steps: Record<LossStep, number>
  /** What slashes take, by operator and set; they add up to `steps.slash`. */
  bySet: { operator: string; set: string; loss: number }[]
  /** The same loss with everything valued at the market price, sold or not. */
  marked: number
  /** Share of each part that is left before anything is sold, in their order. */
  kept: number[]
}

/**
 * What a shock costs a position: per part L = 1 − (1−b)(1−S)·Π(1−w)·(1−e·d) in the order of the
 * model's waterfall (A(i), A(v)): validators, then the sum of the slashes (no unit of magnitude can
 * be slashed twice, so they add), then the contracts from the inside out, then the market. Parts are
 * added up by their weights. Certain, not expected: no probability takes part.
 */
export function scenarioLoss(position: ScenarioPosition, shock: Shock): ScenarioLoss {
  const steps: Record<LossStep, number> = {
    beacon: 0,
    slash: 0,
    lido: 0,
    core: 0,
    lrt: 0,
    market: 0,
  }
  const bySet = new Map<string, { operator: string; set: string; loss: number }>()
  const kept: number[] = []
  let left = 1
  let marked = 1
  for (const part of position.parts) {
    const { operator, weight, allocations } = part
    const slashes =
      operator === null || !part.restaked
        ? []
        : allocations.map(({ set, f }) => ({
            operator,
            set,
            share: f * shock.slash(operator, set),
          }))
    const slashed = Math.min(
      1,
      slashes.reduce((sum, { share }) => sum + share, 0),
    )
    const discount = discountOf(part, position.wrapped, shock)
    const layers = [
      part.kind === 'native' && operator !== null ? shock.beacon(operator) : 0,
      slashed,
      part.kind === 'stETH' ? shock.layers.lido : 0,
      part.restaked ? shock.layers.core : 0,
      position.wrapped ? shock.layers.lrt : 0,
    ]
    const inside = waterfall({ layers })
    const beyond = 1 - inside.loss
    const contributions = [...inside.contributions, beyond * discount * shock.exitShare]
    lossSteps.forEach((step, i) => {
      steps[step] += weight * contributions[i]!
    })
    const afterBeacon = 1 - layers[0]!
    for (const { operator: who, set, share } of slashes) {
      if (share === 0) continue
      const key = `${who}|${set}`
      const entry = bySet.get(key) ?? { operator: who, set, loss: 0 }
      entry.loss += weight * afterBeacon * share
      bySet.set(key, entry)
    }
    kept.push(beyond)
    left -= weight * (1 - beyond * (1 - discount * shock.exitShare))
    marked -= weight * (1 - beyond * (1 - discount))
  }
  return {
    loss: 1 - left,
    steps,
    bySet: [...bySet.values()].sort((a, b) => b.loss - a.loss),
    marked: 1 - marked,
    kept,
  }
}

/** The price of a token around the parts knows already what theirs are: the deeper fall is the whole one. */
function discountOf({ kind }: ScenarioPart, wrapped: boolean, { discount }: Shock): number {
  const own = kind === 'stETH' ? discount.stEth : 0
  return wrapped ? Math.max(own, discount.lrt) : own
}

/**
 * Share of its balance that each validator loses when so many of 32 ETH are slashed together
 * ({@link beaconSlash}): 1,000 of 35 million ETH lose 0.47 %, a third of the stake loses everything.
 */
export function leakedKeysLoss(validators: number, stakedEth: number): number {
  return beaconSlash({
    effectiveBalanceGwei: 32_000_000_000n,
    totalActiveGwei: BigInt(Math.round(stakedEth)) * 1_000_000_000n,
    slashedInWindowGwei: BigInt(Math.round(validators)) * 32_000_000_000n,
  }).lossFraction
}

/** A member of an operator set: the votes it casts and what it can lose. */
export interface CoalitionMember {
  operator: string
  votes: number
  slashable: number
}

export interface Coalition {
  operators: string[]
  votes: number
  slashable: number
  /** No cheaper, or no smaller, one exists. */
  exact: boolean
}

/** Up to so many members every coalition is weighed. */
const WEIGHED = 20

/**
 * Who together reach a share of the votes (A(iii)): the fewest operators, largest first, or those
 * who lose least by it. Exact for up to 20 members, else the cheapest votes first without those that
 * are not needed. `null` when nobody has a vote.
 */
export function coalitionOf(
  members: readonly CoalitionMember[],
  theta: number,
  by: 'fewest' | 'cheapest',
): Coalition | null {
  const voters = members.filter(({ votes }) => votes > 0)
  const total = voters.reduce((sum, { votes }) => sum + votes, 0)
  if (!(total > 0)) return null
  const target = theta * total * (1 - 1e-12)
  if (by === 'fewest') {
    const chosen = takeUntil(
      [...voters].sort((a, b) => b.votes - a.votes || a.slashable - b.slashable),
      target,
    )
    return { ...sumOf(chosen), exact: true }
  }
  if (voters.length > WEIGHED) {
    const byPrice = [...voters].sort((a, b) => a.slashable / a.votes - b.slashable / b.votes)
    return { ...sumOf(withoutSpare(takeUntil(byPrice, target), target)), exact: false }
  }
  return { ...sumOf(cheapest(voters, target)), exact: true }
}

/** Settles one member after the other: it takes part if the least cost can still be met with it. */
function cheapest(voters: readonly CoalitionMember[], target: number): CoalitionMember[] {
  const costOf = (rest: readonly CoalitionMember[], missing: number) =>
    missing <= 0
      ? 0
      : minimumCover(
          rest.map(({ votes, slashable }) => ({ weight: votes, cost: slashable })),
          missing,
        ).cost
  const least = costOf(voters, target)
  const chosen: CoalitionMember[] = []
  let missing = target
  let spent = 0
  // The costly first: among equals the one with more votes is kept, and nobody is in for nothing.
  const order = [...voters].sort((a, b) => b.slashable - a.slashable || b.votes - a.votes)
  for (const [i, member] of order.entries()) {
    if (missing <= 0) break
    const cost = spent + member.slashable + costOf(order.slice(i + 1), missing - member.votes)
    if (cost > least * (1 + 1e-9)) continue
    chosen.push(member)
    missing -= member.votes
    spent += member.slashable
  }
  return withoutSpare(chosen, target)
}

function takeUntil(ordered: readonly CoalitionMember[], target: number): CoalitionMember[] {
  const chosen: CoalitionMember[] = []
  let votes = 0
  for (const member of ordered) {
    if (votes >= target) break
    chosen.push(member)
    votes += member.votes
  }
  return chosen
}

/** Leaves out whoever is not needed, the costliest first. */
function withoutSpare(chosen: readonly CoalitionMember[], target: number): CoalitionMember[] {
  let kept = [...chosen]
  for (const member of [...chosen].sort((a, b) => b.slashable - a.slashable)) {
    const rest = kept.filter((other) => other !== member)
    if (rest.reduce((sum, { votes }) => sum + votes, 0) >= target) kept = rest
  }
  return kept
}

function sumOf(chosen: readonly CoalitionMember[]): Omit<Coalition, 'exact'> {
  return {
    operators: chosen.map(({ operator }) => operator),
    votes: chosen.reduce((sum, { votes }) => sum + votes, 0),
    slashable: chosen.reduce((sum, { slashable }) => sum + slashable, 0),
  }
}
