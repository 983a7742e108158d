import { type Pool, tokensFor } from './pool.ts'
import { type Holding, scaledShares, withdrawableShares } from './shares.ts'

/** All of it, in hundredths of a percent. */
export const ALL_BIPS = 10_000

/** What queueing some of a holding's deposit shares comes to at present. */
export type Chosen = {
  /** What `queueWithdrawals` is given. */
  depositShares: bigint
  /** What the queue keeps; slashing until the last slashable block is taken off this. */
  scaledShares: bigint
  /** Shares that they are worth now. */
  shares: bigint
  /** Tokens that those shares are worth now, in the smallest unit. */
  tokens: bigint
}

/** What queueing `depositShares` comes to at present. */
export function chosenFrom(holding: Holding, pool: Pool, depositShares: bigint): Chosen {
  const shares = withdrawableShares(depositShares, holding)
  return {
    depositShares,
    scaledShares: scaledShares(depositShares, holding.scalingFactor),
    shares,
    tokens: tokensFor(pool, shares),
  }
}

/**
 * The deposit shares to queue for an amount of tokens: the most that are not worth more than `amount`. All of
 * the holding where it is worth no more, so that nothing is left behind by rounding.
 *
 * The conversion goes through three divisions that round down (pool, slashing factor, scaling factor), so
 * what they are worth may be a few wei less than asked: the caller shows the difference.
 */
export function chooseTokens(holding: Holding, pool: Pool, amount: bigint): Chosen {
  const worth = (depositShares: bigint) =>
    tokensFor(pool, withdrawableShares(depositShares, holding))
  let low = 0n
  let high = holding.depositShares
  // Worth grows with shares: halve the range until one number is left.
  while (low < high) {
    const middle = (low + high + 1n) / 2n
    if (worth(middle) <= amount) low = middle
    else high = middle - 1n
  }
  // Shares whose worth is lost to slashing entirely are no answer to a request for tokens.
  return chosenFrom(holding, pool, worth(low) === 0n ? 0n : low)
}

/**
 * The deposit shares for a part of the holding, rounded down; all of them for all.
 *
 * @param bips hundredths of a percent, 0 to 10,000
 */
export function choosePart(holding: Holding, pool: Pool, bips: number): Chosen {
  const share = BigInt(Math.min(Math.max(Math.trunc(bips), 0), ALL_BIPS))
  return chosenFrom(holding, pool, (holding.depositShares * share) / BigInt(ALL_BIPS))
}
