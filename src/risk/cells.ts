import { avsOf, type Correlation, type ShockPair, splitHazards } from './shocks.ts'

/** An attack on an operator set by its own operators, as one of them meets it. */
export interface PairAttack {
  /** Probability a year that the set is attacked, one and the same for all its operators. */
  q: number
  /** Probability that the operator takes part, once it is, whoever else does. */
  share: number
}

/** An operator in an operator set, seen from one position. */
export interface SlashPair extends ShockPair {
  /** Share of the operator's stake that the set can slash, m/M. */
  f: number
  /** Severity: share of the allocation taken by a slash. */
  w: number
  /** Share of the position that stands behind this operator (and strategy). Default 1. */
  weight?: number | undefined
  /** Takes all that is allocated from an operator that takes part. Alike in all pairs of a cell. */
  attack?: PairAttack | undefined
}

/** What one pair adds to its cell. */
export interface Member {
  /** Share of the position lost if the member is hit, beside what the members before it lose. */
  loss: number
  tA: number
  tO: number
  qI: number
  /** Probability that the attack on the set, once there, hits this cell. */
  tX: number
  /** Whose the loss is: index among the contributions and share of the position; sums to `loss`. */
  booked: readonly (readonly [index: number, loss: number])[]
}

/**
 * One slash event: all pairs of one operator and set (several strategies) fall together, ordered by
 * falling probability; where their probabilities differ the rarer is hit only with the likelier.
 *
 * An attack takes what a slash would leave: its members come last and lose f·(1−w) on top of f·w, so
 * that a year in which both come costs f, all of it booked on the attack.
 */
export interface Cell {
  members: Member[]
  /** Group numbers of the shared shocks; `attack` −1 where none is counted. */
  operator: number
  avs: number
  attack: number
}

export interface CellNetwork {
  cells: Cell[]
  /** Shock probability by group number. */
  operators: number[]
  avss: number[]
  attacks: number[]
  /** Number of contributions: the pairs', and behind them those of the attacks on each, if any. */
  entries: number
}

/**
 * Groups pairs into cells and numbers their shared shocks. Pairs that cannot be hit are left out.
 *
 * @throws RangeError where pairs of one operator and set, or operators of one set, are attacked differently
 */
export function cellsOf(pairs: readonly SlashPair[], correlation: Correlation): CellNetwork {
  const splits = splitHazards(pairs, correlation)
  const operators = new Map<string, number>()
  const avss = new Map<string, number>()
  const attacks = new Map<string, number>()
  const cells = new Map<string, Cell>()
  const attackMembers = new Map<Cell, Member[]>()
  const attacked = pairs.some(isAttacked)
  const network: CellNetwork = {
    cells: [],
    operators: [],
    avss: [],
    attacks: [],
    entries: attacked ? 2 * pairs.length : pairs.length,
  }
  const order = new Map<Member, number>()
  pairs.forEach((pair, i) => {
    const attack = isAttacked(pair) ? pair.attack : undefined
    if (pair.p === 0 && !attack) return
    const split = splits[i]!
    const operator = numbered(operators, pair.op, network.operators, split.qO)
    const avs = numbered(avss, avsOf(pair), network.avss, split.qA)
    const key = JSON.stringify([pair.op, pair.set, avs])
    const target = attack
      ? numbered(attacks, JSON.stringify([pair.set, avs]), network.attacks, attack.q)
      : -1
    let cell = cells.get(key)
    if (!cell) {
      cell = { members: [], operator, avs, attack: target }
      cells.set(key, cell)
      network.cells.push(cell)
    }
    const tX = attack?.share ?? 0
    const alike = cell.members.every((member) => member.tX === tX)
    if (cell.attack !== target || !alike || (attack && network.attacks[target] !== attack.q))
      throw new RangeError('One attack strikes all pairs of an operator and set alike.')
    const stake = (pair.weight ?? 1) * pair.f
    const loss = stake * pair.w
    const member = {
      loss,
      tA: split.tA,
      tO: split.tO,
      qI: split.qI,
      tX,
      booked: [[i, loss]] as const,
    }
    order.set(member, pair.p)
    cell.members.push(member)
    if (!attack) return
    const also = attackMembers.get(cell) ?? []
    attackMembers.set(cell, also)
    also.push({
      loss: stake - loss,
      tA: 0,
      tO: 0,
      qI: 0,
      tX,
      booked: [
        [pairs.length + i, stake],
        [i, -loss],
      ],
    })
  })
  for (const cell of network.cells) {
    cell.members.sort((a, b) => order.get(b)! - order.get(a)!)
    cell.members.push(...(attackMembers.get(cell) ?? []))
  }
  return network
}

function isAttacked({ attack }: Pick<SlashPair, 'attack'>): boolean {
  return attack !== undefined && attack.q > 0 && attack.share > 0
}

/** Probability a year that an attack takes all that is allocated. */
export function attackProbability({ attack }: Pick<SlashPair, 'attack'>): number {
  return attack ? attack.q * attack.share : 0
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
export function hitProbability(
  member: Member,
  avsShock: number,
  operatorShock: number,
  attack: number,
): number {
  const spared = (1 - avsShock * member.tA) * (1 - operatorShock * member.tO) * (1 - member.qI)
  return 1 - spared * (1 - attack * member.tX)
}

/** Sum of all losses: the largest possible, since all shared shocks can come at once. */
export function largestLoss(network: CellNetwork): number {
  let sum = 0
  for (const { members } of network.cells) for (const member of members) sum += member.loss
  return sum
}
