/**
 * Gas of each way in, all its transactions together, as measured on the contracts of the local chain (a test
 * compares them). Contracts behind proxies take somewhat more; the plan asks the chain itself before each signature.
 */
export const GAS = {
  /** Lido's submit, an approval, depositIntoStrategy. */
  lst: 400_000n,
  /** createPod and one stake. */
  native: 400_000n,
  /** LiquidityPool.deposit. */
  etherFi: 130_000n,
} as const

export type Way = keyof typeof GAS
