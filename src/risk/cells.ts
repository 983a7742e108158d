import { avsOf, type Correlation, type ShockPair, splitHazards } from './shocks.ts'

/** An operator in an operator set, seen from one position. */
export interface SlashPair extends ShockPair {
  /** Share of the operator's stake that the set can slash, m/M. */
  f: number
  /** Severity: share of the allocation taken by a slash. */
  w: number
  /** Share of the position that stands behind this operator (and strategy). Default 1. */
  weight?: number | undefined
}

/** What one pair adds to its cell. */
export interface Member {
  /** Index of the pair in the input. */
  pair: number
  /** Share of the position lost if the pair is hit. */
  loss: number
  tA: number
  tO: number
  qI: number
}

/**
 * One slash event: all pairs of one operator and set (several strategies) fall together, ordered by
 * falling probability; where their probabilities differ the rarer is hit only with the likelier.
 */
export interface Cell {
  members: Member[]
  /** Group numbers of the shared shocks. */
  operator: number
  avs: number
}

export interface CellNetwork {
  cells: Cell[]
  /** Shock probability by group number. */
  operators: number[]
  avss: number[]
}

/** Groups pairs into cells and numbers their shared shocks. Pairs that cannot be hit are left out. */
export function cellsOf(pairs: readonly SlashPair[], correlation: Correlation): CellNetwork {
  const splits = splitHazards(pairs, correlation)
  const operators = new Map<string, number>()
  const avss = new Map<string, number>()
  const cells = new Map<string, Cell>()
  const network: CellNetwork = { cells: [], operators: [], avss: [] }
  pairs.forEach((pair, i) => {
    if (pair.p === 0) return
    const split = splits[i]!
    const operator = numbered(operators, pair.op, network.operators, split.qO)
    const avs = numbered(avss, avsOf(pair), network.avss, split.qA)
    const key = JSON.stringify([pair.op, pair.set, avs])
    let cell = cells.get(key)
    if (!cell) {
      cell = { members: [], operator, avs }
      cells.set(key, cell)
      network.cells.push(cell)
    }
    const loss = (pair.weight ?? 1) * pair.f * pair.w
    cell.members.push({ pair: i, loss, tA: split.tA, tO: split.tO, qI: split.qI })
  })
  for (const cell of network.cells) {
    cell.members.sort((a, b) => pairs[b.pair]!.p - pairs[a.pair]!.p)
  }
  return network
}

function numbered(names: Map<string, number>, name: string, list: number[], q: number): number {
  let index = names.get(name)
  if (index === undefined) {
    index = list.length
    names.set(name, index)
    list.push(q)
  }
  return index
}

/** Probability that a member is hit, given that its shared shocks come with these probabilities. */
export function hitProbability(member: Member, avsShock: number, operatorShock: number): number {
  return 1 - (1 - avsShock * member.tA) * (1 - operatorShock * member.tO) * (1 - member.qI)
}

/** Sum of all losses: the largest possible, since all shared shocks can come at once. */
export function largestLoss(network: CellNetwork): number {
  let sum = 0
  for (const { members } of network.cells) for (const member of members) sum += member.loss
  return sum
}
