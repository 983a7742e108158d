import type { LendingState, Loan, PoolState } from '../protocol/markets/types.ts'
import type { LoanPosition } from '../risk/cascade.ts'

const WAD = 1e18

/** Blocks whose log is read for the loans unasked. */
export const UNASKED_BLOCKS = 100_000n

/** A pool's reserves and amplification as the cascade takes them, in whole tokens and ETH. */
export const reservesOf = ({ tokens, ether, amplification }: PoolState) => ({
  x: Number(tokens) / WAD,
  y: Number(ether) / WAD,
  A: Number(amplification),
})

/** A loan as the cascade takes it: collateral in the pool's tokens, debt in ETH. */
export interface MarketLoan extends LoanPosition {
  /** Absent for one that the reader has entered. */
  borrower?: string
}

/**
 * Loans in the pool's tokens and ETH. What other collateral of the same account carries is taken off
 * its debt, at the account's average threshold: only the rest depends on this token's price. Loans
 * that other collateral carries alone are left out.
 *
 * @returns null when it is not known how many of the pool's tokens the collateral is
 */
export function loanPositions(lending: LendingState, loans: readonly Loan[]): MarketLoan[] | null {
  const { tokensPerCollateral, collateralPrice, etherPrice, bonus } = lending
  if (tokensPerCollateral === null) return null
  return loans.flatMap(({ borrower, collateral, collateralBase, debtBase, threshold }) => {
    const own = (Number(collateral) / WAD) * Number(collateralPrice)
    // Amounts in the oracle's currency are rounded; a smaller rest is no other collateral.
    const rest = Number(collateralBase) - own
    const other = rest > Number(collateralBase) * 1e-6 ? rest : 0
    const debt = (Number(debtBase) - other * threshold) / Number(etherPrice)
    if (debt <= 0) return []
    return [
      {
        borrower,
        coll: (Number(collateral) / WAD) * tokensPerCollateral,
        debt,
        lt: threshold,
        bonus,
      },
    ]
  })
}

/**
 * What the lending market's oracle looks at, told from its price of the collateral in ETH: the
 * redemption rate, or something else. Null when the rate is not known.
 */
export function oracleOf(lending: LendingState): 'redemption' | 'other' | null {
  const { tokensPerCollateral, collateralPrice, etherPrice } = lending
  if (tokensPerCollateral === null) return null
  const price = Number(collateralPrice) / Number(etherPrice)
  return Math.abs(price / tokensPerCollateral - 1) < 1e-6 ? 'redemption' : 'other'
}
