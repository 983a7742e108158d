import type { Assumptions } from './assumptions.ts'
import type { ExposureInput } from './exposure.ts'
import { meanHazard } from './meanHazard.ts'
import { inputOf, type OperatorColumns } from './operatorColumns.ts'
import { part } from './shocks.ts'
import {
  type Structure,
  type Structures,
  type SubsetSums,
  structuresOf,
  subsetSums,
} from './structures.ts'
import { type Surroundings, surroundingsOf, worstMean } from './surroundings.ts'

/** Figures of the position with each operator, as fractions of it. */
export interface OperatorScores {
  /** CVaR99 without the contract layers. */
  exposure: Float64Array<ArrayBuffer>
  /** Expected loss per year, everything included. */
  el: Float64Array<ArrayBuffer>
  maxSlashable: Float64Array<ArrayBuffer>
  maxLatent: Float64Array<ArrayBuffer>
  /** Σ weight·f·w: a premium APR divided by it is the break-even slash probability. */
  lossGivenSlash: Float64Array<ArrayBuffer>
}

/** Slash probability of a record split into its causes. */
interface SplitRecord {
  p: number
  /** AVS shock, operator shock of a cell taken alone, own shock. */
  qA: number
  qO: number
  qI: number
}

/** Exposure and expected loss of one position, in surroundings already worked out. */
export type ScoreAlone = (
  input: ExposureInput,
  assumptions: Assumptions,
  around: Surroundings,
) => { exposure: number; el: number }

/** Operators after which a run pauses, to report and to be stopped. */
const CHUNK = 64

/**
 * Exposure and expected loss of the positions with all operators, again and again under changing
 * assumptions. What does not depend on them is worked out once: equal positions share one
 * structure, its subset sums are sorted once and stretched by severity; the subset probabilities
 * are kept while the slash rates and correlations stay. Equals `exposureOf` of each position.
 */
export class ColumnRescorer {
  readonly operators: number
  /** Distinct slashable parts among the positions. */
  readonly distinct: number
  /** Scores a position of which {@link irregular} there are; few have so many cells, so its code comes apart. */
  alone: ScoreAlone | null
  readonly #columns: OperatorColumns
  readonly #structures: Structures
  /** Of each structure, once it was asked for. */
  readonly #sums: (SubsetSums | undefined)[]
  /** For each structure P(S ≥ sum i) and E(sum; S ≥ sum i), one entry past the end 0. */
  readonly #massFrom: (Float64Array | undefined)[] = []
  readonly #sumFrom: (Float64Array | undefined)[] = []
  #key = ''

  constructor(columns: OperatorColumns, alone: ScoreAlone | null, beside?: ColumnRescorer) {
    this.#columns = columns
    this.alone = alone
    this.operators = columns.product.length
    this.#structures = beside ? beside.#structures : structuresOf(columns)
    this.#sums = beside ? beside.#sums : []
    this.distinct = this.#structures.list.length
  }

  /** Positions that have to be worked out by themselves. */
  get irregular(): number {
    return this.#structures.of.reduce((count, number) => count + (number < 0 ? 1 : 0), 0)
  }

