import { ClaimSourceError } from './types.ts'

export type FetchJsonOptions = {
  /** Milliseconds for the whole answer. */
  within: number
  /** The most bytes of an answer. */
  bytes: number
  /** Sent as a JSON body by POST; without it the request is a GET. */
  body?: unknown
  fetcher?: typeof fetch
}

/**
 * JSON from a server that is not trusted: no cookies, no referrer, no redirects, limited in time and size.
 *
 * @throws ClaimSourceError
 */
export async function fetchJson(url: string, options: FetchJsonOptions): Promise<unknown> {
  const { within, bytes, body, fetcher = (...parameters) => fetch(...parameters) } = options
  const limit = AbortSignal.timeout(within)
  const host = hostOf(url)
  try {
    const response = await fetcher(url, {
      signal: limit,
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    if (!response.ok) {
      const said = messageIn(await readAtMost(response, 10_000).catch(() => ''))
      throw new ClaimSourceError(
        response.status === 404 ? 'missing' : 'unreachable',
        `${host} answered with status ${response.status}${said === '' ? '' : `: ${said}`}`,
      )
    }
    const text = await readAtMost(response, bytes)
    try {
      return JSON.parse(text)
    } catch {
      throw new ClaimSourceError('invalid', `${host} did not answer with JSON.`)
    }
  } catch (error) {
    if (error instanceof ClaimSourceError) throw error
    if (limit.aborted)
      throw new ClaimSourceError('timeout', `${host} did not answer within ${within / 1000} s.`)
    throw new ClaimSourceError('unreachable', `${host} cannot be reached.`)
  }
}

/** Text of an answer; gives up as soon as it is too long. */
async function readAtMost(response: Response, bytes: number): Promise<string> {
  const reader = response.body?.getReader()
  if (reader === undefined) return ''
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    length += value.byteLength
    if (length > bytes) {
      await reader.cancel().catch(() => undefined)
      throw new ClaimSourceError('tooLarge', `The answer is longer than ${bytes} bytes.`)
    }
    text += decoder.decode(value, { stream: true })
  }
}

/** What the server says of its error, cut to one line; gRPC gateways put it under `message`. */
function messageIn(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown }
    return typeof message === 'string' ? message.replace(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 200) : ''
  } catch {
    return ''
  }
}

function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return 'The claim source'
  }
}
