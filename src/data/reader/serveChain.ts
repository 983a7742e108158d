import { createClientFor } from '../../protocol/rpc/client.ts'
import { createChainReader } from './chainReader.ts'
import { serveReader } from './serveReader.ts'
import type { Port } from './wire.ts'

/**
 * Requests to the RPC at a time: one less than a browser allows to one host, so that the page's own question for the
 * newest block never waits behind a long log.
 */
const concurrency = 5

/** What the worker does: it reads the chain that it is told, and judges it. */
export function serveChain(port: Port): void {
  serveReader(port, (chain, rpcUrl, onNames) =>
    createChainReader({ chain, client: createClientFor(chain, rpcUrl, { concurrency }), onNames }),
  )
}
