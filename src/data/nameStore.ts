import type { Chain } from '../protocol/deployments/types.ts'
import { readStored } from '../ui/storage.ts'
import { namesOfCheckpoint } from './checkpointNames.ts'
import type { Profile } from './useNames.ts'

/** Set when the reader lets Keel ask operators' and AVSs' own servers. */
export const liveNamesKey = 'keel.liveNames'

/**
 * Names that come within so many milliseconds are shown together: each showing draws lists anew. While thousands are
 * on their way, each wait is twice the last, up to the longest.
 */
const together = 200
const longest = 3_200

/** With more to fetch than this, lists are drawn first. */
const many = 100
const drawn = 2_000

/** Requests at a time: names are the least of what a page needs. */
const atOnce = 6

/**
 * Fetches profiles in the background, each URI once. Without the reader's consent only Keel's own host is asked:
 * operators choose their servers, and those would learn who looks at them.
 */
export function createNameStore(publish: (names: ReadonlyMap<string, Profile>) => void) {
  const names = new Map<string, Profile>()
  const uriOf = new Map<string, string>()
  const waiting: { address: string; uri: string }[] = []
  let running = 0
  let sameOriginOnly = true
  let due: ReturnType<typeof setTimeout> | undefined
  let wait = together

  function publishSoon() {
    if (due !== undefined) return
    due = setTimeout(() => {
      due = undefined
      wait = waiting.length === 0 ? together : Math.min(longest, 2 * wait)
      publish(new Map(names))
    }, wait)
  }

  async function work(after: number) {
    if (after > 0) await new Promise((resolve) => setTimeout(resolve, after))
    const { fetchMetadata } = await import('../protocol/metadata/fetch.ts')
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { address, uri } = next
      const result = await fetchMetadata(uri, { ownOrigin: location.origin, sameOriginOnly })
      if (uriOf.get(address) !== uri || !('metadata' in result)) continue
      const { name, description, website } = result.metadata
      names.set(address, { name, description, website })
      publishSoon()
    }
  }

  return {
    /** Makes sure that the profiles of these addresses are known or under way. */
    want(chain: Chain, entries: readonly { address: string; metadataUri: string | null }[]) {
      const source = chain.metadata ?? 'checkpoint'
      // The file may allow it; the reader decides.
      const live = readStored(liveNamesKey) === '1'
      const ask = source === 'same-origin' || live
      sameOriginOnly = !live
      const shipped = namesOfCheckpoint(chain.chainId)
      const before = names.size
      for (const { address, metadataUri } of entries) {
        if (!metadataUri || uriOf.get(address) === metadataUri) continue
        const profile = shipped.get(metadataUri)
        if (profile) names.set(address, profile)
        else if (ask) waiting.push({ address, uri: metadataUri })
        else continue
        uriOf.set(address, metadataUri)
      }
      if (names.size !== before) publish(new Map(names))
      const after = waiting.length > many ? drawn : 0
      while (running < atOnce && running < waiting.length) {
        running += 1
        void work(after).finally(() => {
          running -= 1
        })
      }
    },
  }
}
