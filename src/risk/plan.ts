import type { Cell, CellNetwork } from './cells.ts'

/**
 * How to walk the shared shocks: fix the shocks of one kind (operators or AVSs, whichever are
 * fewer), then the cells fall into independent blocks, one for each shock of the other kind.
 * Attacks are fixed along with them. A shock that reaches only one cell is part of that cell's own
 * luck and is not walked.
 */
export interface WalkPlan {
  /** Probabilities of the shocks that are fixed, 2^n states. */
  fixed: number[]
  blocks: Block[]
}

export interface Block {
  /** Probability of the shock common to the block; 0 for a single cell. */
  shock: number
  cells: PlannedCell[]
}

export interface PlannedCell {
  cell: Cell
  /** Index among the fixed shocks, or −1 with the shock's probability folded in. */
  fixedShock: number
  foldedFixed: number
  /** Probability of the other kind's shock folded in (single cells), else set by the block. */
  foldedBlock: number
  fixedIsOperator: boolean
  /** Index of the attack among the fixed shocks, or −1 with its probability folded in. */
  attackShock: number
  foldedAttack: number
}

/** Plans the walk over the cells that satisfy `counts`. */
export function planWalk(network: CellNetwork, counts: (cell: Cell) => boolean): WalkPlan {
  const cells = network.cells.filter(counts)
  const operators = shared(cells, (cell) => cell.operator, network.operators)
  const avss = shared(cells, (cell) => cell.avs, network.avss)
  const byOperator = operators.length <= avss.length
  const fixedGroups = byOperator ? operators : avss
  const blockGroups = byOperator ? avss : operators
  const fixedOf = (cell: Cell) => (byOperator ? cell.operator : cell.avs)
  const blockOf = (cell: Cell) => (byOperator ? cell.avs : cell.operator)
  const fixedShocks = byOperator ? network.operators : network.avss
  const blockShocks = byOperator ? network.avss : network.operators

  const attacks = shared(
    cells.filter(({ attack }) => attack >= 0),
    (cell) => cell.attack,
    network.attacks,
  )
  const plan: WalkPlan = {
    fixed: [
      ...fixedGroups.map((group) => fixedShocks[group]!),
      ...attacks.map((group) => network.attacks[group]!),
    ],
    blocks: [],
  }
  const blocks = new Map<number, Block>()
  for (const cell of cells) {
    const attack = attacks.indexOf(cell.attack)
    const planned: PlannedCell = {
      cell,
      fixedShock: fixedGroups.indexOf(fixedOf(cell)),
      foldedFixed: fixedShocks[fixedOf(cell)]!,
      foldedBlock: blockShocks[blockOf(cell)]!,
      fixedIsOperator: byOperator,
      attackShock: attack < 0 ? -1 : fixedGroups.length + attack,
      foldedAttack: network.attacks[cell.attack] ?? 0,
    }
    const group = blockOf(cell)
    if (!blockGroups.includes(group)) {
      plan.blocks.push({ shock: 0, cells: [planned] })
      continue
    }
    let block = blocks.get(group)
    if (!block) {
      block = { shock: blockShocks[group]!, cells: [] }
      blocks.set(group, block)
      plan.blocks.push(block)
    }
    block.cells.push(planned)
  }
  return plan
}

/** Groups whose shock can come and reaches at least two of the cells. */
function shared(cells: Cell[], groupOf: (cell: Cell) => number, shocks: number[]): number[] {
  const sizes = new Map<number, number>()
  for (const cell of cells) sizes.set(groupOf(cell), (sizes.get(groupOf(cell)) ?? 0) + 1)
  return [...sizes]
    .filter(([group, size]) => size > 1 && shocks[group]! > 0)
    .map(([group]) => group)
}

/** Calls `visit` for every state of the fixed shocks that has a positive probability. */
export function forEachState(
  fixed: readonly number[],
  visit: (state: number, probability: number) => void,
): void {
  for (let state = 0; state < 2 ** fixed.length; state++) {
    let probability = 1
    for (let i = 0; i < fixed.length; i++) {
      probability *= (state >> i) & 1 ? fixed[i]! : 1 - fixed[i]!
    }
    if (probability > 0) visit(state, probability)
  }
}

/** Probability of the AVS and operator shock of a cell, and of the attack, in a state of the walk. */
export function shocksIn(
  planned: PlannedCell,
  block: Block,
  state: number,
  blockShockCame: boolean,
): [avsShock: number, operatorShock: number, attack: number] {
  const attack = planned.attackShock < 0 ? planned.foldedAttack : (state >> planned.attackShock) & 1
  const fixed = planned.fixedShock < 0 ? planned.foldedFixed : (state >> planned.fixedShock) & 1
  const other = block.shock > 0 ? (blockShockCame ? 1 : 0) : planned.foldedBlock
  return planned.fixedIsOperator ? [other, fixed, attack] : [fixed, other, attack]
}
