import type { Assumptions } from './assumptions.ts'
import type { LossShare } from './composition.ts'
import { type DistributionOptions, liveOnly } from './distribution.ts'
import { type ExposureInput, QUICK } from './exposure.ts'
import { positionParameters } from './parameters.ts'
import { type PositionParameters, position, shapleyShares } from './position.ts'
import { EXPOSURE_ALPHA } from './tail.ts'

/**
 * What a loss can be measured by: `exposure` the mean of the worst year in a hundred without contracts, `expectedLoss`
 * a year with everything, `allIn` the worst year in a hundred with contracts, `worst` everything at once and no
 * probability at all.
 */
export type Measure = 'exposure' | 'expectedLoss' | 'allIn' | 'worst'

export const MEASURES: readonly Measure[] = ['exposure', 'expectedLoss', 'allIn', 'worst']

/** What causes a part of a loss. */
export interface LossPart {
  readonly id: string
  readonly kind: 'set' | 'attack' | 'beacon' | 'contract' | 'market'
  readonly operator?: string
  readonly set?: string
  /** The contract layer's name in the model. */
  readonly layer?: string
  /** Share of the position; all parts sum to the total. */
  readonly value: number
}

export interface Breakdown {
  readonly measure: Measure
  readonly total: number
  /** Largest first, none of them zero. */
  readonly parts: readonly LossPart[]
}

/**
 * A loss by what causes it. Tails are taken apart by Euler contributions (Tasche, arXiv:0708.2542), the expected loss
 * and the worst case along the waterfall: validators, operator sets, contracts from the inside out, market (model
 * A(v)). In the worst case every operator set takes the whole allocation and every contract, market and validator
 * shock strikes at its worst.
 *
 * @param share what of a year's loss is whose where several causes strike: in the order of the waterfall, or free of
 * order (Shapley 1953), which charges early causes less; the total is the same
 */
export function breakdown(
  input: ExposureInput,
  assumptions: Assumptions,
  measure: Measure,
  share: LossShare = 'waterfall',
  options: DistributionOptions = QUICK,
): Breakdown {
  const parameters = positionParameters(input, assumptions)
  const live = liveOnly(parameters.pairs)
  if (measure === 'worst') return whole(measure, input, worstCase(parameters, share))
  const judged = position({ ...parameters, pairs: live, alphas: [EXPOSURE_ALPHA], share }, options)
  if (measure === 'exposure')
    return whole(measure, input, { ...judged.exposureAttribution, layers: {} })
  if (measure === 'expectedLoss') return whole(measure, input, judged.elAttribution)
  return whole(measure, input, judged.attribution[String(EXPOSURE_ALPHA)]!)
}

interface Shares {
  readonly beacon: number
  readonly pairs: readonly number[]
  readonly attacks: readonly number[]
  readonly layers: Readonly<Record<string, number>>
  readonly market: number
  readonly total: number
}

function worstCase(
  { pairs, beacon = [], layers = [], market = [], exitShare = 1 }: PositionParameters,
  share: LossShare,
): Shares {
  // Validator and market shocks are alternatives of one year: the worst of them counts.
  const inBeacon = Math.max(0, ...beacon.filter(({ p }) => p > 0).map(({ loss }) => loss))
  const discount = Math.max(0, ...market.filter(({ p }) => p > 0).map((shock) => shock.discount))
  if (share === 'shapley') {
    return shapleyShares({
      beacon: inBeacon,
      pairs: pairs.map(({ f, weight = 1 }) => weight * f),
      attacks: [],
      layers: layers.map(({ name, p, w }) => ({ name, loss: p > 0 ? w : 0 })),
      market: exitShare * discount,
    })
  }
  let left = 1 - inBeacon
  const byPair = pairs.map(({ f, weight = 1 }) => left * weight * f)
  left -= byPair.reduce((sum, value) => sum + value, 0)
  left = Math.max(0, left)
  const byLayer: Record<string, number> = {}
  for (const { name, p, w } of layers) {
    const lost = p > 0 ? left * w : 0
    byLayer[name] = (byLayer[name] ?? 0) + lost
    left -= lost
  }
  const inMarket = left * exitShare * discount
  return {
    beacon: inBeacon,
    pairs: byPair,
    attacks: [],
    layers: byLayer,
    market: inMarket,
    total: 1 - left + inMarket,
  }
}

function whole(measure: Measure, input: ExposureInput, shares: Shares): Breakdown {
  const sets = new Map<string, LossPart>()
  const pairs = input.restaked ? input.pairs : []
  pairs.forEach(({ operator, set }, index) => {
    const add = (kind: 'set' | 'attack', id: string, more: number | undefined) =>
      sets.set(id, { id, kind, operator, set, value: (sets.get(id)?.value ?? 0) + (more ?? 0) })
    add('set', `${operator}|${set}`, shares.pairs[index])
    add('attack', `attack|${operator}|${set}`, shares.attacks[index])
  })
  const parts: LossPart[] = [
    ...sets.values(),
    { id: 'beacon', kind: 'beacon', value: shares.beacon },
    ...Object.entries(shares.layers).map(
      ([layer, value]): LossPart => ({ id: `contract|${layer}`, kind: 'contract', layer, value }),
    ),
    { id: 'market', kind: 'market', value: shares.market },
  ]
  return {
    measure,
    total: shares.total,
    parts: parts.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value),
  }
}
