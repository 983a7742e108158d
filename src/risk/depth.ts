import { type Pool, poolOut, poolPrice } from './pool.ts'

/** How much a pool takes before its price has fallen so far. */
export interface Depth {
  /** Fraction by which the marginal price falls. */
  fall: number
  /** Tokens sold until then. */
  sold: number
  /** ETH that they bring, without the pool's fee. */
  received: number
}

/**
 * Tokens that can be sold into a pool until its marginal price has fallen by a fraction, found by
 * halving: the price falls with every token sold.
 *
 * @throws RangeError for a fall outside 0 to 1
 */
export function depthAt(pool: Pool, fall: number): Depth {
  if (!(fall > 0 && fall < 1)) throw new RangeError(`A fall of ${fall} is not within 0 and 1.`)
  const target = poolPrice(pool, 0) * (1 - fall)
  let low = 0
  let high = pool.x + pool.y
  while (poolPrice(pool, high) > target) {
    low = high
    high *= 2
  }
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2
    if (poolPrice(pool, middle) > target) low = middle
    else high = middle
  }
  return { fall, sold: low, received: poolOut(pool, low) }
}
