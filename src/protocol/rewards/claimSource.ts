import type { Chain } from '../deployments/types.ts'
import { createFilesSource } from './filesSource.ts'
import { createSidecarSource } from './sidecarSource.ts'
import type { ClaimSource } from './types.ts'

const known = new Map<string, ClaimSource>()

/**
 * The claim source that a deployment names, one for the whole page; `null` when it names none.
 *
 * @param base what paths on Keel's own host are resolved against
 */
export function claimSourceOf(
  chain: Pick<Chain, 'rewards'>,
  base: string | undefined = globalThis.location?.origin,
): ClaimSource | null {
  const { rewards } = chain
  if (rewards === undefined) return null
  const url = new URL(rewards.url, base).href.replace(/\/+$/, '')
  const key = `${rewards.kind} ${url}`
  const found = known.get(key)
  if (found) return found
  const made = rewards.kind === 'files' ? createFilesSource({ url }) : createSidecarSource({ url })
  known.set(key, made)
  return made
}
