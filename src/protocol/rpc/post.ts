import { BaseError } from 'viem'

/** One request of a node, as JSON-RPC has it. */
export type Send = (
  body: { method: string; params?: unknown },
  options: { signal?: AbortSignal },
) => Promise<unknown>

/** Most bytes of an answer that are read. */
const MOST = 10_485_760
const TOO_LARGE = 'ResponseBodyTooLargeError'

/**
 * What came over HTTP, if anything, is no answer to the request; `message` is what the server said. The name is that of
 * viem's error: failures are sorted by it, wherever they come from.
 */
class HttpError extends Error {
  override name = 'HttpRequestError'
  readonly status: number | undefined
  readonly headers: Headers | undefined

  constructor(message: string, { status, headers }: Partial<Response>, cause?: unknown) {
    super(message, { cause })
    this.status = status
    this.headers = headers
  }
}

/**
 * A node's own answer that it does not do what was asked: a revert, a bad argument, an unknown method. One of viem's
 * errors, so that its actions look into it for the data of a revert.
 */
class AnswerError extends BaseError {
  override name = 'RpcRequestError'
  readonly code: number
  readonly data: unknown
  readonly status: number | undefined
  readonly headers: Headers | undefined

  constructor({ code, message, data }: NodeError, { status, headers }: Partial<Response>) {
    super(message, { details: message })
    this.code = code
    this.data = data
    this.status = status
    this.headers = headers
  }
}

type NodeError = { code: number; message: string; data?: unknown }

/**
 * One request a POST. viem's `http` would bring its own batches, hooks and repeating, which nobody here asks for.
 *
 * What it throws is for `toRpcError` to sort.
 *
 * @param timeout milliseconds until the whole answer has to be there
 */
export function postTo(rpcUrl: string, timeout: number): Send {
  const { url, headers } = withoutCredentials(rpcUrl)
  let id = 0
  return async (body, { signal }) => {
    const either = new AbortController()
    const give = () => either.abort(signal?.reason)
    const late = () => either.abort(new DOMException('no answer in time', 'TimeoutError'))
    const timer = setTimeout(late, timeout)
    signal?.addEventListener('abort', give)
    if (signal?.aborted) give()
    try {
      id += 1
      const { response, text } = await exchange(url, {
        method: 'POST',
        headers,
        body: JSON.stringify({ jsonrpc: '2.0', id, ...body }),
        signal: either.signal,
      })
      return resultIn(text, response)
    } catch (cause) {
      throw either.signal.aborted ? either.signal.reason : cause
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', give)
    }
  }
}

function resultIn(text: string, response: Response): unknown {
  const { ok, statusText } = response
  let answer: { result?: unknown; error?: NodeError }
  try {
    answer = JSON.parse(text)
  } catch {
    // The engine's own error would quote the page, and failures are sorted by their words too.
    if (ok) throw new SyntaxError('The answer is not JSON.')
    throw new HttpError(text || statusText, response)
  }
  const { error, result } = answer ?? {}
  // A proxy in front of the node may answer with an error that is none of JSON-RPC.
  if (!ok && typeof error?.code !== 'number')
    throw new HttpError(JSON.stringify(error) ?? statusText, response)
  if (error) throw new AnswerError(error, ok ? {} : response)
  return result
}

/** Browsers say in many ways that a connection was lost; here it is one. */
async function exchange(url: string, init: RequestInit) {
  try {
    const response = await fetch(url, init)
    return { response, text: await textOf(response) }
  } catch (cause) {
    const { name, message } = cause as Error
    throw name === TOO_LARGE ? cause : new HttpError(message, {}, cause)
  }
}

/** The text of an answer, unless it is too long. */
async function textOf({ body }: Response): Promise<string> {
  const reader = body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true }
    if (done) return text + decoder.decode()
    size += value.length
    if (size > MOST) {
      await reader?.cancel()
      throw Object.assign(new Error(`more than ${MOST} bytes`), { name: TOO_LARGE })
    }
    text += decoder.decode(value, { stream: true })
  }
}

/** `fetch` refuses addresses with a name and a password; they belong in a header. */
function withoutCredentials(rpcUrl: string): { url: string; headers: Record<string, string> } {
  const url = new URL(rpcUrl)
  const headers = { 'Content-Type': 'application/json' }
  const { username, password } = url
  if (username === '') return { url: rpcUrl, headers }
  url.username = ''
  url.password = ''
  const both = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { url: url.href, headers: { ...headers, Authorization: `Basic ${btoa(both)}` } }
}
