import type { Address } from '../network/types.ts'
import { provenClaim } from './provenClaim.ts'
import { type ClaimSource, ClaimSourceError, type DistributionRoot } from './types.ts'

/** What an earner had earned by the end of a root's period, in smallest units by lower-case token. */
export type EarnedPoint = {
  root: DistributionRoot
  /** `null` when the source proves nothing against this root. */
  amounts: Readonly<Record<Address, bigint>> | null
}

const AT_ONCE = 6

/**
 * What an earner had earned at each of some roots, proven against each. Disabled roots are passed over: they were
 * taken back.
 *
 * @param timestamp the chain's time in Unix seconds: whether a root is active
 */
export async function readEarnedHistory(
  source: ClaimSource,
  earner: Address,
  roots: readonly DistributionRoot[],
  timestamp: number,
): Promise<EarnedPoint[]> {
  const standing = roots.filter(({ disabled }) => !disabled)
  const points = new Map<DistributionRoot, EarnedPoint>()
  const next = standing.values()
  const work = async () => {
    for (const root of next) points.set(root, await pointOf(root))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return standing.map((root) => points.get(root) as EarnedPoint)

  async function pointOf(root: DistributionRoot): Promise<EarnedPoint> {
    try {
      const claim = await provenClaim(source, earner, root, {
        active: root.activatedAt <= timestamp,
      })
      const amounts = Object.fromEntries(
        (claim?.tokenLeaves ?? []).map(({ token, cumulativeEarnings }) => [
          token.toLowerCase() as Address,
          cumulativeEarnings,
        ]),
      )
      return { root, amounts }
    } catch (error) {
      if (error instanceof ClaimSourceError) return { root, amounts: null }
      throw error
    }
  }
}
