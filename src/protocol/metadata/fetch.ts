import { METADATA_BYTES, type Metadata, parseMetadataText } from './parse.ts'

/** Why there is no metadata. */
export type MetadataFailure = 'unsupported' | 'unreachable' | 'timeout' | 'tooLarge' | 'invalid'

export type MetadataResult = { metadata: Metadata } | { failure: MetadataFailure }

export interface FetchMetadataOptions {
  /** The one origin that may be asked without https: Keel's own server. */
  ownOrigin?: string
  /** Ask no other origin than `ownOrigin`. */
  sameOriginOnly?: boolean
  signal?: AbortSignal
  fetcher?: (url: string, init: RequestInit) => Promise<Response>
}

const WITHIN = 5_000
const REDIRECTS = 3

/**
 * Fetches and parses a metadata document that an operator or AVS published under a URI of its own
 * choice: https only (or Keel's own origin), at most 64 kB, 5 s and three redirects, no cookies.
 * Never throws: what a stranger publishes is no error of Keel's.
 */
export async function fetchMetadata(
  uri: string,
  options: FetchMetadataOptions = {},
): Promise<MetadataResult> {
  const { signal, fetcher = (url, init) => fetch(url, init) } = options
  const limit = AbortSignal.timeout(WITHIN)
  const either = signal === undefined ? limit : AbortSignal.any([signal, limit])
  try {
    let url = allowed(uri, undefined, options)
    for (let redirects = 0; url !== null; redirects += 1) {
      const response = await fetcher(url, {
        signal: either,
        redirect: 'manual',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        headers: { accept: 'application/json' },
      })
      const location = response.headers.get('location')
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        // Browsers hide where a redirect leads, so it cannot be checked and is not followed.
        if (location === null || redirects >= REDIRECTS) return { failure: 'unreachable' }
        await response.body?.cancel()
        url = allowed(location, url, options)
        continue
      }
      if (!response.ok) return { failure: 'unreachable' }
      const bytes = await readAtMost(response, METADATA_BYTES)
      if (bytes === null) return { failure: 'tooLarge' }
      const metadata = parseMetadataText(new TextDecoder().decode(bytes))
      return metadata === null ? { failure: 'invalid' } : { metadata }
    }
    return { failure: 'unsupported' }
  } catch {
    return { failure: limit.aborted ? 'timeout' : 'unreachable' }
  }
}

/** The URL to ask, or null when it may not be asked. */
function allowed(
  uri: string,
  base: string | undefined,
  { ownOrigin, sameOriginOnly }: FetchMetadataOptions,
): string | null {
  try {
    const url = new URL(uri, base ?? ownOrigin)
    if (url.username !== '' || url.password !== '') return null
    if (ownOrigin !== undefined && url.origin === new URL(ownOrigin).origin) return url.href
    return url.protocol === 'https:' && sameOriginOnly !== true ? url.href : null
  } catch {
    return null
  }
}

/** The body of an answer; `null`, and no more of it read, when it is longer than `bytes`. */
export async function readAtMost(
  response: Response,
  bytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(response.headers.get('content-length') ?? 0) > bytes) return null
  const reader = response.body?.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  while (reader !== undefined) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value)
    size += value.byteLength
    if (size > bytes) {
      await reader.cancel()
      return null
    }
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}
