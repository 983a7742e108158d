import { type Cell, type CellNetwork, hitProbability } from './cells.ts'

/** Who was hit in which year, in no particular order. */
export interface Hits {
  years: Int32Array<ArrayBuffer>
  /** Index among all members of all cells, in order. */
  members: Int32Array<ArrayBuffer>
  /** Entries in use. */
  size: number
}

/**
 * Draws years of the network by their rare events: for each shock the years in which it comes, by
 * skipping a geometric number of years to the next one; for each cell the years in which its own
 * luck suffices without any shock, found alike, and then the years of its two shocks, where it gets
 * a second look. Same distribution as drawing every year on its own, at a cost that follows the
 * number of events, not of years.
 */
export function drawHits(network: CellNetwork, years: number, random: () => number): Hits {
  const { cells, operators, avss, attacks } = network
  const operatorYears = operators.map((q) => rareYears(q, years, random))
  const avsYears = avss.map((q) => rareYears(q, years, random))
  const attackYears = attacks.map((q) => rareYears(q, years, random))
  const room = Math.ceil(1.02 * expectedHits(network, years)) + 1024
  const hits: Hits = { years: new Int32Array(room), members: new Int32Array(room), size: 0 }
  // What is known of each year while one cell is drawn: bit 0 its AVS, bit 1 its operator, bit 2 an attack, bit 3 drawn.
  const marks = new Uint8Array(years)
  let first = 0
  for (const cell of cells) {
    const shocks = [avsYears[cell.avs]!, operatorYears[cell.operator]!]
    if (cell.attack >= 0) shocks.push(attackYears[cell.attack]!)
    drawCell(cell, first, shocks, marks, random, hits)
    first += cell.members.length
  }
  return hits
}

function expectedHits({ cells, operators, avss, attacks }: CellNetwork, years: number): number {
  let expected = 0
  for (const { members, avs, operator, attack } of cells) {
    for (const member of members) {
      const shocks = [avss[avs]!, operators[operator]!, attacks[attack] ?? 0] as const
      expected += years * hitProbability(member, ...shocks)
    }
  }
  return expected
}

const SHOCKS = 7
const DRAWN = 8

/**
 * One cell. Its luck u is uniform; member m is hit if u is below its chance in the year's state of
 * shocks. Chances only grow with shocks, so u below the quiet chance c of the first member settles
 * in every state who is hit; otherwise u is uniform above c and matters only in years of shocks.
 */
function drawCell(
  cell: Cell,
  first: number,
  shocks: readonly Int32Array[],
  marks: Uint8Array,
  random: () => number,
  hits: Hits,
): void {
  const { members } = cell
  const chances = Array.from({ length: 2 ** shocks.length }, (_, state) =>
    members.map((member) => hitProbability(member, state & 1, (state >> 1) & 1, state >> 2)),
  )
  const strike = (year: number, luck: number) => {
    const reached = chances[marks[year]! & SHOCKS]!
    for (let m = 0; m < reached.length && luck < reached[m]!; m++) push(hits, year, first + m)
    marks[year]! |= DRAWN
  }
  shocks.forEach((years, bit) => {
    for (const year of years) marks[year]! |= 1 << bit
  })
  const quiet = chances[0]![0]!
  const own = rareYears(quiet, marks.length, random)
  for (let i = 0; i < own.length; i++) {
    const year = own[i]!
    if (members.length === 1) {
      push(hits, year, first)
      marks[year]! |= DRAWN
    } else strike(year, quiet * random())
  }
  for (const list of shocks) {
    for (const year of list) {
      if ((marks[year]! & DRAWN) === 0) strike(year, quiet + (1 - quiet) * random())
    }
  }
  for (const list of [...shocks, own]) {
    for (let i = 0; i < list.length; i++) marks[list[i]!] = 0
  }
}

/** Below this yearly probability the gap between events needs more than the generator's 32 bits. */
const VERY_RARE = 1e-4

/** The years, rising, in which an event of yearly probability q comes. */
function rareYears(q: number, count: number, random: () => number): Int32Array {
  if (q <= 0) return new Int32Array(0)
  const expected = q * count
  let found = new Int32Array(Math.ceil(expected + 5 * Math.sqrt(expected) + 8))
  let size = 0
  const perGap = q < 1 ? 1 / Math.log1p(-q) : 0
  for (let year = -1; ; ) {
    let luck = random()
    if (q < VERY_RARE) luck += random() / 4_294_967_296
    year += 1 + Math.floor(Math.log(1 - luck) * perGap)
    if (!(year < count)) return found.subarray(0, size)
    if (size === found.length) found = doubled(found)
    found[size++] = year
  }
}

function push(hits: Hits, year: number, member: number): void {
  if (hits.size === hits.years.length) {
    hits.years = doubled(hits.years)
    hits.members = doubled(hits.members)
  }
  hits.years[hits.size] = year
  hits.members[hits.size++] = member
}

function doubled(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * list.length)
  longer.set(list)
  return longer
}
