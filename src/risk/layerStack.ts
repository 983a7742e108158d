import type { Assumptions } from './assumptions.ts'
import { Composition } from './composition.ts'
import { liveOnly, slashDistribution } from './distribution.ts'
import type { ExposureInput, ExposurePair } from './exposure.ts'
import { positionParameters } from './parameters.ts'
import { expectedLoss, type PositionParameters } from './position.ts'
import { contractFailure } from './stakeParameters.ts'
import { EXPOSURE_ALPHA } from './tail.ts'

/** What stands between a holder and plain ETH, from the inside out. */
export type StackLayerName = 'ETH' | 'stETH' | 'validator' | 'token' | 'restaked' | 'LRT'

/** A holding that goes one layer further than the one before it. */
export interface StackStep {
  layer: StackLayerName
  /** Risk of the whole holding up to and with this layer; none for plain ETH. */
  parameters: PositionParameters
  /** APR of the whole holding as a fraction; null if unknown. */
  apr: number | null
}

/** Figures of the whole holding, and what its last layer adds. All fractions, per year. */
export interface StackLayer {
  layer: StackLayerName
  apr: number | null
  /** CVaR99 without the contract layers. */
  exposure: number
  /** Expected loss, everything included. */
  el: number
  contractFailure: { p: number; el: number }
  /** CVaR99 with the contract layers. */
  allIn: number
  /** Differences from the layer before; those of the first are its own figures. */
  addsApr: number | null
  addsExposure: number
  addsEl: number
}

/**
 * Holdings that build on each other, each with what it adds: "+x% APR for +y exposure". A layer may
 * lower the exposure: an LRT spreads over several operators what restaking gave to one.
 */
export function stackOf(steps: readonly StackStep[]): StackLayer[] {
  const layers: StackLayer[] = []
  for (const { layer, parameters, apr } of steps) {
    const { pairs, beacon = [], layers: contracts = [], market = [], exitShare = 1 } = parameters
    const common = {
      slashes: slashDistribution(liveOnly(pairs), parameters),
      beacon,
      market,
      exitShare,
    }
    const exposure = new Composition({ ...common, layers: [] }).tail(EXPOSURE_ALPHA).cvar
    const el = expectedLoss(parameters).total
    const before = layers.at(-1)
    const aprBefore = before ? before.apr : 0
    layers.push({
      layer,
      apr,
      exposure,
      el,
      contractFailure: contractFailure(contracts),
      allIn: new Composition({ ...common, layers: contracts }).tail(EXPOSURE_ALPHA).cvar,
      addsApr: apr === null || aprBefore === null ? null : apr - aprBefore,
      addsExposure: exposure - (before?.exposure ?? 0),
      addsEl: el - (before?.el ?? 0),
    })
  }
  return layers
}

export interface LayerStackParameters {
  /** The restaked position. What it holds decides the layer below: stETH, own validators, a token. */
  input: ExposureInput
  assumptions: Assumptions
  apr: {
    /** APR of the asset itself. */
    base: number | null
    /** What restaking adds, after the operator's split. */
    rewards: number | null
    /** APR of the liquid restaking token, after its fees. */
    lrt?: number | null | undefined
  }
  /** Pairs behind the liquid restaking token; default those of the position. `null`: no such layer. */
  lrtPairs?: readonly ExposurePair[] | null | undefined
  /** What the pool of the liquid restaking token holds. */
  lrtPool?: ExposureInput['pool']
}

/** ETH → stETH (or validators, or a token) → restaked → LRT under the assumptions. */
export function layerStack(parameters: LayerStackParameters): StackLayer[] {
  const { input, assumptions, apr, lrtPairs = input.pairs, lrtPool } = parameters
  const { base, rewards, lrt = null } = apr
  const product = input.product === 'LRT' ? 'stETH' : input.product
  const of = (held: Partial<ExposureInput>) =>
    positionParameters({ ...input, product, ...held }, assumptions)
  const steps: StackStep[] = [{ layer: 'ETH', parameters: { pairs: [] }, apr: 0 }]
  if (product !== 'none') {
    const layer = product === 'native' ? 'validator' : product
    const parameters = of({ restaked: false, pairs: [] })
    steps.push({ layer, parameters, apr: base })
  }
  steps.push({
    layer: 'restaked',
    parameters: of({ restaked: true }),
    apr: base === null || rewards === null ? null : base + rewards,
  })
  if (lrtPairs !== null) {
    const parameters = of({
      product: 'LRT',
      held: undefined,
      restaked: true,
      pairs: lrtPairs,
      pool: lrtPool,
    })
    steps.push({ layer: 'LRT', parameters, apr: lrt })
  }
  return stackOf(steps)
}
