import { inSlices } from '../protocol/inSlices.ts'
import type { Address } from '../protocol/network/types.ts'
import { type ExposurePair, exposureUnder } from '../risk/exposure.ts'
import type { Assessment, Assessor } from './assessment.ts'
import type { Stake } from './basis.ts'
import { tiesOf } from './operatorFacts.ts'

/** What a restaker is ready to take. */
export type Wishes = {
  /** Only these may slash; empty: anyone who is not refused. */
  willing: readonly Address[]
  refused: readonly Address[]
  /** Fractions; `null` sets none. */
  exposureAtMost: number | null
  aprAtLeast: number | null
  /** Only operators that take anyone. */
  open: boolean
}

export type WishName = 'willing' | 'refused' | 'exposure' | 'apr' | 'open' | 'unknown'

/** An operator as the builder sees it. */
export type Candidate = {
  operator: Address
  /** Everyone it is registered with or has allocated to, who can slash it now or after one more step; `null` when not read. */
  tiedTo: ReadonlySet<Address> | null
  needsApproval: boolean | null
  /** Fractions. */
  apr: number | null
  exposure: number | null
}

/** Every operator, as far as it has been judged. */
export function candidatesOf(
  assessor: Assessor,
  judged: ReadonlyMap<Address, Assessment | null>,
): Candidate[] {
  return assessor.network.operators.map((operator) => {
    const assessment = judged.get(operator.address)
    return {
      operator: operator.address,
      tiedTo: tiesOf(operator),
      needsApproval: operator.delegationApprover && !/^0x0{40}$/.test(operator.delegationApprover),
      apr: assessment?.apr.apr ?? null,
      exposure: assessment?.exposure?.exposure ?? null,
    }
  })
}

const slack = 1e-9

/** The conditions that an operator breaks; none: it fits. What is not known of it breaks its condition. */
export function broken(candidate: Candidate, wishes: Wishes): WishName[] {
  const { tiedTo, needsApproval, apr, exposure } = candidate
  const { willing, refused, exposureAtMost, aprAtLeast, open } = wishes
  const names: WishName[] = []
  if (apr === null || exposure === null) names.push('unknown')
  if (willing.length > 0 && (tiedTo === null || [...tiedTo].some((avs) => !willing.includes(avs))))
    names.push('willing')
  if (refused.length > 0 && (tiedTo === null || refused.some((avs) => tiedTo.has(avs))))
    names.push('refused')
  if (exposureAtMost !== null && exposure !== null && exposure > exposureAtMost + slack)
    names.push('exposure')
  if (aprAtLeast !== null && apr !== null && apr < aprAtLeast - slack) names.push('apr')
  if (open && needsApproval !== false) names.push('open')
  return names
}

/**
 * Ranks by dominance: 1 is the frontier, where nobody pays as much for less exposure or more for as much; 2 is the
 * frontier of the rest, and so on. Equals share a rank.
 */
export function frontierRanks(
  points: readonly { apr: number; exposure: number }[],
): readonly number[] {
  const order = points
    .map((_, index) => index)
    .sort((a, b) => {
      const [x, y] = [points[a] as Point, points[b] as Point]
      return x.exposure - y.exposure || y.apr - x.apr
    })
  const ranks = new Array<number>(points.length).fill(0)
  // Best APR of each frontier so far, the exposure only grows from here on.
  const fronts: Point[] = []
  for (const index of order) {
    const point = points[index] as Point
    let rank = fronts.findIndex(
      (last) =>
        point.apr > last.apr || (point.apr === last.apr && point.exposure === last.exposure),
    )
    if (rank === -1) rank = fronts.length
    fronts[rank] = point
    ranks[index] = rank + 1
  }
  return ranks
}

type Point = { apr: number; exposure: number }

/** What came of the wishes. */
export type Built = {
  /** On the frontier first, then by APR. */
  fits: (Candidate & { apr: number; exposure: number; rank: number })[]
  /** How many each condition turns away, alone or with others. */
  turnedAway: Partial<Record<WishName, number>>
  /** Turned away by one condition alone, and which. */
  only: Partial<Record<WishName, Address[]>>
}

/** Sorts all operators by the wishes. */
export function build(candidates: readonly Candidate[], wishes: Wishes): Built {
  const turnedAway: Built['turnedAway'] = {}
  const only: Built['only'] = {}
  const fitting: (Candidate & Point)[] = []
  for (const candidate of candidates) {
    const names = broken(candidate, wishes)
    const { apr, exposure } = candidate
    if (names.length === 0 && apr !== null && exposure !== null)
      fitting.push({ ...candidate, apr, exposure })
    for (const name of names) turnedAway[name] = (turnedAway[name] ?? 0) + 1
    const [single] = names
    if (names.length === 1 && single) only[single] = [...(only[single] ?? []), candidate.operator]
  }
  const ranks = frontierRanks(fitting)
  return {
    fits: fitting
      .map((candidate, index) => ({ ...candidate, rank: ranks[index] as number }))
      .sort((a, b) => a.rank - b.rank || b.apr - a.apr || a.exposure - b.exposure),
    turnedAway,
    only,
  }
}

