import { type CellNetwork, cellsOf, hitProbability, largestLoss, type SlashPair } from './cells.ts'
import { type Block, forEachState, planWalk, shocksIn, type WalkPlan } from './plan.ts'
import type { Correlation } from './shocks.ts'
import { simulate } from './simulation.ts'
import { exactSupport, latticeSupport, type Support } from './support.ts'
import { backward, branchesOf, credit, forward, probabilitiesOf } from './walk.ts'

/** Distribution of the slashed share S = Σ weight·f·w·X of a position over one year. */
export interface SlashDistribution {
  /** Values S can take, rising. */
  values: Float64Array
  /** Probability of each value. */
  probabilities: Float64Array
  /**
   * exact: every value; lattice: losses split between lattice points (means exact);
   * montecarlo: simulated years.
   */
  method: 'exact' | 'lattice' | 'montecarlo'
  /** Simulated years, 0 unless method is montecarlo. */
  paths: number
  /** Largest loss possible: all shared shocks can come at once, so it is the sum of all losses. */
  largest: number
  /** Number of pairs. */
  size: number
  /**
   * E[C_i·g(S)] for each pair, C_i its slashed share of the position; `g` by value index. Where any can be attacked,
   * as many entries follow for what attacks take of each.
   */
  contributions(g: Float64Array): Float64Array
  /** Probability that no cell is slashed, whatever its size. */
  pNone(): number
}

export interface DistributionOptions {
  /** Most values kept exactly before falling back to a lattice. Default 65,536. */
  maxAtoms?: number
  /** Most elementary operations of the exact and lattice walks. Default 2e8. */
  maxWork?: number
  /** A lattice finer than the coarsest is taken only within this many operations. Default 2e7. */
  quickWork?: number
  /** Simulated years, default 100,000. */
  paths?: number
  seed?: number
}

const LATTICE_POINTS = [16_384, 8_192, 4_096, 2_048]

/**
 * The distribution of S under the shared shocks of {@link splitHazards}. Exact wherever feasible:
 * conditions on the shocks of one kind and convolves the then independent blocks over all values;
 * with too many values over a lattice; with too many shared shocks a seeded simulation.
 */
export function slashDistribution(
  pairs: readonly SlashPair[],
  correlation: Correlation,
  options: DistributionOptions = {},
): SlashDistribution {
  const { maxAtoms = 65_536, maxWork = 2e8, quickWork = 2e7 } = options
  const { paths = 100_000, seed = 1 } = options
  const network = cellsOf(pairs, correlation)
  const plan = planWalk(network, (cell) => cell.members.some((member) => member.loss > 0))
  const states = 2 ** plan.fixed.length
  const exact = exactSupport(plan, maxAtoms)
  if (exact && workOf(states, exact) <= maxWork) {
    return new WalkedDistribution(pairs.length, network, plan, exact, { paths, seed })
  }
  if (states * plan.blocks.length <= maxWork) {
    const largest = largestLoss(network)
    for (const points of LATTICE_POINTS) {
      const limit = points === LATTICE_POINTS.at(-1) ? maxWork : Math.min(quickWork, maxWork)
      const support = latticeSupport(plan, largest / points)
      if (workOf(states, support) <= limit) {
        return new WalkedDistribution(pairs.length, network, plan, support, { paths, seed })
      }
    }
  }
  return simulate(pairs.length, network, { paths, seed })
}

/**
 * What cannot be slashed now takes no part: such pairs cannot be hit and change nothing of what the
 * shared shocks look like.
 */
export function liveOnly(pairs: readonly SlashPair[]): SlashPair[] {
  return pairs.map((pair) => (pair.f > 0 ? pair : { ...pair, p: 0, attack: undefined }))
}

function workOf(states: number, support: Support): number {
  let work = 0
  for (const step of support.steps) work += 2 * step.outcomes.length * step.before
  return states * work
}

class WalkedDistribution implements SlashDistribution {
  readonly values: Float64Array
  readonly probabilities: Float64Array
  readonly method: 'exact' | 'lattice'
  readonly paths = 0
  readonly largest: number
  readonly size: number
  readonly #network: CellNetwork
  readonly #plan: WalkPlan
  readonly #support: Support
  readonly #sampling: { paths: number; seed: number }

