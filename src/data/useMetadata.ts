import { useState } from 'react'
import type { Chain } from '../protocol/deployments/types.ts'
import type { Metadata } from '../protocol/metadata/parse.ts'
import { readStored } from '../ui/storage.ts'
import { liveNamesKey } from './nameStore.ts'
import { useRead } from './useRead.ts'

/** A whole metadata document, or why there is none. */
export type MetadataRead =
  | { state: 'none' | 'reading' | 'failed' }
  /** Its server has not been asked: it would learn who looks. */
  | { state: 'notAsked'; ask: () => void }
  | { state: 'done'; metadata: Metadata }

const known = new Map<string, Metadata>()

/**
 * Everything that an operator or AVS published of itself. Without the reader's consent only Keel's own host is asked;
 * `ask` gives it for this one document.
 */
export function useMetadata(chain: Chain, uri: string | null): MetadataRead {
  const live = readStored(liveNamesKey) === '1'
  const [asked, setAsked] = useState<string | null>(null)
  const may = live || asked === uri
  const foreign = uri !== null && !isOwn(uri)
  const wait = foreign ? !may : !may && chain.metadata !== 'same-origin'
  const read = useRead(
    async (signal) => {
      const held = known.get(uri ?? '')
      if (held) return held
      const { fetchMetadata } = await import('../protocol/metadata/fetch.ts')
      const result = await fetchMetadata(uri ?? '', {
        ownOrigin: location.origin,
        sameOriginOnly: !may,
        signal,
      })
      if ('failure' in result) throw new Error(result.failure)
      known.set(uri ?? '', result.metadata)
      return result.metadata
    },
    uri === null || uri === '' || wait ? null : `${uri} ${may}`,
  )
  if (uri === null || uri === '') return { state: 'none' }
  if (wait) return { state: 'notAsked', ask: () => setAsked(uri) }
  if (read.state === 'done') return { state: 'done', metadata: read.value }
  return { state: read.state === 'failed' ? 'failed' : 'reading' }
}

function isOwn(uri: string): boolean {
  try {
    return new URL(uri, location.origin).origin === location.origin
  } catch {
    return false
  }
}