/** A stake spread over several addresses, each delegated to one operator. */
export type SpreadOffer = {
  /** Shares of the stake, together 1. */
  parts: { operator: Address; share: number }[]
  apr: number
  exposure: number
}

/** Most operators that are tried together: the best placed by APR for their exposure. */
const TRIED = 10
const SPREADS: readonly (readonly number[])[] = [
  [0.5, 0.5],
  [0.75, 0.25],
  [0.25, 0.75],
  [1 / 3, 1 / 3, 1 / 3],
]

/** Spread only when it is worth the bother: a tenth less exposure, or a tenth of a point more APR. */
const LESS_EXPOSURE = 0.9
const MORE_APR = 0.001

/**
 * The best spread over two or three addresses that keeps the wishes, where it beats every single operator that does:
 * as much APR for clearly less exposure, or more of it under the same ceiling; any that fits where no single one does.
 *
 * Each operator has to fit by whom it secures and whom it takes; ceiling and floor hold for the whole. The exposure of
 * the whole is worked out over all its parts together: different operators seldom have their worst year at once.
 *
 * @param exposureOf exposure of shares with operators, as a fraction; `null` when one cannot be judged
 */
export async function bestSpread(
  candidates: readonly Candidate[],
  wishes: Wishes,
  exposureOf: (parts: SpreadOffer['parts']) => number | null,
): Promise<SpreadOffer | null> {
  const free = { ...wishes, exposureAtMost: null, aprAtLeast: null }
  const eligible = build(candidates, free).fits.slice(0, TRIED)
  const singles = build(candidates, wishes).fits
  const tried = combinations(eligible).flatMap((operators) =>
    SPREADS.filter((shares) => shares.length === operators.length).map((shares) =>
      operators.map(({ operator, apr }, k) => ({ operator, apr, share: shares[k] as number })),
    ),
  )
  const offers = await inSlices(tried, (parts): SpreadOffer | null => {
    const apr = parts.reduce((sum, part) => sum + part.share * part.apr, 0)
    if (wishes.aprAtLeast !== null && apr < wishes.aprAtLeast - slack) return null
    const spread = parts.map(({ operator, share }) => ({ operator, share }))
    const exposure = exposureOf(spread)
    if (exposure === null) return null
    if (wishes.exposureAtMost !== null && exposure > wishes.exposureAtMost + slack) return null
    return { parts: spread, apr, exposure }
  })
  const better = offers.filter(
    (offer): offer is SpreadOffer => offer !== null && singles.every((one) => beats(offer, one)),
  )
  const best = singles.reduce<Point | null>(
    (found, one) => (found === null || one.apr > found.apr ? one : found),
    null,
  )
  // With a ceiling, as much APR as it allows; without one, as little exposure as the best paid single one's APR costs.
  return (
    better.sort((a, b) =>
      wishes.exposureAtMost !== null || best === null
        ? b.apr - a.apr || a.exposure - b.exposure
        : a.exposure - b.exposure || b.apr - a.apr,
    )[0] ?? null
  )
}

/** No worse in either figure by more than a hair than `one`, or clearly better in one where `one` is better in none. */
function beats(offer: Point, one: Point): boolean {
  if (offer.apr >= one.apr + MORE_APR) return true
  return offer.apr >= one.apr - MORE_APR
    ? offer.exposure <= one.exposure * LESS_EXPOSURE
    : offer.exposure < one.exposure
}

function combinations<item>(items: readonly item[]): item[][] {
  const found: item[][] = []
  for (let a = 0; a < items.length; a++)
    for (let b = a + 1; b < items.length; b++) {
      found.push([items[a] as item, items[b] as item])
      for (let c = b + 1; c < items.length; c++)
        found.push([items[a] as item, items[b] as item, items[c] as item])
    }
  return found
}

/** The exposure of a spread stake of one strategy, over all its operators together. */
export function spreadExposure(
  assessor: Assessor,
  stake: Stake,
): (parts: SpreadOffer['parts']) => number | null {
  const strategy = Object.keys(stake)[0] as Address | undefined
  return (parts) => {
    const known = strategy && assessor.network.strategies[strategy]
    if (!strategy || !known) return null
    const pairs: ExposurePair[] = []
    for (const { operator: address, share } of parts) {
      const operator = assessor.operatorOf(address)
      if (!operator || operator.allocations === null || operator.maxMagnitudes === null) return null
      pairs.push(...assessor.pairsOf(operator, stake, { [strategy]: share }))
    }
    const product = known.kind === 'beaconChainETH' ? 'native' : known.isStEth ? 'stETH' : 'token'
    return exposureUnder({ pairs, product, restaked: true }, assessor.assumptions)
  }
}
