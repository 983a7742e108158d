import type { IncomingMessage } from 'node:http'
import { type Handler, refuseMethod, sendJson, sendText } from './server.ts'

/** What the control endpoint can make the local chain do. */
export interface Controls {
  /** Moves the clock to the next event and lets the keeper catch up. */
  advance(): Promise<{ block: string; description: string }>
}

/** The most bytes of a request's body that are read. */
const BODY_LIMIT = 10_000

/**
 * `POST /__keel/advance`: steers the local chain from the demo's own page, and from nowhere else. The
 * host must be this machine by name (a name of someone else's that resolves here is refused), the
 * origin the page's own, and the content type one that no foreign form can send.
 */
export function controlEndpoint(controls: Controls): Handler {
  return async (request, response, path) => {
    if (!path.startsWith('/__keel/')) return false
    const refusal = refusalOf(request)
    if (path !== '/__keel/advance') sendText(request, response, 404, 'There is no such command.')
    else if (refusal !== undefined) sendText(request, response, 403, refusal)
    else if (request.method !== 'POST') refuseMethod(request, response, 'POST')
    else if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
      sendText(request, response, 415, 'The content type must be application/json.')
    } else if (!(await drain(request))) sendText(request, response, 413, 'The body is too long.')
    else {
      try {
        await sendJson(request, response, 200, JSON.stringify(await controls.advance()))
      } catch (error) {
        const message = (error as Error).message
        await sendJson(request, response, 500, JSON.stringify({ error: message }))
      }
    }
    return true
  }
}

function refusalOf(request: IncomingMessage): string | undefined {
  const host = request.headers.host ?? ''
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host)) {
    return 'This command is only taken on this machine.'
  }
  const remote = request.socket.remoteAddress ?? ''
  if (!/^(::ffff:)?127\.|^::1$/.test(remote)) return 'This command is only taken on this machine.'
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (
    (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none')
  ) {
    return 'This command is only taken from the app itself.'
  }
  return undefined
}

/** Reads a body to its end; false when it is longer than the limit. */
async function drain(request: IncomingMessage): Promise<boolean> {
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > BODY_LIMIT) return false
  }
  return true
}
