/** A two-asset pool: `x` of the token that is sold, `y` of ETH. */
export type Pool =
  | { type: 'cp'; x: number; y: number }
  | { type: 'stable'; x: number; y: number; A: number }

/** Marginal price of the token in ETH after `sold` of it went into the pool; 0 in an empty pool. */
export function poolPrice(pool: Pool, sold: number): number {
  if (!(pool.x > 0 && pool.y > 0)) return 0
  if (pool.type === 'cp') return (pool.x * pool.y) / (pool.x + sold) ** 2
  const ann = 2 * pool.A
  const d = invariant(pool.x, pool.y, ann)
  const x = pool.x + sold
  const y = otherReserve(x, d, ann)
  return (ann + d ** 3 / (4 * x * x * y)) / (ann + d ** 3 / (4 * x * y * y))
}

/** ETH paid out for `sold` of the token. */
export function poolOut(pool: Pool, sold: number): number {
  if (!(pool.x > 0 && pool.y > 0)) return 0
  if (pool.type === 'cp') return pool.y - (pool.x * pool.y) / (pool.x + sold)
  const ann = 2 * pool.A
  return pool.y - otherReserve(pool.x + sold, invariant(pool.x, pool.y, ann), ann)
}

/** D of Ann(x+y) + D = Ann·D + D³/(4xy) with Ann = 2A (Curve StableSwap, two coins). */
function invariant(x: number, y: number, ann: number): number {
  const sum = x + y
  if (!(x > 0 && y > 0)) return 0
  let d = sum
  for (let i = 0; i < 255; i++) {
    const dp = d ** 3 / (4 * x * y)
    const next = ((ann * sum + 2 * dp) * d) / ((ann - 1) * d + 3 * dp)
    if (Math.abs(next - d) <= 1e-15 * d) return next
    d = next
  }
  return d
}

/** y of the invariant for a given x. */
function otherReserve(x: number, d: number, ann: number): number {
  if (d === 0) return 0
  const c = d ** 3 / (4 * x * ann)
  const b = x + d / ann - d
  let y = d
  for (let i = 0; i < 255; i++) {
    const next = (y * y + c) / (2 * y + b)
    if (Math.abs(next - y) <= 1e-15 * y) return next
    y = next
  }
  return y
}
