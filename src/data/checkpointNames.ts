import type { Metadata } from '../protocol/metadata/parse.ts'
import { readStored, writeStored } from '../ui/storage.ts'
import type { Profile } from './useNames.ts'

const key = (chainId: number) => `keel.names.${chainId}`
const known = new Map<number, ReadonlyMap<string, Profile>>()

/** Keeps the names that came with a checkpoint, by metadata URI: the file itself is loaded only once. */
export function rememberNames(chainId: number, metadata: ReadonlyMap<string, Metadata>): void {
  const profiles = new Map<string, Profile>()
  for (const [uri, { name, website }] of metadata)
    profiles.set(uri, { name, description: null, website })
  known.set(chainId, profiles)
  writeStored(key(chainId), JSON.stringify([...profiles]))
}

/** Names of the last checkpoint of a chain; empty when there was none. */
export function namesOfCheckpoint(chainId: number): ReadonlyMap<string, Profile> {
  const held = known.get(chainId)
  if (held) return held
  let profiles = new Map<string, Profile>()
  try {
    profiles = new Map(JSON.parse(readStored(key(chainId)) ?? '[]') as [string, Profile][])
  } catch {
    // A damaged entry is as good as none.
  }
  known.set(chainId, profiles)
  return profiles
}
