/** Something that can be bought whole (or in part, for the bound): its weight and its price. */
export interface CoverItem {
  weight: number
  cost: number
}

export interface Cover {
  /** Cheapest total cost found of a subset that reaches the target; exact if `exact`. */
  cost: number
  /** Certified lower bound: the cheapest cover with fractions of items. */
  lower: number
  exact: boolean
}

const RELATIVE = 1e-12
/** Nodes searched among few items and among many, where the bounds are close anyway. */
const MOST_NODES = 2_000_000
const NODES_OF_MANY = 20_000
const MANY = 40

/** Cheapest cover with fractions allowed: cheapest weight first. Infinity if out of reach. */
export function fractionalCover(items: readonly CoverItem[], target: number): number {
  return fractional(byPrice(items), 0, target, RELATIVE * Math.abs(target))
}

/**
 * Cheapest subset of items whose weight reaches the target (minimum knapsack cover), by branch and
 * bound on the fractional cover. Beyond two million nodes (20,000 among many items) the best found so far is returned with
 * `exact` false; `lower` bounds it from below. Infinity if all items together fall short.
 */
export function minimumCover(items: readonly CoverItem[], target: number): Cover {
  const sorted = byPrice(items)
  const slack = RELATIVE * Math.abs(target)
  const lower = fractional(sorted, 0, target, slack)
  if (!Number.isFinite(lower)) return { cost: lower, lower, exact: true }
  let best = greedyCover(sorted, target, slack)
  const mostNodes = sorted.length > MANY ? NODES_OF_MANY : MOST_NODES
  let nodes = 0
  const visit = (index: number, missing: number, spent: number): void => {
    if (missing <= slack) {
      best = Math.min(best, spent)
      return
    }
    if (++nodes > mostNodes) return
    if (spent + fractional(sorted, index, missing, slack) >= best * (1 - RELATIVE)) return
    const item = sorted[index]
    if (!item) return
    visit(index + 1, missing - item.weight, spent + item.cost)
    visit(index + 1, missing, spent)
  }
  visit(0, target, 0)
  return { cost: best, lower, exact: nodes <= mostNodes }
}

function byPrice(items: readonly CoverItem[]): CoverItem[] {
  return items
    .filter((item) => item.weight > 0)
    .sort((a, b) => a.cost / a.weight - b.cost / b.weight || b.weight - a.weight)
}

function fractional(
  sorted: readonly CoverItem[],
  from: number,
  target: number,
  slack: number,
): number {
  let missing = target
  let cost = 0
  for (let i = from; i < sorted.length && missing > slack; i++) {
    const { weight, cost: price } = sorted[i]!
    if (weight >= missing) return cost + (price * missing) / weight
    cost += price
    missing -= weight
  }
  return missing > slack ? Number.POSITIVE_INFINITY : cost
}

/** Cheapest weight first, closing with the cheapest single item that completes the cover. */
function greedyCover(sorted: readonly CoverItem[], target: number, slack: number): number {
  let best = Number.POSITIVE_INFINITY
  let missing = target
  let cost = 0
  for (let i = 0; i < sorted.length; i++) {
    if (missing <= slack) return Math.min(best, cost)
    for (let j = i; j < sorted.length; j++) {
      const { weight, cost: price } = sorted[j]!
      if (weight >= missing - slack) best = Math.min(best, cost + price)
    }
    cost += sorted[i]!.cost
    missing -= sorted[i]!.weight
  }
  return missing <= slack ? Math.min(best, cost) : best
}
