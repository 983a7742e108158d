import type { Address } from 'viem'
import type { ClaimSource, DistributionRoot, RewardsMerkleClaim } from './types.ts'
import { verifyClaim } from './verifyClaim.ts'

type Entry = { claim: Promise<RewardsMerkleClaim | null>; until: number }

/** What a source has proven stays true of its root; refusals and empty answers are asked for anew after this. */
const RETRY_AFTER = 30_000

const kept = new WeakMap<ClaimSource, Map<string, Entry>>()

/**
 * The claim of all that an earner has in the distribution of a root, its proof compared with the root on the chain;
 * `null` when it has nothing there. Each is asked for once.
 *
 * @param options `active`: whether claims count against the root already (default). `now`: milliseconds of a clock
 *   that never jumps
 * @throws ClaimSourceError
 */
export function provenClaim(
  source: ClaimSource,
  earner: Address,
  root: DistributionRoot,
  options: { active?: boolean; now?: number } = {},
): Promise<RewardsMerkleClaim | null> {
  const { active = true, now = performance.now() } = options
  const entries = kept.get(source) ?? new Map<string, Entry>()
  kept.set(source, entries)
  const key = `${root.index} ${root.root} ${earner.toLowerCase()} ${active}`
  const known = entries.get(key)
  if (known !== undefined && now < known.until) return known.claim
  const claim = source.claim(earner, root, { active }).then((found) => {
    if (found !== null) verifyClaim(found, { earner, root })
    return found
  })
  const entry: Entry = { claim, until: Number.POSITIVE_INFINITY }
  entries.set(key, entry)
  const retryLater = () => {
    entry.until = performance.now() + RETRY_AFTER
  }
  claim.then((found) => {
    if (found === null) retryLater()
  }, retryLater)
  return claim
}

/** Asks a source anew for what it refused, the next time it is wanted. */
export function forgetRefusals(source: ClaimSource): void {
  const entries = kept.get(source)
  for (const [key, { until }] of entries ?? [])
    if (until !== Number.POSITIVE_INFINITY) entries?.delete(key)
}
