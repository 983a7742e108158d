import type { OperatorColumns } from './operatorColumns.ts'

/** What an AVS did so far: all its pairs share one slash probability. */
export interface SlashRecord {
  slashes: number
  setYears: number
}

/** Cells (operator sets) of one AVS that one operator is in; they share the AVS shock. */
export interface Block {
  /** Index among the records. */
  record: number
  /** Σ weight·f of each cell: what a slash of everything allocated takes. */
  stakes: number[]
}

/** The slashable part of a position; positions with equal parts share one. */
export interface Structure {
  blocks: Block[]
  /** Number of cells. */
  cells: number
}

/**
 * Every sum of stakes that can be slashed together, rising, and which cells it stands for (bits in
 * the order of the blocks). Severity only stretches the sums, so the order serves all assumptions.
 */
export interface SubsetSums {
  sums: Float64Array
  masks: Uint16Array
}

/** Beyond this many cells the subsets are too many to be listed. */
export const MOST_CELLS = 12

export interface Structures {
  records: SlashRecord[]
  /** Without those that are too large or irregular to be listed. */
  list: Structure[]
  /** Structure of each operator; −1 where it has to be worked out by itself. */
  of: Int32Array
}

/** Finds the distinct structures of all positions. */
export function structuresOf(columns: OperatorColumns): Structures {
  const operators = columns.product.length
  const records: SlashRecord[] = []
  const recordNumbers = new Map<string, number>()
  const list: Structure[] = []
  const known = new Map<string, number>()
  const of = new Int32Array(operators)
  for (let i = 0; i < operators; i++) {
    const blocks = blocksOf(columns, i, (record) => {
      const key = `${record.slashes}|${record.setYears}`
      let number = recordNumbers.get(key)
      if (number === undefined) {
        number = records.push(record) - 1
        recordNumbers.set(key, number)
      }
      return number
    })
    const cells = blocks?.reduce((sum, { stakes }) => sum + stakes.length, 0) ?? 0
    if (blocks === null || cells > MOST_CELLS) {
      of[i] = -1
      continue
    }
    const key = JSON.stringify(blocks)
    let number = known.get(key)
    if (number === undefined) {
      number = list.push({ blocks, cells }) - 1
      known.set(key, number)
    }
    of[i] = number
  }
  return { records, list, of }
}

/** Blocks in an order of their own, so that equal positions look alike; null if one is irregular. */
function blocksOf(
  columns: OperatorColumns,
  operator: number,
  recordNumber: (record: SlashRecord) => number,
): Block[] | null {
  const blocks = new Map<number, { record: number; cells: Map<number, number> }>()
  const from = columns.restaked[operator] === 1 ? columns.offsets[operator]! : Infinity
  for (let row = from; row < columns.offsets[operator + 1]!; row++) {
    if (!(columns.f[row]! > 0)) continue
    // A cell that an attack takes whole does not stretch with the severity.
    if (columns.attackRatio[row]! > 0) return null
    const record = recordNumber({
      slashes: columns.slashes[row]!,
      setYears: columns.setYears[row]!,
    })
    const avs = columns.avs[row]!
    let block = blocks.get(avs)
    if (!block) {
      block = { record, cells: new Map() }
      blocks.set(avs, block)
    }
    if (block.record !== record) return null
    const set = columns.set[row]!
    const stake = columns.weight[row]! * columns.f[row]!
    block.cells.set(set, (block.cells.get(set) ?? 0) + stake)
  }
  return [...blocks.values()]
    .map(({ record, cells }) => ({ record, stakes: [...cells.values()].sort((a, b) => a - b) }))
    .sort((a, b) => a.record - b.record || compare(a.stakes, b.stakes))
}

function compare(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return a.length - b.length
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return 0
}

/** All subset sums of the stakes, sorted by merging each with its copy shifted by one more stake. */
export function subsetSums(blocks: readonly Block[]): SubsetSums {
  let sums = new Float64Array(1)
  let masks = new Uint16Array(1)
  let bit = 1
  for (const { stakes } of blocks) {
    for (const stake of stakes) {
      const size = sums.length
      const nextSums = new Float64Array(2 * size)
      const nextMasks = new Uint16Array(2 * size)
      for (let to = 0, without = 0, within = 0; to < 2 * size; to++) {
        if (within >= size || (without < size && sums[without]! <= sums[within]! + stake)) {
          nextSums[to] = sums[without]!
          nextMasks[to] = masks[without++]!
        } else {
          nextSums[to] = sums[within]! + stake
          nextMasks[to] = masks[within++]! | bit
        }
      }
      sums = nextSums
      masks = nextMasks
      bit *= 2
    }
  }
  return { sums, masks }
}
