import type { Network } from '../../protocol/network/types.ts'

/** What a network has from the log alone: the largest part of it, and unchanged for as long as no log comes. */
export const logPartNames = [
  'submissions',
  'rebases',
  'slashes',
  'changes',
  'notices',
  'delegations',
] as const satisfies readonly (keyof Network)[]

/** Those parts of a network, the very same objects. */
export function logParts(network: Network): Pick<Network, (typeof logPartNames)[number]> {
  const { submissions, rebases, slashes, changes, notices, delegations } = network
  return { submissions, rebases, slashes, changes, notices, delegations }
}
