import { readAtMost } from './fetch.ts'

/** Largest picture that is shown, in bytes. */
export const PICTURE_BYTES = 524_288

const WITHIN = 10_000

/** First bytes of the kinds of pictures that are shown; what a server calls them does not count. */
const KINDS = [
  { type: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', starts: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', starts: [0x47, 0x49, 0x46, 0x38] },
] as const

const matches = (bytes: Uint8Array, starts: readonly number[], at = 0) =>
  starts.every((byte, index) => bytes[at + index] === byte)

function typeOf(bytes: Uint8Array): string | null {
  // RIFF, four bytes of length, WEBP.
  if (matches(bytes, [0x52, 0x49, 0x46, 0x46]) && matches(bytes, [0x57, 0x45, 0x42, 0x50], 8))
    return 'image/webp'
  return KINDS.find(({ starts }) => matches(bytes, starts))?.type ?? null
}

/**
 * Fetches a picture that an operator or AVS chose: https only, no cookies, no referrer, no redirect (a browser hides
 * where it leads), at most {@link PICTURE_BYTES} and 10 s; PNG, JPEG, GIF or WebP by its first bytes. `null` for
 * anything else, for a server that lets no other page read it (CORS) too. Never throws.
 */
export async function fetchPicture(
  address: string,
  options: {
    signal?: AbortSignal
    fetcher?: (url: string, init: RequestInit) => Promise<Response>
  } = {},
): Promise<Blob | null> {
  const { signal, fetcher = (url, init) => fetch(url, init) } = options
  const limit = AbortSignal.timeout(WITHIN)
  try {
    const url = new URL(address)
    if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
    const response = await fetcher(url.href, {
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { accept: 'image/*' },
    })
    if (!response.ok) return null
    const bytes = await readAtMost(response, PICTURE_BYTES)
    const type = bytes === null ? null : typeOf(bytes)
    return bytes === null || type === null ? null : new Blob([bytes], { type })
  } catch {
    return null
  }
}
