import { readStored, writeStored } from '../ui/storage.ts'
import { useRead } from './useRead.ts'

const key = 'keel.pictures'

/** Whether the reader has all pictures of operators and AVSs shown; none is, unless they say so. */
export const picturesWanted = (): boolean => readStored(key) === '1'

export const setPicturesWanted = (wanted: boolean): void => writeStored(key, wanted ? '1' : null)

/** Pictures that were fetched, as addresses of this page's own; empty for those that could not be. */
const known = new Map<string, string>()

/**
 * A picture as something that an `img` can show without asking anybody: a data URL as it is, one from elsewhere once it
 * has been fetched. `null` while it is fetched, where it cannot be shown, and while it is not `wanted`.
 */
export function usePicture(address: string | null, wanted: boolean): string | null {
  const remote = address?.startsWith('https:') === true
  const read = useRead(
    async (signal) => {
      const url = address ?? ''
      const held = known.get(url)
      if (held !== undefined) return held
      const { fetchPicture } = await import('../protocol/metadata/picture.ts')
      const picture = await fetchPicture(url, { signal })
      const source = picture === null ? '' : URL.createObjectURL(picture)
      if (!signal.aborted || source !== '') known.set(url, source)
      return source
    },
    remote && wanted ? address : null,
  )
  if (!wanted || address === null) return null
  return remote ? read.value || null : address
}
