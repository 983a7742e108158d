import type { Address } from 'viem'
import type { LogGap } from '../logs/types.ts'
import type { Failure } from '../network/types.ts'

/** A pool of ether and one token, as it stood at a block. */
export interface PoolState {
  pool: Address
  token: Address
  symbol: string
  /** Wei of ether, and of the token (18 decimals). */
  ether: bigint
  tokens: bigint
  /** Curve's `A()`. */
  amplification: bigint
  /** A fraction of what is paid out. */
  fee: number
}

/** Terms and sums of a lending market for one collateral. */
export interface LendingState {
  pool: Address
  collateral: Address
  symbol: string
  /** All of the collateral that is supplied, in wei. */
  supplied: bigint
  /** All ether that is lent, in wei. */
  lent: bigint
  /** Fractions: what may be borrowed, and from where loans are liquidated. */
  ltv: number
  threshold: number
  /** Extra that a liquidator gets, a fraction. */
  bonus: number
  /** A year, a fraction. */
  borrowRate: number
  /** In the oracle's currency. */
  collateralPrice: bigint
  etherPrice: bigint
  /** The pool's tokens that one of the collateral can be turned into; null when that is not known. */
  tokensPerCollateral: number | null
}

/** One account that owes something and has the collateral supplied. */
export interface Loan {
  borrower: Address
  /** Of the collateral, in wei. */
  collateral: bigint
  /** All of the account's collateral and debt in the oracle's currency, whatever the assets. */
  collateralBase: bigint
  debtBase: bigint
  /** Average over all of its collateral, a fraction. */
  threshold: number
}

/** The loans against the collateral, as far as the log names those who have supplied it. */
export interface Loans {
  list: readonly Loan[]
  /** Accounts that have supplied the collateral at some time. */
  candidates: number
  /** Candidates that were not asked, because there are too many. */
  skipped: number
  gaps: readonly LogGap[]
}

/** What is known of a market, all at one block. */
export interface MarketReading {
  block: bigint
  pool: PoolState | null
  lending: LendingState | null
  loans: Loans | null
  /** What could not be read, and why. */
  failures: readonly Failure[]
}