  constructor(
    size: number,
    network: CellNetwork,
    plan: WalkPlan,
    support: Support,
    sampling: { paths: number; seed: number },
  ) {
    this.size = size
    this.#network = network
    this.#plan = plan
    this.#support = support
    this.#sampling = sampling
    this.values = support.values
    this.largest = largestLoss(network)
    this.method = support.lattice > 0 ? 'lattice' : 'exact'
    this.probabilities = new Float64Array(support.values.length)
    forEachState(plan.fixed, (state, weight) => {
      let current: Float64Array = Float64Array.of(weight)
      let first = 0
      for (const block of plan.blocks) {
        current = this.#forwardBlock(block, first, current, state)
        first += block.cells.length
      }
      for (let i = 0; i < current.length; i++) this.probabilities[i]! += current[i]!
    })
  }

  #forwardBlock(block: Block, first: number, start: Float64Array, state: number): Float64Array {
    let mixed: Float64Array | undefined
    for (const [came, branch] of branchesOf(block)) {
      let current = start
      for (let k = 0; k < block.cells.length; k++) {
        const step = this.#support.steps[first + k]!
        current = forward(step, probabilitiesOf(step, block, state, came), current)
      }
      if (branch === 1) return current
      if (!mixed || mixed.length < current.length) {
        const longer: Float64Array = new Float64Array(current.length)
        if (mixed) longer.set(mixed)
        mixed = longer
      }
      for (let i = 0; i < current.length; i++) mixed[i]! += branch * current[i]!
    }
    return mixed ?? start
  }

  contributions(g: Float64Array): Float64Array {
    const result = new Float64Array(this.#network.entries)
    const { blocks, fixed } = this.#plan
    forEachState(fixed, (state, weight) => {
      // Values before each block going forward, then the expectation of g coming back.
      const starts: Float64Array[] = []
      let current: Float64Array = Float64Array.of(weight)
      let first = 0
      for (const block of blocks) {
        starts.push(current)
        current = this.#forwardBlock(block, first, current, state)
        first += block.cells.length
      }
      let after = g
      for (let b = blocks.length - 1; b >= 0; b--) {
        const block = blocks[b]!
        first -= block.cells.length
        after = this.#backwardBlock(block, first, starts[b]!, after, state, result)
      }
    })
    return result
  }

  #backwardBlock(
    block: Block,
    first: number,
    start: Float64Array,
    after: Float64Array,
    state: number,
    result: Float64Array,
  ): Float64Array {
    const before = new Float64Array(start.length)
    for (const [came, branch] of branchesOf(block)) {
      const steps = this.#support.steps.slice(first, first + block.cells.length)
      const chances = steps.map((step) => probabilitiesOf(step, block, state, came))
      const starts = [start]
      for (let k = 0; k < steps.length - 1; k++) {
        starts.push(forward(steps[k]!, chances[k]!, starts[k]!))
      }
      let current = after
      for (let k = steps.length - 1; k >= 0; k--) {
        const step = steps[k]!
        const mass = starts[k]!
        const previous = new Float64Array(mass.length)
        for (let j = 0; j < step.outcomes.length; j++) {
          const chance = chances[k]![j]!
          if (chance === 0) continue
          const met = backward(step, j, chance, current, mass, previous)
          credit(step.planned.cell, step.outcomes[j]!, branch * met, result)
        }
        current = previous
      }
      for (let i = 0; i < before.length; i++) before[i]! += branch * current[i]!
    }
    return before
  }

  pNone(): number {
    return pNone(this.#network) ?? simulate(this.size, this.#network, this.#sampling).pNone()
  }
}

const MOST_SHOCKS_WALKED = 16

/** P(no cell is hit), or undefined with too many shared shocks. */
export function pNone(network: CellNetwork): number | undefined {
  const plan = planWalk(network, () => true)
  if (plan.fixed.length > MOST_SHOCKS_WALKED) return undefined
  let total = 0
  forEachState(plan.fixed, (state, weight) => {
    let product = weight
    for (const block of plan.blocks) {
      let inBlock = 0
      for (const [came, branch] of branchesOf(block)) {
        let survive = branch
        for (const planned of block.cells) {
          const shocks = shocksIn(planned, block, state, came)
          survive *= 1 - hitProbability(planned.cell.members[0]!, ...shocks)
        }
        inBlock += survive
      }
      product *= inBlock
    }
    total += product
  })
  return total
}
