import { type CellNetwork, cellsOf, hitProbability, type SlashPair } from '../cells.ts'
import type { Correlation } from '../shocks.ts'
import { mulberry32 } from '../simulation.ts'

/**
 * The plain simulation, as a reference: every shock and every cell of every year gets a number of
 * its own. Returns the slashed share of each year.
 */
export function naiveYears(
  pairs: readonly SlashPair[],
  correlation: Correlation,
  { paths, seed }: { paths: number; seed: number },
): Float64Array {
  const { cells, operators, avss, attacks }: CellNetwork = cellsOf(pairs, correlation)
  const random = mulberry32(seed)
  const operatorCame = new Uint8Array(operators.length)
  const avsCame = new Uint8Array(avss.length)
  const attackCame = new Uint8Array(attacks.length)
  const losses = new Float64Array(paths)
  // Probability of each member in the eight states of its three shared shocks.
  const members = cells.flatMap((cell) => cell.members)
  const chances = Float64Array.from(
    members.flatMap((member) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((s) => hitProbability(member, s & 1, (s >> 1) & 1, s >> 2)),
    ),
  )
  const loss = Float64Array.from(members, (member) => member.loss)
  let size = 0
  const ends = Int32Array.from(cells, (cell) => {
    size += cell.members.length
    return size
  })
  for (let path = 0; path < paths; path++) {
    for (let i = 0; i < operators.length; i++) operatorCame[i] = random() < operators[i]! ? 1 : 0
    for (let i = 0; i < avss.length; i++) avsCame[i] = random() < avss[i]! ? 1 : 0
    for (let i = 0; i < attacks.length; i++) attackCame[i] = random() < attacks[i]! ? 1 : 0
    let lost = 0
    for (let c = 0, m = 0; c < cells.length; c++) {
      const { avs, operator, attack } = cells[c]!
      const shocks = avsCame[avs]! + 2 * operatorCame[operator]! + 4 * (attackCame[attack] ?? 0)
      const luck = random()
      for (; m < ends[c]! && luck < chances[8 * m + shocks]!; m++) lost += loss[m]!
      m = ends[c]!
    }
    losses[path] = lost
  }
  return losses
}
