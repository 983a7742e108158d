import { type Address, beaconChainETHStrategy } from '../network/types.ts'
import { type Pool, payOut } from './pool.ts'
import { type Holding, withdrawableShares, withSharesAdded } from './shares.ts'

/** One withdrawal as it would be completed. */
export type Completion = {
  asTokens: boolean
  parts: readonly { strategy: Address; shares: bigint }[]
}

/** What completing one part of a withdrawal brings. */
export type Arrival =
  /** `received` in the token's smallest unit: by how much the balance grows. */
  | { kind: 'tokens'; strategy: Address; shares: bigint; sent: bigint; received: bigint }
  /** Shares back in the strategy; `counted` is by how much the withdrawable shares grow. */
  | { kind: 'shares'; strategy: Address; shares: bigint; counted: bigint }
  /** Why it cannot be told, or would revert. */
  | {
      kind: 'unknown' | 'fullySlashed' | 'podShort'
      strategy: Address
      shares: bigint
    }

/**
 * What completing withdrawals in this order and in one transaction brings, to the wei: each payment changes
 * the pool that the next one is paid out of.
 *
 * @param state pools, holdings and pod at the block that the preview is about. A holding is needed where shares
 *   return to its strategy; one with nothing in it has `depositShares` 0 and a scaling factor of 1e18.
 */
export function previewCompletions(
  state: {
    pools: Readonly<Record<Address, Pool | null>>
    holdings: Readonly<Record<Address, Holding | null>>
    /** Gwei that the pod may pay out (EigenPod.withdrawableRestakedExecutionLayerGwei). */
    podGwei: bigint | null
  },
  completions: readonly Completion[],
): Arrival[][] {
  const pools = { ...state.pools }
  const holdings = { ...state.holdings }
  let podGwei = state.podGwei
  const one = (asTokens: boolean, strategy: Address, shares: bigint): Arrival => {
    // The contracts skip parts that nothing is left of.
    if (shares === 0n)
      return asTokens
        ? { kind: 'tokens', strategy, shares, sent: 0n, received: 0n }
        : { kind: 'shares', strategy, shares, counted: 0n }
    if (asTokens) {
      const pool = pools[strategy]
      if (!pool) return { kind: 'unknown', strategy, shares }
      const { sent, received, after } = payOut(pool, shares)
      if (strategy === beaconChainETHStrategy) {
        if (podGwei === null) return { kind: 'unknown', strategy, shares }
        const wanted = sent / 1_000_000_000n
        if (wanted > podGwei) return { kind: 'podShort', strategy, shares }
        podGwei -= wanted
      }
      pools[strategy] = after
      return { kind: 'tokens', strategy, shares, sent, received }
    }
    const holding = holdings[strategy]
    if (!holding) return { kind: 'unknown', strategy, shares }
    if (holding.slashingFactor === 0n) return { kind: 'fullySlashed', strategy, shares }
    const before = withdrawableShares(holding.depositShares, holding)
    const after = withSharesAdded(holding, shares)
    holdings[strategy] = after
    return {
      kind: 'shares',
      strategy,
      shares,
      counted: withdrawableShares(after.depositShares, after) - before,
    }
  }
  return completions.map(({ asTokens, parts }) =>
    parts.map(({ strategy, shares }) => one(asTokens, strategy, shares)),
  )
}