  /**
   * Another one for the same positions, for assumptions far from those that this one keeps its
   * distributions for. What no assumption changes is shared.
   */
  beside(): ColumnRescorer {
    return new ColumnRescorer(this.#columns, this.alone, this)
  }

  /** All scores at once. */
  score(assumptions: Assumptions): OperatorScores {
    const run = this.run(assumptions)
    for (;;) {
      const step = run.next()
      if (step.done) return step.value
    }
  }

  /** The same in steps: yields the share done, returns the scores. May be dropped half way. */
  *run(assumptions: Assumptions): Generator<number, OperatorScores> {
    const { operators } = this
    const { offsets, f, weight, latent, restaked, product, heldStEth, heldNative } = this.#columns
    const scores: OperatorScores = {
      exposure: new Float64Array(operators),
      el: new Float64Array(operators),
      maxSlashable: new Float64Array(operators),
      maxLatent: new Float64Array(operators),
      lossGivenSlash: new Float64Array(operators),
    }
    const records = this.#splitRecords(assumptions)
    const surroundings = new Map<string, Surroundings>()
    const known = new Map<string, number>()
    for (let i = 0; i < operators; i++) {
      if (i > 0 && i % CHUNK === 0) yield i / operators
      const keyLeak = this.#columns.keyLeakLoss[i]!
      const kind = `${product[i]}|${restaked[i]}|${heldStEth[i]}|${heldNative[i]}|${keyLeak}`
      let around = surroundings.get(kind)
      if (!around) {
        around = surroundingsOf(this.#columns, i, assumptions)
        surroundings.set(kind, around)
      }
      if (restaked[i] === 1) {
        for (let row = offsets[i]!; row < offsets[i + 1]!; row++) {
          scores.maxSlashable[i]! += weight[row]! * f[row]!
          scores.maxLatent[i]! += weight[row]! * latent[row]!
        }
      }
      scores.lossGivenSlash[i] = assumptions.severity * scores.maxSlashable[i]!
      const number = this.#structures.of[i]!
      if (number < 0) {
        if (!this.alone) throw new RangeError('A position has too many cells to be listed.')
        const one = this.alone(inputOf(this.#columns, i), assumptions, around)
        scores.exposure[i] = one.exposure
        scores.el[i] = one.el
        continue
      }
      const structure = this.#structures.list[number]!
      const shared = `${number}|${kind}`
      let exposure = known.get(shared)
      if (exposure === undefined) {
        const { sums } = this.#prepare(number, structure, records)
        const massFrom = this.#massFrom[number]!
        const sumFrom = this.#sumFrom[number]!
        const ranked = { sums, massFrom, sumFrom }
        exposure = worstMean(ranked, assumptions.severity, around.scenarios)
        known.set(shared, exposure)
      }
      scores.exposure[i] = exposure
      let slashed = 0
      for (const { record, stakes } of structure.blocks) {
        for (const stake of stakes) slashed += records[record]!.p * stake
      }
      scores.el[i] = 1 - around.keptOnAverage * (1 - assumptions.severity * slashed)
    }
    return scores
  }

  /** Slash probabilities and their split; forgets the distributions if any of it changed. */
  #splitRecords(a: Assumptions): SplitRecord[] {
    const { slashPriorShape, slashPriorYears, rhoA, rhoO } = a
    const key = [slashPriorShape, slashPriorYears, rhoA, rhoO].join('|')
    if (key !== this.#key) {
      this.#key = key
      this.#massFrom.length = 0
      this.#sumFrom.length = 0
    }
    const rest = 1 - rhoA - rhoO
    return this.#structures.records.map(({ slashes, setYears }) => {
      const hazard = meanHazard({
        k: slashes,
        T: setYears,
        a0: slashPriorShape,
        T0: slashPriorYears,
      })
      const p = Math.min(1, hazard)
      const own = rest > 1e-12 ? part(p, rest) : 0
      return { p, qA: part(p, rhoA), qO: part(p, rhoO), qI: own }
    })
  }

  #prepare(number: number, structure: Structure, records: readonly SplitRecord[]): SubsetSums {
    this.#sums[number] ??= subsetSums(structure.blocks)
    const ordered = this.#sums[number]
    if (this.#massFrom[number]) return ordered
    const chances = subsetChances(structure, records)
    const { sums, masks } = ordered
    const massFrom = new Float64Array(sums.length + 1)
    const sumFrom = new Float64Array(sums.length + 1)
    for (let i = sums.length - 1; i >= 0; i--) {
      const chance = chances[masks[i]!]!
      massFrom[i] = massFrom[i + 1]! + chance
      sumFrom[i] = sumFrom[i + 1]! + chance * sums[i]!
    }
    this.#massFrom[number] = massFrom
    this.#sumFrom[number] = sumFrom
    return ordered
  }
}

/** Probability that exactly the cells of each mask are slashed. */
function subsetChances(structure: Structure, records: readonly SplitRecord[]): Float64Array {
  const { blocks, cells } = structure
  // The operator's shock follows its likeliest cell; the others are thinned to keep their marginals.
  const qO = blocks.reduce((most, { record }) => Math.max(most, records[record]!.qO), 0)
  const total = new Float64Array(2 ** cells)
  for (const [came, weight] of [
    [false, 1 - qO],
    [true, qO],
  ] as const) {
    if (weight === 0) continue
    let current = Float64Array.of(weight)
    for (const { record, stakes } of blocks) {
      const split = records[record]!
      const spared = (1 - split.qI) * (came ? 1 - split.qO / qO : 1)
      const size = current.length
      const states = 2 ** stakes.length
      const next = new Float64Array(size * states)
      for (let state = 0; state < states; state++) {
        let chance = 1 - split.qA
        for (let c = 0; c < stakes.length; c++) {
          chance *= (state >> c) & 1 ? 1 - spared : spared
        }
        if (state === states - 1) chance += split.qA
        if (chance === 0) continue
        for (let i = 0; i < size; i++) next[state * size + i] = chance * current[i]!
      }
      current = next
    }
    for (let i = 0; i < total.length; i++) total[i]! += current[i]!
  }
  return total
}
